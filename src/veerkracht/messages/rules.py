"""What a letter is, and when a message that did not arrive is tried again. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

MOST_ATTEMPTS = 12
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
WAKES, SLEEPS = time(7, 30), time(21, 0)
SUNDAY = 6


@dataclass(frozen=True)
class Letter:
    """One mail in words: paragraphs in order, one button at most, a calendar file if it has one.

    ``facts`` are label and value pairs shown as a small table. ``calendar`` is the text of an .ics
    whose METHOD is ``calendar_method`` (RFC 5546). Addresses in the paragraphs become links only when
    ``linked``: elsewhere a name that looks like one must stay a name.
    """

    subject: str
    paragraphs: tuple[str, ...]
    facts: tuple[tuple[str, str], ...] = ()
    button: tuple[str, str] | None = None
    after: tuple[str, ...] = field(default=())
    calendar: str = ""
    calendar_method: str = "REQUEST"
    linked: bool = False


def next_attempt(attempts: int, moment: datetime) -> datetime | None:
    """When to try again after ``attempts`` failures: soon first, hourly at last; None gives up."""
    if attempts >= MOST_ATTEMPTS:
        return None
    return moment + min(timedelta(seconds=10 * 2**attempts), timedelta(hours=1))


def is_quiet(moment: datetime) -> bool:
    """Whether people are left alone: between 21.00 and 7.30, and on Sundays, on a Dutch clock."""
    wall = moment.astimezone(AMSTERDAM)
    return wall.weekday() == SUNDAY or not WAKES <= wall.time() < SLEEPS


def after_quiet(moment: datetime) -> datetime:
    """This moment, or the next morning at half past seven when people are left alone now (in UTC)."""
    if not is_quiet(moment):
        return moment
    wall = moment.astimezone(AMSTERDAM)
    day = wall.date() if wall.time() < WAKES else wall.date() + timedelta(days=1)
    if day.weekday() == SUNDAY:
        day += timedelta(days=1)
    return datetime.combine(day, WAKES, AMSTERDAM).astimezone(UTC)


def one_line(text: str) -> str:
    """A header value without line breaks, at most 250 characters."""
    return " ".join(text.split())[:250]
