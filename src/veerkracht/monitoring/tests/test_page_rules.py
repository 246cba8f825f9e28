"""How figures are sorted, classed and drawn: tables and properties, with what is hidden in between."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.disclosure.values import ABSENT, HIDDEN, Figure, shown
from veerkracht.monitoring import page_rules as rules

FIGURES = st.one_of(st.integers(0, 5_000).map(shown), st.just(HIDDEN), st.just(ABSENT))
FRAME = rules.Frame(left=0, right=100, top=0, bottom=50)


def itself(figure: Figure) -> Figure:
    return figure


@given(st.lists(FIGURES, max_size=20))
def test_hidden_comes_after_all_that_is_shown_and_in_the_order_of_the_list(
    figures: list[Figure],
) -> None:
    rows = list(enumerate(figures))
    ordered = rules.most_first(rows, lambda row: row[1])
    numbers = [figure.number for _place, figure in ordered if figure.number is not None]
    assert numbers == sorted(numbers, reverse=True)
    unseen = [row for row in ordered if not row[1].is_shown]
    assert ordered[len(numbers) :] == unseen
    assert [row for row in unseen if row[1] == HIDDEN] == [row for row in rows if row[1] == HIDDEN]


@given(st.lists(FIGURES, max_size=20))
def test_every_number_has_one_class_and_what_is_hidden_has_none(figures: list[Figure]) -> None:
    classes = rules.steps(figures)
    assert len(classes) <= rules.SHADES
    for figure in figures:
        within = [
            step
            for step in classes
            if figure.number is not None and step.low <= figure.number <= step.high
        ]
        assert len(within) == figure.is_shown
        assert rules.shade(figure, classes) == (within[0].shade if within else 0)


@given(st.lists(st.integers(0, 5_000).map(shown), max_size=20), st.integers(1, 9))
def test_classes_do_not_change_with_what_is_hidden(figures: list[Figure], hidden: int) -> None:
    assert rules.steps([*figures, *[HIDDEN] * hidden]) == rules.steps(figures)
    assert rules.top([*figures, *[HIDDEN] * hidden]) == rules.top(figures)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([], []),
        ([12], [(12, 12, 5)]),
        ([7, 39], [(7, 13, 1), (14, 20, 2), (21, 27, 3), (28, 34, 4), (35, 39, 5)]),
        ([3, 5], [(3, 3, 3), (4, 4, 4), (5, 5, 5)]),
    ],
)
def test_classes_are_of_equal_width(
    numbers: list[int], expected: list[tuple[int, int, int]]
) -> None:
    found = [(one.low, one.high, one.shade) for one in rules.steps(map(shown, numbers))]
    assert found == expected


@pytest.mark.parametrize(
    ("number", "out_of", "expected"),
    [(235, 1300, (18, 18)), (15, 50, (25, 35)), (0, 30, (0, 7)), (30, 30, (88, 100))],
)
def test_a_percentage_lies_between_what_rounding_allows(
    number: int, out_of: int, expected: tuple[int, int]
) -> None:
    assert rules.margin(number, out_of) == expected


@given(st.integers(0, 1_000), st.integers(0, 1_000))
def test_the_real_percentage_lies_within_the_margin(number: int, more: int) -> None:
    whole = number + more + 30
    rounded = [(2 * one + 5) // 10 * 5 for one in (number, whole)]
    low, high = rules.margin(*rounded)
    assert low <= (200 * number + whole) // (2 * whole) <= high


@given(st.lists(FIGURES, max_size=30))
def test_a_line_draws_a_dot_for_each_number_and_a_gap_for_each_other(figures: list[Figure]) -> None:
    drawn = rules.line(figures, rules.top(figures), FRAME)
    assert len(drawn.dots) == sum(figure.is_shown for figure in figures)
    assert len(drawn.dots) + len(drawn.gaps) == len(figures)
    assert all(0 <= x <= 100 and 0 <= y <= 50 for x, y in drawn.dots)


def test_a_line_stops_at_what_is_hidden_and_never_goes_to_nought() -> None:
    drawn = rules.line([shown(10), shown(20), HIDDEN, shown(20)], 20, FRAME)
    assert [len(piece) for piece in drawn.pieces] == [2, 1]
    assert drawn.gaps == (66.7,)
    assert all(y < 50 for _x, y in drawn.dots)


@pytest.mark.parametrize(
    ("figure", "most", "share"),
    [(shown(30), 100, 30.0), (HIDDEN, 100, 0.0), (shown(5), 0, 0.0), (shown(300), 100, 100.0)],
)
def test_a_bar_has_no_length_for_what_is_hidden(figure: Figure, most: int, share: float) -> None:
    assert rules.share(figure, most) == share


@pytest.mark.parametrize(("most", "top"), [(0, 1), (1, 1), (39, 50), (100, 100), (1_165, 2_000)])
def test_a_scale_ends_at_a_round_number(most: int, top: int) -> None:
    assert rules.top([shown(most), HIDDEN]) == top


def test_extremes_are_of_what_is_shown_and_only_where_two_differ() -> None:
    assert rules.extremes([shown(3), HIDDEN, shown(9)], itself) == ([shown(9)], [shown(3)])
    assert rules.extremes([shown(0), shown(9), shown(0)], itself) == ([shown(9)], [shown(0)] * 2)
    assert rules.extremes([shown(3), HIDDEN, shown(3)], itself) is None
    assert rules.extremes([HIDDEN, ABSENT], itself) is None
