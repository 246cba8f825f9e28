"""What holds for sessions, booking windows, money, copies and points. Pure.

A finding is a :class:`Flaw`; its words for the screen stand in ``wording.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, Protocol
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
UTC = ZoneInfo("UTC")

MOST_MEETINGS = 60
LONGEST = timedelta(hours=12)
SHORTEST = timedelta(minutes=15)
FURTHEST = timedelta(days=3 * 366)
UNDATED = timedelta(days=2 * 366)  # how long an edition without dates may collect interest
EVENING = time(17, 0)
MOST_CENTS = 2_500_000  # € 25.000: beyond that somebody typed cents twice
MOST_PLACES = 2_000  # more is a typing error
MOST_POINTS = Decimal(400)
FIRST_TAKEN_OVER = 2021  # training from before the platform counts from this year on


class Meeting(NamedTuple):
    """One session: two aware moments; place and link only when they differ from the edition's.

    ``session`` is the number of the row that it is kept in; 0 for a new one.
    """

    starts_at: datetime
    ends_at: datetime
    venue: str = ""
    online_link: str = ""
    session: int = 0


class Problem(StrEnum):
    """What can be wrong with an edition or a course."""

    NO_MEETINGS = "no-meetings"
    TOO_MANY = "too-many-meetings"
    ENDS_BEFORE_START = "ends-before-start"
    TOO_LONG = "too-long"
    TOO_SHORT = "too-short"
    IN_THE_PAST = "in-the-past"
    TOO_FAR = "too-far-ahead"
    OVERLAP = "meetings-overlap"
    CLOSES_BEFORE_OPENING = "closes-before-opening"
    CLOSES_TOO_LATE = "closes-after-start"
    CANCEL_TOO_LATE = "cancel-after-start"
    CLOSED_ALREADY = "closed-already"
    MONEY_OUT_OF_BOUNDS = "money-out-of-bounds"
    NO_PLACES = "no-places"
    TOO_MANY_PLACES = "too-many-places"
    NOWHERE = "nowhere"
    POINTS_OUT_OF_BOUNDS = "points-out-of-bounds"
    VALIDITY_REVERSED = "validity-reversed"
    GROUP_REVERSED = "group-reversed"
    NO_HOURS = "no-hours"
    UNREADABLE = "unreadable"
    NO_REASON = "no-reason"


@dataclass(frozen=True)
class Flaw:
    """One thing that is wrong, at which field, and for sessions at which number (from 1)."""

    problem: Problem
    field: str
    number: int = 0


class State(StrEnum):
    """The states of an edition, as ``models.EditionState`` stores them."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


MOVES: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.PUBLISHED, State.CANCELLED}),
    State.PUBLISHED: frozenset({State.CANCELLED}),
    State.CANCELLED: frozenset(),
}


def may_move(before: str, after: str) -> bool:
    """Whether an edition can go from one state to the other."""
    return State(after) in MOVES[State(before)]


def flaws_of_meetings(
    meetings: Sequence[Meeting],
    moment: datetime,
    *,
    kept: Iterable[tuple[datetime, datetime]] = (),
    dates_follow: bool = False,
) -> list[Flaw]:
    """What is wrong with these sessions; those in ``kept`` stood there and may lie in the past.

    When ``dates_follow`` there may be none yet.
    """
    if not meetings:
        return [] if dates_follow else [Flaw(Problem.NO_MEETINGS, "sessions")]
    if len(meetings) > MOST_MEETINGS:
        return [Flaw(Problem.TOO_MANY, "sessions")]
    known = set(kept)
    single = [
        Flaw(problem, "sessions", number)
        for number, meeting in enumerate(meetings, 1)
        if (problem := _problem_of(meeting, moment, known))
    ]
    return single or _overlaps(meetings)


def _problem_of(
    meeting: Meeting, moment: datetime, kept: set[tuple[datetime, datetime]]
) -> Problem | None:
    length = meeting.ends_at - meeting.starts_at
    checks = (
        (length <= timedelta(0), Problem.ENDS_BEFORE_START),
        (length > LONGEST, Problem.TOO_LONG),
        (length < SHORTEST, Problem.TOO_SHORT),
        (meeting.starts_at <= moment and meeting[:2] not in kept, Problem.IN_THE_PAST),
        (meeting.starts_at > moment + FURTHEST, Problem.TOO_FAR),
    )
    return next((problem for wrong, problem in checks if wrong), None)


def _overlaps(meetings: Sequence[Meeting]) -> list[Flaw]:
    numbered = sorted(enumerate(meetings, 1), key=lambda pair: pair[1].starts_at)
    return [
        Flaw(Problem.OVERLAP, "sessions", number)
        for (_, earlier), (number, later) in pairwise(numbered)
        if later.starts_at < earlier.ends_at
    ]


def flaws_of_window(
    opens_at: datetime, closes_at: datetime, cancel_until: datetime, first_start: datetime | None
) -> list[Flaw]:
    """What is wrong with when booking opens and closes and how long one may cancel; None: no dates yet."""
    checks = (
        (closes_at <= opens_at, Problem.CLOSES_BEFORE_OPENING, "closes_at"),
        (first_start and closes_at > first_start, Problem.CLOSES_TOO_LATE, "closes_at"),
        (first_start and cancel_until > first_start, Problem.CANCEL_TOO_LATE, "cancel_until"),
    )
    return [Flaw(problem, field) for wrong, problem, field in checks if wrong]


def flaws_of_money(price: int, subsidy: int) -> list[Flaw]:
    """Cents must be whole, not negative, and below a bound that catches typing errors."""
    named = (("price", price), ("subsidy", subsidy))
    return [
        Flaw(Problem.MONEY_OUT_OF_BOUNDS, field)
        for field, cents in named
        if not 0 <= cents <= MOST_CENTS
    ]


def flaws_of_capacity(capacity: int) -> list[Flaw]:
    """An edition has at least one place, and no more than fit in any hall."""
    if capacity < 1:
        return [Flaw(Problem.NO_PLACES, "capacity")]
    return [Flaw(Problem.TOO_MANY_PLACES, "capacity")] if capacity > MOST_PLACES else []


def flaws_of_place(
    *, municipality: bool, online_link: str, meetings: Iterable[Meeting]
) -> list[Flaw]:
    """Somewhere, or online: one of the two must be known before people can book."""
    anywhere = municipality or online_link or any(meeting.online_link for meeting in meetings)
    return [] if anywhere else [Flaw(Problem.NOWHERE, "municipality")]


def flaws_of_course(hours: Decimal, group_min: int, group_max: int) -> list[Flaw]:
    """A course takes time, and its smallest group is not larger than its largest."""
    checks = (
        (hours <= 0, Problem.NO_HOURS, "hours"),
        (group_min < 1 or group_max < group_min, Problem.GROUP_REVERSED, "group_max"),
    )
    return [Flaw(problem, field) for wrong, problem, field in checks if wrong]


def flaws_of_accreditation(points: Decimal, valid_from: date, valid_until: date) -> list[Flaw]:
    """Points are more than none, and validity ends on or after the day it starts."""
    checks = (
        (not 0 < points <= MOST_POINTS, Problem.POINTS_OUT_OF_BOUNDS, "points"),
        (valid_until < valid_from, Problem.VALIDITY_REVERSED, "valid_until"),
    )
    return [Flaw(problem, field) for wrong, problem, field in checks if wrong]


def unreadable(text: str) -> bool:
    """Whether a text holds control characters, which no keyboard types and no page shows."""
    return any(ord(sign) < ord(" ") and sign not in "\n\r\t" for sign in text)


def is_evening(meetings: Iterable[Meeting]) -> bool:
    """Whether every session begins at five in the afternoon or later, on a Dutch clock."""
    starts = [meeting.starts_at.astimezone(AMSTERDAM).time() for meeting in meetings]
    return bool(starts) and min(starts) >= EVENING


class Lasting(Protocol):
    """Something with a beginning and an end: a meeting as it is typed, or as it is kept."""

    @property
    def starts_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime: ...


def hours_of(meetings: Iterable[Lasting]) -> Decimal:
    """How long meetings last together, in hours, to the nearest quarter."""
    together = sum((meeting.ends_at - meeting.starts_at for meeting in meetings), timedelta(0))
    return Decimal(round(together / timedelta(minutes=15))) / 4


def default_window(
    first_start: datetime | None, moment: datetime
) -> tuple[datetime, datetime, datetime]:
    """Opens now, closes a day before the first session, cancelling is free until a week before.

    Where a session is too near for that, the window shrinks to what is left. Without dates it stays
    open for two years; when dates come, they bring a window of their own.
    """
    if first_start is None:
        return moment, moment + UNDATED, moment + UNDATED
    closes_at = max(
        first_start - timedelta(days=1), min(moment + timedelta(minutes=1), first_start)
    )
    return min(moment, closes_at - timedelta(minutes=1)), closes_at, first_start - timedelta(days=7)


def same_sessions(
    meetings: Iterable[Meeting], stored: Iterable[Meeting]
) -> tuple[list[Meeting], list[Meeting]]:
    """These meetings, each with the stored session that it is, and the stored ones that none of them is.

    By its number, or for who names none by when it begins; never by where it stands in the list, or what
    belongs to one day would move to another.
    """
    left = {row.session: row for row in stored}
    found = []
    for meeting in sorted(meetings, key=lambda one: not one.session):  # who names one goes first
        begins = (row.session for row in left.values() if row.starts_at == meeting.starts_at)
        number = meeting.session if meeting.session in left else 0
        number = number or (0 if meeting.session else next(begins, 0))
        left.pop(number, None)
        found.append(meeting._replace(session=number))
    return sorted(found), list(left.values())


def days_between(before: datetime, after: datetime) -> int:
    """How many days later it is on a Dutch calendar; below zero for earlier."""
    return (after.astimezone(AMSTERDAM).date() - before.astimezone(AMSTERDAM).date()).days


def deadlines_along(
    *, closes_at: datetime, cancel_until: datetime, opens_at: datetime, first: datetime, days: int
) -> tuple[datetime, datetime]:
    """When booking closes and cancelling stops being free, once the first session moved so many days.

    Never after that session begins; booking closes after it opens.
    """
    closes_along = max(moved(closes_at, days), opens_at + timedelta(minutes=1))
    return min(closes_along, first), min(moved(cancel_until, days), first)


def moved(moment: datetime, days: int) -> datetime:
    """The same time on a Dutch wall, so many days away."""
    wall = moment.astimezone(AMSTERDAM).replace(tzinfo=None, fold=0) + timedelta(days=days)
    return wall.replace(tzinfo=AMSTERDAM).astimezone(UTC)


def weeks_to(first: datetime, day: date) -> int:
    """How many weeks to shift so that ``first`` falls on ``day``, or on its weekday right after."""
    return -((first.astimezone(AMSTERDAM).date() - day).days // 7)


def shifted(moment: datetime, weeks: int) -> datetime:
    """The same Dutch wall-clock time some weeks later (or earlier), as a moment in UTC."""
    return moved(moment, weeks * 7)


def shifted_meeting(meeting: Meeting, weeks: int) -> Meeting:
    """A session with both times shifted; its length is kept where the clock would swallow it."""
    starts_at, ends_at = shifted(meeting.starts_at, weeks), shifted(meeting.ends_at, weeks)
    if ends_at <= starts_at:
        ends_at = starts_at + (meeting.ends_at - meeting.starts_at)
    return meeting._replace(starts_at=starts_at, ends_at=ends_at)


class Points(NamedTuple):
    """What a register gives for a course, from one day until and including another."""

    register: str
    points: Decimal
    valid_from: date
    valid_until: date


def points_on(given: Iterable[Points], day: date) -> dict[str, Points]:
    """Per register what counts on this day; of two that overlap the one that began last."""
    valid = [points for points in given if points.valid_from <= day <= points.valid_until]
    return {
        points.register: points for points in sorted(valid, key=lambda points: points.valid_from)
    }


def holds_on(achieved_on: date, valid_until: date | None, day: date) -> bool:
    """Whether a qualification counts on this day."""
    return achieved_on <= day and (valid_until is None or day <= valid_until)


def expiry(achieved_on: date, valid_months: int | None) -> date | None:
    """The last day on which it counts; None: for ever. 31 August + 6 months is 28 February."""
    if valid_months is None:
        return None
    months = achieved_on.year * 12 + achieved_on.month - 1 + valid_months
    first = date(months // 12, months % 12 + 1, 1)
    after = (first + timedelta(days=32)).replace(day=1)
    return min(first + timedelta(days=achieved_on.day - 1), after - timedelta(days=1))
