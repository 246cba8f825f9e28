"""Letting the demo's past come about in order: each deed at its own moment, with the clock held there."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from heapq import heappop, heappush

from veerkracht.enrolment.actions import accept, lapse_offers
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.clock import held_at, local, wall_time
from veerkracht.kernel.errors import RuleBroken
from veerkracht.messages.actions import send_due

Deed = Callable[[], object]
FRIDAY = 4
CHRISTMAS, NEW_YEAR = (12, 22), (1, 2)


@dataclass
class History:
    """Deeds to be done, each at a moment before ``now``; ``refused`` collects what the rules did not allow."""

    now: datetime
    chance: random.Random = field(default_factory=lambda: random.Random(2016))  # noqa: S311 - a demo, no secret
    refused: list[str] = field(default_factory=list)
    editions: set[int] = field(default_factory=set)
    _deeds: list[tuple[datetime, int, Deed]] = field(default_factory=list)
    _given: int = 0

    def at(self, moment: datetime, deed: Deed) -> None:
        """Let this happen then, or minutes ago when that lies ahead. A deed may add others, later than itself."""
        self._given += 1
        heappush(self._deeds, (min(moment, self.days_ago(0.004)), self._given, deed))

    def days_ago(self, days: float) -> datetime:
        """A moment some days before now."""
        return self.now - timedelta(days=days)

    def between(self, first: datetime, last: datetime, times: int) -> list[datetime]:
        """So many moments between two, at hours when people are awake, in order."""
        span = max((last - first).total_seconds(), 1)
        found = [first + timedelta(seconds=self.chance.random() * span) for _ in range(times)]
        awake = [
            moment if local(moment).hour >= 7 else moment + timedelta(hours=8) for moment in found
        ]
        return sorted(min(moment, last) for moment in awake)

    def tell(self) -> None:
        """Do everything in order of time; deeds of one moment in the order in which they were given."""
        self._look_after_offers()
        while self._deeds:
            moment, _number, deed = heappop(self._deeds)
            with held_at(moment):
                self._do(deed)

    def _do(self, deed: Deed) -> None:
        try:
            deed()
        except RuleBroken as broken:
            self.refused.append(str(broken))
        send_due()

    def _look_after_offers(self) -> None:
        """Every morning until the day before yesterday: offers are answered, and those not answered lapse."""
        if self._deeds:
            days = (self.now - self._deeds[0][0]).days
            for ago in range(2, days):
                self.at(self.days_ago(ago), self._answer_offers)

    def _answer_offers(self) -> None:
        lapse_offers()
        open_ones = Enrolment.objects.filter(edition__in=self.editions, state=State.OFFERED)
        for row in open_ones.select_related("person", "edition"):
            row.refresh_from_db(fields=["state"])  # who came together answers together
            if row.state == State.OFFERED and self.chance.random() < 0.7:
                accept(enrolment=row, by=row.person)


def meetings(
    today: datetime, *, day: int, number: int, every: int, hours: tuple[str, str]
) -> list[tuple[datetime, datetime]]:
    """Meetings from ``day`` days after today, on working days, between two Dutch wall-clock times.

    What would fall in the Christmas holidays comes two weeks later, and so does all that follows.
    """
    starts, ends = (datetime.strptime(text, "%H.%M").time() for text in hours)  # noqa: DTZ007 - no date
    first, found = local(today).date() + timedelta(days=day), []
    for nth in range(number):
        if _is_holiday(first + timedelta(days=every * nth)):
            first += timedelta(weeks=2)
        on = _workday(first + timedelta(days=every * nth))
        found.append(
            (wall_time(datetime.combine(on, starts)), wall_time(datetime.combine(on, ends)))
        )
    return found


def _is_holiday(day: date) -> bool:
    return (day.month, day.day) >= CHRISTMAS or (day.month, day.day) <= NEW_YEAR


def _workday(day: date) -> date:
    """This day, or a Tuesday or Wednesday instead of a Saturday or Sunday."""
    return day if day.weekday() <= FRIDAY else day + timedelta(days=3)
