"""From frozen counts to content: protected, rounded, rates on thirty or more, the same bytes each time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from veerkracht.disclosure.tables import TOTAL, Dimension, Key, RawCell, Rules, Table
from veerkracht.disclosure.values import ABSENT, HIDDEN, Figure, Status, shown, total
from veerkracht.figures.actions import CellContent
from veerkracht.figures.queries import content_of
from veerkracht.monitoring import release_building as building
from veerkracht.monitoring.release_rules import Frozen, still_hidden
from veerkracht.monitoring.tests import releasing

pytestmark = [pytest.mark.django_db]


def cells(built: building.Built) -> dict[tuple[str, ...], CellContent]:
    """The cells of its first table, by key."""
    return {one.key: one for one in built.content.tables[0].cells}


def test_small_counts_are_hidden_and_so_is_what_would_give_them_away() -> None:
    found = cells(building.build(releasing.frozen(), 1))
    assert found["GM0917", "kraamzorg", "", "2026"].figure == HIDDEN
    hidden = [key for key, one in found.items() if one.figure == HIDDEN]
    assert len(hidden) >= 4  # a rectangle at least
    numbers = [one.figure.number for one in found.values() if one.figure.number is not None]
    assert numbers
    assert all(number % 5 == 0 for number in numbers)


def test_rates_come_from_rounded_counts_of_thirty_or_more() -> None:
    found = cells(building.build(releasing.frozen(), 1))
    maastricht = found["GM0935", "", "", "2026"]
    if maastricht.figure.is_shown:
        assert maastricht.figure == shown(150)  # 148, rounded
        assert (maastricht.out_of, maastricht.rate) == (shown(400), shown(38))
    for one in found.values():
        assert (one.rate.status is Status.SHOWN) == (one.figure.is_shown and one.out_of.is_shown)


def test_the_same_input_gives_the_same_bytes() -> None:
    frozen = releasing.frozen()
    built = building.build(frozen, 3)
    (one,) = frozen.tables
    turned = dict(reversed(list(one.table.cells.items())))
    again = replace(frozen, tables=(replace(one, table=replace(one.table, cells=turned)),))
    assert building.build(again, 3).text == built.text
    assert content_of(built.text).number == 3


def test_with_the_gate_off_only_small_counts_are_hidden() -> None:
    found = cells(building.build(releasing.frozen(), 1, gate=False))
    assert found["GM0917", "kraamzorg", "", "2026"].figure == HIDDEN
    assert found["GM0917", "welzijn", "", "2026"].figure == shown(61)
    assert found["zuid-limburg", "", "", "2026"].figure == shown(372)


def test_what_was_hidden_before_is_hidden_again() -> None:
    key = ("GM0935", "welzijn", "2026")
    frozen = still_hidden(releasing.frozen(), {releasing.CODE: {key}})
    found = cells(building.build(frozen, 1))
    assert found["GM0935", "welzijn", "", "2026"].figure == HIDDEN


def test_what_does_not_tell_of_people_is_shown_as_it_is() -> None:
    one = releasing.frozen_table({("GM0917", "welzijn", "2026"): 3}, about=Rules(1, base=1))
    frozen = Frozen("limburg", "Limburg", releasing.frozen().as_of, (one,))
    built = building.build(frozen, 1)
    assert cells(built)["GM0917", "welzijn", "", "2026"].figure == shown(3)
    assert built.tables[0].audited


def test_a_total_over_periods_is_the_sum_of_what_is_shown() -> None:
    years = Dimension("period", {"2025": TOTAL, "2026": TOTAL})
    area = Dimension("area", {"a": TOTAL, "b": TOTAL})
    counts: dict[Key, RawCell] = {
        ("a", "2025"): RawCell(40),
        ("b", "2025"): RawCell(30),
        ("a", "2026"): RawCell(50),
    }
    table = Table("reach", "reach", (area, years), counts)
    sliced = dict(building.slices(table))
    assert {period: one.name for period, one in sliced.items()} == {
        "2025": "reach@2025",
        "2026": "reach@2026",
    }
    assert sliced["2025"].cells == {("a",): RawCell(40), ("b",): RawCell(30)}
    assert building.with_period(table, ("a",), "2025") == ("a", "2025")
    plain = replace(releasing.frozen_table(), table=table, denominators={})
    frozen = Frozen("limburg", "Limburg", releasing.frozen().as_of, (plain,))
    found = cells(building.build(frozen, 1))
    each = [found["", "", "", period].figure for period in ("2025", "2026")]
    assert found["", "", "", ""].figure == total(each)
    for code in "ab":
        each = [found[code, "", "", period].figure for period in ("2025", "2026")]
        assert found[code, "", "", ""].figure == total(each)


@pytest.mark.parametrize(
    ("number", "base", "expected"),
    [(12, 5, 10), (13, 5, 15), (0, 5, 0), (12, 10, 10), (15, 10, 20), (7, 1, 7), (20, 5, 20)],
)
def test_rounding_is_half_up_and_twice_is_once(number: int, base: int, expected: int) -> None:
    once = building.rounded(shown(number), base)
    assert once == shown(expected)
    assert building.rounded(once, base) == once


def test_hidden_and_absent_are_not_rounded() -> None:
    for figure in (HIDDEN, ABSENT):
        assert building.rounded(figure, 5) == figure
    assert isinstance(building.rounded(shown(3), 5), Figure)
