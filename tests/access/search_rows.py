"""What the pages of the search answer, role by role."""

from __future__ import annotations

from tests.access.table import Row

SEARCH_ROWS: list[Row] = []
