"""When a team looks at its plan. Pure."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

OPENS_BEFORE = 14  # days before its day a look may be written


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    place = day.month - 1 + months
    year, month = day.year + place // 12, place % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def may_look(due: date, today: date) -> bool:
    """Whether a look may be written: from two weeks before its day on."""
    return (due - today).days <= OPENS_BEFORE
