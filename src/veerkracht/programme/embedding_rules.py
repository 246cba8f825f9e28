"""When a partner looks how far it has come, and what that says. Pure."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MONTHS = (0, 3, 6, 12)
OPENS_BEFORE = 14  # days before its day a check may be filled in
OFTEN, LASTING = 2, 3
PARTS = ("policy", "practice", "people", "money")


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    place = day.month - 1 + months
    year, month = day.year + place // 12, place % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def check_days(starts_on: date) -> dict[int, date]:
    """On which day each of the four checks is due, by its months."""
    return {months: months_later(starts_on, months) for months in MONTHS}


def may_fill_in(due_on: date, today: date) -> bool:
    """Whether a check may be filled in: from two weeks before its day on."""
    return (due_on - today).days <= OPENS_BEFORE


def needs_evidence(level: int) -> bool:
    """Whether a level asks for something to see it by: who says “often” or “lasting” can point at it."""
    return level >= OFTEN


def is_anchored(levels: Mapping[str, int]) -> bool:
    """Whether it is laid down in policy and in how people work."""
    return levels.get("policy") == LASTING and levels.get("practice") == LASTING


def direction(before: int | None, after: int | None) -> str:
    """How a part moved between two checks: “up”, “down”, “same”, or “” when there is nothing to compare."""
    if before is None or after is None:
        return ""
    return "same" if before == after else "up" if after > before else "down"
