"""Until when an invitation may be answered, what counts at an activity, and when that stands. Pure."""

from __future__ import annotations

from datetime import date, datetime, timedelta

ANSWER_WITHIN = timedelta(days=60)
MOST = 2_000  # people at one activity: more is a mistake in typing
SETTLES_MONTH = 2  # counts of a year may come in until the end of January after it


def may_answer(made_at: datetime, moment: datetime) -> bool:
    """Whether an invitation may still be answered: sixty days."""
    return moment - made_at <= ANSWER_WITHIN


def is_settled(year: int, today: date) -> bool:
    """Whether nothing can come any more for a year, so that its counts stay as they are."""
    return today >= date(year + 1, SETTLES_MONTH, 1)
