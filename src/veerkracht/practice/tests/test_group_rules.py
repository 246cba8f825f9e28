"""Whether a group meets, plans or sleeps, and the rule of KNOV: in tables."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from veerkracht.practice.group_rules import Attended, Life, Standing, judged, standing

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


@pytest.mark.parametrize(
    ("life", "expected"),
    [
        (Life(ago(10)), Standing.NEW),
        (Life(ago(90)), Standing.NEW),
        (Life(ago(91)), Standing.SLEEPS),
        (Life(ago(400), met=ago(90)), Standing.MEETS),
        (Life(ago(400), met=ago(91)), Standing.SLEEPS),
        (Life(ago(400), met=ago(200), meets=ago(-60)), Standing.MEETS),
        (Life(ago(400), met=ago(5), meets=ago(-60)), Standing.MEETS),
        (Life(ago(400), met=ago(200), asked=ago(30)), Standing.PLANS),
        (Life(ago(400), met=ago(200), asked=ago(31)), Standing.SLEEPS),  # nobody closed the poll
        (Life(ago(30), met=ago(5)), Standing.MEETS),
    ],
)
def test_how_a_group_is_doing(life: Life, expected: Standing) -> None:
    assert standing(life, NOW) == expected


@pytest.mark.parametrize(
    ("minutes", "chaired", "count"),
    [
        ((120, 120, 120), True, 3),
        ((120, 90, 89), True, 2),  # a short one does not count
        ((120, 120, 120), False, 0),  # nobody chaired
        ((), True, 0),
        ((120,) * 5, True, 5),
    ],
)
def test_three_meetings_of_about_two_hours_with_a_chair(
    minutes: tuple[int, ...], chaired: bool, count: int
) -> None:
    verdict = judged(Attended(date(2026, 1, 1), one, chaired) for one in minutes)
    assert (verdict.count, verdict.met, verdict.missing) == (count, count >= 3, max(0, 3 - count))
