"""Which step follows which, which periods a release has, what is frozen, and which changes wait. Pure: no clock.

Late changes: somebody who compares two releases sees what was added between them. So a table keeps, for a period that
was released before, the counts of that release until at least ``batch`` contributions changed; then all come at once.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any, Final

from veerkracht.disclosure.tables import MODULUS, TOTAL, Dimension, Key, RawCell, Rules, Table

BATCH: Final = 10  # contributions that come together, or wait
TOGETHER: Final = 4  # previous releases that are attacked in one go with a new one
PERIOD: Final = "period"
FIRST_YEAR: Final = 2016
MOST_MONTHS: Final = 24

# From where to where a draft may go. A draft that was looked at goes back to waiting when it is looked at again.
STEPS: dict[str, frozenset[str]] = {
    "waiting": frozenset({"safe", "unsafe", "failed"}),
    "safe": frozenset({"published", "waiting"}),
    "unsafe": frozenset({"waiting"}),
    "failed": frozenset({"waiting"}),
    "published": frozenset(),
}


def may_go(state: str, to: str) -> bool:
    """Whether a draft may go from one state to another."""
    return to in STEPS.get(state, frozenset())


def periods(kind: str, since_year: int, as_of: date) -> list[str]:
    """The periods of one kind ("year", "quarter" or "month") since a year, in order.

    The running year is among them, up to the day; a quarter or month only when it is over. Of months the last 24.
    """
    years = range(since_year, as_of.year + 1)
    if kind == "year":
        return [str(year) for year in years]
    parts = 4 if kind == "quarter" else 12
    months = 12 // parts
    sign = "Q" if kind == "quarter" else ""
    found = [
        f"{year}-{sign}{part:0{1 if sign else 2}}"
        for year in years
        for part in range(1, parts + 1)
        if (year, part * months) < (as_of.year, as_of.month)
    ]
    return found if kind == "quarter" else found[-MOST_MONTHS:]


@dataclass(frozen=True)
class FrozenTable:
    """One indicator as it was counted: its words (JSON), leaf cells, denominators by key and where those come from.

    ``also``: keys that were hidden in the release before, and stay hidden beside what must be.
    """

    words: Mapping[str, Any]
    table: Table
    rules: Rules
    denominators: Mapping[Key, int] = field(default_factory=dict)
    source: str = ""
    also: tuple[Key, ...] = ()


@dataclass(frozen=True)
class Frozen:
    """All that a release is built from: the same gives the same bytes."""

    area: str
    area_name: str
    as_of: date
    tables: tuple[FrozenTable, ...]
    batch: int = BATCH


def frozen_text(frozen: Frozen) -> str:
    """As JSON, to be sealed and kept."""
    plain = {
        "area": frozen.area,
        "area_name": frozen.area_name,
        "as_of": frozen.as_of.isoformat(),
        "batch": frozen.batch,
        "tables": [_plain(one) for one in frozen.tables],
    }
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def frozen_of(text: str) -> Frozen:
    """What :func:`frozen_text` wrote."""
    plain = json.loads(text)
    return Frozen(
        area=plain["area"],
        area_name=plain["area_name"],
        as_of=date.fromisoformat(plain["as_of"]),
        batch=plain["batch"],
        tables=tuple(_table(one) for one in plain["tables"]),
    )


def _plain(one: FrozenTable) -> dict[str, Any]:
    return {
        "words": dict(one.words),
        "rules": asdict(one.rules),
        "source": one.source,
        "also": sorted(list(key) for key in one.also),
        "name": one.table.name,
        "subject": one.table.subject,
        "dimensions": [[each.name, list(each.parents.items())] for each in one.table.dimensions],
        "cells": [
            [list(key), cell.count, cell.key_sum, list(cell.largest)]
            for key, cell in sorted(one.table.cells.items())
        ],
        "denominators": [[list(key), number] for key, number in sorted(one.denominators.items())],
    }


def _table(plain: dict[str, Any]) -> FrozenTable:
    rules = plain["rules"]
    dominance = tuple(rules["dominance"]) if rules["dominance"] else None
    return FrozenTable(
        words=plain["words"],
        rules=Rules(**{**rules, "dominance": dominance}),
        source=plain["source"],
        also=tuple(tuple(key) for key in plain["also"]),
        denominators={tuple(key): number for key, number in plain["denominators"]},
        table=Table(
            name=plain["name"],
            subject=plain["subject"],
            dimensions=tuple(Dimension(name, dict(pairs)) for name, pairs in plain["dimensions"]),
            cells={
                tuple(key): RawCell(count, key_sum, tuple(largest))
                for key, count, key_sum, largest in plain["cells"]
            },
        ),
    )


def without(frozen: FrozenTable, left_out: Collection[str]) -> FrozenTable:
    """The same table without these breakdowns: cells that fall together are added up.

    A breakdown by period always stays. Denominators become those of the total.
    """
    names = [one.name for one in frozen.table.dimensions]
    gone = {name for name in names if name in left_out and name != PERIOD}
    if not gone:
        return frozen
    kept = [place for place, name in enumerate(names) if name not in gone]
    cells: dict[Key, RawCell] = {}
    for key, cell in frozen.table.cells.items():
        short = tuple(key[place] for place in kept)
        cells[short] = _added(cells[short], cell) if short in cells else cell
    dropped = [place for place, name in enumerate(names) if name in gone]
    totals = {
        tuple(key[place] for place in kept): number
        for key, number in frozen.denominators.items()
        if all(key[place] == TOTAL for place in dropped)
    }
    dimensions = tuple(frozen.table.dimensions[place] for place in kept)
    table = replace(frozen.table, dimensions=dimensions, cells=cells)
    return replace(frozen, table=table, denominators=totals)


def _added(one: RawCell, other: RawCell) -> RawCell:
    """Two cells as one. The largest contributors of the sum are at least the largest of either."""
    largest = sorted((*one.largest, *other.largest), reverse=True)
    keys = (one.key_sum + other.key_sum) % MODULUS
    return RawCell(one.count + other.count, keys, tuple(largest[:3]))


def held_back(now: Frozen, before: Frozen | None, *, whole: Collection[str] = ()) -> Frozen:
    """What is released now, seen what was released before: changes of fewer than ``batch`` wait.

    Tables in ``whole`` keep all that was released before, however much changed: together with earlier releases the
    change would tell of somebody. Tables that have other breakdowns than before are left as they are.
    """
    if before is None:
        return now
    earlier = {one.table.name: one for one in before.tables}
    tables = tuple(
        _held(one, earlier[one.table.name], now.batch, everything=one.table.name in whole)
        if one.table.name in earlier
        else one
        for one in now.tables
    )
    return replace(now, tables=tables)


def _held(new: FrozenTable, old: FrozenTable, batch: int, *, everything: bool) -> FrozenTable:
    names = [one.name for one in new.table.dimensions]
    if names != [one.name for one in old.table.dimensions]:
        return new
    place = names.index(PERIOD) if PERIOD in names else None
    now, before = _by_period(new.table.cells, place), _by_period(old.table.cells, place)
    kept: dict[Key, RawCell] = {}
    for period in {**now, **before}:
        cells = now.get(period, {})
        known = _still_there(before.get(period, {}), new.table.dimensions)
        waits = period in before and (everything or _changed(cells, known) < batch)
        kept.update(known if waits else cells)
    return replace(new, table=replace(new.table, cells=kept))


def _by_period(cells: Mapping[Key, RawCell], place: int | None) -> dict[str, dict[Key, RawCell]]:
    found: dict[str, dict[Key, RawCell]] = defaultdict(dict)
    for key, cell in cells.items():
        found[TOTAL if place is None else key[place]][key] = cell
    return dict(found)


def _still_there(
    cells: Mapping[Key, RawCell], dimensions: Sequence[Dimension]
) -> dict[Key, RawCell]:
    """Cells whose codes exist in the table of now: a period that is no longer asked for is not brought back."""
    known = [one.parents for one in dimensions]
    return {
        key: cell
        for key, cell in cells.items()
        if all(code in codes for code, codes in zip(key, known, strict=True))
    }


def _changed(now: Mapping[Key, RawCell], before: Mapping[Key, RawCell]) -> int:
    """How many contributions came or went; a cell with as many but other people counts for one."""
    nothing = RawCell(0)
    pairs = [(now.get(key, nothing), before.get(key, nothing)) for key in {**now, **before}]
    return sum(max(abs(a.count - b.count), int(a.key_sum != b.key_sum)) for a, b in pairs)


def waiting_tables(now: Frozen, held: Frozen) -> list[str]:
    """Names of the tables in which changes wait."""
    pairs = zip(now.tables, held.tables, strict=True)
    return [one.table.name for one, other in pairs if one.table.cells != other.table.cells]


def still_hidden(frozen: Frozen, hidden: Mapping[str, Collection[Key]]) -> Frozen:
    """The same, with what was hidden before to be hidden again: a number that comes and goes tells by its going.

    ``hidden``: keys by the name of a table, in the order of its breakdowns; keys that it no longer has are passed over.
    """
    tables = []
    for one in frozen.tables:
        codes = [{*each.parents, TOTAL} for each in one.table.dimensions]
        kept = (
            key
            for key in sorted(hidden.get(one.table.name, ()))
            if len(key) == len(codes)
            and all(code in known for code, known in zip(key, codes, strict=True))
        )
        tables.append(replace(one, also=tuple(kept)))
    return replace(frozen, tables=tuple(tables))


def rounds(older: Sequence[int], together: int = TOGETHER) -> list[list[int]]:
    """With which older releases (given oldest first) a new one is attacked; the first round is the new one alone.

    The last few in one go, and each older one by itself.
    """
    last = list(older[-together:]) if together else []
    earlier = older[: len(older) - len(last)]
    return [[], *([last] if last else []), *([one] for one in reversed(earlier))]
