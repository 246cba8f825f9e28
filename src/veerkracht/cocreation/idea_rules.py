"""Quiet ideas: which phase it is, everybody's own order, and dots within a budget. Pure."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

WRITING, VOTING, CLOSED = "writing", "voting", "closed"
FEWEST = 4  # people who gave dots, before numbers are shown
MOST_IDEAS = 10  # of one person


def phase(moment: datetime, writes_until: datetime, votes_until: datetime) -> str:
    """What members do now: write alone, give dots, or read what came of it."""
    if moment < writes_until:
        return WRITING
    return VOTING if moment < votes_until else CLOSED


def order_for(reader: int, about: int, keys: Sequence[str]) -> list[str]:
    """The keys of ideas in this reader's own order: by chance, and the same each time.

    Whoever stands first is chosen more often; an order of one's own for everybody takes that away.
    """

    def chance(key: str) -> bytes:
        return hashlib.sha256(f"{about}:{reader}:{key}".encode()).digest()

    return sorted(keys, key=chance)


@dataclass(frozen=True)
class Refused:
    """Why dots cannot be given so: too many in all, too many for one, or for what is not there."""

    why: str


TOO_MANY, TOO_MANY_FOR_ONE, UNKNOWN = "too many", "too many for one", "unknown"


def check_dots(
    given: Mapping[str, int], known: frozenset[str], budget: int, most: int
) -> Refused | None:
    """None when the dots may be given so. Dots are whole and not below zero."""
    if not set(given) <= known or any(number < 0 for number in given.values()):
        return Refused(UNKNOWN)
    if any(number > most for number in given.values()):
        return Refused(TOO_MANY_FOR_ONE)
    return Refused(TOO_MANY) if sum(given.values()) > budget else None


def may_show(voters: int) -> bool:
    """Whether enough people gave dots to show numbers: with two or three one can guess who did."""
    return voters >= FEWEST
