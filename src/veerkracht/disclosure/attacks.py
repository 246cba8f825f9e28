"""The built-in attackers: what can somebody work out from all that was published? Pure. Method: README.md.

They know the method: which counts are hidden for themselves, how is rounded, that a 0 is always shown. *Interval*:
hidden numbers are made as small and as large as all sums allow. *Differencing*: tables, areas and dates are laid
beside each other; of a number that is shown in the same way on two dates they guess that nothing changed, and of
others that people only came in addition. *Averaging*: one number shown in several ways is read several times.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from veerkracht.disclosure.opened import Shown, opened
from veerkracht.disclosure.published import (
    AREAS,
    AVERAGING,
    DATES,
    INTERVAL,
    TABLES,
    Finding,
    Published,
    PublishedTable,
)
from veerkracht.disclosure.readings import averaged, changes
from veerkracht.disclosure.tables import Rules

__all__ = [
    "AREAS",
    "AVERAGING",
    "DATES",
    "INTERVAL",
    "TABLES",
    "Finding",
    "Published",
    "PublishedTable",
    "attack",
]


def attack(releases: Sequence[Published], rules: Rules | None = None) -> list[Finding]:
    """Everything that is hidden and can be known to within fewer than ``rules.width`` values, in a fixed order.

    ``rules`` are those that the attacker knows the releases were made by; the usual ones when left out.
    """
    known = rules or Rules()
    shown: dict[str, list[Shown]] = defaultdict(list)
    ordered = sorted(releases, key=lambda one: (one.as_of, one.name))
    for order, release in enumerate(ordered):
        for table in sorted(release.tables, key=lambda one: one.name):
            shown[table.subject].append(Shown(order, release, table))
    found = [one for _subject, tables in sorted(shown.items()) for one in _attack(tables, known)]
    return sorted(found, key=lambda one: (one.release, one.table, one.key, one.kind, one.because))


def _attack(tables: Sequence[Shown], rules: Rules) -> list[Finding]:
    """All at once first: who finds nothing in everything finds nothing in a part of it."""
    every = opened(tables, rules)
    found = [*averaged(every, rules), *changes(every, rules)]
    leaks = every.leaks()
    for kind, beside in _steps(tables):
        if not leaks:
            break
        case = every if len(beside) == len(tables) else opened(beside, rules)
        for one in sorted(leaks & case.leaks(leaks)):
            low, high = case.between(one)
            order, name, key = one
            release = next(each.release.name for each in tables if each.order == order)
            found.append(Finding(kind, name, key, low, high, _because(kind, beside), release))
            leaks = leaks - {one}
    return found


def _steps(tables: Sequence[Shown]) -> Iterator[tuple[str, list[Shown]]]:
    """From one table to all of them: the first step that gives something away says how it leaked."""
    for one in tables:
        yield INTERVAL, [one]
    yield from _grouped(TABLES, tables, [(one.order,) for one in tables])
    yield from _grouped(AREAS, tables, [(one.release.as_of,) for one in tables])
    yield DATES, list(tables)


def _grouped(
    kind: str, tables: Sequence[Shown], marks: Sequence[object]
) -> Iterator[tuple[str, list[Shown]]]:
    groups: dict[object, list[Shown]] = defaultdict(list)
    for one, mark in zip(tables, marks, strict=True):
        groups[mark].append(one)
    for beside in groups.values():
        if len(beside) > 1:
            yield kind, beside


def _because(kind: str, beside: Iterable[Shown]) -> str:
    if kind in {INTERVAL, TABLES}:
        return " + ".join(one.table.name for one in beside)
    return " + ".join(dict.fromkeys(one.release.name for one in beside))
