"""The verbs of enrolment. Each checks, decides by ``rules``, writes, records and announces.

:func:`request_places` is the only way to a place, whichever way somebody comes in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol
from uuid import uuid4

from django.db import IntegrityError, transaction

from veerkracht.audit.actions import record
from veerkracht.enrolment import policies, queueing, rules, seats
from veerkracht.enrolment.conditions import check_conditions
from veerkracht.enrolment.models import SEATED, Enrolment, Handover, Seat, State
from veerkracht.enrolment.rules import Refusal, Rule
from veerkracht.enrolment.words import REFUSALS, refuse
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.rows import Prepared
from veerkracht.messages.actions import News, queue
from veerkracht.people.policies import coordinates
from veerkracht.training.models import Edition, QueuePolicy
from veerkracht.training.queries import EditionFacts, facts_of, overlapping

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from veerkracht.people.models import Person


class _QueueNeeded(Exception):
    """No free place at first sight: look again with the edition held alone."""


class Wanted(Protocol):
    """An edition that is asked for: a model, or its facts."""

    @property
    def pk(self) -> int: ...
    @property
    def course_id(self) -> int: ...
    @property
    def region_id(self) -> int: ...


def request_places(
    *,
    people: Sequence[Person],
    editions: Sequence[Wanted],
    by: Person,
    despite_overlap: bool = False,
) -> list[Enrolment]:
    """Give these people, together, a place in the first of these editions that has one; else they wait for any.

    Returns one placed enrolment a person, or the waiting ones of every edition. Raises RuleBroken
    when an edition is closed, a condition does not hold, somebody is enrolled already, or dates
    overlap (``field="despite_overlap"``) and that is not yet known to be meant; NotAllowed when
    ``by`` may not enrol these people.
    """
    refuse(rules.why_not_together([one.pk for one in people], [one.course_id for one in editions]))
    for edition in editions:
        for person in people:
            policies.check_may_enrol(by, person, edition.region_id)
    ids = tuple(one.pk for one in editions)
    request = _Request(tuple(people), ids, by, despite_overlap, live={})
    try:
        return _either_try(request, editions[0])
    except IntegrityError as error:
        # somebody who took a place over at this very moment meets the constraint
        if "enrolment_live_once" not in str(error):
            raise
        raise RuleBroken(str(REFUSALS[Refusal.ALREADY_ENROLLED])) from error


@transaction.atomic
def request_for_parties(
    *, parties: Sequence[Sequence[Person]], edition: Edition, by: Person
) -> list[Enrolment]:
    """A coordinator asks for several parties, one after the other: all of them, or with RuleBroken none."""
    policies.check_may_run(by, edition)
    seats.hold_people(person.pk for party in parties for person in party)
    seats.hold([edition.pk])
    return [
        row
        for party in parties
        for row in request_places(people=party, editions=[edition], by=by, despite_overlap=True)
    ]


@dataclass(frozen=True)
class _Live:
    """What somebody has already: edition, its course, and the state."""

    edition_id: int
    course_id: int
    state: str


@dataclass(frozen=True)
class _Request:
    people: tuple[Person, ...]
    edition_ids: tuple[int, ...]
    by: Person
    despite_overlap: bool
    live: dict[int, list[_Live]]


def _live_query() -> QuerySet[Enrolment, Any]:
    columns = ("edition_id", "edition__course_id", "state")
    return Enrolment.objects.live().filter(person_id=-1).values_list(*columns)


_live_of = Prepared(_live_query, -1)


def _live_rows(people: Sequence[Person]) -> dict[int, list[_Live]]:
    return {person.pk: [_Live(*row) for row in _live_of(person.pk)] for person in people}


def _either_try(request: _Request, wanted: Wanted) -> list[Enrolment]:
    """The quick way when nothing but a free place is needed; else with the editions held."""
    try:
        return _first_try(request, wanted)
    except _QueueNeeded:
        return _held_try(request, wanted)


def _one_at_a_time(request: _Request, wanted: Wanted) -> tuple[_Request, set[int]]:
    """Hold the people, so that their other tabs wait; the request with what they have, and its others."""
    seats.hold_people(person.pk for person in request.people)
    known = replace(request, live=_live_rows(request.people))
    return known, _editions_waited_for(known, wanted)


def _editions_waited_for(request: _Request, wanted: Wanted) -> set[int]:
    """Other editions of the course that these people wait for; refuses who is enrolled already."""
    same = [
        row for rows in request.live.values() for row in rows if row.course_id == wanted.course_id
    ]
    twice = any(row.edition_id in request.edition_ids for row in same)
    refuse(Refusal.ALREADY_ENROLLED if twice else None)
    placed = any(row.state == State.PLACED for row in same)
    free = not placed or coordinates(request.by, wanted.region_id)
    refuse(None if free else Refusal.PLACED_ON_OTHER_DATE)
    return {row.edition_id for row in same if row.state != State.PLACED}


def _first_try(request: _Request, wanted: Wanted) -> list[Enrolment]:
    """Take a free place in the first edition while others do the same; the queue stays as it is."""
    with transaction.atomic():
        request, others = _one_at_a_time(request, wanted)
        if others:
            _give_up()
        seats.share(request.edition_ids[0])
        return _place(request, _fresh(request, request.edition_ids[:1]))[1] or _give_up()


def _give_up() -> list[Enrolment]:
    raise _QueueNeeded


def _held_try(request: _Request, wanted: Wanted) -> list[Enrolment]:
    """Look again with every edition held alone: a place in the first that has one, or the queue of all."""
    with transaction.atomic():
        request, others = _one_at_a_time(request, wanted)
        held = set(request.edition_ids) | others
        seats.hold(held)
        fresh = _fresh(request, request.edition_ids)
        rule, rows = _place(request, fresh)
        if rows:
            queueing.settle_others(rows, held=held, by=request.by)
            return rows
        rows = _rows(request, fresh, State.WAITING)
        queueing.enter(rows, rule, region_id=fresh[0].region_id, by=request.by)
        return rows


def _fresh(request: _Request, edition_ids: Sequence[int]) -> list[EditionFacts]:
    """The editions as they are under the lock, checked, in the order asked for."""
    fresh = facts_of(edition_ids)
    for edition in fresh:
        _check_edition(edition, request)
        for person in request.people:
            _check_person(person, edition, request)
    return fresh


def _check_edition(edition: EditionFacts, request: _Request) -> None:
    why = rules.why_not_open(
        state=edition.state, opens_at=edition.opens_at, closes_at=edition.closes_at, moment=now()
    )
    outside = why in {Refusal.CLOSED, Refusal.NOT_YET_OPEN}
    refuse(None if outside and coordinates(request.by, edition.region_id) else why)
    refuse(Refusal.LARGER_THAN_GROUP if len(request.people) > edition.capacity else None)


def _check_person(person: Person, edition: EditionFacts, request: _Request) -> None:
    mine = {row.edition_id for row in request.live[person.pk]}
    if mine and not request.despite_overlap and overlapping(mine, Edition(pk=edition.pk)):
        refuse(Refusal.OVERLAPS, field="despite_overlap")
    check_conditions(person, edition)


def _place(request: _Request, editions: Sequence[EditionFacts]) -> tuple[Rule, list[Enrolment]]:
    """Place the people in the first edition that has room; else no rows and the rule that says why."""
    rule = Rule.FULL
    for edition in editions:
        rule, taken = _try_seats(edition, len(request.people))
        if taken:
            rows = _rows(request, [edition], State.PLACED)
            for row, seat_id in zip(rows, taken, strict=True):
                row.seat_id = seat_id
            queueing.enter(rows, rule, region_id=edition.region_id, by=request.by)
            return rule, rows
    return rule, []


def _queue_query() -> QuerySet[Enrolment, Any]:
    return Enrolment.objects.filter(edition_id=-1, state=State.WAITING).values_list("pk")[:1]


_first_waiting = Prepared(_queue_query, -1)


def _try_seats(edition: EditionFacts, size: int) -> tuple[Rule, list[int]]:
    """Seats when the rules give a newcomer some, and the rule that decided."""
    waiting = len(_first_waiting(edition.pk))
    best_fit = edition.queue_policy == QueuePolicy.BEST_FIT
    rule = rules.on_request(size, size, waiting, best_fit=best_fit)
    if rule is Rule.OTHERS_WAIT_LONGER:
        return rule, []
    taken = seats.take(edition.pk, size)
    return (rule if taken else Rule.FULL), taken


def _rows(request: _Request, editions: Sequence[EditionFacts], state: State) -> list[Enrolment]:
    moment, wish = now(), uuid4()
    return [
        Enrolment(
            person=person,
            edition_id=edition.pk,
            asked_by=request.by,
            wish=wish,
            state=state,
            requested_at=moment,
            changed_at=moment,
        )
        for edition in editions
        for person in request.people
    ]


# Answering an offer


def accept(*, enrolment: Enrolment, by: Person) -> list[Enrolment]:
    """Say yes to an offered place, for everybody who asked together. Raises RuleBroken when it ran out."""
    policies.check_may_change(by, enrolment)
    with transaction.atomic():
        together = Enrolment.objects.filter(wish=enrolment.wish)
        seats.hold_people(together.values_list("person_id", flat=True))
        held = _editions_of_course(enrolment)
        seats.hold(held)
        rows = _together(enrolment)
        _check_offer(rows)
        [facts] = facts_of([enrolment.edition_id])
        for row in rows:
            check_conditions(row.person, facts)
        queueing.move(rows, State.PLACED, Rule.ACCEPTED, by=by)
        queueing.settle_others(rows, held=held, by=by)
    return rows


def _editions_of_course(enrolment: Enrolment) -> set[int]:
    """Every edition of this course in which the people of this wish wait or are offered a place."""
    together = Enrolment.objects.filter(wish=enrolment.wish).values("person")
    rows = Enrolment.objects.live().filter(
        person__in=together, edition__course=enrolment.edition.course_id
    )
    return {enrolment.edition_id, *rows.values_list("edition_id", flat=True)}


def _together(enrolment: Enrolment) -> list[Enrolment]:
    """Everybody who asked for this edition in the same wish and is in the same state; as it is under the lock."""
    state = Enrolment.objects.values_list("state", flat=True).get(pk=enrolment.pk)
    rows = Enrolment.objects.filter(wish=enrolment.wish, edition=enrolment.edition_id, state=state)
    return list(
        rows.select_related("edition__course__prerequisite", "person", "seat").order_by("pk")
    )


def _check_offer(rows: Sequence[Enrolment]) -> None:
    states = {row.state for row in rows}
    refuse(Refusal.OFFER_RAN_OUT if State.LAPSED in states else None)
    refuse(Refusal.NO_OFFER if states != {State.OFFERED} else None)
    expired = any(row.offer_expires_at is None or row.offer_expires_at <= now() for row in rows)
    refuse(Refusal.OFFER_RAN_OUT if expired else None)


# Leaving


def leave(*, enrolment: Enrolment, by: Person, reason: str = "") -> list[Enrolment]:
    """Give up a place, refuse an offer or leave the queue; what comes free is offered at once.

    People who asked together answer an offer and leave the queue together; a place each gives up alone.
    """
    policies.check_may_change(by, enrolment)
    with transaction.atomic():
        seats.hold([enrolment.edition_id])
        rows = _together(enrolment)
        leaving = _leaving(rows[0], by)
        if rows[0].state == State.PLACED:
            rows = [row for row in rows if row.pk == enrolment.pk]
        queueing.move(rows, State(leaving.after), leaving.rule, by=by, reason=reason[:200])
        queueing.fill(rows[0].edition, by=by)
    return rows


def _leaving(row: Enrolment, by: Person) -> rules.Leaving:
    """What leaving means for this row. A coordinator leaves for somebody else, or for themselves as anyone."""
    edition = row.edition
    for_another = by.pk != row.person_id and coordinates(by, edition.region_id)
    started = edition.starts_at is not None and now() >= edition.starts_at
    refuse(Refusal.STARTED if started and not for_another else None)
    leaving = rules.on_leaving(
        row.state, moment=now(), cancel_until=edition.cancel_until, by_coordinator=for_another
    )
    if leaving is None:
        raise RuleBroken(str(REFUSALS[Refusal.NO_LONGER_LIVE]))
    return leaving


def lapse_offers() -> int:
    """End the offers whose time is over and pass the places on; returns how many ended. A recurring job."""
    ended = 0
    overdue = Enrolment.objects.filter(state=State.OFFERED, offer_expires_at__lte=now())
    for edition_id in set(overdue.values_list("edition_id", flat=True)):
        with transaction.atomic():
            seats.hold([edition_id])
            rows = list(overdue.filter(edition=edition_id).select_related("edition", "person"))
            if rows:
                queueing.move(rows, State.LAPSED, Rule.OFFER_RAN_OUT, by=None)
                queueing.fill(rows[0].edition)
            ended += len(rows)
    return ended


# A colleague comes instead


def ask_colleague(*, enrolment: Enrolment, address: str, by: Person) -> Handover:
    """Ask a colleague, by e-mail, to take over a place. An earlier question for this place ends.

    The answer is the same whether or not the colleague has a place already: who asks must not learn
    that. The mail and the page of the invitation tell the colleague.
    """
    policies.check_may_change(by, enrolment)
    address = address.strip().lower()
    with transaction.atomic():
        seats.hold([enrolment.edition_id])
        enrolment.refresh_from_db()
        refuse(Refusal.NOT_PLACED if enrolment.state != State.PLACED else None)
        own = address == enrolment.person.email.lower()
        refuse(Refusal.OWN_ADDRESS if own else None, field="address")
        Handover.objects.filter(enrolment=enrolment, ended_at=None).update(ended_at=now())
        handover = Handover.objects.create(enrolment=enrolment, address=address, asked_at=now())
        record("enrolment.colleague_asked", enrolment, by=by, region_id=enrolment.edition.region_id)
        queue([_invitation(handover, enrolment)])
    return handover


def _invitation(handover: Handover, enrolment: Enrolment) -> News:
    return News(
        kind="enrolment.colleague_asked",
        address=handover.address,
        language=enrolment.person.language,
        once=f"enrolment.colleague_asked:{handover.pk}",
        facts={"handover": handover.pk},
    )


def take_over(*, handover: Handover, by: Person) -> Enrolment:
    """Come instead of the colleague who asked. The place goes from one to the other in one step."""
    enrolment = handover.enrolment
    with transaction.atomic():
        seats.hold_people([by.pk])
        held = _editions_of_course(enrolment) | _waits_for_course(by, enrolment.edition.course_id)
        seats.hold(held)
        handover.refresh_from_db()
        enrolment = Enrolment.objects.select_related("edition__course__prerequisite", "person").get(
            pk=enrolment.pk
        )
        _check_takeover(handover, enrolment, by)
        seat_id = enrolment.seat_id or 0  # placed, so there is one
        queueing.move([enrolment], State.HANDED_OVER, Rule.HANDED_OVER, by=by)
        Seat.objects.filter(pk=seat_id).update(taken=True)
        request = _Request((by,), (enrolment.edition_id,), by, despite_overlap=True, live={})
        [successor] = _rows(request, facts_of([enrolment.edition_id]), State.PLACED)
        successor.seat_id = seat_id
        _end_waiting_here(by, enrolment.edition)
        queueing.enter([successor], Rule.TOOK_OVER, region_id=enrolment.edition.region_id, by=by)
        queueing.settle_others([successor], held=held, by=by)
        Handover.objects.filter(pk=handover.pk).update(ended_at=now(), successor=successor)
    return successor


def _waits_for_course(person: Person, course_id: int) -> set[int]:
    rows = Enrolment.objects.live().filter(person=person, edition__course=course_id)
    return set(rows.values_list("edition_id", flat=True))


def _check_takeover(handover: Handover, enrolment: Enrolment, by: Person) -> None:
    over = handover.ended_at is not None or enrolment.state != State.PLACED
    refuse(Refusal.INVITATION_OVER if over else None)
    started = enrolment.edition.starts_at is not None and now() >= enrolment.edition.starts_at
    refuse(Refusal.STARTED if started else None)
    placed = set(
        Enrolment.objects.filter(
            person=by, edition__course=enrolment.edition.course_id, state=State.PLACED
        ).values_list("edition_id", flat=True)
    )
    refuse(Refusal.ALREADY_ENROLLED if enrolment.edition_id in placed else None)
    refuse(Refusal.PLACED_ON_OTHER_DATE if placed else None)
    check_conditions(by, facts_of([enrolment.edition_id])[0])


def _end_waiting_here(person: Person, edition: Edition) -> None:
    """Somebody who waited for this very edition now has a place by another way."""
    rows = Enrolment.objects.filter(
        person=person, edition=edition, state__in=[State.WAITING, State.OFFERED]
    ).select_related("edition", "person")
    if rows:
        queueing.move(list(rows), State.SETTLED, Rule.PLACED_ELSEWHERE, by=person)
        queueing.fill(edition, by=person)


# What training changed


def fit_places(*, edition: Edition) -> None:
    """Make as many seats as the edition has places, and offer new ones to who waits."""
    with transaction.atomic():
        seats.hold([edition.pk])
        seats.fit_to(edition)
        queueing.fill(edition)


def call_off(*, edition: Edition, reason: str) -> int:
    """End every live enrolment because the edition does not take place; returns how many."""
    with transaction.atomic():
        seats.hold([edition.pk])
        rows = list(
            Enrolment.objects.live().filter(edition=edition).select_related("edition", "person")
        )
        if rows:
            queueing.move(rows, State.CALLED_OFF, Rule.CALLED_OFF, by=None, reason=reason[:200])
    return len(rows)


def tell_of_change(*, edition: Edition) -> int:
    """Tell everybody with a place (or an offer) that dates or place changed, with a new calendar file."""
    rows = Enrolment.objects.filter(edition=edition, state__in=SEATED).select_related("person")
    queue(
        News(
            kind="enrolment.edition_changed",
            person_id=row.person_id,
            address=row.person.email,
            language=row.person.language,
            once=f"enrolment.edition_changed:{row.pk}:{edition.sequence}",
            facts={"enrolment": row.pk},
        )
        for row in rows
    )
    return len(rows)
