"""States of a list, fates of its rows, and what decides between them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

UNDO = timedelta(days=30)  # from taking over; then the rows and the old values go
KEPT = timedelta(days=30)  # a list that nobody took over
AT_ONCE_BYTES = 150_000  # a file up to this size is read while the person waits
AT_ONCE_ROWS = 600  # so many rows are weighed while the person waits
MOST_TRIES = 5  # of a job that fails, before a list is given up


class Stage(StrEnum):
    """Where a list is; the words for the screen stand in ``models.State``."""

    READING = "reading"
    COLUMNS = "columns"
    WEIGHING = "weighing"
    PREVIEW = "preview"
    TAKING_OVER = "taking-over"
    TAKEN_OVER = "taken-over"
    UNDOING = "undoing"
    UNDONE = "undone"
    REFUSED = "refused"


# state before → state after → what makes the move; "" is not yet brought
MOVES: dict[str, dict[str, list[str]]] = {
    "": {"reading": ["brought"]},
    "reading": {"columns": ["read"], "refused": ["cannot be read"]},
    "columns": {"weighing": ["columns chosen"], "reading": ["another sheet chosen"]},
    "weighing": {"preview": ["weighed"], "refused": ["failed too often"]},
    "preview": {
        "taking-over": ["taken over"],
        "columns": ["columns looked at again"],
        "weighing": ["questions answered"],
    },
    "taking-over": {
        "taken-over": ["done"],
        "preview": ["the house changed meanwhile"],
        "refused": ["failed too often"],
    },
    "taken-over": {"undoing": ["undone, within 30 days"]},
    "refused": {"reading": ["tried again"]},
    "undoing": {"undone": ["done"], "taken-over": ["failed too often"]},
}
BUSY = frozenset({Stage.READING, Stage.WEIGHING, Stage.TAKING_OVER, Stage.UNDOING})


class Fate(StrEnum):
    """What becomes of a row; the words for the screen stand in ``models.RowFate``."""

    NEW = "new"
    FILLED = "filled"
    UNCHANGED = "unchanged"
    DOUBLE = "double"
    ASKED = "asked"
    COUNTED = "counted"
    LEFT_OUT = "left-out"
    REFUSED = "refused"


WRITTEN = frozenset({Fate.NEW, Fate.FILLED, Fate.COUNTED})


class Answer(StrEnum):
    """What somebody says of a row that may be somebody we know."""

    SAME = "same"
    OTHER = "other"
    LEAVE_OUT = "leave-out"


def may_move(before: str, after: str) -> bool:
    """Whether a list may go from one state to another."""
    return after in MOVES.get(before, {})


def may_undo(taken_over_at: datetime | None, moment: datetime) -> bool:
    """Whether a list can still be undone as a whole."""
    return taken_over_at is not None and moment < taken_over_at + UNDO


@dataclass(frozen=True)
class Namesake:
    """Somebody with the same name at the same organisation, by address."""

    address: str
    name: str


def answered(answer: str, twin: Namesake | None) -> Fate | None:
    """What the answer, or its absence, makes of a row with a namesake; None: go on as if there were none."""
    if answer == Answer.LEAVE_OUT:
        return Fate.LEFT_OUT
    if twin is not None and not answer:
        return Fate.ASKED
    return None


def changes(
    shown: Mapping[int, tuple[str, str]], found: Mapping[int, tuple[str, str]]
) -> list[int]:
    """The numbers of rows whose fate is not the one that was shown."""
    return [number for number, fate in found.items() if shown.get(number) != fate]
