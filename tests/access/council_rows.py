"""What the pages of the think tank answer, role by role."""

from __future__ import annotations

from tests.access.table import Row

COUNCIL_ROWS: list[Row] = []
