"""What these pages of monitoring answer, role by role."""

from __future__ import annotations

from tests.access.table import Row

COUNT_FIGURE_ROWS: list[Row] = []
