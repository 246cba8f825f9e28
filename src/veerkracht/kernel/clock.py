"""What time it is, asked in one place so that tests can hold it still."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def now() -> datetime:
    """This moment, aware, in UTC."""
    return timezone.now()


def today() -> date:
    """The date on a Dutch wall calendar."""
    return timezone.now().astimezone(AMSTERDAM).date()


def local(moment: datetime) -> datetime:
    """The same moment on a Dutch clock."""
    return moment.astimezone(AMSTERDAM)


def wall_time(naive: datetime) -> datetime:
    """A Dutch wall-clock time as a moment.

    An hour that the clock skips in March moves on; of a doubled hour in October the first is meant.
    """
    aware = naive.replace(tzinfo=AMSTERDAM, fold=0)
    return aware.astimezone(ZoneInfo("UTC"))
