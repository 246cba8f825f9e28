"""When one may write down and look back, and a number that is only seen in company. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

FEWEST = 10


class TooFewToShow(ValueError):
    """A number of fewer than ten people was about to be shown: a bug of who shows it."""


class NumberOfPeople:
    """How many people; can be added up, and refuses to be shown below ten.

    It is no ``int``: a page, a file or the API that shows it by mistake fails instead of telling.
    """

    __slots__ = ("_number",)

    def __init__(self, number: int) -> None:
        self._number = number

    def __add__(self, other: NumberOfPeople) -> NumberOfPeople:
        return NumberOfPeople(self._number + other._number)

    def __str__(self) -> str:
        """The number in figures. Raises TooFewToShow below ten."""
        if self._number < FEWEST:
            raise TooFewToShow
        return str(self._number)

    def __format__(self, how: str) -> str:
        return format(str(self), how)

    def __repr__(self) -> str:
        return "NumberOfPeople(…)"


def may_write(starts_at: datetime | None, moment: datetime) -> bool:
    """Whether people write down what they will do: from the beginning of the training on."""
    return starts_at is not None and moment >= starts_at


def latest(outcomes: Iterable[tuple[int, int, str]]) -> dict[int, str]:
    """By commitment how it went last, from (commitment, days, how it went) in any order."""
    return {
        commitment: went for commitment, _days, went in sorted(outcomes, key=lambda one: one[1])
    }
