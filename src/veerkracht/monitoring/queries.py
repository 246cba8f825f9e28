"""Reading monitoring, through one door: figures in short, for a frame on another site."""

from __future__ import annotations

from veerkracht.monitoring.page_short import InShort, in_short, indicators

__all__ = ["InShort", "in_short", "indicators"]
