"""Reading who has a place, who waits, and how full it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

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
    """How full each edition is; two queries for any number of editions."""
    wanted = list(edition_ids)
    seats = {
        row["edition"]: row
        for row in Seat.objects.filter(edition__in=wanted)
        .values("edition")
        .annotate(all=Count("pk"), free=Count("pk", filter=Q(taken=False)))
    }
    people = Enrolment.objects.filter(edition__in=wanted, state__in=LIVE)
    counts: dict[str, dict[int, int]] = {state: {} for state in LIVE}
    for row in people.values("edition", "state").annotate(n=Count("pk")):
        counts[row["state"]][row["edition"]] = row["n"]
    return {
        edition: Fill(
            capacity=seats[edition]["all"] if edition in seats else 0,
            free=seats[edition]["free"] if edition in seats else 0,
            offered=counts[State.OFFERED].get(edition, 0),
            placed=counts[State.PLACED].get(edition, 0),
            waiting=counts[State.WAITING].get(edition, 0),
        )
        for edition in wanted
    }


def mine(person: Person, edition: Edition) -> Enrolment | None:
    """A person's live enrolment in an edition."""
    return (
        Enrolment.objects.live()
        .filter(person=person, edition=edition)
        .select_related("edition")
        .first()
    )


def visible_to(person: Person) -> QuerySet[Enrolment]:
    """A person's own enrolments and those they asked for."""
    own = Q(person=person) | Q(asked_by=person)
    related = ("person", "edition__course", "edition__municipality")
    return Enrolment.objects.filter(own).select_related(*related)


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


def queue_of(edition: Edition) -> list[InLine]:
    """The waiting list in order, with whether each party fits in what is free."""
    rows = (
        Enrolment.objects.filter(edition=edition).waiting().select_related("person__organisation")
    )
    free = Seat.objects.filter(edition=edition, taken=False).count()
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
