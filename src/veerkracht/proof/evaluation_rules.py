"""When answers may be seen, and how they add up. Pure.

The rule against watching: what is shown changes only by at least ``STEP`` people at once, and of each
question by at least ``STEP`` answers at once. So the difference between any two looks is a sum over at
least five people. What never gets that company is never shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

STEP = 5
SCALE = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Given:
    """What one person says to one question: a number or the options chosen, or words."""

    marks: tuple[int, ...] = ()
    text: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said."""
        return not self.marks and not self.text


def fits(kind: str, options: int, given: Given) -> bool:
    """Whether an answer can be given to a question of this kind with so many options."""
    if kind == "text":
        return not given.marks and bool(given.text)
    if given.text or not given.marks:
        return False
    allowed = SCALE if kind == "scale" else range(options)
    several = kind == "several" and len(set(given.marks)) == len(given.marks)
    return all(mark in allowed for mark in given.marks) and (several or len(given.marks) == 1)


def shown_after(*, in_steps: bool, closing: bool, used: int, shown: int) -> int:
    """How many people's answers are shown from now on, when ``used`` answered and ``shown`` were shown.

    In steps: as soon as five more answered; what is left at the end stays back. Otherwise: once, at the
    end, when five or more answered.
    """
    if in_steps:
        return used if used - shown >= STEP and not closing else shown
    return used if closing and used >= STEP else shown


def enough(waiting: Mapping[int, int]) -> set[int]:
    """Which questions have enough new answers, by question, to be shown together."""
    return {question for question, number in waiting.items() if number >= STEP}


@dataclass(frozen=True)
class Row:
    """One option of a question, and how many chose it."""

    label: str
    number: int
    share: int  # per cent of who answered


def rows(labels: Sequence[tuple[int, str]], answers: Iterable[Sequence[int]]) -> list[Row]:
    """A row for each mark, in order, over all answers."""
    found = list(answers)
    counts = Counter(mark for marks in found for mark in marks)
    return [
        Row(label, counts[mark], round(100 * counts[mark] / len(found)) if found else 0)
        for mark, label in labels
    ]


def average(answers: Iterable[Sequence[int]]) -> float | None:
    """The mean of a scale, with one decimal; None without answers."""
    marks = [mark for found in answers for mark in found]
    return round(sum(marks) / len(marks), 1) if marks else None
