"""Reading who has a place, who waits, and how full it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, QuerySet, Value, When
from django.db.models.functions import Concat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veerkracht.enrolment.list_links import ListLink, ListLinks, list_links
from veerkracht.enrolment.models import (
    LIVE,
    SEATED,
    Approval,
    Enrolment,
    Handover,
    Move,
    Seat,
    Share,
    State,
    Terms,
)
from veerkracht.enrolment.own_place import (
    AfterTraining,
    Afterwards,
    Booked,
    BookedFor,
    after_training,
    booked_for,
)
from veerkracht.enrolment.queueing import parties_of
from veerkracht.enrolment.rules import (
    Room,
    groups_of,
    members_of,
    offer_window,
    seat_plan,
    standings,
)
from veerkracht.enrolment.shares import share_facts
from veerkracht.enrolment.standings import (
    InWords,
    ask_requests,
    in_words,
    shares_in_force,
    standing_of,
)
from veerkracht.kernel.clock import now
from veerkracht.kernel.rows import MOST_OF_A_LIST, Prepared
from veerkracht.kernel.together import Asking, alone, gather
from veerkracht.training.models import Edition, QueuePolicy, Session

if TYPE_CHECKING:
    from veerkracht.people.models import Person

__all__ = [
    "AfterTraining",
    "Afterwards",
    "Around",
    "Booked",
    "BookedFor",
    "Fill",
    "InLine",
    "InWords",
    "ListLink",
    "ListLinks",
    "after_training",
    "all_of",
    "around",
    "ask_requests",
    "asked",
    "booked_for",
    "fills",
    "goes_to_next",
    "in_words",
    "is_best_fit",
    "list_links",
    "mine",
    "mine_and_booked",
    "moves_of",
    "offer_length",
    "participants",
    "position",
    "queue_of",
    "shares_in_force",
    "visible_to",
]

TERMS = "terms:"


@dataclass(frozen=True)
class Fill:
    """How full an edition is: places in all, free for everybody, offered, taken, and people who wait."""

    capacity: int
    free: int
    offered: int
    placed: int
    waiting: int
    kept: int = 0  # free, but for a group; not in ``free``
    asked: int = 0  # people whose request must be approved
    approver: str = ""  # who must agree before somebody gets a place
    shared: bool = False  # whether places are kept or capped

    @property
    def label(self) -> str:
        """How full it is, in words, with what is kept for a group said apart."""
        if not self.free:
            words = _("vol") if not self.kept else _("vol voor iedereen")
        else:
            words = ngettext(
                "nog %(free)s plaats van %(all)s", "nog %(free)s plaatsen van %(all)s", self.free
            ) % {"free": self.free, "all": self.capacity}
        kept = _("%(n)s vrijgehouden") % {"n": self.kept} if self.kept else ""
        return " · ".join(part for part in (words, kept) if part)

    @property
    def taken(self) -> int:
        """Places that somebody has or is offered."""
        return self.capacity - self.free - self.kept


def fills(edition_ids: Iterable[int]) -> dict[int, Fill]:
    """How full each edition is; one query for any number of editions."""
    wanted = list(edition_ids)
    if 0 < len(wanted) <= MOST_OF_A_LIST:
        return _fills(wanted, _prepared_counts(len(wanted))(*wanted))
    return alone(ask_fills(wanted))


def ask_fills(edition_ids: Iterable[int]) -> Asking[dict[int, Fill]]:
    """The same, for who asks together with others."""
    wanted = list(edition_ids)
    (rows,) = (yield [_counts(wanted)]) if wanted else ([],)
    return _fills(wanted, rows)


def _fills(wanted: Sequence[int], rows: Iterable[tuple[int, str, int]]) -> dict[int, Fill]:
    counts: Counter[tuple[int, str]] = Counter()
    approvers: dict[int, str] = {}
    for edition, kind, number in rows:
        if kind.startswith(TERMS):
            approvers[edition], counts[edition, TERMS] = kind.removeprefix(TERMS), number
        else:
            counts[edition, kind] = number
    return {edition: _fill(counts, edition, approvers.get(edition, "")) for edition in wanted}


@cache
def _prepared_counts(number: int) -> Prepared:
    """The question for so many editions: lists and pages ask it all day, and it is dear to make."""
    stand_ins = [-place for place in range(1, number + 1)]
    return Prepared(lambda: _counts(stand_ins), *stand_ins)


def _counts(edition_ids: list[int]) -> QuerySet[Any, tuple[int, str, int]]:
    """Rows of edition, ``"free"``, ``"kept"``, ``"taken"`` or a live state, and how many.

    For an edition with terms also a row with who approves behind :data:`TERMS`, and 1 when it has shares.
    """
    taken = When(taken=True, then=Value("taken"))
    kept = When(share__isnull=False, then=Value("kept"))
    kind = Case(taken, kept, default=Value("free"))
    places = Seat.objects.filter(edition__in=edition_ids).annotate(kind=kind)
    people = Enrolment.objects.filter(edition__in=edition_ids, state__in=LIVE)
    by_state = people.values_list("edition", "state").annotate(n=Count("pk"))
    rows = places.values_list("edition", "kind").annotate(n=Count("pk"))
    shared = Case(When(has_shares=True, then=Value(1)), default=Value(0))
    terms = Terms.objects.filter(edition__in=edition_ids).annotate(
        kind=Concat(Value(TERMS), "approver"), n=shared
    )
    return rows.union(by_state, terms.values_list("edition", "kind", "n"), all=True)


def _fill(counts: Mapping[tuple[int, str], int], edition: int, approver: str) -> Fill:
    free, kept = counts[edition, "free"], counts[edition, "kept"]
    return Fill(
        capacity=free + kept + counts[edition, "taken"],
        free=free,
        kept=kept,
        asked=counts[edition, State.ASKED],
        approver=approver,
        shared=bool(counts[edition, TERMS]),
        offered=counts[edition, State.OFFERED],
        placed=counts[edition, State.PLACED],
        waiting=counts[edition, State.WAITING],
    )


def mine(person: Person, edition: Edition) -> Enrolment | None:
    """A person's live enrolment in an edition."""
    return _mine(person, edition).first()


def _mine(person: Person, edition: Edition) -> QuerySet[Enrolment]:
    rows = Enrolment.objects.live().filter(person=person, edition=edition)
    return rows.select_related("edition")


def visible_to(person: Person) -> QuerySet[Enrolment]:
    """A person's own enrolments."""
    related = ("person", "edition__course", "edition__municipality")
    return Enrolment.objects.filter(person=person).select_related(*related)


def position(enrolment: Enrolment) -> int:
    """Place in the queue among those who want the same places, from 1; 0 when not waiting.

    People who asked together count as one. Where an edition has shares, :func:`in_words` says it in full.
    """
    found = standing_of(enrolment)
    return found.place if found else 0


@dataclass(frozen=True)
class InLine:
    """A party in the queue as a coordinator sees it; its groups are those with a share in this edition."""

    position: int
    rows: tuple[Enrolment, ...]
    fits: bool
    at_cap: bool = False
    groups: tuple[str, ...] = ()


def queue_of(edition: Edition, *, room: Room, shares: Sequence[Share] = ()) -> list[InLine]:
    """The waiting list in order, with whether each party fits in the ``room`` that there is now."""
    related = ("person__organisation", "person__sector")
    rows = Enrolment.objects.filter(edition=edition).waiting().select_related(*related)
    parties = parties_of(rows, [share_facts(share) for share in shares])
    named = {share.pk: share.group for share in shares}
    stand = standings(list(parties), room)
    return [
        InLine(
            stand[party.wish].place,
            tuple(members),
            fits=seat_plan(members_of(party), room) is not None,
            at_cap=stand[party.wish].cap is not None,
            groups=tuple(dict.fromkeys(named[share] for share in groups_of(party))),
        )
        for party, members in parties.items()
    ]


def participants(edition: Edition) -> QuerySet[Enrolment]:
    """Who has a place or is offered one, by name; of a training that was called off, who had."""
    rows = Enrolment.objects.filter(edition=edition).stood_in(SEATED)
    related = ("person__organisation", "person__sector", "seat")
    return rows.select_related(*related).order_by("state", "person__name", "person__email")


def asked(edition: Edition) -> QuerySet[Approval]:
    """Requests that wait for approval, oldest first, with whom each lies."""
    rows = Approval.objects.filter(
        enrolment__edition=edition, enrolment__state=State.ASKED, decided_at=None
    )
    related = ("enrolment__person__organisation", "organisation")
    return rows.select_related(*related).order_by("asked_at", "pk")


def moves_of(edition: Edition, most: int = 100) -> QuerySet[Move]:
    """What happened in an edition, newest first, with the rule that made each move."""
    return (
        Move.objects.filter(edition=edition)
        .select_related("enrolment__person", "by")
        .order_by("-pk")[:most]
    )


@dataclass(frozen=True)
class Around:
    """What the page of one's place shows beside it, each in order."""

    sessions: list[Session]
    moves: list[Move]
    handovers: list[Handover]  # the question to a colleague that still stands
    others: list[Enrolment]  # other dates that the same wish waits for
    booked: Booked | None
    afterwards: list[Afterwards]


def around(enrolment: Enrolment) -> Around:
    """All that belongs to one's place, and what apps above have to say of it: one message."""
    after = after_training if enrolment.has_been else ()
    asked: list[Asking[Any]] = [_ask_around(enrolment), _ask_booked(enrolment.person)]
    asked += [source(enrolment) for source in after]
    rows, booked, *told = gather(asked)
    sessions, moves, handovers, others = rows
    afterwards = [one for found in told for one in found]
    return Around(sessions, moves, handovers, others, booked.get(enrolment.pk), afterwards)


def _ask_around(enrolment: Enrolment) -> Asking[Sequence[list[Any]]]:
    same = Enrolment.objects.live().filter(wish=enrolment.wish, person=enrolment.person_id)
    others = same.exclude(pk=enrolment.pk)
    return (
        yield [
            Session.objects.filter(edition=enrolment.edition_id),
            Move.objects.filter(enrolment=enrolment).order_by("pk"),
            Handover.objects.filter(enrolment=enrolment, ended_at=None),
            others.select_related("edition__course", "edition__municipality"),
        ]
    )


def _ask_booked(person: Person) -> Asking[dict[int, Booked]]:
    """By number of the enrolment who booked it, as the apps above say."""
    found: dict[int, Booked] = {}
    for source in booked_for:
        found |= yield from source(person)
    return found


def mine_and_booked(person: Person, edition: Edition) -> tuple[Enrolment | None, Booked | None]:
    """A person's live enrolment in an edition, and who booked it: one message."""
    asked: list[Asking[Any]] = [_ask_rows(_mine(person, edition)), _ask_booked(person)]
    rows, booked = gather(asked)
    own = rows[0] if rows else None
    return own, booked.get(own.pk) if own else None


def all_of(person: Person) -> list[tuple[Enrolment, Booked | None]]:
    """Everything somebody is or was enrolled in, the latest first, and who booked it: one message."""
    mine = visible_to(person).order_by("-edition__starts_at", "-pk")
    asked: list[Asking[Any]] = [_ask_rows(mine), _ask_booked(person)]
    rows, booked = gather(asked)
    return [(row, booked.get(row.pk)) for row in rows]


def _ask_rows(rows: QuerySet[Enrolment]) -> Asking[list[Enrolment]]:
    (found,) = yield [rows]
    return found


def offer_length(edition: Edition, moment: datetime | None = None) -> timedelta | None:
    """How long an offer made now would stand; None when it is too late for offers."""
    return offer_window(moment or now(), edition.starts_at)


def goes_to_next(edition: Edition) -> bool:
    """Whether a place that comes free now is offered to somebody who waits."""
    waiting = Enrolment.objects.filter(edition=edition, state=State.WAITING)
    return offer_length(edition) is not None and waiting.exists()


def is_best_fit(edition: Edition) -> bool:
    """Whether larger parties may be passed by smaller ones that fit."""
    return edition.queue_policy == QueuePolicy.BEST_FIT
