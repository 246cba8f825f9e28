"""Counting without a database: units have one home, cells add up, periods, groups, moved areas, denominators."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.disclosure.tables import MODULUS, TOTAL
from veerkracht.monitoring import count_reading as reading
from veerkracht.monitoring import count_rules as rules
from veerkracht.monitoring.count_definitions import first_versions
from veerkracht.monitoring.count_facts import function_of, sector_of
from veerkracht.monitoring.count_reading import Fault, Names, Reader
from veerkracht.monitoring.count_rules import Cell, Fact, Known, Moved, UnitKey

DAY = date(2026, 3, 1)
AREAS = ("GM1", "GM2")

facts = st.builds(
    Fact,
    indicator=st.just("one"),
    period=st.sampled_from(["2025", "2026"]),
    who=st.sampled_from([1, 2, MODULUS - 1]),
    item=st.integers(0, 5),
    on=st.dates(DAY, date(2026, 3, 4)),
    area=st.sampled_from(AREAS),
    sector=st.sampled_from(["a", "b"]),
    number=st.integers(1, 3),
)


@given(st.lists(facts, max_size=12), st.randoms())
def test_a_unit_has_one_home_whatever_the_order_of_its_facts(
    found: list[Fact], chance: Any
) -> None:
    units = rules.units_of(found)
    turned = list(found)
    chance.shuffle(turned)
    assert rules.units_of(turned) == units
    assert sum(unit.references for unit in units.values()) == len(found)
    cells = rules.cells_of(units)
    assert sum(cell.units for cell in cells.values()) == len(units)
    assert sum(cell.key_sum for cell in cells.values()) % MODULUS == (
        sum(key.who for key in units) % MODULUS
    )


@given(st.lists(facts, max_size=10), st.lists(facts, max_size=10))
def test_what_comes_and_goes_leads_from_the_old_cells_to_the_new(
    old: list[Fact], new: list[Fact]
) -> None:
    before, after = rules.units_of(old), rules.units_of(new)
    kept = rules.cells_of(before)
    for key, (comes, goes) in rules.changes(before, after).items():
        kept[key] = kept.get(key, Cell()) + comes - goes
    left = {key: cell for key, cell in kept.items() if cell.units}
    assert left == rules.cells_of(after)


@given(st.integers(0, MODULUS - 1))
def test_a_key_survives_being_kept_signed(key: int) -> None:
    assert -(2**63) <= rules.signed(key) < 2**63
    assert rules.unsigned(rules.signed(key)) == key


@pytest.mark.parametrize(
    ("kind", "day", "period"),
    [
        ("year", date(2026, 12, 31), "2026"),
        ("quarter", date(2026, 3, 31), "2026-Q1"),
        ("quarter", date(2026, 4, 1), "2026-Q2"),
        ("quarter", date(2026, 12, 1), "2026-Q4"),
        ("month", date(2026, 2, 28), "2026-02"),
    ],
)
def test_a_day_is_in_a_period(kind: str, day: date, period: str) -> None:
    assert rules.period_of(day, kind) == period
    assert rules.begins(period) <= day
    assert rules.kind_of(period) == kind


def test_a_year_of_something_by_quarter_gives_its_quarters_so_far() -> None:
    parents = rules.period_parents(["2026", "2025-Q4"], "quarter", date(2026, 5, 1))
    assert parents == {
        "2025-Q4": TOTAL,
        "2026-Q1": "2026",
        "2026-Q2": "2026",
        "2026": TOTAL,
    }
    assert rules.last_leaf(parents) == {"2026-Q2": TOTAL}
    assert rules.period_parents(["2026-Q3", "2027"], "year", date(2026, 8, 1)) == {"2026": TOTAL}
    assert rules.last_leaf({}) == {}


@pytest.mark.parametrize(
    ("typed", "group"),
    [
        ("Verloskundige", "geboortezorg"),
        ("casemanager dementie", "verpleging"),
        ("Jeugdarts", "behandeling"),
        ("begeleider wonen", "sociaal"),
        ("docent verpleegkunde", "verpleging"),
        ("TEAMLEIDER", "sturing"),
        ("coördinator Kansrijke Start", "sturing"),
        ("boswachter", "anders"),
        ("", "anders"),
    ],
)
def test_what_people_typed_falls_in_a_group(typed: str, group: str) -> None:
    assert function_of(typed) == group


def test_every_sector_has_a_group() -> None:
    assert sector_of("verloskunde") == "verloskunde"
    assert sector_of("ggz") == "zorg"
    assert sector_of(None) == sector_of("onbekend") == "anders"


def test_areas_that_went_over_are_counted_where_they_are_now() -> None:
    half = Fraction(1, 2)
    moves = [
        Moved("A", "B", date(2020, 1, 1), Fraction(1)),
        Moved("B", "C", date(2022, 1, 1), Fraction(2, 5)),
        Moved("B", "D", date(2022, 1, 1), Fraction(3, 5)),
        Moved("E", "F", date(2023, 1, 1), half),
        Moved("X", "Y", date(2020, 1, 1), Fraction(1)),
        Moved("Y", "X", date(2020, 1, 1), Fraction(1)),
    ]
    assert rules.whole("A", moves, date(2019, 12, 31)) == "A"
    assert rules.whole("A", moves, date(2020, 1, 1)) == "B"
    assert rules.whole("A", moves, date(2026, 1, 1)) == "D"
    assert rules.shares("E", moves, date(2026, 1, 1)) == {"E": half, "F": half}
    assert rules.whole("E", moves, date(2026, 1, 1)) == "E"
    assert rules.whole("X", moves, date(2026, 1, 1)) == "Y"  # no endless round
    numbers = rules.moved({("A", "", ""): 100}, moves, date(2026, 1, 1))
    assert numbers == {("C", "", ""): 40, ("D", "", ""): 60}


def test_a_total_is_known_only_when_all_its_parts_are() -> None:
    parents = {"GM1": "r", "GM2": "r", "r-onbekend": "r", "r": "p", "p": TOTAL}
    typed = {("GM1", "a", ""): 10, ("GM2", "a", ""): 20, ("GM1", "b", ""): 5}
    known = Known(typed, parents, ["a", "b"], ["f"]).everywhere()
    assert known["r", "a", TOTAL] == known[TOTAL, "a", TOTAL] == 30
    assert known["GM1", TOTAL, TOTAL] == 15
    assert ("GM2", TOTAL, TOTAL) not in known
    assert ("r", TOTAL, TOTAL) not in known
    whole = Known({**typed, ("r", "", ""): 99}, parents, ["a", "b"], ["f"]).everywhere()
    assert whole[TOTAL, TOTAL, TOTAL] == 99  # typed for the region as a whole


@pytest.mark.parametrize(
    ("years", "wanted", "year"),
    [
        ([2023, 2025], 2026, 2025),
        ([2023, 2025], 2024, 2023),
        ([2025], 2022, 2025),
        ([], 2026, None),
    ],
)
def test_a_year_has_the_latest_count_not_after_it(
    years: list[int], wanted: int, year: int | None
) -> None:
    assert rules.survey_year(years, wanted) == year


def test_every_indicator_is_whole_and_told_in_both_languages() -> None:
    codes = {
        "professionals-trained", "students-trained", "taken-over", "groups-alive", "commitments-kept",
        "parents-involved", "parents-heard", "partners-embedding", "coalitions-standing-item",
        "subsidy-planned-realised", "agreements-funded", "conversations", "pilots-measures",
    }  # fmt: skip
    known = first_versions()
    assert codes <= set(known)
    for one in known.values():
        for name in ("name", "meaning", "numerator", "unit", "source", "owner", "how"):
            assert getattr(one, name), (one.code, name)
            assert getattr(one, f"{name}_en"), (one.code, name)
        assert bool(one.denominator) == bool(one.denominator_en) == one.has_rates
        assert set(one.breakdowns) <= {"area", "sector", "function", "period"}
        assert one.threshold >= 10 or not one.about_people


# Lists

NAMES = Names({"heerlen": 1, "gm0917": 1, "venlo": 2}, {"welzijn": "welzijn"}, {})
HEAD = ["Gemeente", "Sector", "Jaar", "Aantal"]


def reader(*rows: list[str], head: list[str] = HEAD) -> Reader:
    return Reader(enumerate([head, *rows], start=1), NAMES)


def test_a_list_is_read_by_its_headings() -> None:
    one = reader(["Heerlen", "Welzijn", "2025", "2.900"], ["GM0917", "alle", "2024", "12"])
    lines = one.denominators()
    assert one.wrong == []
    assert [tuple(line) for line in lines] == [
        (1, "welzijn", "", 2025, 2900),
        (1, "", "", 2024, 12),
    ]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (["Nergens", "Welzijn", "2025", "1"], Fault.AREA),
        (["Heerlen", "Zwemmen", "2025", "1"], Fault.SECTOR),
        (["Heerlen", "", "1900", "1"], Fault.YEAR),
        (["Heerlen", "", "2025", "-1"], Fault.NUMBER),
        (["Heerlen", "", "2025", "12,5"], Fault.NUMBER),
        (["Heerlen", "", "2025", "=1+1"], Fault.NUMBER),
        (["Heerlen", "", "2025", "1e9"], Fault.NUMBER),
        (["Heerlen"], Fault.YEAR),
    ],
)
def test_what_cannot_be_is_said_with_its_row(row: list[str], fault: Fault) -> None:
    one = reader(["Venlo", "", "2025", "3"], row)
    one.denominators()
    assert (3, fault) in {(wrong.row, wrong.fault) for wrong in one.wrong}


def test_a_list_without_headings_or_with_the_same_twice_is_refused() -> None:
    bare = reader(["Heerlen", "", "2025", "1"], head=["Heerlen", "", "2025", "1"])
    assert bare.denominators() == []
    assert [wrong.fault for wrong in bare.wrong] == [Fault.NO_HEADINGS]
    assert [wrong.fault for wrong in Reader([], NAMES).wrong] == [Fault.NO_HEADINGS]
    twice = reader(["Heerlen", "", "2025", "1"], ["GM0917", "", "2025", "2"])
    twice.denominators()
    assert [wrong.fault for wrong in twice.wrong] == [Fault.TWICE]


def test_figures_of_others_may_be_hidden_or_missing() -> None:
    one = reader(
        ["Heerlen", "", "2024", "12,5"],
        ["Heerlen", "", "2025", "<10"],
        ["Venlo", "", "2025", ""],
        ["Venlo", "", "2024", "1.234,5"],
    )
    values = one.values()
    assert one.wrong == []
    assert [(value.value, value.is_hidden) for value in values] == [
        (Decimal("12.5"), False),
        (None, True),
        (None, False),
        (Decimal("1234.5"), False),
    ]


@pytest.mark.parametrize("read", [reading.whole_number, reading.decimal_number, reading.a_year])
@given(text=st.text(max_size=12))
def test_no_text_breaks_the_reading_of_numbers(read: Callable[[str], Any], text: str) -> None:
    read(text)


def test_unit_keys_sort_in_one_order() -> None:
    keys = [UnitKey("b", "2026", 1), UnitKey("a", "2026", 2), UnitKey("a", "2025", 9)]
    assert [key.who for key in sorted(keys)] == [9, 2, 1]
