"""Series on a Dutch clock, quarters of an hour, free moments and hours."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from veerkracht.practice import coaching_rules as rules
from veerkracht.practice.coaching_rules import Quarter, Span
from veerkracht.practice.tests.coaching import wall

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def span(day: int, hour: int, minutes: int = 60) -> Span:
    starts = datetime(2026, 12, day, hour, tzinfo=UTC)
    return Span(starts, starts + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("first", "hours"),
    [(wall("2027-03-16T10:00"), [9, 9, 8]), (wall("2026-10-13T10:00"), [8, 8, 9])],
)
def test_the_hour_stays_when_the_clock_changes(first: datetime, hours: list[int]) -> None:
    found = rules.series(first, times=3, weeks=1, minutes=60)
    assert [one.starts_at.hour for one in found] == hours
    assert {one.starts_at.astimezone(rules.AMSTERDAM).hour for one in found} == {10}
    assert {one.ends_at - one.starts_at for one in found} == {timedelta(hours=1)}


@settings(max_examples=50)
@given(st.integers(0, 95), st.integers(1, 16), st.integers(0, 95), st.integers(1, 16))
def test_two_spans_on_quarters_share_a_slot_just_when_they_overlap(
    one: int, length: int, other: int, length_too: int
) -> None:
    day = datetime(2026, 12, 1, tzinfo=UTC)
    first, second = (
        Span(day + begin * rules.QUARTER, day + (begin + many) * rules.QUARTER)
        for begin, many in ((one, length), (other, length_too))
    )
    assert bool(set(rules.slots(first)) & set(rules.slots(second))) == first.overlaps(second)


@pytest.mark.parametrize(
    ("when", "minutes", "word"),
    [
        (NOW + timedelta(hours=1), 60, ""),
        (NOW, 60, "past"),
        (NOW + timedelta(minutes=20), 60, "quarter"),
        (NOW + timedelta(hours=1), 10, "length"),
        (NOW + timedelta(hours=1), 255, "length"),
        (NOW + timedelta(days=400), 60, "far"),
    ],
)
def test_which_times_can_be(when: datetime, minutes: int, word: str) -> None:
    assert rules.why_not(Span(when, when + timedelta(minutes=minutes)), NOW) == word


def test_free_moments_are_on_working_days_and_never_when_somebody_is_busy() -> None:
    busy = [span(1, 8, 60 * 4), span(2, 0, 60 * 24)]
    found = rules.free_moments(busy, since=date(2026, 12, 1), days=10)
    assert len(found) == rules.MOST_FREE
    local = [one.astimezone(rules.AMSTERDAM) for one in found]
    assert [(one.day, one.hour) for one in local[:4]] == [(1, 13), (1, 16), (3, 9), (3, 16)]
    assert all(one.weekday() <= rules.FRIDAY for one in local)


def test_busy_time_is_merged() -> None:
    found = rules.merged([span(1, 10), span(1, 9), span(1, 14)])
    assert found == [Span(span(1, 9).starts_at, span(1, 10).ends_at), span(1, 14)]


def test_hours_and_quarters() -> None:
    assert rules.hours_of(span(1, 9, 50)) == Decimal("0.83")
    assert str(Quarter.of(date(2026, 12, 31))) == "2026-4"
    assert Quarter(2026, 4).later(1) == Quarter(2027, 1)
    assert Quarter(2026, 1).later(-1) == Quarter(2025, 4)
    whole = Quarter(2026, 4).span()
    assert (whole.starts_at, whole.ends_at) == (
        datetime(2026, 9, 30, 22, tzinfo=UTC),
        datetime(2026, 12, 31, 23, tzinfo=UTC),
    )
    assert [Quarter.read(text) for text in ("2026-5", "x", "1-1", "²026-4", "")] == [None] * 5
