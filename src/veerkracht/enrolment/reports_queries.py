"""Fill and waiting over time, counted in SQL from what happened (``Move``): places, not people.

A count is of places, offers and requests of the editions that somebody runs: working numbers, each named
in ``docs/reference/figures.md``. Nothing here is split by sector, function, organisation or area. A seat that
a stand-in keeps for who was booked is taken like any other; who came is counted in ``proof``, without stand-ins.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import connection

from veerkracht.training.models import Edition, EditionState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

Key = TypeVar("Key")


CHOSEN = """
chosen AS MATERIALIZED (
  SELECT id, course_id, capacity,
         date_trunc('month', starts_at AT TIME ZONE 'Europe/Amsterdam')::date AS month
  FROM training_edition
  WHERE region_id = ANY(%(regions)s) AND state = 'published' AND starts_at IS NOT NULL
    AND (%(since)s::timestamptz IS NULL OR starts_at >= %(since)s)
    AND (%(until)s::timestamptz IS NULL OR starts_at < %(until)s)
    AND (%(course)s::bigint IS NULL OR course_id = %(course)s)
    AND (%(editions)s::bigint[] IS NULL OR id = ANY(%(editions)s)))
"""

STEPS = """
steps AS (
  SELECT edition_id,
         count(*) FILTER (WHERE after IN ('placed', 'offered'))
           - count(*) FILTER (WHERE before IN ('placed', 'offered')) AS taken,
         count(*) FILTER (WHERE after = 'waiting')
           - count(*) FILTER (WHERE before = 'waiting') AS waiting,
         count(*) FILTER (WHERE after = 'offered') AS offered,
         count(*) FILTER (WHERE rule = 'accepted') AS accepted,
         count(*) FILTER (WHERE rule = 'offer-ran-out') AS lapsed,
         count(*) FILTER (WHERE rule = 'left-late') AS late,
         count(*) FILTER (WHERE after = 'placed' AND rule <> 'took-over') AS granted
  FROM enrolment_move WHERE edition_id IN (SELECT id FROM chosen) GROUP BY edition_id)
"""

# who got a place at once waited no days; only the others need a look at when they asked
WAITED = """
waited AS (
  SELECT move.edition_id, count(*) AS after_waiting,
         sum(extract(epoch FROM move.at - asked.requested_at)) / 86400 AS days
  FROM enrolment_move move JOIN enrolment_enrolment asked ON asked.id = move.enrolment_id
  WHERE move.after = 'placed' AND move.before <> '' AND move.edition_id IN (SELECT id FROM chosen)
  GROUP BY move.edition_id)
"""

SUMS = """
count(*), sum(capacity), coalesce(sum(taken), 0), coalesce(sum(waiting), 0), coalesce(sum(offered), 0),
coalesce(sum(accepted), 0), coalesce(sum(lapsed), 0), coalesce(sum(late), 0), coalesce(sum(granted), 0),
coalesce(sum(after_waiting), 0), coalesce(sum(days), 0)
FROM chosen LEFT JOIN steps ON steps.edition_id = chosen.id LEFT JOIN waited ON waited.edition_id = chosen.id
"""

DAY = """
SELECT (at AT TIME ZONE 'Europe/Amsterdam')::date AS day,
       count(*) FILTER (WHERE after IN ('placed', 'offered')) - count(*) FILTER (WHERE before IN ('placed', 'offered')),
       count(*) FILTER (WHERE after = 'waiting') - count(*) FILTER (WHERE before = 'waiting')
FROM enrolment_move WHERE edition_id = %s GROUP BY day ORDER BY day
"""


@dataclass(frozen=True)
class Choice:
    """Which editions count: of these regions, begun within a period, perhaps of one course."""

    regions: tuple[int, ...]
    since: datetime | None = None
    until: datetime | None = None
    course: int | None = None

    def editions(self) -> QuerySet[Edition]:
        """The same editions as rows, latest first."""
        rows = Edition.objects.filter(
            region__in=self.regions, state=EditionState.PUBLISHED, starts_at__isnull=False
        )
        rows = rows.filter(starts_at__gte=self.since) if self.since else rows
        rows = rows.filter(starts_at__lt=self.until) if self.until else rows
        rows = rows.filter(course=self.course) if self.course else rows
        return rows.select_related("course", "municipality").order_by("-starts_at", "-pk")


@dataclass(frozen=True)
class Sums:
    """Sums over editions: places, how many are taken (given or offered), requests that wait, and what came of offers.

    ``late`` counts places given up after the day on which that was free of charge; ``granted`` places
    given in all, ``after_waiting`` those of them that were waited for, ``days`` how long together.
    """

    editions: int = 0
    places: int = 0
    taken: int = 0
    waiting: int = 0
    offered: int = 0
    accepted: int = 0
    lapsed: int = 0
    late: int = 0
    granted: int = 0
    after_waiting: int = 0
    days: float = 0.0

    def __add__(self, other: Sums) -> Sums:
        return Sums(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Sums)))

    @property
    def share(self) -> int:
        """Per cent of the places that is taken."""
        return round(100 * self.taken / self.places) if self.places else 0

    @property
    def days_to_place(self) -> float | None:
        """Days from request to place, on average, of places that were waited for; None when there is none."""
        return self.days / self.after_waiting if self.after_waiting else None


@dataclass(frozen=True)
class Cell:
    """The sums of one course in one month (by its first day)."""

    course: int
    month: date
    sums: Sums


def cells(choice: Choice) -> list[Cell]:
    """Sums per course and month: one query, whatever the number of editions."""
    group = f"SELECT course_id, month, {SUMS} GROUP BY course_id, month ORDER BY month, course_id"
    return [Cell(row[0], row[1], _sums(row[2:])) for row in _ask(choice, None, group)]


def per_edition(choice: Choice, edition_ids: Sequence[int] | None = None) -> dict[int, Sums]:
    """Sums per edition, of all that were chosen or only of these: one query."""
    group = f"SELECT chosen.id, {SUMS} GROUP BY chosen.id"
    return {row[0]: _sums(row[1:]) for row in _ask(choice, edition_ids, group)}


def _ask(choice: Choice, edition_ids: Sequence[int] | None, select: str) -> list[tuple[Any, ...]]:
    values = {
        "regions": list(choice.regions),
        "since": choice.since,
        "until": choice.until,
        "course": choice.course,
        "editions": list(edition_ids) if edition_ids is not None else None,
    }
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {CHOSEN}, {STEPS}, {WAITED} {select}", values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def _sums(numbers: Sequence[Any]) -> Sums:
    """The sums of one row of SQL; numbers come as int and Decimal."""
    *counts, days = numbers
    whole = (int(one) for one in counts)
    return replace(Sums(*whole), days=float(days))


def by_month(found: Iterable[Cell]) -> dict[date, Sums]:
    """Sums per month, in order, without gaps: a month in which nothing begins is empty."""
    sums = _rolled_up(found, lambda cell: cell.month)
    if not sums:
        return {}
    first, last = (month.year * 12 + month.month - 1 for month in (min(sums), max(sums)))
    months = (date(number // 12, number % 12 + 1, 1) for number in range(first, last + 1))
    return {month: sums.get(month, Sums()) for month in months}


def by_course(found: Iterable[Cell]) -> dict[int, Sums]:
    """Sums per course."""
    return _rolled_up(found, lambda cell: cell.course)


def total(found: Iterable[Cell]) -> Sums:
    """The sum of all."""
    return sum((cell.sums for cell in found), Sums())


def _rolled_up(found: Iterable[Cell], key: Callable[[Cell], Key]) -> dict[Key, Sums]:
    sums: dict[Key, Sums] = {}
    for cell in found:
        sums[key(cell)] = sums.get(key(cell), Sums()) + cell.sums
    return sums


@dataclass(frozen=True)
class Day:
    """How an edition stood at the end of a day: places taken, requests that wait."""

    day: date
    taken: int
    waiting: int


def history(edition: Edition) -> list[Day]:
    """How an edition filled up: one entry for each day on which something changed. One query."""
    with connection.cursor() as cursor:
        cursor.execute(DAY, [edition.pk])
        changes = cursor.fetchall()
    days, taken, waiting = [], 0, 0
    for day, more_taken, more_waiting in changes:
        taken, waiting = taken + more_taken, waiting + more_waiting
        days.append(Day(day, taken, waiting))
    return days
