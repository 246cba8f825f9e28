"""Attacking a release before anybody else can: alone, with the last few in one go, and with each older one.

The report tells where an attacker came how near, never what the number is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from veerkracht.disclosure.attacks import Finding, Published, PublishedTable, attack
from veerkracht.disclosure.tables import TOTAL, Key, Rules
from veerkracht.disclosure.values import Figure
from veerkracht.figures.actions import BREAKDOWNS, Content, TableContent
from veerkracht.monitoring.release_building import AT
from veerkracht.monitoring.release_rules import PERIOD, rounds

SHOWN: Final = "shown"  # a small number that simply stands there
MOST_TOLD: Final = 200  # findings kept in a report; it says how many there were


@dataclass(frozen=True)
class Known:
    """A release as an attacker has it, by the number of its row."""

    number: int
    content: Content


def examine(new: Content, older: Sequence[Known]) -> dict[str, Any]:
    """Attack ``new``, alone and with ``older`` (oldest first); the report as plain values, ready for JSON.

    ``rounds``: each with the numbers of the releases in it and how many findings. ``found``: the first findings, each
    with its kind, indicator, key (by ``BREAKDOWNS``) and ``width``: how many numbers are still possible. What the
    older releases give away without the new one is no finding: it was known already.
    """
    known = {one.number: one.content for one in older}
    found: list[dict[str, Any]] = list(_read_off(new))
    told: list[dict[str, Any]] = []
    for numbers in rounds(list(known)):
        here = _attacked(new, [known[one] for one in numbers])
        told.append({"with": numbers, "found": len(here) + (0 if numbers else len(found))})
        found += [one for one in here if one not in found]
    return {"rounds": told, "number": len(found), "found": found[:MOST_TOLD]}


def _attacked(new: Content, beside: Sequence[Content]) -> list[dict[str, Any]]:
    """What is found in the new release and those beside it, and not in those alone; by the threshold of a table."""
    found: list[dict[str, Any]] = []
    for threshold in sorted({one.threshold for one in new.tables if one.threshold > 1}):
        names = {one.indicator for one in new.tables if one.threshold == threshold}
        older = [_published(one, names) for one in beside]
        mine, rules = _published(new, names), Rules(threshold=threshold)
        findings = attack([*older, mine], rules)
        if findings and older:
            before = {_mark(one) for one in attack(older, rules)}
            findings = [one for one in findings if _mark(one) not in before]
        found += [_told(one, [*older, mine]) for one in findings]
    return found


def _mark(one: Finding) -> tuple[object, ...]:
    return one.release, one.table, one.key, one.low, one.high


def _published(content: Content, names: set[str]) -> Published:
    """A release as it is attacked: these indicators, a table for each period."""
    tables = [
        sliced for table in content.tables if table.indicator in names for sliced in _slices(table)
    ]
    return Published(f"{content.area} {content.number}", content.as_of, tables)


def _slices(table: TableContent) -> Iterator[PublishedTable]:
    """A table as tables to attack: one for each period.

    Totals over periods are left out: they are sums of what is shown, and tell nothing by themselves.
    """
    names = [one.name for one in table.dimensions]
    sliced = PERIOD in names and len(names) > 1
    kept = tuple(one for one in table.dimensions if not (sliced and one.name == PERIOD))
    places = [BREAKDOWNS.index(one.name) for one in kept]
    by_period: dict[str, dict[Key, Figure]] = {}
    for cell in table.cells:
        period = cell.key[BREAKDOWNS.index(PERIOD)]
        if PERIOD in names and period == TOTAL:
            continue
        key = tuple(cell.key[place] for place in places)
        by_period.setdefault(period if sliced else TOTAL, {})[key] = cell.figure
    for period, figures in sorted(by_period.items()):
        name = f"{table.indicator}{AT}{period}" if sliced else table.indicator
        yield PublishedTable(name, name, kept, figures, table.base)


def _read_off(content: Content) -> Iterator[dict[str, Any]]:
    """Small numbers that simply stand there."""
    for table in content.tables:
        for cell in table.cells:
            if cell.figure.number is not None and 0 < cell.figure.number < table.threshold:
                key = list(cell.key)
                yield {"kind": SHOWN, "indicator": table.indicator, "key": key, "width": 1}


def _told(finding: Finding, releases: Sequence[Published]) -> dict[str, Any]:
    """A finding without its numbers; the key by name of breakdown."""
    indicator, _at, period = finding.table.partition(AT)
    tables = (table for release in releases for table in release.tables)
    about = next((one.dimensions for one in tables if one.name == finding.table), ())
    named = dict(zip((one.name for one in about), finding.key, strict=False))
    named |= {PERIOD: period} if period else {}
    return {
        "kind": finding.kind,
        "indicator": indicator,
        "key": [named.get(name, TOTAL) for name in BREAKDOWNS],
        "width": finding.high - finding.low + 1,
    }
