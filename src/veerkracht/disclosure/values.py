"""A figure as it may be shown: a number, or the fact that it is hidden, or that there is none. Pure.

"Hidden" is a value like any other: sums, rates, sorting, classes of a map and files know what to do with it, so that
nobody has to remember to check. Source: SDMX observation status (``A`` normal, ``C`` confidential, ``M`` missing).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final

LEAST_FOR_RATE: Final = 30  # no percentage of fewer people than this
BASE: Final = 5  # shown counts are rounded to a multiple of this


class Status(Enum):
    """What is known to a reader; the value is the code of SDMX."""

    SHOWN = "A"
    HIDDEN = "C"
    ABSENT = "M"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that was cleared (``SHOWN``), one that is hidden, or none at all.

    It compares and adds only through the functions below; ``number`` gives None for what is not shown.
    """

    status: Status
    number: int | None = None

    def __post_init__(self) -> None:
        if (self.status is Status.SHOWN) != (self.number is not None):
            raise ValueError(self.status)

    def __bool__(self) -> bool:
        """Refused: nought, hidden and absent are three different things."""
        raise TypeError(ADVICE)

    @property
    def is_shown(self) -> bool:
        """Whether there is a number to read."""
        return self.status is Status.SHOWN


ADVICE = "A figure may be hidden, so it is no truth value: ask is_shown, or number is None."
HIDDEN: Final = Figure(Status.HIDDEN)
ABSENT: Final = Figure(Status.ABSENT)


def shown(number: int) -> Figure:
    """A number that was cleared."""
    return Figure(Status.SHOWN, number)


def total(figures: Iterable[Figure]) -> Figure:
    """The sum: hidden when any part is hidden, absent when nothing is there."""
    known = 0
    status = Status.ABSENT
    for figure in figures:
        if figure.status is Status.HIDDEN:
            return HIDDEN
        if figure.number is not None:
            known, status = known + figure.number, Status.SHOWN
    return shown(known) if status is Status.SHOWN else ABSENT


def rate(numerator: Figure, denominator: Figure, *, least: int = LEAST_FOR_RATE) -> Figure:
    """Whole percent, half up, of two figures that may be shown; hidden or absent when either is.

    Only rounded counts come here, so a rate tells nothing more than they do. Fewer than ``least`` gives HIDDEN:
    a percentage of so few tells of people.
    """
    if Status.ABSENT in (numerator.status, denominator.status):
        return ABSENT
    if numerator.number is None or denominator.number is None or denominator.number < least:
        return HIDDEN
    return shown((200 * numerator.number + denominator.number) // (2 * denominator.number))


def order(figure: Figure) -> tuple[int, int]:
    """A key to sort by, small to large.

    What is hidden or absent stands after all that is shown, so its place tells nothing.
    """
    if figure.number is not None:
        return (0, figure.number)
    return (1, 0) if figure.status is Status.HIDDEN else (2, 0)
