"""Nobody can work a hidden number out: tried by solving equations, and by trying every table there could be."""

from __future__ import annotations

import itertools
import operator
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from veerkracht.disclosure.thresholds import (
    SUPPRESSED,
    ProtectedTable,
    SafeCount,
    Unprotectable,
    protect_list,
    protect_table,
)

Cells = dict[tuple[str, str], int]
Equation = tuple[
    dict[tuple[str, ...], int], int
]  # coefficients of what is hidden, and what they sum to

USES: list[Callable[[SafeCount], object]] = [
    str,
    int,
    float,
    bool,
    operator.index,
    "{}".format,
    lambda one: f"{one:03}",
    lambda one: one + 1,
    lambda one: 1 + one,
    lambda one: sum([one, one]),
    lambda one: one - one,
    lambda one: one * 2,
    lambda one: 100 * one,
    lambda one: one / 2,
    lambda one: one // 2,
    lambda one: one < SafeCount(3),
    lambda one: max(one, SafeCount(3)),
    lambda one: sorted([one, SafeCount(3)]),
]


@pytest.mark.parametrize("count", [SafeCount(12), SUPPRESSED], ids=["shown", "hidden"])
@pytest.mark.parametrize("use", USES)
def test_a_count_cannot_be_used_as_a_number_by_accident(
    use: Callable[[SafeCount], object], count: SafeCount
) -> None:
    with pytest.raises(TypeError, match="told"):
        use(count)


def test_a_count_says_itself_only_when_asked() -> None:
    assert (SafeCount(12).told("–"), SUPPRESSED.told("–")) == ("12", "–")
    assert (SafeCount(12).or_none(), SUPPRESSED.or_none()) == (12, None)
    assert (repr(SafeCount(12)), repr(SUPPRESSED)) == ("SafeCount(12)", "SafeCount(hidden)")
    assert (SafeCount(0).is_hidden, SUPPRESSED.is_hidden) == (False, True)


@pytest.mark.parametrize(
    ("cells", "hidden"),
    [
        pytest.param({"a": 12, "b": 30}, "", id="nothing is small"),
        pytest.param(
            {"a": 3, "b": 30, "c": 15}, "a c", id="one small: the smallest other goes too"
        ),
        pytest.param({"a": 0, "b": 30}, "", id="nobody is shown"),
        pytest.param({"a": 3, "b": 0, "c": 0}, "a total", id="a small total is hidden as well"),
        pytest.param(
            {"a": 3, "b": 4, "c": 50}, "a b c", id="two small ones do not hide each other"
        ),
        pytest.param({"a": 9, "b": 9, "c": 50}, "a b", id="two that leave ten possible values do"),
        pytest.param({"a": 3, "b": 0, "c": 40}, "a c", id="nought hides nothing"),
        pytest.param({}, "", id="empty"),
    ],
)
def test_a_list_hides_what_would_give_a_small_number_away(
    cells: dict[str, int], hidden: str
) -> None:
    shown = protect_list(cells)
    found = [key for key, one in shown.cells.items() if one.is_hidden]
    assert " ".join(found + ["total"] * shown.total.is_hidden) == hidden


def test_a_total_that_stays_is_shown_or_nothing_is() -> None:
    shown = protect_list({"a": 3, "b": 30, "c": 15}, total_stays=True)
    assert [one.told("-") for one in (*shown.cells.values(), shown.total)] == ["-", "30", "-", "48"]
    for cells in ({"a": 3, "b": 7}, {"a": 3}, {"a": 9, "b": 0}):
        with pytest.raises(Unprotectable):
            protect_list(cells, total_stays=True)


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param(
            {("a", "x"): 3, ("b", "x"): 4, ("a", "y"): 40}, id="a small total of a column"
        ),
        pytest.param(
            {("a", "x"): 3, ("a", "y"): 40, ("b", "y"): 9, ("b", "x"): 7}, id="too little room"
        ),
    ],
)
def test_a_table_whose_totals_stay_is_refused_when_they_tell(cells: Cells) -> None:
    with pytest.raises(Unprotectable):
        protect_table(cells, totals_stay=True)


def test_few_people_in_many_places_are_hidden_too() -> None:
    shown = protect_list({"a": 24, "b": 40, "c": 33}, sensitive=["a"])
    assert [one.told("-") for one in shown.cells.values()] == ["-", "40", "-"]


def test_a_table_hides_a_rectangle() -> None:
    cells = {("a", "came"): 40, ("a", "not"): 3, ("b", "came"): 30, ("b", "not"): 20}
    shown = protect_table(cells)
    assert all(one.is_hidden for one in shown.cells.values())
    assert [one.told("-") for one in (*shown.rows.values(), *shown.columns.values())] == [
        "43",
        "50",
        "70",
        "23",
    ]


def test_a_nought_in_a_small_row_is_hidden_with_it() -> None:
    cells = {("few", "came"): 0, ("few", "not"): 3, ("b", "came"): 30, ("b", "not"): 20}
    shown = protect_table(cells | {("c", "came"): 15, ("c", "not"): 0})
    assert shown.cells["few", "came"].is_hidden
    assert shown.rows["few"].is_hidden


def test_nobody_at_all_is_told() -> None:
    shown = protect_table(
        {("few", "came"): 0, ("few", "not"): 3, ("b", "not"): 20, ("c", "not"): 12}
    )
    assert shown.cells["few", "came"] == SafeCount(0)


def test_a_count_below_nought_is_refused() -> None:
    with pytest.raises(ValueError, match="below 0"):
        protect_list({"a": -1})
    with pytest.raises(ValueError, match="below 0"):
        protect_table({("a", "b"): -1})


# An attacker: what is shown, as equations


def tables(most: int, rows: int, columns: int) -> st.SearchStrategy[Cells]:
    keys = [(f"r{row}", f"c{column}") for row in range(rows) for column in range(columns)]
    return st.fixed_dictionaries({key: st.integers(0, most) for key in keys})


def names_and_counts(shown: ProtectedTable[str, str]) -> dict[tuple[str, ...], SafeCount]:
    return {
        **{("cell", *key): one for key, one in shown.cells.items()},
        **{("row", key): one for key, one in shown.rows.items()},
        **{("column", key): one for key, one in shown.columns.items()},
        ("all",): shown.total,
    }


def equations(shown: ProtectedTable[str, str]) -> Iterator[Equation]:
    """Each row and column adds up to its total, and those to the total of all."""
    counts = names_and_counts(shown)
    sums: list[tuple[tuple[str, ...], list[tuple[str, ...]]]] = [
        (("row", row), [("cell", row, column) for column in shown.columns]) for row in shown.rows
    ]
    sums += [
        (("column", column), [("cell", row, column) for row in shown.rows])
        for column in shown.columns
    ]
    sums.append((("all",), [("row", row) for row in shown.rows]))
    sums.append((("all",), [("column", column) for column in shown.columns]))
    for total, parts in sums:
        terms = [*((part, 1) for part in parts), (total, -1)]
        known = sum(sign * (counts[name].or_none() or 0) for name, sign in terms)
        yield {name: sign for name, sign in terms if counts[name].is_hidden}, -known


def pinned(shown: ProtectedTable[str, str]) -> list[tuple[str, ...]]:
    """Hidden cells that follow from the equations alone, by elimination."""
    names = [name for name, one in names_and_counts(shown).items() if one.is_hidden]
    rows = [[Fraction(left.get(name, 0)) for name in names] for left, _right in equations(shown)]
    place = 0
    for column in range(len(names)):
        pivot = next((nth for nth in range(place, len(rows)) if rows[nth][column]), None)
        if pivot is None:
            continue
        rows[place], rows[pivot] = rows[pivot], rows[place]
        rows[place] = [one / rows[place][column] for one in rows[place]]
        for nth, row in enumerate(rows):
            if nth != place and row[column]:
                factor = row[column]
                rows[nth] = [one - factor * two for one, two in zip(row, rows[place], strict=True)]
        place += 1
    return [names[row.index(Fraction(1))] for row in rows if sum(one != 0 for one in row) == 1]


@given(tables(30, 5, 4))
@settings(max_examples=150, deadline=None)
def test_no_hidden_number_follows_from_the_equations(cells: Cells) -> None:
    assert pinned(protect_table(cells)) == []


@given(tables(30, 4, 4))
@settings(max_examples=100, deadline=None)
def test_what_is_shown_is_true_and_never_small(cells: Cells) -> None:
    shown = protect_table(cells)
    for key, one in shown.cells.items():
        assert one.is_hidden or (one.or_none() == cells[key] and not 0 < cells[key] < 10)
        assert not (one.is_hidden and cells[key] == 0) or shown.rows[key[0]].is_hidden
    for total in (*shown.rows.values(), *shown.columns.values(), shown.total):
        assert total.is_hidden or not 0 < (total.or_none() or 0) < 10


@given(tables(30, 4, 3), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_reading_makes_no_difference(cells: Cells, chance: st.DataObject) -> None:
    keys = list(cells)
    chance.shuffle(keys)  # type: ignore[attr-defined]
    assert protect_table({key: cells[key] for key in keys}).cells == protect_table(cells).cells


# An attacker who tries every table that there could be


def possible(
    cells: Cells, shown: ProtectedTable[str, str], threshold: int
) -> dict[tuple[str, ...], set[int]]:
    """For each hidden number, the values it has in some table that looks the same; near the true one."""
    hidden = [key for key, one in shown.cells.items() if one.is_hidden]
    least = {key: 0 if shown.rows[key[0]].is_hidden else 1 for key in hidden}
    spans = [
        range(max(least[key], cells[key] - threshold), cells[key] + threshold + 1) for key in hidden
    ]
    found: dict[tuple[str, ...], set[int]] = {}
    for values in itertools.product(*spans):
        other = {**cells, **dict(zip(hidden, values, strict=True))}
        margins = totals(other)
        if any(
            not one.is_hidden and one.or_none() != margins[name]
            for name, one in names_and_counts(shown).items()
            if name in margins
        ):
            continue
        if any(
            one.is_hidden and margins.get(name) == 0
            for name, one in names_and_counts(shown).items()
        ):
            continue
        cells_now: dict[tuple[str, ...], int] = {("cell", *key): other[key] for key in hidden}
        for name, value in (cells_now | margins).items():
            found.setdefault(name, set()).add(value)
    return found


def totals(cells: Mapping[tuple[str, str], int]) -> dict[tuple[str, ...], int]:
    sums: dict[tuple[str, ...], int] = {}
    for (row, column), value in cells.items():
        for name in (("row", row), ("column", column), ("all",)):
            sums[name] = sums.get(name, 0) + value
    return sums


@given(tables(30, 5, 3))
@settings(max_examples=100, deadline=None)
def test_totals_that_stay_are_shown_and_tell_nothing(cells: Cells) -> None:
    try:
        shown = protect_table(cells, totals_stay=True)
    except Unprotectable:
        return
    assert not any(one.is_hidden for one in (*shown.columns.values(), shown.total))
    assert pinned(shown) == []


@given(tables(9, 2, 2) | tables(7, 3, 2))
@settings(max_examples=120, deadline=None)
def test_every_hidden_number_could_be_one_of_so_many(cells: Cells) -> None:
    threshold = 3
    shown = protect_table(cells, threshold=threshold)
    found = possible(cells, shown, threshold)
    for name, one in names_and_counts(shown).items():
        if one.is_hidden:
            assert max(found[name]) - min(found[name]) >= threshold - 1, (name, found[name])


@given(st.dictionaries(st.sampled_from("abcde"), st.integers(0, 40), min_size=1))
@settings(max_examples=200, deadline=None)
def test_a_list_leaves_ten_possible_values(cells: dict[str, int]) -> None:
    shown = protect_list(cells)
    hidden = [key for key, one in shown.cells.items() if one.is_hidden]
    if shown.total.is_hidden or not hidden:
        return
    rest = sum(cells[key] for key in hidden)
    # each hidden cell is at least 1, so the others leave it at most this much
    assert rest - (len(hidden) - 1) - 1 >= 9


def test_a_table_of_a_whole_region_takes_little_time() -> None:
    rows, columns = range(120), ("came", "excused", "absent", "unknown")
    cells = {
        (f"o{row}", column): (row * 7 + nth * 13) % 23
        for row in rows
        for nth, column in enumerate(columns)
    }
    assert pinned_quickly(protect_table(cells))


def pinned_quickly(shown: ProtectedTable[str, str]) -> bool:
    """No row has exactly one hidden cell under a shown total, nor has a column."""
    return all(sum(name in left for name in left) != 1 for left, _right in equations(shown))
