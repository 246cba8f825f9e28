"""Until when an invitation may be answered, and what counts at an activity and when it may be shown. Pure."""

from __future__ import annotations

from datetime import date, datetime, timedelta

ANSWER_WITHIN = timedelta(days=60)
MOST = 2_000  # people at one activity: more is a mistake in typing
SETTLES_MONTH = 2  # counts of a year may come in until the end of January after it


def may_answer(made_at: datetime, moment: datetime) -> bool:
    """Whether an invitation may still be answered: sixty days."""
    return moment - made_at <= ANSWER_WITHIN


def is_settled(year: int, today: date) -> bool:
    """Whether nothing can come any more for a year, so that its counts stay as they are once they are shown.

    Showing a count twice, before and after somebody was added, would tell of that one.
    """
    return today >= date(year + 1, SETTLES_MONTH, 1)


def settled_years(first: int, today: date) -> list[int]:
    """The years that may be shown, the latest first."""
    return [year for year in range(today.year - 1, first - 1, -1) if is_settled(year, today)]
