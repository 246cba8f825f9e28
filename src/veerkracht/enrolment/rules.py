"""Who gets a place, who is next, for how long. Pure: values in, decision out.

The states and the moves between them stand in :data:`MOVES`; the diagram in the docs is made from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

MOST_TOGETHER = 10  # people in one wish
MOST_EDITIONS = 8  # editions in one wish


class Rule(StrEnum):
    """Why a move was made; shown to coordinators, and to a person about their own moves."""

    FREE_PLACE = "free-place"
    FIRST_THAT_FITS = "first-that-fits"
    FULL = "full"
    OTHERS_WAIT_LONGER = "others-wait-longer"
    STRICT_ORDER = "strict-order"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    OFFER_RAN_OUT = "offer-ran-out"
    PLACED_ELSEWHERE = "placed-elsewhere"
    LEFT = "left"
    LEFT_LATE = "left-late"
    REMOVED = "removed-by-coordinator"
    HANDED_OVER = "handed-over"
    TOOK_OVER = "took-over"
    CALLED_OFF = "called-off"


# state before → state after → the rules that may make the move; "" is "not yet enrolled"
MOVES: dict[str, dict[str, frozenset[Rule]]] = {
    "": {
        "placed": frozenset({Rule.FREE_PLACE, Rule.FIRST_THAT_FITS, Rule.TOOK_OVER}),
        "waiting": frozenset({Rule.FULL, Rule.OTHERS_WAIT_LONGER}),
    },
    "waiting": {
        "offered": frozenset({Rule.STRICT_ORDER, Rule.FIRST_THAT_FITS}),
        "withdrawn": frozenset({Rule.LEFT, Rule.REMOVED}),
        "settled": frozenset({Rule.PLACED_ELSEWHERE}),
        "called-off": frozenset({Rule.CALLED_OFF}),
    },
    "offered": {
        "placed": frozenset({Rule.ACCEPTED}),
        "declined": frozenset({Rule.DECLINED, Rule.REMOVED}),
        "lapsed": frozenset({Rule.OFFER_RAN_OUT}),
        "settled": frozenset({Rule.PLACED_ELSEWHERE}),
        "called-off": frozenset({Rule.CALLED_OFF}),
    },
    "placed": {
        "cancelled": frozenset({Rule.LEFT, Rule.LEFT_LATE, Rule.REMOVED}),
        "handed-over": frozenset({Rule.HANDED_OVER}),
        "called-off": frozenset({Rule.CALLED_OFF}),
    },
}


def may_move(before: str, after: str, rule: Rule) -> bool:
    """Whether a rule may make this move."""
    return rule in MOVES.get(before, {}).get(after, frozenset())


# Who gets a place


@dataclass(frozen=True)
class Party:
    """People in the queue of one edition who come together: their wish and how many they are."""

    wish: UUID
    size: int


@dataclass(frozen=True)
class Turn:
    """A party whose turn it is, by which rule, and how many earlier parties it passes."""

    party: Party
    rule: Rule
    passed_over: int


def next_turns(queue: Sequence[Party], free: int, *, best_fit: bool) -> list[Turn]:
    """Whose turn it is when ``free`` places are to be had; ``queue`` is in order of request.

    Strict order helps the first party as long as it fits and stops at the first that does not.
    Best fit goes on to later parties that do fit; the larger party keeps its rank.
    """
    turns: list[Turn] = []
    passed = 0
    for party in queue:
        if party.size <= free:
            free -= party.size
            rule = Rule.FIRST_THAT_FITS if passed else Rule.STRICT_ORDER
            turns.append(Turn(party, rule, passed))
        elif best_fit:
            passed += 1
        else:
            break
        if free == 0:
            break
    return turns


def on_request(free: int, size: int, waiting: int, *, best_fit: bool) -> Rule:
    """What a new request of ``size`` people meets: a place, or the queue, and why.

    ``waiting`` counts parties in the queue. Under best fit those who fit were helped before, so a
    newcomer who fits passes only parties that are too large for what is free.
    """
    if free < size:
        return Rule.FULL
    if waiting == 0:
        return Rule.FREE_PLACE
    return Rule.FIRST_THAT_FITS if best_fit else Rule.OTHERS_WAIT_LONGER


# How long an offer stands

OFFER_WINDOWS: tuple[tuple[timedelta, timedelta], ...] = (
    # at least so long before the start → so long to answer
    (timedelta(days=7), timedelta(hours=48)),
    (timedelta(days=3), timedelta(hours=24)),
    (timedelta(days=1), timedelta(hours=6)),
    (timedelta(hours=4), timedelta(hours=1)),
)


def offer_window(moment: datetime, starts_at: datetime | None) -> timedelta | None:
    """How long somebody has to answer an offer made now; None: too late for an offer."""
    if starts_at is None:
        return OFFER_WINDOWS[0][1]
    left = starts_at - moment
    return next((window for at_least, window in OFFER_WINDOWS if left >= at_least), None)


# When one may ask and leave


class Refusal(StrEnum):
    """Why something cannot be done; ``words.py`` says it in a sentence."""

    NOT_PUBLISHED = "not-published"
    NOT_YET_OPEN = "not-yet-open"
    CLOSED = "closed"
    CALLED_OFF = "called-off"
    NO_PEOPLE = "no-people"
    TOO_MANY_PEOPLE = "too-many-people"
    SAME_PERSON_TWICE = "same-person-twice"
    DIFFERENT_COURSES = "different-courses"
    TOO_MANY_EDITIONS = "too-many-editions"
    LARGER_THAN_GROUP = "larger-than-group"
    ALREADY_ENROLLED = "already-enrolled"
    PLACED_ON_OTHER_DATE = "placed-on-other-date"
    OVERLAPS = "overlaps"
    NO_LONGER_LIVE = "no-longer-live"
    OFFER_RAN_OUT = "offer-ran-out"
    NO_OFFER = "no-offer"
    STARTED = "started"
    NOT_PLACED = "not-placed"
    OWN_ADDRESS = "own-address"
    INVITATION_OVER = "invitation-over"


def why_not_open(
    *, state: str, opens_at: datetime, closes_at: datetime, moment: datetime
) -> Refusal | None:
    """Why one cannot enrol at this moment; None when one can."""
    if state == "cancelled":
        return Refusal.CALLED_OFF
    if state != "published":
        return Refusal.NOT_PUBLISHED
    if moment < opens_at:
        return Refusal.NOT_YET_OPEN
    return Refusal.CLOSED if moment >= closes_at else None


def why_not_together(people: Sequence[int], courses: Sequence[int]) -> Refusal | None:
    """Why these people cannot make one wish for editions of these courses; None when they can."""
    if not people:
        return Refusal.NO_PEOPLE
    if len(people) > MOST_TOGETHER:
        return Refusal.TOO_MANY_PEOPLE
    if len(set(people)) < len(people):
        return Refusal.SAME_PERSON_TWICE
    if len(courses) > MOST_EDITIONS:
        return Refusal.TOO_MANY_EDITIONS
    return Refusal.DIFFERENT_COURSES if len(set(courses)) != 1 else None


@dataclass(frozen=True)
class Leaving:
    """What leaving means from a state: the state after and the rule."""

    after: str
    rule: Rule


def on_leaving(
    state: str, *, moment: datetime, cancel_until: datetime, by_coordinator: bool
) -> Leaving | None:
    """What happens to somebody who leaves; None when there is nothing to leave."""
    after = {"waiting": "withdrawn", "offered": "declined", "placed": "cancelled"}.get(state)
    if after is None:
        return None
    if by_coordinator:
        return Leaving(after, Rule.REMOVED)
    if state == "offered":
        return Leaving(after, Rule.DECLINED)
    late = state == "placed" and moment > cancel_until
    return Leaving(after, Rule.LEFT_LATE if late else Rule.LEFT)
