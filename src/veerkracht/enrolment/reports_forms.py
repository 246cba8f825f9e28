"""What a report is about, from its address; anything odd falls back to what is usual."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from veerkracht.enrolment.reports_queries import Choice
from veerkracht.kernel.clock import today, wall_time
from veerkracht.kernel.numbers import whole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from veerkracht.places.models import Area
    from veerkracht.training.models import Course

PERIODS = {
    "rond-nu": _("vorig half jaar tot volgend half jaar"),
    "dit-jaar": _("dit jaar"),
    "vorig-jaar": _("vorig jaar"),
    "alles": _("alles"),
}
HALF = 6  # months


@dataclass(frozen=True)
class Asked:
    """What was asked for: a period by its name, one region or all of one's own, one course or all."""

    period: str
    region: int | None
    course: int | None

    @classmethod
    def of(
        cls, query: Mapping[str, str], regions: Sequence[Area], courses: Sequence[Course]
    ) -> Asked:
        """From the address; a region or course that is not one's own is passed over."""
        period = query.get("periode", "")
        return cls(
            period=period if period in PERIODS else next(iter(PERIODS)),
            region=_one_of(query.get("regio", ""), [area.pk for area in regions]),
            course=_one_of(query.get("training", ""), [course.pk for course in courses]),
        )

    def choice(self, regions: Sequence[Area]) -> Choice:
        """The editions that count."""
        since, until = span(self.period, today())
        mine = (self.region,) if self.region else tuple(area.pk for area in regions)
        return Choice(mine, since=since, until=until, course=self.course)


def _one_of(typed: str, allowed: Sequence[int]) -> int | None:
    number = whole(typed)
    return number if number in allowed else None


def span(period: str, day: date) -> tuple[datetime | None, datetime | None]:
    """The first moment of a period and the first after it, on a Dutch clock."""
    months = {
        "rond-nu": (_month(day, -HALF), _month(day, HALF + 1)),
        "dit-jaar": (date(day.year, 1, 1), date(day.year + 1, 1, 1)),
        "vorig-jaar": (date(day.year - 1, 1, 1), date(day.year, 1, 1)),
    }.get(period)
    if months is None:
        return None, None
    first, after = (wall_time(datetime.combine(one, time())) for one in months)
    return first, after


def _month(day: date, months: int) -> date:
    """The first day of the month so many months away."""
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)
