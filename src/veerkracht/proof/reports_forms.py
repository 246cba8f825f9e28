"""What a report is about, from its address; anything odd falls back to what is usual."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from veerkracht.kernel.clock import today, wall_time
from veerkracht.kernel.numbers import whole
from veerkracht.proof.reports_queries import Choice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from veerkracht.places.models import Area
    from veerkracht.training.models import Course

FIRST_YEAR = 2000


@dataclass(frozen=True)
class Asked:
    """A period from day to day, one region or all of one's own, one course or all."""

    first: date
    last: date
    region: int | None
    course: int | None

    @classmethod
    def of(
        cls, query: Mapping[str, str], regions: Sequence[Area], courses: Sequence[Course]
    ) -> Asked:
        """From the address; without days: this year until today."""
        day = today()
        first = _day(query.get("van", "")) or date(day.year, 1, 1)
        last = _day(query.get("tot", "")) or day
        return cls(
            first=min(first, last),
            last=max(first, last),
            region=_one_of(query.get("regio", ""), [area.pk for area in regions]),
            course=_one_of(query.get("training", ""), [course.pk for course in courses]),
        )

    def choice(self, regions: Sequence[Area]) -> Choice:
        """The editions that count."""
        mine = (self.region,) if self.region else tuple(area.pk for area in regions)
        since, until = _midnight(self.first), _midnight(self.last + timedelta(days=1))
        return Choice(mine, since=since, until=until, course=self.course)


@dataclass(frozen=True)
class FunderAsked:
    """One region and one whole year: small differences between two periods would tell of people."""

    region: int
    year: int

    @classmethod
    def of(
        cls, query: Mapping[str, str], regions: Sequence[Area], years: Sequence[int]
    ) -> FunderAsked:
        """From the address; else the first of one's regions and the last year."""
        region = _one_of(query.get("regio", ""), [area.pk for area in regions])
        year = _one_of(query.get("jaar", ""), list(years))
        return cls(region or regions[0].pk, year or years[0])

    def choice(self) -> Choice:
        """The editions that count: of this year, those that ended before this month."""
        return self.all_of((self.region,))

    def all_of(self, regions: tuple[int, ...]) -> Choice:
        """The same of several regions."""
        return year_of(self.year, regions)


def year_of(year: int, regions: tuple[int, ...]) -> Choice:
    """A whole year, or what is over of the running one, up to the first of this month."""
    begins = _midnight(date(year, 1, 1))
    ends = min(date(year + 1, 1, 1), today().replace(day=1))
    return Choice(regions, since=begins, until=_midnight(ends))


def years_since(first: int | None) -> list[int]:
    """The years that can be chosen, latest first."""
    this = today().year
    return list(range(this, max(min(first or this, this), FIRST_YEAR) - 1, -1))


def _one_of(typed: str, allowed: Sequence[int]) -> int | None:
    number = whole(typed)
    return number if number in allowed else None


def _day(typed: str) -> date | None:
    try:
        found = date.fromisoformat(typed)
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year < FIRST_YEAR + 200 else None


def _midnight(day: date) -> datetime:
    """The beginning of a day on a Dutch clock."""
    return wall_time(datetime.combine(day, time()))
