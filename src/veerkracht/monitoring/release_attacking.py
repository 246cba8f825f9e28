"""Attacking a release before anybody else can: alone, with the last few in one go, and with each older one.

The report tells where an attacker came how near, never what the number is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from veerkracht.disclosure.attacks import Published, PublishedTable, attack
from veerkracht.disclosure.tables import TOTAL, Dimension, Key
from veerkracht.disclosure.values import Figure
from veerkracht.figures.actions import BREAKDOWNS, Content, TableContent
from veerkracht.monitoring.release_building import AT
from veerkracht.monitoring.release_rules import PERIOD, areas_on_the_way, rounds

AREA: Final = "area"
MOST_TOLD: Final = 200  # findings kept in a report; it says how many there were


@dataclass(frozen=True)
class Known:
    """A release as an attacker has it, by the number of its row (0: the one that is not out yet)."""

    number: int
    content: Content


def examine(new: Content, older: Sequence[Known]) -> dict[str, Any]:
    """Attack ``new``, alone and with ``older`` (oldest first); the report as plain values, ready for JSON.

    ``rounds``: each with the numbers of the releases in it, the area looked at and how many findings. ``found``: the
    first findings, each with its kind, indicator, key (by ``BREAKDOWNS``) and ``width``: how many numbers are possible.
    """
    found: list[dict[str, Any]] = []
    told: list[dict[str, Any]] = []
    for frame, numbers, releases in _rounds(Known(0, new), older):
        here = [_told(one, releases) for one in attack(releases)]
        told.append({"area": frame, "with": numbers, "found": len(here)})
        found += [one for one in here if one not in found]
    return {"rounds": told, "number": len(found), "found": found[:MOST_TOLD]}


def _rounds(new: Known, older: Sequence[Known]) -> Iterator[tuple[str, list[int], list[Published]]]:
    """Every attack: the area that is looked at, with which older releases, and what they say of it.

    Releases about another area are read for the area that they have in common: that of the new one, or a smaller
    one that an older release was about.
    """
    frames = dict.fromkeys([new.content.area, *(one.content.area for one in older)])
    for frame in frames:
        mine = seen_in(new, frame)
        if mine is None:
            continue
        known = {one.number: seen for one in older if (seen := seen_in(one, frame)) is not None}
        for numbers in rounds(list(known)):
            if numbers or frame == new.content.area:
                yield frame, numbers, [*(known[one] for one in numbers), mine]


def seen_in(known: Known, frame: str) -> Published | None:
    """What a release says of one area: all of it when it is about that area; None when it says nothing of it."""
    content = known.content
    tables = [
        sliced
        for table in content.tables
        if table.threshold > 1
        for sliced in _published(table, None if frame == content.area else frame)
    ]
    name = f"{content.area} {content.number}"
    return Published(name, content.as_of, tables) if tables else None


def _published(table: TableContent, frame: str | None) -> Iterator[PublishedTable]:
    """A table as tables to attack: one for each period, cut down to an area.

    Totals over periods are left out: they are sums of what is shown, and tell nothing by themselves.
    """
    names = [one.name for one in table.dimensions]
    cut = _cut(table, frame) if frame else table
    if cut is None:
        return
    sliced = PERIOD in names and len(names) > 1
    kept = tuple(one for one in cut.dimensions if not (sliced and one.name == PERIOD))
    places = [BREAKDOWNS.index(one.name) for one in kept]
    by_period: dict[str, dict[Key, Figure]] = {}
    for cell in cut.cells:
        period = cell.key[BREAKDOWNS.index(PERIOD)]
        if PERIOD in names and period == TOTAL:
            continue
        key = tuple(cell.key[place] for place in places)
        by_period.setdefault(period if sliced else TOTAL, {})[key] = cell.figure
    for period, figures in sorted(by_period.items()):
        name = f"{table.indicator}{AT}{period}" if sliced else table.indicator
        yield PublishedTable(name, name, kept, figures, table.base)


def _cut(table: TableContent, frame: str) -> TableContent | None:
    """The part about one area, which then is the total; None when the table does not tell of it."""
    areas = next((one for one in table.dimensions if one.name == AREA), None)
    if areas is None or frame not in areas.parents:
        return None
    inside = areas_on_the_way(areas.parents, [frame]) - {frame}
    parents = {
        code: TOTAL if parent == frame else parent
        for code, parent in areas.parents.items()
        if code in inside
    }
    cells = tuple(
        replace(one, key=(TOTAL if one.key[0] == frame else one.key[0], *one.key[1:]))
        for one in table.cells
        if one.key[0] == frame or one.key[0] in inside
    )
    dimensions = tuple(
        Dimension(AREA, parents) if one.name == AREA else one for one in table.dimensions
    )
    return replace(table, dimensions=dimensions, cells=cells)


def _told(finding: Any, releases: Sequence[Published]) -> dict[str, Any]:
    """A finding without its numbers; the key by name of breakdown."""
    indicator, _at, period = finding.table.partition(AT)
    names = next(
        (
            [one.name for one in table.dimensions]
            for release in releases
            for table in release.tables
            if table.name == finding.table
        ),
        [],
    )
    named = dict(zip(names, finding.key, strict=False)) | ({PERIOD: period} if period else {})
    return {
        "kind": finding.kind,
        "indicator": indicator,
        "key": [named.get(name, TOTAL) for name in BREAKDOWNS],
        "width": finding.high - finding.low + 1,
    }
