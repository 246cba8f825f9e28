"""Days on which people in the south of the Netherlands are often free, computed by rule. Pure.

Public holidays and Easter are exact (Gregorian computus). Of the school holidays of region Zuid the
Christmas, spring (with carnival) and May holidays follow a rule; autumn and summer are set by the
minister per year, so those say "maybe".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SATURDAY, SUNDAY = 5, 6


class DayOff(StrEnum):
    """Why people may be free."""

    NEW_YEAR = "new-year"
    GOOD_FRIDAY = "good-friday"
    EASTER = "easter"
    KINGS_DAY = "kings-day"
    LIBERATION_DAY = "liberation-day"
    ASCENSION = "ascension"
    PENTECOST = "pentecost"
    CHRISTMAS = "christmas"
    CARNIVAL = "carnival"
    WEEKEND = "weekend"
    CHRISTMAS_HOLIDAY = "christmas-holiday"
    SPRING_HOLIDAY = "spring-holiday"
    MAY_HOLIDAY = "may-holiday"
    SUMMER_HOLIDAY = "summer-holiday"
    AUTUMN_HOLIDAY = "autumn-holiday"


PUBLIC = frozenset(
    {
        DayOff.NEW_YEAR,
        DayOff.EASTER,
        DayOff.KINGS_DAY,
        DayOff.ASCENSION,
        DayOff.PENTECOST,
        DayOff.CHRISTMAS,
    }
)
FREE_EVERY_FIVE_YEARS = 5  # most employers give Liberation Day in lustrum years


@dataclass(frozen=True)
class Warned:
    """A reason to look twice at a day; ``sure`` when the rule is exact."""

    why: DayOff
    sure: bool


def easter(year: int) -> date:
    """Easter Sunday (anonymous Gregorian algorithm, Meeus/Jones/Butcher)."""
    golden, century, place = year % 19, year // 100, year % 100
    skipped, rest = century // 4, century % 4
    moon = (19 * golden + century - skipped - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * rest + 2 * (place // 4) - moon - place % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def kings_day(year: int) -> date:
    """27 April, or the day before when that is a Sunday."""
    day = date(year, 4, 27)
    return day - timedelta(days=1) if day.weekday() == SUNDAY else day


def public_holidays(year: int) -> dict[date, DayOff]:
    """Every public holiday of a year, with Good Friday and Liberation Day, which not everybody has off."""
    sunday = easter(year)
    after = {
        -2: DayOff.GOOD_FRIDAY,
        0: DayOff.EASTER,
        1: DayOff.EASTER,
        39: DayOff.ASCENSION,
        49: DayOff.PENTECOST,
        50: DayOff.PENTECOST,
    }
    return {
        date(year, 5, 5): DayOff.LIBERATION_DAY,
        kings_day(year): DayOff.KINGS_DAY,
        **{sunday + timedelta(days=days): why for days, why in after.items()},
        date(year, 1, 1): DayOff.NEW_YEAR,
        date(year, 12, 25): DayOff.CHRISTMAS,
        date(year, 12, 26): DayOff.CHRISTMAS,
    }


def carnival(year: int) -> tuple[date, date]:
    """Its Sunday and its Tuesday: the three days before Ash Wednesday."""
    sunday = easter(year) - timedelta(days=49)
    return sunday, sunday + timedelta(days=2)


def school_holiday(day: date) -> Warned | None:
    """The school holiday of region Zuid that a day falls in, or may fall in."""
    week = day.isocalendar().week
    first, last = date(day.year, 7, 5), date(day.year, 9, 5)
    checks = (
        (_in_christmas_holiday(day), DayOff.CHRISTMAS_HOLIDAY, True),
        (_in_spring_holiday(day), DayOff.SPRING_HOLIDAY, True),
        (_in_weeks(day, 18, 18), DayOff.MAY_HOLIDAY, True),
        (17 <= week <= 19, DayOff.MAY_HOLIDAY, False),
        (first <= day <= last, DayOff.SUMMER_HOLIDAY, False),
        (42 <= week <= 44, DayOff.AUTUMN_HOLIDAY, False),
    )
    return next((Warned(why, sure) for holds, why, sure in checks if holds), None)


def _in_christmas_holiday(day: date) -> bool:
    """Two weeks from the last Saturday on or before Christmas Day."""
    year = day.year if day.month > 6 else day.year - 1
    christmas = date(year, 12, 25)
    first = christmas - timedelta(days=(christmas.weekday() - SATURDAY) % 7)
    return first <= day < first + timedelta(days=16)


def _in_spring_holiday(day: date) -> bool:
    """Nine days from the Saturday before carnival, in the south."""
    first = carnival(day.year)[0] - timedelta(days=1)
    return first <= day < first + timedelta(days=9)


def _in_weeks(day: date, first: int, last: int) -> bool:
    """Within these ISO weeks, with the Saturday and Sunday before them."""
    monday = date.fromisocalendar(day.year, first, 1)
    return monday - timedelta(days=2) <= day <= date.fromisocalendar(day.year, last, 7)


def warnings(day: date) -> list[Warned]:
    """Every reason to look twice at this day; none is the usual answer."""
    found = []
    holiday = public_holidays(day.year).get(day)
    if holiday:
        lustrum = holiday is DayOff.LIBERATION_DAY and day.year % FREE_EVERY_FIVE_YEARS == 0
        found.append(Warned(holiday, sure=holiday in PUBLIC or lustrum))
    sunday, tuesday = carnival(day.year)
    if sunday <= day <= tuesday:
        found.append(Warned(DayOff.CARNIVAL, sure=True))
    school = school_holiday(day)
    if school:
        found.append(school)
    if day.weekday() >= SATURDAY:
        found.append(Warned(DayOff.WEEKEND, sure=True))
    return found
