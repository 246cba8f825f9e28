"""Reading coalitions, through one door."""

from __future__ import annotations

from veerkracht.coalitions.coalition_queries import (
    looked_after_by,
    of_person,
    organisation_names,
    organisations_of,
    public,
    seats_of,
    visible_to,
    with_ended,
)

__all__ = [
    "looked_after_by",
    "of_person",
    "organisation_names",
    "organisations_of",
    "public",
    "seats_of",
    "visible_to",
    "with_ended",
]
