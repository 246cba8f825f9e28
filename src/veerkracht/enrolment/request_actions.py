"""Asking for a place, the only way to one. The door is ``actions``.

The quick way is for the usual case, a place that is free: what must be known is asked in one go while
others do the same, and the writing goes along with the end of the transaction. Anything else (a
queue, approval, no dates yet) looks again with the editions held alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from veerkracht.enrolment import approvals, policies, queueing, rules, seats
from veerkracht.enrolment.conditions import check_conditions
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.enrolment.rules import OPEN, Member, Met, Party, Refusal, Rule
from veerkracht.enrolment.shares import (
    TermFacts,
    ask_terms,
    member_of,
    members_by_person,
    terms_from,
    terms_of,
)
from veerkracht.enrolment.words import REFUSALS, refuse
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.rows import Asked, Prepared, next_number, transaction_in_one_go
from veerkracht.people.policies import coordinates
from veerkracht.training.models import Edition, QueuePolicy
from veerkracht.training.queries import EditionFacts, ask_facts, facts_of, overlapping

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from veerkracht.people.models import Person


MOST_NUMBER = 2**31  # a lock's number has 32 bits


class _HoldNeeded(Exception):
    """No place that is simply free: look again with the edition held alone."""


class Wanted(Protocol):
    """An edition that is asked for: a model, or anything that knows its number."""

    @property
    def pk(self) -> int: ...


def request_places(
    *,
    people: Sequence[Person],
    editions: Sequence[Wanted],
    by: Person,
    despite_overlap: bool = False,
    requested_at: datetime | None = None,
    at_the_door: bool = False,
) -> list[Enrolment]:
    """Give these people, together, a place in the first of these editions that has one; else they wait for any.

    ``requested_at`` is when it was asked, for a request that is carried out later: rank counts from it,
    and the edition must have been open then. ``at_the_door``: a trainer of the edition lets in somebody
    who stands there, also when booking is closed; the app that keeps presence says when that is.

    Returns one placed enrolment a person, or those of every edition that wait, for a place or for
    approval. Raises RuleBroken when an edition is closed, a condition does not hold, somebody is
    enrolled already, or dates overlap (``field="despite_overlap"``) and that is not yet known to be
    meant; NotAllowed when ``by`` may not enrol these people; Edition.DoesNotExist.
    """
    ids = tuple(one.pk for one in editions)
    moment = requested_at or now()
    request = _Request(tuple(people), ids, by, despite_overlap, moment, at_the_door)
    refuse(rules.why_not_together(request.people_ids, [0] * len(ids)))
    if not all(0 < pk < MOST_NUMBER for pk in ids):
        raise Edition.DoesNotExist
    try:
        with policies.limits_in_words():
            return _either_try(request)
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
class _Request:
    people: tuple[Person, ...]
    edition_ids: tuple[int, ...]
    by: Person
    despite_overlap: bool
    requested_at: datetime
    at_the_door: bool = False

    @property
    def people_ids(self) -> list[int]:
        return [person.pk for person in self.people]


@dataclass(frozen=True)
class _Live:
    """What somebody has already: edition, its course, and the state."""

    edition_id: int
    course_id: int
    state: str


def _live_query() -> QuerySet[Enrolment, Any]:
    columns = ("edition_id", "edition__course_id", "state")
    return Enrolment.objects.live().filter(person_id=-1).values_list(*columns)


def _queue_query() -> QuerySet[Enrolment, Any]:
    return Enrolment.objects.filter(edition_id=-1, state=State.WAITING).values_list("pk")[:1]


_live_of = Prepared(_live_query, -1)
_first_waiting = Prepared(_queue_query, -1)


def _either_try(request: _Request) -> list[Enrolment]:
    """The quick way when nothing but a free place is needed; else with the editions held."""
    try:
        return _first_try(request)
    except _HoldNeeded:
        return _held_try(request)


# The quick way


@dataclass(frozen=True)
class _Asked:
    """All that the usual case must know, asked in one go under the locks; the seats are taken on trust.

    When an answer is otherwise, the transaction is given up, and the seats with it.
    """

    live: dict[int, Asked]
    editions: list[Asked]
    terms: Asked
    waiting: Asked
    seats: Asked
    numbers: list[Asked]


def _ask_all(request: _Request) -> _Asked:
    first = request.edition_ids[0]
    seats.hold_people(request.people_ids)
    live = {pk: _live_of.ask(pk) for pk in request.people_ids}
    seats.share(first)
    return _Asked(
        live=live,
        editions=[ask_facts(pk) for pk in request.edition_ids],
        terms=ask_terms(first),
        waiting=_first_waiting.ask(first),
        seats=seats.ask_take(first, len(request.people)),
        numbers=[next_number(Enrolment) for _ in request.people],
    )


def _first_try(request: _Request) -> list[Enrolment]:
    """Take a free place in the first edition while others do the same; the queue stays as it is."""
    with transaction_in_one_go():
        asked = _ask_all(request)
        editions, live = _editions(asked.editions), _live_rows(asked.live)
        others = _check_together(request, editions, live)
        _check(request, editions[0], live)
        if others:
            raise _HoldNeeded
        return _place_quickly(request, editions[0], asked)


def _place_quickly(request: _Request, edition: EditionFacts, asked: _Asked) -> list[Enrolment]:
    """The placed enrolments; raises when there is more to it than a free place."""
    terms = terms_from(edition.pk, asked.terms)
    some_wait = bool(asked.waiting.rows())
    fits_behind = edition.queue_policy == QueuePolicy.BEST_FIT and not terms.shares
    special = edition.starts_at is None or _must_be_approved(request, edition, terms)
    if special or (some_wait and not fits_behind):
        raise _HoldNeeded
    rows = _rows(request, edition, State.PLACED)
    for row, number in zip(rows, asked.numbers, strict=True):
        row.pk = number.rows()[0][0]
    taken = _take(rows, terms) if terms.shares else [one for (one,) in asked.seats.rows()]
    if not taken:
        raise _HoldNeeded
    _sit(rows, taken)
    rule = Rule.FIRST_THAT_FITS if some_wait else Rule.FREE_PLACE
    queueing.enter(rows, rule, region_id=edition.region_id, by=request.by)
    return rows


def _take(rows: Sequence[Enrolment], terms: TermFacts) -> list[int]:
    """A seat for each row from a pool it may draw from, and the passes it needs; [] when any is missing."""
    members = [member_of(row.person, terms.shares) for row in rows]
    passes = [
        seats.ask_pass(share, row.pk)
        for row, member in zip(rows, members, strict=True)
        for share in member.capped
    ]
    taken = [_take_one(row.edition_id, member) for row, member in zip(rows, members, strict=True)]
    complete = all(taken) and all(one.rows() for one in passes)
    return taken if complete else []


def _take_one(edition_id: int, member: Member) -> int:
    """A seat from the first pool that has one, kept places first; 0 when none has."""
    for pool in (*sorted(member.kept), OPEN):
        found = seats.ask_pool(edition_id, pool).rows()
        if found:
            return int(found[0][0])
    return 0


# With the editions held


def _held_try(request: _Request) -> list[Enrolment]:
    """Look again with every edition held alone: a place in the first that has one, or the queue of all."""
    with transaction.atomic():
        seats.hold_people(request.people_ids)
        live = _live_rows({pk: _live_of.ask(pk) for pk in request.people_ids})
        others = _check_together(request, facts_of(request.edition_ids), live)
        held = set(request.edition_ids) | others
        seats.hold(held)
        editions = facts_of(request.edition_ids)
        for edition in editions:
            _check(request, edition, live)
        placed = _place(request, editions)
        if placed:
            queueing.settle_others(placed, held=held, by=request.by)
        return placed or _wait(request, editions)


def _place(request: _Request, editions: Sequence[EditionFacts]) -> list[Enrolment]:
    """Place the people in the first edition that has room for them; else no rows."""
    for edition in editions:
        met = _meet(request, edition)
        if met.pools:
            rows = _rows(request, edition, State.PLACED)
            _sit(rows, seats.take_pools(edition.pk, met.pools))
            queueing.enter(rows, met.rule, region_id=edition.region_id, by=request.by)
            queueing.hold_passes(rows, edition.pk)
            return rows
    return []


def _wait(request: _Request, editions: Sequence[EditionFacts]) -> list[Enrolment]:
    """Queue, or wait for approval, in every edition: one wish."""
    every: list[Enrolment] = []
    wish = uuid4()
    for edition in editions:
        rule = _meet(request, edition).rule
        state = State.ASKED if rule is Rule.TO_APPROVE else State.WAITING
        rows = _rows(request, edition, state, wish)
        queueing.enter(rows, rule, region_id=edition.region_id, by=request.by)
        if state is State.ASKED:
            approvals.ask_for(rows, terms_of(edition.pk).approver)
        every += rows
    return every


def _meet(request: _Request, edition: EditionFacts) -> Met:
    """What these people meet in an edition that is held."""
    terms = terms_of(edition.pk)
    if _must_be_approved(request, edition, terms):
        return Met(Rule.TO_APPROVE)
    if edition.starts_at is None:
        return Met(Rule.INTEREST)
    members = members_by_person(request.people, terms.shares)
    party = Party(uuid4(), len(request.people), tuple(members[pk] for pk in members))
    return queueing.arrive(edition, party, terms, asked_at=request.requested_at)


def _must_be_approved(request: _Request, edition: EditionFacts, terms: TermFacts) -> bool:
    return bool(terms.approver) and not approvals.agrees(
        request.by, request.people_ids, terms.approver, edition.region_id
    )


# What must hold


def _editions(asked: Sequence[Asked]) -> list[EditionFacts]:
    found = [EditionFacts(*row) for one in asked for row in one.rows()]
    if len(found) < len(asked):
        raise Edition.DoesNotExist
    return found


def _live_rows(asked: dict[int, Asked]) -> dict[int, list[_Live]]:
    return {pk: [_Live(*row) for row in one.rows()] for pk, one in asked.items()}


def _check_together(
    request: _Request, editions: Sequence[EditionFacts], live: dict[int, list[_Live]]
) -> set[int]:
    """Who may ask this, and for whom; the other editions of the course that these people wait for."""
    if len(editions) < len(request.edition_ids):
        raise Edition.DoesNotExist
    courses = [edition.course_id for edition in editions]
    refuse(rules.why_not_together(request.people_ids, courses))
    for edition in editions:
        _check_may_enrol(request, edition)
    return _editions_waited_for(request, editions[0], live)


def _check_may_enrol(request: _Request, edition: EditionFacts) -> None:
    if request.at_the_door:
        policies.check_may_see_list(request.by, edition)
        return
    for person in request.people:
        policies.check_may_enrol(request.by, person, edition.region_id)


def _editions_waited_for(
    request: _Request, wanted: EditionFacts, live: dict[int, list[_Live]]
) -> set[int]:
    """Other editions of the course that these people wait for; refuses who is enrolled already."""
    same = [row for rows in live.values() for row in rows if row.course_id == wanted.course_id]
    twice = any(row.edition_id in request.edition_ids for row in same)
    refuse(Refusal.ALREADY_ENROLLED if twice else None)
    placed = any(row.state == State.PLACED for row in same)
    free = not placed or coordinates(request.by, wanted.region_id)
    refuse(None if free else Refusal.PLACED_ON_OTHER_DATE)
    return {row.edition_id for row in same if row.state != State.PLACED}


def _check(request: _Request, edition: EditionFacts, live: dict[int, list[_Live]]) -> None:
    _check_edition(edition, request)
    for person in request.people:
        mine = {row.edition_id for row in live[person.pk]}
        if mine and not request.despite_overlap and overlapping(mine, Edition(pk=edition.pk)):
            refuse(Refusal.OVERLAPS, field="despite_overlap")
        check_conditions(person, edition)


def _check_edition(edition: EditionFacts, request: _Request) -> None:
    why = rules.why_not_open(
        state=edition.state,
        opens_at=edition.opens_at,
        closes_at=edition.closes_at,
        moment=request.requested_at,
    )
    outside = why in {Refusal.CLOSED, Refusal.NOT_YET_OPEN}
    lets_in = request.at_the_door or coordinates(request.by, edition.region_id)
    refuse(None if outside and lets_in else why)
    refuse(Refusal.LARGER_THAN_GROUP if len(request.people) > edition.capacity else None)


# Rows


def _rows(
    request: _Request, edition: EditionFacts, state: State, wish: UUID | None = None
) -> list[Enrolment]:
    rows = queueing.new_rows(request.people, edition.pk, state, by=request.by, wish=wish)
    for row in rows:
        row.requested_at = request.requested_at
    return rows


def _sit(rows: Sequence[Enrolment], seat_ids: Sequence[int]) -> None:
    for row, seat_id in zip(rows, seat_ids, strict=True):
        row.seat_id = seat_id
