"""Protected tables give nothing away: published examples, linked tables, and every small table tried out."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from veerkracht.disclosure.protection import Protected, Unprotectable, protect
from veerkracht.disclosure.tables import TOTAL, Dimension, Key, RawCell, Rules, Table
from veerkracht.disclosure.tests.brute import possible_values
from veerkracht.disclosure.values import HIDDEN, shown


def flat(name: str, codes: str) -> Dimension:
    return Dimension(name, dict.fromkeys(codes, TOTAL))


def counted(name: str, dimensions: tuple[Dimension, ...], counts: list[int]) -> Table:
    keys = product(*(one.leaves for one in dimensions))
    cells = {key: RawCell(count) for key, count in zip(keys, counts, strict=True)}
    return Table(name, "people", dimensions, cells)


# Published examples of sdcTable (Meindl; R package): micro data 1 by region and gender, problemdata.
MICRO = counted(
    "micro", (flat("region", "ABCD"), flat("gender", "fm")), [2, 18, 19, 14, 10, 12, 14, 11]
)
PROBLEM = counted(
    "problem",
    (flat("v1", "wxyz"), flat("v2", "abcd")),
    [30, 47, 64, 89, 90, 124, 5, 31, 92, 100, 59, 85, 800, 991, 651, 685],
)
PRIMARY = [tuple(pair) for pair in ("wa", "wb", "wc", "xa", "xc", "yb", "yd", "zb", "zd")]
EXACTLY = Rules(threshold=1, base=1, width=2)


def test_micro_data_1_needs_three_more_cells_and_the_cheapest_lose_forty() -> None:
    safe = protect([MICRO], Rules(threshold=3, base=1, width=2))
    assert safe.primary["micro"] == {("A", "f")}
    assert len(safe.hidden["micro"] - safe.primary["micro"]) == 3
    assert (safe.loss, safe.bound, safe.audited) == (40, 40, True)


def test_problemdata_needs_one_more_cell() -> None:
    safe = protect([PROBLEM], EXACTLY, also={"problem": PRIMARY})
    more = safe.hidden["problem"] - set(PRIMARY)
    assert more == {("x", "d")}  # 31 people; the example adds x|b, which has 124
    assert (safe.loss, safe.bound, safe.audited) == (31, 31, True)


def test_problemdata_is_safe_with_the_cell_that_the_example_adds() -> None:
    safe = protect([PROBLEM], EXACTLY, also={"problem": [*PRIMARY, ("x", "b")]})
    assert safe.hidden["problem"] == {*PRIMARY, ("x", "b")}
    assert safe.audited


def test_what_is_large_is_shown_rounded_and_nobody_is_shown() -> None:
    table = counted("t", (flat("sector", "abc"),), [43, 0, 52])
    safe = protect([table], Rules())
    assert safe.figures["t"] == {
        ("a",): shown(45),
        ("b",): shown(0),
        ("c",): shown(50),
        (TOTAL,): shown(95),
    }
    assert (safe.hidden["t"], safe.loss, safe.bound, safe.audited) == (frozenset(), 0, 0, True)


def test_what_is_hidden_in_one_table_is_hidden_in_the_other() -> None:
    by_sector = counted("sectors", (flat("area", "xy"), flat("sector", "ab")), [4, 31, 45, 52])
    by_area = counted("areas", (flat("area", "xy"), flat("period", "12")), [20, 15, 50, 47])
    safe = protect([by_sector, by_area], Rules())
    for area in ("x", "y", TOTAL):
        assert safe.figures["sectors"][area, TOTAL] == safe.figures["areas"][area, TOTAL]
    assert safe.figures["sectors"]["x", "a"] == HIDDEN
    assert safe.audited


def test_tables_that_contradict_each_other_are_refused() -> None:
    by_sector = counted("sectors", (flat("sector", "ab"),), [40, 31])
    by_area = counted("areas", (flat("area", "xy"),), [20, 15])
    with pytest.raises(ValueError, match="elsewhere"):
        protect([by_sector, by_area], Rules())


def test_two_tables_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="name"):
        protect([MICRO, MICRO], Rules())


def test_what_everybody_knows_does_not_help_to_hide() -> None:
    table = counted("t", (flat("sector", "abc"),), [4, 20, 60])
    assert protect([table], Rules(base=1)).hidden["t"] == {("a",), ("b",)}
    safe = protect([table], Rules(base=1), known={"t": [("b",)]})
    assert safe.hidden["t"] == {("a",), ("c",)}
    with pytest.raises(Unprotectable):
        protect([table], Rules(base=1), known={"t": [("b",), ("c",), (TOTAL,)]})
    with pytest.raises(Unprotectable):
        protect([table], Rules(base=1), known={"t": [("a",)]})


def test_one_large_contributor_is_hidden_as_well() -> None:
    cells: dict[Key, RawCell] = {
        ("a",): RawCell(40, largest=(39, 1)),
        ("b",): RawCell(60),
        ("c",): RawCell(80),
    }
    table = Table("t", "people", (flat("sector", "abc"),), cells)
    safe = protect([table], Rules(dominance=(1, 90), base=1))
    assert safe.primary["t"] == {("a",)}
    assert len(safe.hidden["t"]) == 2


HIERARCHY = Dimension("area", {"a": "n", "b": "n", "c": "s", "d": "s", "n": TOTAL, "s": TOTAL})
SMALL = Rules(threshold=3, base=1, width=3)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 6), min_size=4, max_size=4))
def test_no_small_table_gives_a_hidden_number_away(counts: list[int]) -> None:
    tried((flat("area", "xy"), flat("sector", "ab")), counts, SMALL, most=9)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 6), min_size=4, max_size=4))
def test_no_small_hierarchy_gives_a_hidden_number_away(counts: list[int]) -> None:
    tried((HIERARCHY,), counts, SMALL, most=9)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.integers(0, 2), min_size=8, max_size=8))
def test_no_small_cube_gives_a_hidden_number_away(counts: list[int]) -> None:
    cube = (flat("area", "xy"), flat("sector", "ab"), flat("function", "12"))
    tried(cube, counts, Rules(threshold=2, base=1, width=2), most=4)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 12), min_size=3, max_size=3))
def test_no_rounded_table_gives_a_hidden_number_away(counts: list[int]) -> None:
    tried((flat("area", "xyz"),), counts, Rules(6, base=3, width=6), most=20)


def tried(dimensions: tuple[Dimension, ...], counts: list[int], rules: Rules, *, most: int) -> None:
    table = counted("t", dimensions, counts)
    safe = protect([table], rules)
    hides_the_small(table, safe, rules)
    for key, values in possible_values(table, safe, rules, most).items():
        assert len(values) >= rules.width, (key, sorted(values), safe.hidden)
    assert safe.audited
    assert safe.bound <= safe.loss


def hides_the_small(table: Table, safe: Protected, rules: Rules) -> None:
    for key, cell in table.cells.items():
        figure = safe.figures["t"][key]
        assert (figure == HIDDEN) >= (0 < cell.count < rules.threshold)
        assert (figure == HIDDEN) <= (cell.count > 0)


@settings(max_examples=8, deadline=None)
@given(st.lists(st.integers(0, 20), min_size=24, max_size=24))
def test_little_work_gives_a_safe_answer_and_more_work_no_worse_a_one(counts: list[int]) -> None:
    cube = (HIERARCHY, flat("sector", "abc"), flat("function", "12"))
    table = counted("t", cube, counts)
    best = protect([table], Rules())
    assert best.bound == best.loss
    for effort in (0, 600):  # the second is enough for a few cuts, and to show a few again
        quick = protect([table], Rules(), effort=effort)
        hides_the_small(table, quick, Rules())
        assert quick.audited
        assert quick.bound <= best.loss <= quick.loss


@settings(max_examples=8, deadline=None)
@given(st.lists(st.integers(0, 60), min_size=12, max_size=12), st.randoms(use_true_random=False))
def test_the_same_counts_give_the_same_answer_in_any_order(
    counts: list[int], chance: object
) -> None:
    table = counted("t", (HIERARCHY, flat("sector", "abc")), counts)
    items = list(table.cells.items())
    chance.shuffle(items)  # type: ignore[attr-defined]
    assert protect([table], Rules()) == protect(
        [Table("t", "people", table.dimensions, dict(items))], Rules()
    )


def test_a_table_with_nobody_is_shown() -> None:
    safe = protect([counted("t", (flat("sector", "ab"),), [0, 0])], Rules())
    assert set(safe.figures["t"].values()) == {shown(0)}


def test_a_table_with_too_few_people_is_hidden_whole() -> None:
    safe = protect([counted("t", (flat("sector", "ab"),), [2, 3])], Rules())
    keys: set[Key] = {("a",), ("b",), (TOTAL,)}
    assert safe.hidden["t"] == safe.primary["t"] == keys
    assert (safe.loss, safe.audited) == (0, True)
