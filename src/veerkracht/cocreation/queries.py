"""Reading cocreation, through one door."""

from __future__ import annotations

from veerkracht.cocreation.join_queries import PublicOffer, offers_public
from veerkracht.cocreation.student_queries import open_placements
from veerkracht.cocreation.way_queries import published as published_ways

__all__ = ["PublicOffer", "offers_public", "open_placements", "published_ways"]
