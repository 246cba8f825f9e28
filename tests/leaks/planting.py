"""What is planted: a few people who could be recognised, among numbers that nobody can mistake for another.

Two worlds differ only in who the few are: one person here and nine there, or the other way round. All that may be
shown is the same in both. So whatever exit tells them apart tells of those people: a page, a file, a feed, the title of
a drawing, a list to choose from, an order, a cache, a log.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from tests.leaks import chain
from veerkracht.disclosure.thresholds import SafeCount, protect_table
from veerkracht.disclosure.values import HIDDEN, Figure, shown
from veerkracht.figures.models import Release
from veerkracht.monitoring.tests.open_releases import Given, GivenTable, released

Counts = Mapping[tuple[str, str], int]  # by area and sector
HEERLEN, MAASTRICHT, VAALS, BEEK = "GM0917", "GM0935", "GM0981", "GM0888"
CARE, WELFARE, YOUTH = "kraamzorg", "welzijn", "jeugdgezondheidszorg"
PERIOD: Final = "2026"
BASE: Final = 5
PLENTY: Final[Counts] = {
    (HEERLEN, CARE): 1013,
    (HEERLEN, WELFARE): 7027,  # no year
    (HEERLEN, YOUTH): 2503,
    (MAASTRICHT, CARE): 3019,
    (MAASTRICHT, WELFARE): 4003,
    (MAASTRICHT, YOUTH): 3511,
    (VAALS, YOUTH): 1009,
    (BEEK, YOUTH): 1511,
}
FEW: Final = {(VAALS, CARE), (VAALS, WELFARE), (BEEK, CARE), (BEEK, WELFARE)}


def counts_of(world: int) -> Counts:
    """What was counted in world 0 or 1: the few have changed places."""
    one, nine = (1, 9) if world == 0 else (9, 1)
    few = {(VAALS, CARE): one, (VAALS, WELFARE): nine, (BEEK, CARE): nine, (BEEK, WELFARE): one}
    return {**PLENTY, **few}


def plant(world: int, *, whole_way: bool = False) -> Release:
    """A release about Zuid-Limburg in one of the two worlds.

    ``whole_way``: counted, drafted, protected, attacked and published as people do it; else a quick one.
    """
    if whole_way:
        return chain.publish_counted(counts_of(world), PERIOD)
    return released(tables=[table_of(counts_of(world))])


def table_of(counts: Counts) -> GivenTable:
    """What may be shown of these counts."""
    protected = protect_table(counts)
    numbers = {(area, sector): one for (area, sector), one in protected.cells.items()}
    numbers |= {(area, ""): one for area, one in protected.rows.items()}
    numbers |= {("", sector): one for sector, one in protected.columns.items()}
    numbers["", ""] = protected.total
    return GivenTable(
        "professionals-trained",
        "Professionals die een training volgden",
        "Professionals who followed a training",
        "professionals",
        "professionals",
        [
            Given((area, sector, "", PERIOD), _rounded(one))
            for (area, sector), one in numbers.items()
        ],
    )


def _rounded(count: SafeCount) -> Figure:
    number = count.or_none()
    return HIDDEN if number is None else shown((2 * number + BASE) // (2 * BASE) * BASE)


def unmistakable() -> set[int]:
    """Every number of more than three digits that was counted or added up, and may only be seen rounded."""
    counts = counts_of(0)
    sums = [sum(n for (area, _s), n in counts.items() if area == one) for one, _s in counts]
    sums += [sum(n for (_a, sector), n in counts.items() if sector == one) for _a, one in counts]
    whole = {*counts.values(), *sums, sum(counts.values())}
    return {number for number in whole if number >= 1_000 and number % BASE}


def counted_in(text: str) -> list[str]:
    """Exact numbers that stand in a text, however their thousands are written."""
    found = []
    for number in sorted(unmistakable()):
        thousands, rest = divmod(number, 1_000)
        if re.search(rf"(?<![\d.,]){thousands}[.,\s\u00a0\u202f]?{rest:03}(?!\d)", text):
            found.append(str(number))
    return found
