"""What the pages of ways of working, questions, joining in and the student board answer, role by role."""

from __future__ import annotations

from tests.access.table import Row

WAY_ROWS: list[Row] = []
