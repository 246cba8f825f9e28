"""What can be done with several editions at once, and the dates of a series. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from veerkracht.training.rules import AMSTERDAM, UTC, Meeting, moved

MOST_EDITIONS = 50
MOST_DATES = 30
MOST_DAYS = 366
SEASON_WEEKS = 26


class Deed(StrEnum):
    """What is done with each of the editions; the word that stands in the address."""

    OPEN = "openzetten"
    CALL_OFF = "afblazen"
    CAPACITY = "plaatsen"
    MOVE = "verschuiven"
    COPY = "kopieren"


@dataclass(frozen=True)
class Wish:
    """A deed with what it needs: a reason, a number of places, of days, or of weeks."""

    deed: Deed
    reason: str = ""
    capacity: int = 0
    days: int = 0
    weeks: int = SEASON_WEEKS


def moved_meeting(meeting: Meeting, days: int) -> Meeting:
    """A session so many days away; its length is kept where the clock would swallow it."""
    starts_at, ends_at = moved(meeting.starts_at, days), moved(meeting.ends_at, days)
    if ends_at <= starts_at:
        ends_at = starts_at + (meeting.ends_at - meeting.starts_at)
    return meeting._replace(starts_at=starts_at, ends_at=ends_at)


@dataclass(frozen=True)
class Series:
    """A rule for dates: from a day on, on a weekday (Monday is 0), every so many weeks, so many times.

    Each edition has ``meetings`` sessions, ``apart`` weeks from each other.
    """

    first: date
    weekday: int
    every: int
    number: int
    begins: time
    ends: time
    meetings: int = 1
    apart: int = 1

    def first_days(self) -> list[date]:
        """The first day of each edition, in order."""
        start = self.first + timedelta(days=(self.weekday - self.first.weekday()) % 7)
        return [start + timedelta(weeks=self.every * nth) for nth in range(self.number)]

    def days_of(self, first: date) -> list[date]:
        """The days of the edition that begins on this day."""
        return [first + timedelta(weeks=self.apart * nth) for nth in range(self.meetings)]

    def sessions_of(self, first: date) -> list[Meeting]:
        """The sessions of the edition that begins on this day, on a Dutch clock."""
        return [
            Meeting(_on_the_wall(day, self.begins), _on_the_wall(day, self.ends))
            for day in self.days_of(first)
        ]


def _on_the_wall(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, AMSTERDAM).astimezone(UTC)
