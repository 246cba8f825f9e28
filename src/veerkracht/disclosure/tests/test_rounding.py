"""Rounded numbers, and what they tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.disclosure.rounding import common, rounded, span, values_in


@pytest.mark.parametrize(
    ("count", "base", "number"),
    [(0, 5, 0), (2, 5, 0), (3, 5, 5), (12, 5, 10), (13, 5, 15), (7, 1, 7), (5, 10, 10)],
)
def test_a_count_is_shown_as_the_nearest_multiple(count: int, base: int, number: int) -> None:
    assert rounded(count, base) == number


@pytest.mark.parametrize(("count", "base"), [(-1, 5), (3, 0)])
def test_what_cannot_be_rounded_is_refused(count: int, base: int) -> None:
    with pytest.raises(ValueError, match=str(count)):
        rounded(count, base)


@pytest.mark.parametrize(
    ("number", "base", "threshold", "told"),
    [
        pytest.param(20, 5, 10, (18, 22), id="two less to two more"),
        pytest.param(10, 5, 10, (10, 12), id="less than the threshold would be hidden"),
        pytest.param(0, 5, 10, (0, 0), id="nobody"),
        pytest.param(0, 5, 1, (0, 2), id="nobody or a few, when few are shown"),
        pytest.param(17, 1, 10, (17, 17), id="not rounded"),
    ],
)
def test_what_a_shown_number_tells(
    number: int, base: int, threshold: int, told: tuple[int, int]
) -> None:
    assert span(number, base, threshold=threshold) == told


@given(st.integers(0, 10_000), st.integers(1, 20), st.integers(1, 20))
def test_a_count_lies_within_what_it_tells(count: int, base: int, threshold: int) -> None:
    if count == 0 or count >= threshold:
        low, high = span(rounded(count, base), base, threshold=threshold)
        assert low <= count <= high
        assert values_in((low, high)) <= base


def test_readings_together_leave_what_all_allow() -> None:
    assert common([(8, 12), (10, 14)]) == (10, 12)
    assert values_in(common([(8, 9), (10, 14)])) == 0
