"""What may become of a point, in which order points stand, and when to ask why. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

ASKS_WHY = 3  # a point that is taken along for the third time says why
ENOUGH_AHEAD = 28  # days before a meeting in which its agenda is made at the latest
DUE_WITHIN = 60  # days ahead in which agreements come by


class State(StrEnum):
    """The states of a point."""

    OPEN = "open"
    DONE = "done"
    CARRIED = "carried"
    DROPPED = "dropped"


class Deed(StrEnum):
    """What may be done with a point in a meeting."""

    DISCUSS = "discuss"
    TAKE_ALONG = "take-along"
    DROP = "drop"
    REOPEN = "reopen"


# What a deed makes of a point in a state; what is not here may not be done.
MOVES: Mapping[tuple[State, Deed], State] = {
    (State.OPEN, Deed.DISCUSS): State.DONE,
    (State.OPEN, Deed.TAKE_ALONG): State.CARRIED,
    (State.OPEN, Deed.DROP): State.DROPPED,
    (State.DONE, Deed.REOPEN): State.OPEN,
    (State.CARRIED, Deed.REOPEN): State.OPEN,
    (State.DROPPED, Deed.REOPEN): State.OPEN,
}


def after(state: str, deed: str, *, standing: bool) -> State | None:
    """The state of a point after a deed; None when it may not be done. Standing points come back by themselves."""
    if deed not in set(Deed) or (standing and deed in {Deed.TAKE_ALONG, Deed.DROP}):
        return None
    return MOVES.get((State(state), Deed(deed)))


def asks_why(carried: int) -> bool:
    """Whether a point that was taken along so often must say why, to be taken along once more."""
    return carried + 1 >= ASKS_WHY


def moved(order: Sequence[int], one: int, *, up: bool) -> list[int]:
    """The numbers with one of them a place up or down; at the end it stays where it is."""
    places = list(order)
    here = places.index(one)
    there = here - 1 if up else here + 1
    if 0 <= there < len(places):
        places[here], places[there] = places[there], places[here]
    return places


def both(theirs: str, mine: str) -> str:
    """Two texts under each other, for who keeps both; the same text once."""
    return (
        theirs if theirs.strip() == mine.strip() else f"{theirs.rstrip()}\n{mine.lstrip()}".strip()
    )


def due_until(day: date) -> date:
    """Until which day agreements come by at a meeting of this day; the calendar ends somewhere."""
    ahead = timedelta(days=DUE_WITHIN)
    return day + ahead if day <= date.max - ahead else date.max
