"""Pure: how long a story may stay."""

from __future__ import annotations

from datetime import date
from enum import Enum

CONSENT_YEARS = 3


class ConsentProblem(Enum):
    """What can be wrong with the days between which somebody agrees."""

    ENDS_BEFORE_START = "ends before start"
    TOO_LONG = "too long"


def problem_with_consent(given_on: date, until: date) -> ConsentProblem | None:
    """Consent ends after it was given, and is asked again after three years (AVG art. 7)."""
    if until < given_on:
        return ConsentProblem.ENDS_BEFORE_START
    if until > years_after(given_on, CONSENT_YEARS):
        return ConsentProblem.TOO_LONG
    return None


def years_after(day: date, years: int) -> date:
    """The same day some years later; the last day of February where that year has no 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
