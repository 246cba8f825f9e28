"""What the pages of the map of the movement answer, role by role."""

from __future__ import annotations

from tests.access.table import Row

MOVEMENT_ROWS: list[Row] = []
