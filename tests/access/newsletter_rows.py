"""What the pages of the newsletter answer, role by role."""

from __future__ import annotations

from tests.access.table import Row

NEWSLETTER_ROWS: list[Row] = []
