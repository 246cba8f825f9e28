"""Moving enrolments from state to state, and offering free places to who is next.

Private to the app. Every function here runs inside a transaction of ``actions`` that holds the
edition's lock (see ``seats``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from veerkracht.audit.actions import record_many
from veerkracht.enrolment import rules, seats
from veerkracht.enrolment.events import (
    OfferEnded,
    PlaceGivenUp,
    PlaceGranted,
    PlaceOffered,
    QueueChanged,
)
from veerkracht.enrolment.models import SEATED, Enrolment, Move, State
from veerkracht.enrolment.rules import Met, Party, Rule, Turn
from veerkracht.enrolment.shares import ShareFacts, TermFacts, member_of, terms_of
from veerkracht.kernel import rows
from veerkracht.kernel.clock import now
from veerkracht.kernel.events import announce
from veerkracht.messages.actions import News, queue
from veerkracht.training.models import Edition, QueuePolicy
from veerkracht.training.queries import EditionFacts

if TYPE_CHECKING:
    from veerkracht.people.models import Person

# which news a new state brings; settled rows are told by the mail about the other place
NEWS = {
    State.ASKED: "enrolment.asked",
    State.REFUSED: "enrolment.refused",
    State.PLACED: "enrolment.placed",
    State.WAITING: "enrolment.waiting",
    State.OFFERED: "enrolment.offered",
    State.LAPSED: "enrolment.lapsed",
    State.CANCELLED: "enrolment.left",
    State.WITHDRAWN: "enrolment.left",
    State.DECLINED: "enrolment.left",
    State.HANDED_OVER: "enrolment.left",
    State.CALLED_OFF: "enrolment.called_off",
}


def new_rows(
    people: Sequence[Person], edition_id: int, state: State, *, by: Person, wish: UUID | None = None
) -> list[Enrolment]:
    """Unsaved enrolments of people who ask together now, one each; seats are for the caller to set."""
    moment, wish = now(), wish or uuid4()
    return [
        Enrolment(
            person=person,
            edition_id=edition_id,
            asked_by=by,
            wish=wish,
            state=state,
            requested_at=moment,
            changed_at=moment,
        )
        for person in people
    ]


def enter(new: Sequence[Enrolment], rule: Rule, *, region_id: int, by: Person) -> None:
    """Write new enrolments, each in the state it carries."""
    rows.insert(new)
    _note(new, [""] * len(new), rule, region_id=region_id, by=by, passed_over=0)


def move(
    moved: Sequence[Enrolment],
    after: State,
    rule: Rule,
    *,
    by: Person | None,
    passed_over: int = 0,
    reason: str = "",
    seat_ids: Sequence[int] = (),
) -> list[int]:
    """Bring enrolments of one edition into another state; returns the seats that came free.

    The seats and passes are freed here when the new state has none; ``seat_ids`` gives each of them a
    seat. :class:`AssertionError` when the table of moves does not know this one: that is a bug, never
    a person's mistake.
    """
    befores = [row.state for row in moved]
    for before in befores:
        if not rules.may_move(before, after, rule):
            raise AssertionError(f"no move {before} → {after} by {rule}")
    freed = [row.seat_id for row in moved if row.seat_id and after not in SEATED]
    values = {"state": after, "offer_expires_at": None, "changed_at": now(), "reason": reason}
    if after not in SEATED:
        values["seat_id"] = None
    _write(moved, values, seat_ids)
    if freed:
        seats.free(freed)
        seats.give_back_passes([row.pk for row in moved])
    _note(
        moved, befores, rule, region_id=moved[0].edition.region_id, by=by, passed_over=passed_over
    )
    return freed


def _write(moved: Sequence[Enrolment], values: dict[str, Any], seat_ids: Sequence[int]) -> None:
    """The new values of the rows, here and in the database; each with its own seat where given."""
    if not seat_ids:
        Enrolment.objects.filter(pk__in=[row.pk for row in moved]).update(**values)
    for row, seat_id in zip(moved, seat_ids, strict=bool(seat_ids)):
        Enrolment.objects.filter(pk=row.pk).update(**values, seat_id=seat_id)
        row.seat_id = seat_id
    for row in moved:
        row.__dict__.update(values)


def hold_passes(placed: Sequence[Enrolment], edition_id: int) -> None:
    """Hold the passes that these people need in an edition that is held."""
    shares = terms_of(edition_id).shares
    if shares:
        seats.hold_passes({row.pk: member_of(row.person, shares).capped for row in placed})


def arrive(edition: EditionFacts, party: Party, terms: TermFacts, *, asked_at: datetime) -> Met:
    """What a party meets in an edition that is held; its rank is from when it asked, mostly now."""
    room = seats.room(edition.pk)
    queue = _queue(edition.pk, terms) if room.free else {}
    first = [one for one, rows in queue.items() if rows[0].requested_at <= asked_at]
    later = [one for one in queue if one not in first]
    best_fit = edition.queue_policy == QueuePolicy.BEST_FIT
    return rules.on_arrival([*first, party, *later], party, room, best_fit=best_fit)


def arrive_at_rank(edition: Edition, rows: Sequence[Enrolment], terms: TermFacts) -> Met:
    """What a party meets that asked earlier: in the queue of a held edition, at the rank of its request."""
    waiting = Enrolment.objects.filter(edition=edition.pk).waiting().select_related("person")
    parties = parties_of([*waiting, *rows], terms.shares)
    party = next(party for party in parties if party.wish == rows[0].wish)
    best_fit = edition.queue_policy == QueuePolicy.BEST_FIT
    return rules.on_arrival(list(parties), party, seats.room(edition.pk), best_fit=best_fit)


def _queue(edition_id: int, terms: TermFacts) -> dict[Party, list[Enrolment]]:
    waiting = Enrolment.objects.filter(edition=edition_id).waiting().select_related("person")
    return parties_of(waiting, terms.shares)


def fill(edition: Edition, *, by: Person | None = None, dates_are_new: bool = False) -> int:
    """Offer what is free to who is next, at once; returns how many people got an offer."""
    window = rules.offer_window(now(), edition.starts_at, dates_are_new=dates_are_new)
    if window is None or edition.state != "published":
        return 0
    room = seats.room(edition.pk)
    if room.free == 0:
        return 0
    parties = _queue(edition.pk, terms_of(edition.pk))
    best_fit = edition.queue_policy == QueuePolicy.BEST_FIT
    turns = rules.next_turns(list(parties), room, best_fit=best_fit)
    people = [row for turn in turns for row in parties[turn.party]]
    if people:
        _offer(edition, turns, parties, until=now() + window, by=by)
    return len(people)


def settle_others(placed: Sequence[Enrolment], *, held: Collection[int], by: Person) -> None:
    """Who has a place now leaves the other queues of the course; a place held there passes on.

    Only editions that are held are touched: a wish made in this very moment elsewhere goes on waiting.
    """
    course_id = placed[0].edition.course_id
    others = Enrolment.objects.filter(
        person__in=[row.person_id for row in placed],
        edition__in=held,
        edition__course=course_id,
        state__in=[State.ASKED, State.WAITING, State.OFFERED],
    ).select_related("edition", "person")
    by_edition = groupby(others.order_by("edition_id"), key=lambda row: row.edition)
    for edition, theirs in [(edition, list(group)) for edition, group in by_edition]:
        move(theirs, State.SETTLED, Rule.PLACED_ELSEWHERE, by=by)
        fill(edition, by=by)


def parties_of(
    waiting: Iterable[Enrolment], shares: Sequence[ShareFacts] = ()
) -> dict[Party, list[Enrolment]]:
    """Rows of a queue grouped by wish, in order of the first of each."""
    ordered = sorted(waiting, key=lambda row: (row.requested_at, row.pk))
    first: dict[UUID, int] = {}
    for place, row in enumerate(ordered):
        first.setdefault(row.wish, place)
    ordered.sort(key=lambda row: first[row.wish])
    groups = [(wish, list(group)) for wish, group in groupby(ordered, key=lambda row: row.wish)]
    return {party_of(wish, rows, shares): rows for wish, rows in groups}


def party_of(wish: UUID, rows: Sequence[Enrolment], shares: Sequence[ShareFacts]) -> Party:
    """People who asked together, and which shares matter to each."""
    members = tuple(member_of(row.person, shares) for row in rows) if shares else ()
    return Party(wish, len(rows), members)


def _offer(
    edition: Edition,
    turns: Sequence[Turn],
    parties: dict[Party, list[Enrolment]],
    *,
    until: datetime,
    by: Person | None,
) -> None:
    offered = [row for turn in turns for row in parties[turn.party]]
    pools = [pool for turn in turns for pool in turn.pools]
    for row, seat_id in zip(offered, seats.take_pools(edition.pk, pools), strict=True):
        row.state, row.seat_id = State.OFFERED, seat_id
        row.offer_expires_at, row.changed_at = until, now()
    seats.give({row.pk: row.seat_id or 0 for row in offered}, until=until)
    hold_passes(offered, edition.pk)
    for turn in _alike(turns):
        chosen = [row for one in turn for row in parties[one.party]]
        rule, passed_over = turn[0].rule, turn[0].passed_over
        befores = [State.WAITING] * len(chosen)
        _note(chosen, befores, rule, region_id=edition.region_id, by=by, passed_over=passed_over)


def _alike(turns: Sequence[Turn]) -> list[list[Turn]]:
    """Turns by the same rule that pass as many, so that they are written in one go."""
    return [
        list(group) for _, group in groupby(turns, key=lambda turn: (turn.rule, turn.passed_over))
    ]


def _note(
    moved: Sequence[Enrolment],
    befores: Sequence[str],
    rule: Rule,
    *,
    region_id: int,
    by: Person | None,
    passed_over: int,
) -> None:
    """Moves, audit trail, news and events of rows that are in their new state."""
    facts: list[tuple[str, Any, None]] = [(f"enrolment.{row.state}", row, None) for row in moved]
    with rows.in_one_go():
        rows.insert(_moves(moved, befores, rule, by=by, passed_over=passed_over), numbers=False)
        record_many(facts, by=by, region_id=region_id)
        queue(_news_of(row) for row in moved if row.state in NEWS)
    for row, before in zip(moved, befores, strict=True):
        _announce(row, before)


def _moves(
    moved: Sequence[Enrolment],
    befores: Sequence[str],
    rule: Rule,
    *,
    by: Person | None,
    passed_over: int,
) -> list[Move]:
    moment = now()
    return [
        Move(
            enrolment_id=row.pk,
            edition_id=row.edition_id,
            at=moment,
            before=before,
            after=row.state,
            rule=rule,
            passed_over=passed_over,
            by=by,
        )
        for row, before in zip(moved, befores, strict=True)
    ]


def _news_of(row: Enrolment) -> News:
    kind = NEWS[State(row.state)]
    return News(
        kind=kind,
        person_id=row.person_id,
        address=row.person.email,
        language=row.person.language,
        once=f"{kind}:{row.pk}",
        facts={"enrolment": row.pk},
    )


def _announce(row: Enrolment, before: str) -> None:
    if row.state == State.PLACED:
        announce(PlaceGranted(row.pk, row.edition_id))
    elif before == State.PLACED:
        announce(PlaceGivenUp(row.pk, row.edition_id))
    elif row.state == State.OFFERED:
        announce(PlaceOffered(row.pk, row.edition_id))
    elif before == State.OFFERED:
        announce(OfferEnded(row.pk, row.edition_id))
    announce(QueueChanged(row.edition_id))
