"""Whether a group meets, plans or sleeps, and what a register asks of intervision. Pure.

KNOV counts intervision when somebody met at least three times a year, about two hours each, in a group of six
to fourteen, with a chair and an attendance list. "About two hours" is ours: from an hour and a half on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

ASLEEP_AFTER = timedelta(days=90)
POLL_COUNTS = timedelta(days=30)


class Standing(StrEnum):
    """How a group is doing."""

    PLANS = "plans"
    MEETS = "meets"
    NEW = "new"
    SLEEPS = "sleeps"


@dataclass(frozen=True)
class Life:
    """What is known of a group: when it began, met last and meets next, and its open poll."""

    began: datetime
    met: datetime | None = None
    meets: datetime | None = None
    asked: datetime | None = None


def _within(moment: datetime | None, now: datetime, span: timedelta) -> bool:
    return moment is not None and now - moment <= span


# The first line that holds says how the group is doing; none: it sleeps.
LINES: tuple[tuple[Standing, Callable[[Life, datetime], bool]], ...] = (
    (Standing.MEETS, lambda life, now: life.meets is not None and life.meets > now),
    (Standing.PLANS, lambda life, now: _within(life.asked, now, POLL_COUNTS)),
    (Standing.MEETS, lambda life, now: _within(life.met, now, ASLEEP_AFTER)),
    (Standing.NEW, lambda life, now: life.met is None and _within(life.began, now, ASLEEP_AFTER)),
)


def standing(life: Life, now: datetime) -> Standing:
    """How a group is doing at this moment: no meeting held or planned in 90 days is asleep."""
    return next((found for found, holds in LINES if holds(life, now)), Standing.SLEEPS)


@dataclass(frozen=True)
class Attended:
    """A meeting that somebody was at: the day, their minutes, and whether somebody chaired it."""

    on: date
    minutes: int
    chaired: bool


@dataclass(frozen=True)
class MeetingsRule:
    """What a register asks in one year: so many meetings of at least so many minutes, with a chair.

    ``people``: how many it wants in a group at least.
    """

    meetings: int
    minutes: int
    people: int

    def counts(self, one: Attended) -> bool:
        """Whether this meeting counts."""
        return one.chaired and one.minutes >= self.minutes


KNOV = MeetingsRule(meetings=3, minutes=90, people=6)
RULES = {"knov": KNOV}  # register → what it asks of intervision, where it says so


@dataclass(frozen=True)
class Verdict:
    """How many meetings count, of how many that are needed."""

    count: int
    needed: int

    @property
    def met(self) -> bool:
        """Whether the rule is met."""
        return self.count >= self.needed

    @property
    def missing(self) -> int:
        """How many are still to come."""
        return max(0, self.needed - self.count)


def judged(attended: Iterable[Attended], rule: MeetingsRule = KNOV) -> Verdict:
    """Whether the meetings of one year meet a rule."""
    return Verdict(sum(1 for one in attended if rule.counts(one)), rule.meetings)
