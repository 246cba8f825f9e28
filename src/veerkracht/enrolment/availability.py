"""How full editions are, as training asks it for lists and pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import Exists, OuterRef, Q

from veerkracht.enrolment.models import Seat
from veerkracht.enrolment.queries import fills
from veerkracht.enrolment.share_states import stopped
from veerkracht.training.queries import Availability


def availability(edition_ids: Sequence[int]) -> Mapping[int, Availability]:
    """How many places, free for all or kept for groups, how many wait, and who approves: per edition.

    Who waits because their group is at its cap stands in nobody's way, and is not counted while there
    are free places.
    """
    found = fills(edition_ids)
    mixed = [pk for pk, fill in found.items() if fill.shared and fill.free and fill.waiting]
    at_cap = stopped(mixed) if mixed else {}
    return {
        edition: Availability(
            capacity=fill.capacity,
            free=fill.free,
            waiting=fill.waiting - at_cap.get(edition, 0),
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
