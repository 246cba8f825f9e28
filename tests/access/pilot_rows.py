"""What the pages of pilots answer, role by role."""

from __future__ import annotations

from tests.access.table import Row

PILOT_ROWS: list[Row] = []
