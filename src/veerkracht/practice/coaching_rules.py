"""When people can meet: series on a Dutch clock, quarters of an hour, free moments, hours. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
QUARTER = timedelta(minutes=15)
MOST_TIMES, MOST_WEEKS_BETWEEN = 12, 8
SHORTEST, LONGEST = 15, 240  # minutes
AHEAD = timedelta(days=366)
MORNING, EVENING = time(9), time(17)
FRIDAY = 4
MOST_FREE, PER_DAY = 6, 2


@dataclass(frozen=True)
class Span:
    """From one moment until another, that one not included."""

    starts_at: datetime
    ends_at: datetime

    def overlaps(self, other: Span) -> bool:
        """Whether both hold at some moment."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


def series(first: datetime, *, times: int, weeks: int, minutes: int) -> list[Span]:
    """So many meetings from a Dutch wall-clock moment (naive), each ``weeks`` later at the same hour.

    The hour stays when the clock changes; the length is real minutes.
    """
    return [_span(first + timedelta(weeks=weeks * nth), minutes) for nth in range(times)]


def _span(wall: datetime, minutes: int) -> Span:
    starts = wall.replace(tzinfo=AMSTERDAM, fold=0).astimezone(UTC)
    return Span(starts, starts + timedelta(minutes=minutes))


def slots(span: Span) -> range:
    """The quarters of an hour since 1970 that a span takes, a part of one as well."""
    size = int(QUARTER.total_seconds())
    first = int(span.starts_at.timestamp()) // size
    return range(first, -(-int(span.ends_at.timestamp()) // size))


def why_not(span: Span, moment: datetime) -> str:
    """Why this cannot be a time to meet: a word for :mod:`coaching_words`, or empty when it can."""
    length = span.ends_at - span.starts_at
    if not timedelta(minutes=SHORTEST) <= length <= timedelta(minutes=LONGEST):
        return "length"
    if any(int(one.timestamp()) % int(QUARTER.total_seconds()) for one in _ends(span)):
        return "quarter"
    if span.starts_at <= moment:
        return "past"
    return "far" if span.starts_at > moment + AHEAD else ""


def _ends(span: Span) -> tuple[datetime, datetime]:
    return span.starts_at, span.ends_at


def free_moments(
    busy: Iterable[Span], *, since: date, days: int, minutes: int = 60
) -> list[datetime]:
    """Moments on working days when nobody is busy, on the whole hour, two a day at most, six in all."""
    taken = sorted(busy, key=lambda one: one.starts_at)
    found: list[datetime] = []
    for nth in range(days):
        found += _free_on(since + timedelta(days=nth), taken, minutes)[:PER_DAY]
    return found[:MOST_FREE]


def _free_on(day: date, taken: Sequence[Span], minutes: int) -> list[datetime]:
    if day.weekday() > FRIDAY:
        return []
    starts = (_span(datetime.combine(day, time(hour)), minutes) for hour in _hours_of_day(minutes))
    # one in the morning and one in the afternoon, rather than two in a row
    free = [one for one in starts if not any(one.overlaps(other) for other in taken)]
    return [span.starts_at for span in (free[:1] + free[-1:] if len(free) > 1 else free)]


def _hours_of_day(minutes: int) -> Iterator[int]:
    last = EVENING.hour * 60 - minutes
    return (hour for hour in range(MORNING.hour, EVENING.hour) if hour * 60 <= last)


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same busy time in as few spans as possible, in order."""
    found: list[Span] = []
    for one in sorted(spans, key=_ends):
        if found and one.starts_at <= found[-1].ends_at:
            found[-1] = Span(found[-1].starts_at, max(found[-1].ends_at, one.ends_at))
        else:
            found.append(one)
    return found


def hours_of(span: Span) -> Decimal:
    """How many hours it lasts, in hundredths."""
    minutes = Decimal(int((span.ends_at - span.starts_at).total_seconds()) // 60)
    return (minutes / 60).quantize(Decimal("0.01"))


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of a year."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The quarter in which a day lies."""
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def read(cls, text: str) -> Quarter | None:
        """From ``2026-4``; None for anything else."""
        year, _line, number = text.partition("-")
        if not (year.isdecimal() and number.isdecimal() and len(text) == len("2026-4")):
            return None
        found = cls(int(year), int(number))
        return found if 2000 <= found.year <= 2999 and 1 <= found.number <= 4 else None

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"

    def span(self) -> Span:
        """Its first and last moment on a Dutch clock."""
        after = self.later(1)
        first, end = (datetime(one.year, 3 * one.number - 2, 1) for one in (self, after))  # noqa: DTZ001 - a wall clock
        return Span(_span(first, 0).starts_at, _span(end, 0).starts_at)

    def later(self, quarters: int) -> Quarter:
        """So many quarters later, or earlier when below nought."""
        place = self.year * 4 + self.number - 1 + quarters
        return Quarter(place // 4, place % 4 + 1)
