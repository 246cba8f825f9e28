"""The Dutch clock, also in the nights when it changes (25 October 2026, 28 March 2027)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from veerkracht.kernel.clock import held_at, local, now, today, wall_time

at = datetime.fromisoformat  # a time on the wall, without a zone


@pytest.mark.parametrize(
    ("wall", "moment"),
    [
        (at("2026-10-24 12:00"), datetime(2026, 10, 24, 10, tzinfo=UTC)),
        (at("2026-10-25 12:00"), datetime(2026, 10, 25, 11, tzinfo=UTC)),
        (
            at("2026-10-25 02:30"),
            datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        ),  # the first of two
        (at("2027-03-27 12:00"), datetime(2027, 3, 27, 11, tzinfo=UTC)),
        (at("2027-03-28 12:00"), datetime(2027, 3, 28, 10, tzinfo=UTC)),
        (
            at("2027-03-28 02:30"),
            datetime(2027, 3, 28, 1, 30, tzinfo=UTC),
        ),  # does not exist: moves on
    ],
)
def test_a_time_on_the_wall_is_a_moment(wall: datetime, moment: datetime) -> None:
    assert wall_time(wall) == moment


def test_a_moment_that_is_skipped_shows_an_hour_later_and_others_come_back_as_they_were() -> None:
    assert local(wall_time(at("2027-03-28 02:30"))).hour == 3
    for hour in (0, 1, 3, 4, 12, 23):
        assert local(wall_time(at(f"2027-03-28 {hour:02}:15"))).replace(tzinfo=None).hour == hour


def test_today_is_the_date_on_a_dutch_wall() -> None:
    with held_at(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)):
        assert today() == date(2027, 1, 1)
    with held_at(datetime(2026, 7, 1, 21, 59, tzinfo=UTC)):
        assert today() == date(2026, 7, 1)


def test_the_clock_is_held_only_in_the_block_and_blocks_may_nest() -> None:
    past, further = datetime(2020, 1, 1, tzinfo=UTC), datetime(2019, 1, 1, tzinfo=UTC)
    with held_at(past):
        with held_at(further):
            assert now() == further
        assert now() == past
    assert now().year >= 2026
    with pytest.raises(ValueError, match="x"), held_at(past):
        raise ValueError("x")
    assert now() != past
