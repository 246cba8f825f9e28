"""Who is in a think tank and who is missing, and until when an invitation may be answered. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

PURPOSE = "council"  # of its series of meetings
ANSWER_WITHIN = timedelta(days=60)
USUAL = 1  # how many of each one wants, unless told otherwise
MOST_WISHED = 20
NAMED = 3  # of each kind, in the sentence about who is missing


@dataclass(frozen=True)
class Place:
    """One sector, area or role: how many members are from there, and how many one wants."""

    key: str
    name: str
    have: int
    wanted: int

    @property
    def missing(self) -> int:
        """How many more one wants; never below 0."""
        return max(0, self.wanted - self.have)


def may_answer(made_at: datetime, moment: datetime) -> bool:
    """Whether an invitation may still be answered: sixty days."""
    return moment - made_at <= ANSWER_WITHIN


def places(names: Mapping[str, str], held: Iterable[str], wished: Mapping[str, int]) -> list[Place]:
    """Each of the named keys, in their order, with how often it is held and how often it is wanted."""
    counted: dict[str, int] = {}
    for key in held:
        counted[key] = counted.get(key, 0) + 1
    return [
        Place(key, name, counted.get(key, 0), wished.get(key, USUAL))
        for key, name in names.items()
        if counted.get(key, 0) or wished.get(key, USUAL)
    ]


def missing_names(found: Sequence[Place]) -> list[str]:
    """Of whom there are too few: the emptiest first, a few at most."""
    short = sorted((one for one in found if one.missing), key=lambda one: -one.missing)
    return [one.name for one in short[:NAMED]]


def scale(found: Iterable[Place]) -> int:
    """The highest number in a picture; at least 1."""
    return max((max(one.have, one.wanted) for one in found), default=0) or 1


def free_slug(wanted: str, taken: frozenset[str]) -> str:
    """Part of an address that nobody has: as it is, or with a number behind it."""
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(one for one in numbered if one not in taken)
