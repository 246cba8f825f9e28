"""Steps, periods, what is frozen, what waits, and with what a release is attacked: tables and properties."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.disclosure.tables import Dimension, Key, RawCell, Rules, Table
from veerkracht.monitoring import release_rules as rules
from veerkracht.monitoring.models import DraftState

AREA = Dimension("area", {"zuid": "", "a": "zuid", "b": "zuid", "c": "zuid"})
SECTOR = Dimension("sector", {"jgz": "", "welzijn": ""})
PERIOD = Dimension("period", {"2025": "", "2026": ""})
CELLS = st.dictionaries(
    st.tuples(
        st.sampled_from("abc"),
        st.sampled_from(["jgz", "welzijn"]),
        st.sampled_from(["2025", "2026"]),
    ),
    st.builds(RawCell, st.integers(0, 500), st.integers(0, 2**64 - 1), st.just((3, 2))),
)


def frozen(cells: dict[Key, RawCell], **values: object) -> rules.Frozen:
    """A release of one table by area, sector and year."""
    table = Table("reach", "reach", (AREA, SECTOR, PERIOD), cells)
    one = rules.FrozenTable({"name": "Bereik"}, table, Rules(), {("a", "jgz", "2026"): 40}, "CBS")
    return rules.Frozen("zuid", "Zuid", date(2026, 11, 1), (one,), **values)  # type: ignore[arg-type]


def counts(made: rules.Frozen) -> dict[Key, int]:
    """The counts of its table."""
    return {key: cell.count for key, cell in made.tables[0].table.cells.items()}


def test_every_state_has_its_steps() -> None:
    assert set(rules.STEPS) == set(DraftState.values)
    assert rules.may_go("waiting", "safe")
    assert not rules.may_go("unsafe", "published")
    assert not rules.may_go("published", "waiting")
    assert not rules.may_go("nothing", "safe")


@pytest.mark.parametrize(
    ("kind", "since", "expected"),
    [
        ("year", 2024, ["2024", "2025", "2026"]),
        ("year", 2026, ["2026"]),
        ("quarter", 2026, ["2026-Q1", "2026-Q2", "2026-Q3"]),
        ("month", 2026, [f"2026-{month:02}" for month in range(1, 11)]),
    ],
)
def test_the_periods_of_a_release(kind: str, since: int, expected: list[str]) -> None:
    assert rules.periods(kind, since, date(2026, 11, 1)) == expected


def test_of_months_only_the_last_two_years() -> None:
    months = rules.periods("month", 2016, date(2026, 1, 31))
    assert (len(months), months[0], months[-1]) == (24, "2024-01", "2025-12")


@given(CELLS)
def test_what_was_frozen_comes_back_as_it_was(cells: dict[Key, RawCell]) -> None:
    made = frozen(cells)
    assert rules.frozen_of(rules.frozen_text(made)) == made


@given(CELLS)
def test_a_breakdown_that_is_left_out_is_added_up(cells: dict[Key, RawCell]) -> None:
    (one,) = frozen(cells).tables
    less = rules.without(one, ["sector", "function"])
    assert [each.name for each in less.table.dimensions] == ["area", "period"]
    for (area, period), cell in less.table.cells.items():
        parts = [part for key, part in cells.items() if (key[0], key[2]) == (area, period)]
        assert cell.count == sum(part.count for part in parts)
        assert cell.key_sum == sum(part.key_sum for part in parts) % 2**64
    assert rules.without(one, ["period"]) == one


def test_denominators_follow_a_breakdown_that_is_left_out() -> None:
    table = Table("reach", "reach", (AREA, SECTOR), {})
    known: dict[Key, int] = {("a", "jgz"): 40, ("a", ""): 90, ("", ""): 400}
    one = rules.FrozenTable({}, table, Rules(), known)
    assert rules.without(one, ["sector"]).denominators == {("a",): 90, ("",): 400}
    assert rules.without(one, ["sector", "area"]).denominators == {(): 400}


BEFORE: dict[Key, RawCell] = {
    ("a", "jgz", "2025"): RawCell(40, 7),
    ("b", "jgz", "2025"): RawCell(20, 8),
}


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        # nine came late: they wait
        ({("a", "jgz", "2025"): RawCell(49, 9)}, {("a", "jgz", "2025"): 40}),
        # ten came late: all of them come
        ({("a", "jgz", "2025"): RawCell(50, 9)}, {("a", "jgz", "2025"): 50}),
        # five went from one place to another: that is ten changes
        (
            {("a", "jgz", "2025"): RawCell(35, 1), ("b", "jgz", "2025"): RawCell(25, 2)},
            {("a", "jgz", "2025"): 35, ("b", "jgz", "2025"): 25},
        ),
        # as many, but others: one change at least
        ({("a", "jgz", "2025"): RawCell(40, 99)}, {("a", "jgz", "2025"): 40}),
        # a new period was never told of
        ({("a", "jgz", "2026"): RawCell(3, 1)}, {("a", "jgz", "2026"): 3}),
    ],
)
def test_late_changes_wait_for_a_batch(now: dict[Key, RawCell], expected: dict[Key, int]) -> None:
    made = rules.held_back(frozen({**BEFORE, **now}), frozen(dict(BEFORE)))
    assert counts(made) == {key: cell.count for key, cell in BEFORE.items()} | expected


def test_a_table_that_tells_too_much_beside_earlier_ones_waits_as_a_whole() -> None:
    before = frozen(dict(BEFORE))
    counted = frozen({**BEFORE, ("a", "jgz", "2025"): RawCell(400, 3)})
    assert counts(rules.held_back(counted, before))["a", "jgz", "2025"] == 400
    waits = rules.held_back(counted, before, whole=["reach"])
    assert counts(waits)["a", "jgz", "2025"] == 40
    assert rules.waiting_tables(counted, waits) == ["reach"]
    assert rules.waiting_tables(counted, counted) == []
    assert rules.held_back(counted, None, whole=["reach"]) == counted


def test_who_left_waits_too_and_a_period_that_is_not_asked_stays_away() -> None:
    gone = rules.held_back(frozen({("a", "jgz", "2025"): RawCell(40, 7)}), frozen(dict(BEFORE)))
    assert counts(gone) == {("a", "jgz", "2025"): 40}
    few: dict[Key, RawCell] = {
        ("a", "jgz", "2025"): RawCell(40, 7),
        ("b", "jgz", "2025"): RawCell(4, 8),
    }
    stays = rules.held_back(frozen({("a", "jgz", "2025"): RawCell(40, 7)}), frozen(few))
    assert counts(stays) == {("a", "jgz", "2025"): 40, ("b", "jgz", "2025"): 4}
    old = frozen({("a", "jgz", "2019"): RawCell(5, 1)})
    assert counts(rules.held_back(frozen({}), old)) == {}


def test_other_breakdowns_than_before_are_left_to_the_attackers() -> None:
    (one,) = frozen(dict(BEFORE)).tables
    less = rules.Frozen("zuid", "Zuid", date(2026, 12, 1), (rules.without(one, ["sector"]),))
    assert rules.held_back(less, frozen(dict(BEFORE))) == less


@pytest.mark.parametrize(
    ("older", "expected"),
    [
        ([], [[]]),
        ([1], [[], [1]]),
        ([1, 2, 3, 4], [[], [1, 2, 3, 4]]),
        ([1, 2, 3, 4, 5, 6], [[], [3, 4, 5, 6], [2], [1]]),
    ],
)
def test_the_last_four_in_one_go_and_each_older_one(
    older: list[int], expected: list[list[int]]
) -> None:
    assert rules.rounds(older) == expected


def test_what_was_hidden_stays_hidden_where_it_still_is() -> None:
    made = frozen(dict(BEFORE))
    keys: set[Key] = {
        ("a", "jgz", "2025"),
        ("zuid", "", "2025"),
        ("elders", "jgz", "2025"),
        ("a", "2025"),
    }
    (one,) = rules.still_hidden(made, {"reach": keys, "other": keys}).tables
    assert one.also == (("a", "jgz", "2025"), ("zuid", "", "2025"))
    again = rules.still_hidden(made, {"reach": keys})
    assert rules.frozen_of(rules.frozen_text(again)) == again
