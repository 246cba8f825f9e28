"""Reading who has a place, who waits, and how full it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, Q, QuerySet, Value, When

from veerkracht.enrolment.models import LIVE, Enrolment, Handover, Move, Seat, State
from veerkracht.enrolment.queueing import parties_of
from veerkracht.enrolment.rules import Party, offer_window
from veerkracht.kernel.clock import now
from veerkracht.training.models import Edition, QueuePolicy

if TYPE_CHECKING:
    from veerkracht.people.models import Person


@dataclass(frozen=True)
class Fill:
    """How full an edition is: places in all, free, offered, taken, and people who wait."""

    capacity: int
    free: int
    offered: int
    placed: int
    waiting: int

    @property
    def taken(self) -> int:
        """Places that somebody has or is offered."""
        return self.capacity - self.free


def fills(edition_ids: Iterable[int]) -> dict[int, Fill]:
    """How full each edition is; one query for any number of editions."""
    wanted = list(edition_ids)
    counts: Counter[tuple[int, str]] = Counter()
    for edition, kind, number in _counts(wanted) if wanted else ():
        counts[edition, kind] = number
    return {edition: _fill(counts, edition) for edition in wanted}


def _counts(edition_ids: list[int]) -> QuerySet[Any, tuple[int, str, int]]:
    """Rows of edition, ``"free"``, ``"taken"`` or a live state, and how many."""
    kind = Case(When(taken=True, then=Value("taken")), default=Value("free"))
    seats = Seat.objects.filter(edition__in=edition_ids).annotate(kind=kind)
    people = Enrolment.objects.filter(edition__in=edition_ids, state__in=LIVE)
    by_state = people.values_list("edition", "state").annotate(n=Count("pk"))
    rows = seats.values_list("edition", "kind").annotate(n=Count("pk"))
    return rows.union(by_state, all=True)


def _fill(counts: Mapping[tuple[int, str], int], edition: int) -> Fill:
    free, taken = counts[edition, "free"], counts[edition, "taken"]
    return Fill(
        capacity=free + taken,
        free=free,
        offered=counts[edition, State.OFFERED],
        placed=counts[edition, State.PLACED],
        waiting=counts[edition, State.WAITING],
    )


def mine(person: Person, edition: Edition) -> Enrolment | None:
    """A person's live enrolment in an edition."""
    return (
        Enrolment.objects.live()
        .filter(person=person, edition=edition)
        .select_related("edition")
        .first()
    )


def visible_to(person: Person) -> QuerySet[Enrolment]:
    """A person's own enrolments."""
    related = ("person", "edition__course", "edition__municipality")
    return Enrolment.objects.filter(person=person).select_related(*related)


def position(enrolment: Enrolment) -> int:
    """Place in the queue, from 1; people who asked together count as one. 0 when not waiting."""
    if enrolment.state != State.WAITING:
        return 0
    queue = Enrolment.objects.filter(edition=enrolment.edition_id).waiting()
    earlier = Q(requested_at__lt=enrolment.requested_at) | Q(
        requested_at=enrolment.requested_at, pk__lt=enrolment.pk
    )
    ahead = queue.order_by().filter(earlier).exclude(wish=enrolment.wish)
    return ahead.values("wish").distinct().count() + 1


@dataclass(frozen=True)
class InLine:
    """A party in the queue as a coordinator sees it."""

    position: int
    rows: tuple[Enrolment, ...]
    fits: bool


def queue_of(edition: Edition, *, free: int) -> list[InLine]:
    """The waiting list in order, with whether each party fits in what is ``free``."""
    rows = (
        Enrolment.objects.filter(edition=edition).waiting().select_related("person__organisation")
    )
    parties: dict[Party, list[Enrolment]] = parties_of(rows)
    return [
        InLine(place, tuple(members), party.size <= free)
        for place, (party, members) in enumerate(parties.items(), start=1)
    ]


def participants(edition: Edition) -> QuerySet[Enrolment]:
    """Who has a place or is offered one, by name."""
    rows = Enrolment.objects.filter(edition=edition, state__in=[State.PLACED, State.OFFERED])
    related = ("person__organisation", "person__sector", "seat")
    return rows.select_related(*related).order_by("state", "person__name", "person__email")


def moves_of(edition: Edition, most: int = 100) -> QuerySet[Move]:
    """What happened in an edition, newest first, with the rule that made each move."""
    return (
        Move.objects.filter(edition=edition)
        .select_related("enrolment__person", "by")
        .order_by("-pk")[:most]
    )


def open_handover(enrolment: Enrolment) -> Handover | None:
    """The question to a colleague that still stands."""
    return Handover.objects.filter(enrolment=enrolment, ended_at=None).first()


def offer_length(edition: Edition, moment: datetime | None = None) -> timedelta | None:
    """How long an offer made now would stand; None when it is too late for offers."""
    return offer_window(moment or now(), edition.starts_at)


def is_best_fit(edition: Edition) -> bool:
    """Whether larger parties may be passed by smaller ones that fit."""
    return edition.queue_policy == QueuePolicy.BEST_FIT
