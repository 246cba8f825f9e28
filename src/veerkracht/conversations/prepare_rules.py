"""When an offer is shown, and when somebody must look whether it still holds. Pure."""

from __future__ import annotations

from datetime import date, timedelta

LOOK_AGAIN = timedelta(days=183)
SHOWN_UNCHECKED = timedelta(days=365)  # our own choice: an old address is worse than none


def check_before(day: date) -> date:
    """Offers last checked on or before this day wait for somebody to look."""
    return day - LOOK_AGAIN


def shown_since(day: date) -> date:
    """Offers last checked before this day are shown to nobody."""
    return day - SHOWN_UNCHECKED


def waits(checked_on: date, day: date) -> bool:
    """Whether somebody must look whether it still holds."""
    return checked_on <= check_before(day)
