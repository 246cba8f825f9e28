"""Holidays by rule, against dates that are known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.training.several_editions_days_off import (
    DayOff,
    carnival,
    easter,
    kings_day,
    public_holidays,
    school_holiday,
    warnings,
)


@pytest.mark.parametrize(
    "known",
    ["2008-03-23", "2011-04-24", "2019-04-21", "2024-03-31", "2025-04-20", "2026-04-05",
     "2027-03-28", "2030-04-21", "2038-04-25", "1818-03-22"],
)  # fmt: skip
def test_easter_falls_where_the_almanac_says(known: str) -> None:
    day = date.fromisoformat(known)
    assert easter(day.year) == day


@given(st.integers(1600, 3000))
def test_easter_is_a_sunday_between_22_march_and_25_april(year: int) -> None:
    assert easter(year).isoweekday() == 7
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


@given(st.integers(1950, 2100))
def test_ascension_is_a_thursday_and_pentecost_ends_on_a_monday(year: int) -> None:
    days = {why: day for day, why in public_holidays(year).items()}
    assert days[DayOff.ASCENSION].isoweekday() == 4
    assert days[DayOff.PENTECOST].isoweekday() == 1


def test_kings_day_is_never_on_a_sunday() -> None:
    assert [kings_day(year).day for year in (2024, 2025, 2026)] == [27, 26, 27]


def test_carnival_is_before_ash_wednesday() -> None:
    assert carnival(2026) == (date(2026, 2, 15), date(2026, 2, 17))
    assert carnival(2027) == (date(2027, 2, 7), date(2027, 2, 9))


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        # region Zuid, as published
        ("2023-12-23", "2024-01-07", DayOff.CHRISTMAS_HOLIDAY),
        ("2025-12-20", "2026-01-04", DayOff.CHRISTMAS_HOLIDAY),
        ("2026-12-19", "2027-01-03", DayOff.CHRISTMAS_HOLIDAY),
        ("2027-12-25", "2028-01-09", DayOff.CHRISTMAS_HOLIDAY),
        ("2024-02-10", "2024-02-18", DayOff.SPRING_HOLIDAY),
        ("2025-03-01", "2025-03-09", DayOff.SPRING_HOLIDAY),
        ("2026-02-14", "2026-02-22", DayOff.SPRING_HOLIDAY),
        ("2025-04-26", "2025-05-04", DayOff.MAY_HOLIDAY),
        ("2026-04-25", "2026-05-03", DayOff.MAY_HOLIDAY),
    ],
)
def test_school_holidays_with_a_rule_are_exact(first: str, last: str, why: DayOff) -> None:
    begins, ends = date.fromisoformat(first), date.fromisoformat(last)
    for day in (begins, begins + (ends - begins) / 2, ends):
        found = school_holiday(day)
        assert found is not None
        assert (found.why, found.sure) == (why, True)
    for day in (begins - timedelta(days=1), ends + timedelta(days=1)):
        outside = school_holiday(day)
        assert outside is None or not outside.sure


@pytest.mark.parametrize(
    ("day", "why"),
    [("2026-07-20", DayOff.SUMMER_HOLIDAY), ("2026-10-20", DayOff.AUTUMN_HOLIDAY)],
)
def test_what_the_minister_sets_is_a_maybe(day: str, why: DayOff) -> None:
    found = school_holiday(date.fromisoformat(day))
    assert found is not None
    assert (found.why, found.sure) == (why, False)


def test_an_ordinary_tuesday_has_no_warning_and_a_carnival_monday_two() -> None:
    assert warnings(date(2026, 11, 24)) == []
    assert {one.why for one in warnings(date(2026, 2, 16))} == {
        DayOff.CARNIVAL,
        DayOff.SPRING_HOLIDAY,
    }
    assert [one.why for one in warnings(date(2026, 11, 28))] == [DayOff.WEEKEND]


@pytest.mark.parametrize(("year", "sure"), [(2025, True), (2026, False)])
def test_liberation_day_is_free_in_a_lustrum(year: int, sure: bool) -> None:
    [found] = [one for one in warnings(date(year, 5, 5)) if one.why == DayOff.LIBERATION_DAY]
    assert found.sure is sure
