"""The verbs of outreach, through one door."""

from __future__ import annotations

from veerkracht.outreach.search_actions import rebuild, refresh

__all__ = ["rebuild", "refresh"]
