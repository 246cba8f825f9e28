"""Steps of e-learning: what an answer is worth, how far somebody is, what a list from elsewhere says. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

ALL = frozenset({"alles", "alle", "all", "everything", "compleet", "volledig"})
MOST_LINES = 5_000


def is_right(chosen: int, *, options: int, right: int | None) -> bool:
    """Whether an answer takes the step: the right option, or any when none is named right."""
    return 0 <= chosen < options and (right is None or chosen == right)


@dataclass(frozen=True)
class Progress:
    """How many steps there are, and how many somebody took."""

    steps: int
    done: int

    @property
    def is_complete(self) -> bool:
        """Whether every step is taken; where there are none, nothing is complete."""
        return self.steps > 0 and self.done >= self.steps


class Fate(StrEnum):
    """What becomes of a line of a list from another system."""

    NEW = "new"
    KNOWN = "known"  # taken already
    UNKNOWN_ADDRESS = "unknown-address"
    UNKNOWN_STEP = "unknown-step"
    BAD_DATE = "bad-date"
    NO_ADDRESS = "no-address"


@dataclass(frozen=True)
class Line:
    """A line of the list: its number in the file, the address, the steps it names (numbers), and the day."""

    number: int
    address: str
    step: str
    on: date | None
    on_typed: str = ""


@dataclass(frozen=True)
class Judged:
    """A line with its fate, and the steps (ids) that it takes for a person (id)."""

    line: Line
    fate: Fate
    person_id: int = 0
    step_ids: tuple[int, ...] = ()


def judge(
    line: Line,
    *,
    people: Mapping[str, int],
    steps: Sequence[tuple[int, str]],
    taken: Collection[tuple[int, int]],
    today: date,
) -> Judged:
    """What becomes of a line. ``people`` by address in small letters; ``steps`` are id and title in order.

    A step is named by its number from 1, its title, or "alles". A day in the future cannot be.
    """
    person = people.get(line.address.lower(), 0)
    named = steps_named(line.step, steps)
    fate = _fault(line, person, named, today)
    if fate:
        return Judged(line, fate)
    new = tuple(pk for pk in named if (person, pk) not in taken)
    return Judged(line, Fate.NEW if new else Fate.KNOWN, person, new)


def _fault(line: Line, person: int, named: Collection[int], today: date) -> Fate | None:
    if "@" not in line.address:
        return Fate.NO_ADDRESS
    if not person:
        return Fate.UNKNOWN_ADDRESS
    if not named:
        return Fate.UNKNOWN_STEP
    future = line.on is not None and line.on > today
    return Fate.BAD_DATE if future or (line.on is None and line.on_typed) else None


def steps_named(text: str, steps: Sequence[tuple[int, str]]) -> tuple[int, ...]:
    """The ids of the steps that a text names; an empty text names all."""
    said = " ".join(text.lower().split())
    if not said or said in ALL:
        return tuple(pk for pk, _title in steps)
    if said.isascii() and said.isdigit():
        place = int(said) if len(said) < 6 else 0
        return (steps[place - 1][0],) if 1 <= place <= len(steps) else ()
    return tuple(pk for pk, title in steps if title.lower() == said)[:1]
