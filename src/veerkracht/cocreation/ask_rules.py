"""Who fits a question best, why, and until when an answer is promised. Pure.

The states of a question stand in ``QUESTION_STEPS``; each row says from which states a verb may be done.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

WORKING_DAYS = 3  # within which an answer is promised
MOST_TURNS = 3  # helpers who let a question pass before the coordinator looks
SATURDAY = 5

KIND, SECTOR, TOWN, REGION = 40, 15, 20, 10
WORD, MOST_FROM_WORDS = 12, 36
EACH_OPEN, MOST_OFF = 8, 32
ENOUGH_WORDS = 2  # shared words with which somebody fits who did not name this kind of help

QUESTION_STEPS: dict[str, frozenset[str]] = {
    "confirm": frozenset({"asked"}),
    "answer": frozenset({"sent", "stuck"}),
    "pass_on": frozenset({"sent"}),
    "give_to": frozenset({"sent", "stuck"}),
    "close": frozenset({"sent", "stuck"}),
    "withdraw": frozenset({"asked", "sent", "stuck"}),
    "tell_helped": frozenset({"answered"}),
}


@dataclass(frozen=True)
class Asked:
    """What is asked: kind of help, lemmas, and where. ``region`` and ``area`` are numbers of areas."""

    kind: str
    words: frozenset[str]
    sector: int | None
    area: int
    region: int


@dataclass(frozen=True)
class Offered:
    """What somebody offers. ``open_questions``: how many lie there now."""

    number: int
    kinds: frozenset[str]
    words: frozenset[str]
    sector: int | None
    area: int
    region: int
    open_questions: int = 0


@dataclass(frozen=True)
class Match:
    """An offer that fits; ``why`` names what they share, ``shared`` the words."""

    number: int
    score: int
    why: tuple[str, ...]
    shared: tuple[str, ...] = ()


def may(step: str, state: str) -> bool:
    """Whether a question in this state can take this step."""
    return state in QUESTION_STEPS[step]


def rank(asked: Asked, offers: Iterable[Offered]) -> list[Match]:
    """Offers that fit, best first; of equals the one with the fewest open questions, then the oldest.

    One fits who offers the kind of help, or shares two telling words with the question.
    """
    found = []
    for one in offers:
        match = _match(asked, one)
        if match is not None:
            found.append((-match.score, one.open_questions, one.number, match))
    return [match for *_order, match in sorted(found, key=lambda row: row[:3])]


def _match(asked: Asked, one: Offered) -> Match | None:
    shared = tuple(sorted(asked.words & one.words))
    same_kind = asked.kind in one.kinds
    if not same_kind and len(shared) < ENOUGH_WORDS:
        return None
    near = _near(asked, one)
    same_sector = asked.sector is not None and asked.sector == one.sector
    reasons = (
        ("kind", same_kind, KIND),
        ("words", bool(shared), min(WORD * len(shared), MOST_FROM_WORDS)),
        (near, bool(near), {"town": TOWN, "region": REGION}.get(near, 0)),
        ("sector", same_sector, SECTOR),
    )
    score = sum(points for _name, holds, points in reasons if holds)
    score -= min(EACH_OPEN * one.open_questions, MOST_OFF)
    why = tuple(name for name, holds, _points in reasons if holds)
    return Match(one.number, score, why, shared)


def _near(asked: Asked, one: Offered) -> str:
    if asked.area == one.area:
        return "town"
    return "region" if asked.region == one.region else ""


def promised(moment: datetime, days: int = WORKING_DAYS) -> datetime:
    """So many working days on, at the same hour on the clock of ``moment``; weekends do not count."""
    found = moment
    while days:
        found += timedelta(days=1)
        if found.weekday() < SATURDAY:
            days -= 1
    return found


def goes_to_coordinator(turns: int, matches: int) -> bool:
    """Whether the coordinator must look: three let it pass, or nobody is left who fits."""
    return turns >= MOST_TURNS or not matches
