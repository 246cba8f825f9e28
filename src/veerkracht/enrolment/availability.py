"""How full editions are, as training asks it for lists and pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import Exists, OuterRef, Q

from veerkracht.enrolment.models import Seat
from veerkracht.enrolment.queries import fills
from veerkracht.training.queries import Availability


def availability(edition_ids: Sequence[int]) -> Mapping[int, Availability]:
    """How many places, free for all or kept for groups, how many wait, and who approves: per edition."""
    found = fills(edition_ids)
    return {
        edition: Availability(
            capacity=fill.capacity,
            free=fill.free,
            waiting=fill.waiting,
            kept=fill.kept,
            approver=fill.approver,
            shared=fill.shared,
        )
        for edition, fill in found.items()
        if fill.capacity
    }


def with_free_places() -> Q:
    """Editions with a place that anybody can have right now; what is kept for a group does not count."""
    return Q(Exists(Seat.objects.filter(edition=OuterRef("pk"), taken=False, share=None)))
