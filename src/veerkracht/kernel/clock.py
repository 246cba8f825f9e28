"""What time it is, asked in one place so that tests can hold it still."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

_held: ContextVar[datetime | None] = ContextVar("held", default=None)


def now() -> datetime:
    """This moment, aware, in UTC."""
    return _held.get() or timezone.now()


def today() -> date:
    """The date on a Dutch wall calendar."""
    return now().astimezone(AMSTERDAM).date()


@contextmanager
def held_at(moment: datetime) -> Iterator[None]:
    """Let the clock stand at a moment, so that demo data can have a past that came about by actions."""
    token = _held.set(moment)
    try:
        yield
    finally:
        _held.reset(token)


def local(moment: datetime) -> datetime:
    """The same moment on a Dutch clock."""
    return moment.astimezone(AMSTERDAM)


def wall_time(naive: datetime) -> datetime:
    """A Dutch wall-clock time as a moment.

    An hour that the clock skips in March moves on; of a doubled hour in October the first is meant.
    """
    aware = naive.replace(tzinfo=AMSTERDAM, fold=0)
    return aware.astimezone(ZoneInfo("UTC"))
