"""Whose turn it is to lead, which date suits best, what may follow on what, and hours. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

MOST_DATES = 6
YES, MAYBE, NO = "yes", "maybe", "no"


class State(StrEnum):
    """The states of a meeting."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class Deed(StrEnum):
    """What may be done with a meeting."""

    MOVE = "move"
    CANCEL = "cancel"
    MARK = "mark"


# What a deed makes of a meeting in a state; what is not here may not be done.
MOVES: Mapping[tuple[State, Deed], State] = {
    (State.PLANNED, Deed.MOVE): State.PLANNED,
    (State.PLANNED, Deed.CANCEL): State.CANCELLED,
    (State.PLANNED, Deed.MARK): State.HELD,
    (State.HELD, Deed.MARK): State.HELD,
}


def after(state: str, deed: Deed) -> State | None:
    """The state after a deed; None when it may not be done now."""
    return MOVES.get((State(state), deed))


@dataclass(frozen=True)
class Turn:
    """Somebody who may lead: since when a member, and when they led last (also a meeting to come)."""

    person: int
    since: datetime
    led: datetime | None = None


def whose_turn(turns: Collection[Turn]) -> int | None:
    """Who leads next: who never did, the longest member first; else who did it longest ago."""
    waiting = sorted(turns, key=lambda one: (one.led is not None, one.led or one.since, one.person))
    return waiting[0].person if waiting else None


@dataclass(frozen=True)
class Suits:
    """How one moment suits: how many can come, can if they must, cannot."""

    date: int
    starts_at: datetime
    yes: int = 0
    maybe: int = 0
    no: int = 0


def tally(dates: Iterable[tuple[int, datetime]], answers: Iterable[tuple[int, str]]) -> list[Suits]:
    """Per moment how it suits, in order of time, from (date, what somebody says)."""
    counts: dict[int, dict[str, int]] = {}
    for date, says in answers:
        counts.setdefault(date, {YES: 0, MAYBE: 0, NO: 0})[says] += 1
    return [Suits(date, starts_at, **counts.get(date, {})) for date, starts_at in dates]


def best(suits: Sequence[Suits]) -> Suits | None:
    """The moment that keeps the fewest away, then suits the most, then comes first; None before any answer."""
    answered = [one for one in suits if one.yes or one.maybe or one.no]
    return min(answered, key=lambda one: (one.no, -one.yes, one.starts_at), default=None)


def hours(minutes: int) -> Decimal:
    """Minutes as hours, to the hundredth."""
    return (Decimal(minutes) / 60).quantize(Decimal("0.01"))
