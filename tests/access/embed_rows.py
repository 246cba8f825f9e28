"""What the pages of embeds answer, role by role."""

from __future__ import annotations

from tests.access.table import Row

EMBED_ROWS: list[Row] = []
