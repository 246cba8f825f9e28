"""Drawings hold what they were given, within their frame."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.enrolment.reports_chart import HEIGHT, WIDTH, columns, lines, round_up

NUMBERS = st.integers(0, 100_000)


@pytest.mark.parametrize(
    ("number", "top"), [(0, 1), (1, 1), (2, 2), (3, 5), (16, 20), (21, 50), (99, 100), (101, 200)]
)
def test_a_scale_ends_at_a_number_that_reads_well(number: int, top: int) -> None:
    assert round_up(number) == top


@given(st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), max_size=40))
def test_columns_stay_in_their_frame(rows: list[tuple[int, int, int]]) -> None:
    chart = columns(rows)
    assert len(chart.bars) == len(rows)
    for bar in chart.bars:
        assert 0 <= bar.x < bar.x + bar.width <= chart.width
        assert bar.waiting_y >= -0.01
        for y, height in ((bar.places_y, bar.places_height), (bar.taken_y, bar.taken_height)):
            assert y + height == pytest.approx(HEIGHT, abs=0.02)
        assert bar.taken_height <= bar.places_height + 0.01


def test_a_month_that_is_full_and_has_a_queue() -> None:
    [bar] = columns([(80, 80, 20)]).bars
    assert (bar.places_height, bar.taken_height, bar.waiting_height) == (80, 80, 20)
    assert bar.waiting_y == 0


def test_lines_step_on_the_day_on_which_something_changes() -> None:
    first = date(2027, 1, 1)
    days = [(first, 5, 0), (first + timedelta(days=5), 10, 2)]
    chart = lines(days, first=first, last=first + timedelta(days=10), places=10)
    assert chart.top == 10
    assert chart.taken == "M0 100H0V50H150V0H300"
    assert chart.waiting == "M0 100H0V100H150V80H300"
    assert chart.places_y == 0


@given(
    st.lists(
        st.tuples(st.dates(date(2020, 1, 1), date(2030, 1, 1)), NUMBERS, NUMBERS), max_size=20
    ),
    st.integers(1, 20_000),
)
def test_lines_stay_in_their_frame(days: list[tuple[date, int, int]], places: int) -> None:
    days.sort()
    chart = lines(days, first=date(2021, 1, 1), last=date(2029, 1, 1), places=places)
    for path in (chart.taken, chart.waiting):
        numbers = path.replace("M0 ", "V").replace("H", " H").replace("V", " V").split()
        assert all(0 <= float(one[1:]) <= (WIDTH if one[0] == "H" else HEIGHT) for one in numbers)
