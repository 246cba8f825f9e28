"""What the pages of wishes and surveys answer, role by role."""

from __future__ import annotations

from tests.access.table import Row

WISH_ROWS: list[Row] = []
