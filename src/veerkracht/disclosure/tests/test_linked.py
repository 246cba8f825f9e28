"""Which numbers of linked tables are the same, and which add up."""

from __future__ import annotations

import pytest

from veerkracht.disclosure.linked import Linked, link
from veerkracht.disclosure.puzzle import puzzle
from veerkracht.disclosure.tables import TOTAL, Dimension, RawCell, Table
from veerkracht.disclosure.totals import with_totals

AREA = Dimension(
    "area", {"a": "north", "b": "north", "c": "south", "north": "all", "south": "all", "all": TOTAL}
)
REGION = Dimension("area", {"north": "all", "south": "all", "all": TOTAL})
PARTNERS = Dimension(
    "area", {"b": "partners", "c": "partners", "a": "alone", "partners": TOTAL, "alone": TOTAL}
)
SECTOR = Dimension("sector", {"care": TOTAL, "school": TOTAL})


def number(linked: Linked, table: str, *key: str) -> int:
    return linked.at[0, table, key]


def test_the_province_and_the_total_are_one_number() -> None:
    linked = link([(0, Table("t", "s", (AREA,)))])
    assert number(linked, "t", "all") == number(linked, "t", TOTAL)
    assert number(linked, "t", "south") == number(linked, "t", "c")
    assert linked.size == 5


def test_a_table_without_a_dimension_has_the_total_over_it() -> None:
    linked = link([(0, Table("t", "s", (AREA, SECTOR))), (0, Table("u", "s", (SECTOR,)))])
    assert number(linked, "t", TOTAL, "care") == number(linked, "u", "care")


def test_a_coarser_table_has_the_totals_of_a_finer_one() -> None:
    linked = link([(0, Table("t", "s", (AREA,))), (0, Table("u", "s", (REGION,)))])
    assert number(linked, "t", "north") == number(linked, "u", "north")


def test_hierarchies_that_overlap_share_their_finest_codes() -> None:
    linked = link([(0, Table("t", "s", (AREA,))), (0, Table("u", "s", (PARTNERS,)))])
    assert number(linked, "t", "b") == number(linked, "u", "b")
    assert number(linked, "t", "a") == number(linked, "u", "alone")
    assert number(linked, "t", TOTAL) == number(linked, "u", TOTAL)


def test_totals_of_different_regions_are_different_numbers() -> None:
    north = Dimension("area", {"a": "north", "b": "north", "north": TOTAL})
    linked = link([(0, Table("t", "s", (AREA,))), (1, Table("u", "s", (north,)))])
    assert (
        linked.places[linked.at[1, "u", (TOTAL,)]][1]
        == linked.places[number(linked, "t", "north")][1]
    )


def test_a_hierarchy_that_goes_round_is_refused() -> None:
    with pytest.raises(ValueError, match="itself"):
        link([(0, Table("t", "s", (Dimension("area", {"a": "b", "b": "a"}),)))])


def test_totals_are_sums_of_leaves() -> None:
    table = Table("t", "s", (AREA, SECTOR), {("a", "care"): RawCell(3), ("c", "care"): RawCell(4)})
    counted = with_totals(table)
    assert counted["north", "care"] == RawCell(3)
    assert counted[TOTAL, "care"] == counted["all", TOTAL] == RawCell(7)
    assert counted["south", "school"] == RawCell(0)
    assert len(counted) == 7 * 3


@pytest.mark.parametrize("key", [("north", "care"), ("a",), ("x", "care"), (TOTAL, "care")])
def test_only_leaves_are_counted(key: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="no leaf"):
        with_totals(Table("t", "s", (AREA, SECTOR), {key: RawCell(3)}))


def test_less_than_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="below 0"):
        with_totals(Table("t", "s", (SECTOR,), {("care",): RawCell(-1)}))


def test_noughts_and_numbers_that_must_be_equal_are_taken_out() -> None:
    left = puzzle(5, [(0, (1, 2)), (1, (3, 4))], [2, 4])
    assert (list(left.of), list(left.sums), left.size) == ([0, 0, None, 0, None], [], 1)


def test_parts_of_nothing_are_nothing() -> None:
    assert puzzle(3, [(0, (1, 2))], [0]).size == 0
    assert puzzle(3, [(0, (1, 2))], [1, 2]).size == 0
