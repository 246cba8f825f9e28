"""What falls away when, and the drawing: in tables and as properties."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.kernel.money import MOST_CENTS
from veerkracht.programme import money_rules as rules
from veerkracht.programme.money_chart import BOTTOM, HEIGHT, LEFT, TOP, WIDTH, draw
from veerkracht.programme.money_rules import Fall, Line

LINES = st.lists(
    st.builds(
        Line,
        stream=st.sampled_from("abc"),
        series=st.sampled_from(["PG", "Ouders"]),
        year=st.integers(2024, 2030),
        cents=st.integers(0, 10**9),
        structural=st.booleans(),
    ),
    max_size=12,
    unique_by=lambda line: (line.stream, line.year),
)


def test_incidental_money_that_ends_falls_away_and_structural_goes_on() -> None:
    lines = [
        Line("scholing", "PG", 2026, 45_000_00, structural=False),
        Line("coaching", "PG", 2026, 30_000_00, structural=True),
        Line("nieuw", "PG", 2027, 80_000_00, structural=False),
    ]
    gone_on = rules.gone_on(lines, 2028)
    years = rules.by_year(gone_on, 2026, 2028)
    assert [(one.structural, one.expected, one.incidental) for one in years] == [
        (30_000_00, 0, 45_000_00),
        (0, 30_000_00, 80_000_00),
        (0, 30_000_00, 0),
    ]
    found = rules.falls(gone_on, 2026, 2028)
    assert found == [
        Fall(2027, 45_000_00, 75_000_00, 110_000_00),  # new money elsewhere does not hide it
        Fall(2028, 80_000_00, 110_000_00, 30_000_00),
    ]
    assert [one.share for one in found] == [60, 73]
    assert rules.streams_that_end(gone_on, 2026, 2028)[0] == (2027, "scholing", 45_000_00)


@pytest.mark.parametrize(
    ("cents", "of", "share"),
    [(1, 10**6, 1), (10**6 - 1, 10**6, 99), (10, 10, 100), (1, 2, 50), (3, 200, 2), (5, 1000, 1)],
)
def test_a_share_is_nothing_or_all_only_when_it_is_so(cents: int, of: int, share: int) -> None:
    assert Fall(2027, cents, of, 0).share == share


@given(LINES)
def test_no_more_falls_away_than_there_was_and_the_sums_are_right(lines: list[Line]) -> None:
    gone_on = rules.gone_on(lines, 2030)
    years = rules.by_year(gone_on, 2024, 2030)
    assert sum(one.total for one in years) == sum(one.cents for one in gone_on)
    totals = {one.year: one.total for one in years}
    for fall in rules.falls(gone_on, 2024, 2030):
        assert 0 < fall.cents <= fall.of == totals[fall.year - 1]
        assert fall.stays == totals[fall.year] >= fall.of - fall.cents
        assert 1 <= fall.share <= 100
        lost = rules.streams_that_end(gone_on, fall.year - 1, fall.year)
        assert sum(cents for _year, _stream, cents in lost) == fall.cents


@given(LINES, st.integers(0, 5))
def test_all_money_is_drawn_within_the_drawing(lines: list[Line], most: int) -> None:
    names = rules.series_of(lines, most)
    drawing = draw(lines, names, 2024, 2030, [2026, 2031])
    room = HEIGHT - BOTTOM - TOP
    top = drawing.marks[-1].cents
    for column in drawing.columns:
        tall = sum(block.height for block in column.blocks)
        total = sum(one.cents for one in lines if one.year == column.year)
        assert tall == pytest.approx(total / top * room, abs=1)
        for block in column.blocks:
            assert LEFT <= block.x <= block.x + block.width <= WIDTH
            assert TOP - 1 <= block.y <= HEIGHT - BOTTOM
    assert len(drawing.ends) == 1


@given(st.integers(0, MOST_CENTS))
def test_the_axis_has_few_round_steps_that_reach_far_enough(most: int) -> None:
    marks = rules.steps(most)
    assert 2 <= len(marks) <= 6
    assert (marks[0], marks[-1] >= most) == (0, True)


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ((None, None), (2024, 2030)),
        ((2020, 2026), (2020, 2026)),
        ((2030, 2024), (2024, 2030)),
        ((1, 9999), (2015, 2024)),  # ten years at most
    ],
)
def test_years_stay_within_bounds(asked: tuple[int | None, int | None], shown: object) -> None:
    assert rules.span(*asked, bounds=(2015, 2050), usual=(2024, 2030)) == shown
