"""When people are left alone, on both sides of the clock changes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.messages.rules import AMSTERDAM, after_quiet, is_quiet


def wall(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    """A Dutch wall-clock time in 2026; 22 November is a Sunday."""
    return datetime(2026, month, day, hour, minute, tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("moment", "then"),
    [
        (wall(23, 7, 29), wall(23, 7, 30)),
        (wall(23, 7, 30), wall(23, 7, 30)),
        (wall(23, 20, 59), wall(23, 20, 59)),
        (wall(23, 21, 0), wall(24, 7, 30)),
        (wall(21, 20, 59), wall(21, 20, 59)),
        (wall(21, 21, 0), wall(23, 7, 30)),
        (wall(22, 12, 0), wall(23, 7, 30)),
        (wall(24, 0, 0), wall(24, 7, 30)),
        # the Sunday on which the clock changes: the Monday after begins at the new half past seven
        (wall(24, 23, 0, month=10), wall(26, 7, 30, month=10)),
        (wall(28, 23, 0, month=3), wall(30, 7, 30, month=3)),
    ],
)
def test_mail_waits_for_the_morning(moment: datetime, then: datetime) -> None:
    assert after_quiet(moment.astimezone(UTC)) == then.astimezone(UTC)


@given(st.integers(0, 5 * 366 * 24 * 60))
def test_afterwards_it_is_never_quiet_and_never_earlier_or_days_later(minutes: int) -> None:
    moment = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    then = after_quiet(moment)
    assert not is_quiet(then)
    assert moment <= then <= moment + timedelta(hours=36)
    assert after_quiet(then) == then
