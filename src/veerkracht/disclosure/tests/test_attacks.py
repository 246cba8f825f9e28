"""The attackers find what can be worked out, and nothing where it cannot."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from veerkracht.disclosure.attacks import (
    AREAS,
    AVERAGING,
    DATES,
    INTERVAL,
    TABLES,
    Published,
    PublishedTable,
    attack,
)
from veerkracht.disclosure.protection import protect
from veerkracht.disclosure.tables import TOTAL, Key, Rules, Table
from veerkracht.disclosure.tests.test_protection import HIERARCHY, PRIMARY, PROBLEM, counted, flat
from veerkracht.disclosure.totals import with_totals
from veerkracht.disclosure.values import HIDDEN, shown

EXACTLY = Rules(threshold=1, base=1, width=2)
SECTOR = flat("sector", "abc")
OLD, NEW = date(2026, 3, 1), date(2026, 6, 1)


def published(
    table: Table, hidden: Iterable[Key], *, base: int = 1, noise: int = 0
) -> PublishedTable:
    cells = with_totals(table)
    away = set(hidden)
    figures = {
        key: HIDDEN if key in away else shown((cell.count + base // 2) // base * base)
        for key, cell in cells.items()
    }
    return PublishedTable(table.name, table.subject, table.dimensions, figures, base, noise)


def release(name: str, *tables: PublishedTable, as_of: date = OLD) -> Published:
    return Published(name, as_of, tables)


def test_problemdata_gives_47_away_until_the_example_adds_a_cell() -> None:
    found = attack([release("one", published(PROBLEM, PRIMARY))], EXACTLY)
    assert [(one.key, one.low, one.high, one.kind) for one in found] == [
        (("w", "b"), 47, 47, INTERVAL)
    ]
    assert attack([release("one", published(PROBLEM, [*PRIMARY, ("x", "b")]))], EXACTLY) == []


def test_a_number_alone_hidden_is_worked_out() -> None:
    table = counted("t", (SECTOR,), [4, 31, 60])
    found = attack([release("one", published(table, [("a",)]))])
    assert [(one.key, one.low, one.high, one.because, one.release) for one in found] == [
        (("a",), 4, 4, "t", "one")
    ]


def test_another_table_of_the_release_gives_it_away() -> None:
    table = counted("t", (SECTOR,), [4, 31, 60])
    other = Table("u", table.subject, (SECTOR,), table.cells)
    tables = published(table, [("a",), ("b",)]), published(other, [("a",), ("c",)])
    found = attack([release("one", *tables)])
    assert {one.kind for one in found} == {TABLES}
    assert ("t", ("a",), 4, 4) in {(one.table, one.key, one.low, one.high) for one in found}
    assert {one.because for one in found} == {"t + u"}


def test_a_release_of_another_area_on_the_same_day_gives_it_away() -> None:
    table = counted("t", (HIERARCHY,), [4, 31, 60, 40])
    region = Table("t", table.subject, (HIERARCHY,), table.cells)
    province = release("province", published(table, [("a",), ("b",)]))
    assert attack([province, release("region", published(region, [("a",), ("b",)]))]) == []
    careless = release("region", published(region, [("a",), ("n",), ("c",), ("s",)]))
    assert attack([careless]) == []
    assert {one.kind for one in attack([province, careless])} == {AREAS}


def test_another_choice_of_what_is_hidden_later_gives_it_away() -> None:
    table = counted("t", (SECTOR,), [4, 31, 60])
    old = release("old", published(table, [("a",), ("b",)]))
    new = release("new", published(table, [("a",), ("c",)]), as_of=NEW)
    assert attack([old]) == attack([new]) == []
    found = attack([new, old])
    assert {one.kind for one in found} == {DATES}
    assert {one.because for one in found} == {"old + new"}
    assert {(one.low, one.high) for one in found if one.key == ("a",)} == {(4, 4)}


def test_a_small_change_is_read_off_when_nothing_is_rounded() -> None:
    old = release("old", published(counted("t", (SECTOR,), [40, 31, 60]), []))
    table = counted("t", (SECTOR,), [43, 31, 60])
    found = attack([old, release("new", published(table, []), as_of=NEW)])
    assert {(one.key, one.low, one.is_change) for one in found} == {
        (("a",), 3, True),
        ((TOTAL,), 3, True),
    }
    rounded = [
        release("old", published(counted("t", (SECTOR,), [40, 31, 60]), [], base=5)),
        release("new", published(table, [], base=5), as_of=NEW),
    ]
    assert attack(rounded) == []


def test_noise_drawn_anew_is_averaged_out() -> None:
    first = published(counted("t", (SECTOR,), [40, 30, 60]), [], noise=4)
    second = published(counted("t", (SECTOR,), [47, 30, 60]), [], noise=4)
    found = attack([release("old", first), release("new", second, as_of=NEW)])
    assert (AVERAGING, ("a",), 43, 44) in {(one.kind, one.key, one.low, one.high) for one in found}


def test_what_protection_made_gives_nothing_away() -> None:
    table = counted("t", (HIERARCHY, SECTOR), [4, 31, 12, 9, 15, 2, 40, 13, 0, 8, 22, 61])
    safe = protect([table], Rules())
    told = PublishedTable("t", table.subject, table.dimensions, safe.figures["t"])
    assert attack([release("one", told)]) == []
    assert attack([release("one", told), release("two", told, as_of=NEW)]) == []


def test_nothing_published_gives_nothing_away() -> None:
    assert attack([]) == []
    assert attack([release("empty")]) == []
    assert attack([release("no", published(counted("t", (SECTOR,), [0, 0, 0]), []))]) == []
