"""Reading outreach, through one door."""

from __future__ import annotations

from veerkracht.outreach.newsletter_items import ItemSource, Suggestion, newsletter_items
from veerkracht.outreach.search_queries import Asked, Choice, Hit, Results, label_of, search

__all__ = [
    "Asked",
    "Choice",
    "Hit",
    "ItemSource",
    "Results",
    "Suggestion",
    "label_of",
    "newsletter_items",
    "search",
]
