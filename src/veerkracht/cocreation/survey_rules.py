"""What a survey may ask, when it is open, what counts as an answer, and when counts may be shown. Pure.

Counts follow the rule of opinions in the house (ADR 0022): what is shown changes only by five people or more, and of
each question by five answers or more, so that the difference between two looks is a sum over five people at least.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

ONE, MANY, SCALE, OPEN = "one", "many", "scale", "open"
DRAFT, IS_OPEN, CLOSED = "draft", "open", "closed"
MARKS = (1, 2, 3, 4, 5)
STEP = 5
MOST_QUESTIONS = 15
FEWEST_OPTIONS, MOST_OPTIONS = 2, 12
LONGEST_OPTION = 120
LONGEST_TEXT = 600


@dataclass(frozen=True)
class Given:
    """What one person says to one question: marks, or words."""

    marks: tuple[int, ...] = ()
    text: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said."""
        return not self.marks and not self.text


def options_in(text: str) -> list[str]:
    """The answers that somebody typed, one a line; empty lines and doubles are left out."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line))


def fits_options(kind: str, options: Sequence[str]) -> bool:
    """Whether a question of this kind can have these: some to choose from, two ends of a scale, or none."""
    if any(len(one) > LONGEST_OPTION for one in options):
        return False
    if kind in {ONE, MANY}:
        return FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS
    return len(options) in ({0, 2} if kind == SCALE else {0})


def is_open(state: str, opens_on: date, closes_on: date, today: date, *, paused: bool) -> bool:
    """Whether a survey takes answers on a day; both days count."""
    return state == IS_OPEN and opens_on <= today <= closes_on and not paused


def fits(kind: str, options: int, given: Given) -> bool:
    """Whether this can be said to a question of this kind with so many options."""
    if kind == OPEN:
        return not given.marks and 0 < len(given.text) <= LONGEST_TEXT
    if given.text or not given.marks or len(set(given.marks)) != len(given.marks):
        return False
    allowed: Iterable[int] = MARKS if kind == SCALE else range(options)
    return set(given.marks) <= set(allowed) and (kind == MANY or len(given.marks) == 1)


def shown_after(given: int, shown: int) -> int:
    """For how many people results are shown, once ``given`` answered and ``shown`` were shown before."""
    return given if given - shown >= STEP else shown


def too_many(in_hour: int, most: int) -> bool:
    """Whether another answer in this hour would be more than a survey takes."""
    return in_hour >= most


@dataclass(frozen=True)
class Bar:
    """One answer to a question: its words, how many gave it, and their share of all in whole per cents."""

    label: str
    number: int
    share: int


def bars(labels: Sequence[tuple[int, str]], shown: Mapping[int, int], people: int) -> list[Bar]:
    """A bar for each answer, in order, over so many people."""
    return [
        Bar(label, shown.get(mark, 0), round(100 * shown.get(mark, 0) / people) if people else 0)
        for mark, label in labels
    ]


def average(shown: Mapping[int, int]) -> float | None:
    """The mean of a scale with one decimal; None without answers."""
    people = sum(shown.values())
    return round(sum(mark * n for mark, n in shown.items()) / people, 1) if people else None
