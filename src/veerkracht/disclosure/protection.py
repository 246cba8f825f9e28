"""Protecting the linked tables of a release: what is too small is hidden, and what would give it away. Pure.

Method: README.md.

First a pattern that is safe, then a better one as long as the work lasts; work is counted in linear programs, not in
seconds, so the same tables give the same answer on every machine. What comes out is audited: of every hidden number
there are two tables that agree with all that is shown, in which it lies ``width`` values apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from veerkracht.disclosure.contributions import is_sensitive
from veerkracht.disclosure.flows import Unprotectable
from veerkracht.disclosure.improving import improve, is_proven
from veerkracht.disclosure.linked import Linked, link
from veerkracht.disclosure.puzzle import puzzle
from veerkracht.disclosure.rounding import rounded, span
from veerkracht.disclosure.secrets import Secrets
from veerkracht.disclosure.tables import Key, RawCell, Rules, Table
from veerkracht.disclosure.totals import with_totals
from veerkracht.disclosure.values import HIDDEN, Figure, shown

__all__ = ["EFFORT", "Protected", "Unprotectable", "protect"]

EFFORT = 8_000_000  # how many unknowns may be asked about, in all, to make a safe pattern better
EXACT = 250  # puzzles up to so many unknowns are audited in whole numbers only
Chosen = Mapping[str, Collection[Key]]


@dataclass(frozen=True)
class Protected:
    """Tables as they may be shown, by name and key, every combination of totals included.

    ``hidden``: all that is hidden, ``primary``: what of that was too small or too much of one contributor by itself.
    ``loss``: how many people the other hidden numbers count (a number that stands in several tables once); ``bound``:
    no safe pattern loses less than that. ``audited``: that no hidden number can be known too closely was checked.
    """

    figures: Mapping[str, Mapping[Key, Figure]]
    hidden: Mapping[str, frozenset[Key]]
    primary: Mapping[str, frozenset[Key]]
    loss: int
    bound: int
    audited: bool


@dataclass(frozen=True)
class _Part:
    """The tables of one subject, with what was found for them."""

    figures: dict[str, dict[Key, Figure]]
    primary: dict[str, frozenset[Key]]
    loss: int
    bound: int
    audited: bool


def protect(
    tables: Sequence[Table],
    rules: Rules,
    *,
    also: Chosen | None = None,
    known: Chosen | None = None,
    effort: int = EFFORT,
) -> Protected:
    """The tables of one release, protected together; tables of different subjects do not touch each other.

    ``also``: keys by table to hide as well (such as what was hidden before and did not change). ``known``: keys that
    everybody knows already, so that hiding them helps nobody. A 0 is shown in any case. Raises Unprotectable when
    what is known gives a hidden number away; ValueError for tables that contradict each other, two of one name, a key
    that is no leaf, a count below 0.
    """
    if len({table.name for table in tables}) < len(tables):
        raise ValueError("two tables of one name")
    subjects: dict[str, list[Table]] = defaultdict(list)
    for table in sorted(tables, key=lambda one: one.name):
        subjects[table.subject].append(table)
    parts = [
        _protect(beside, rules, also or {}, known or {}, effort // len(subjects))
        for _subject, beside in sorted(subjects.items())
    ]
    figures = {name: cells for part in parts for name, cells in part.figures.items()}
    return Protected(
        figures=figures,
        hidden={
            name: frozenset(key for key, figure in cells.items() if figure == HIDDEN)
            for name, cells in figures.items()
        },
        primary={name: keys for part in parts for name, keys in part.primary.items()},
        loss=sum(part.loss for part in parts),
        bound=sum(part.bound for part in parts),
        audited=all(part.audited for part in parts),
    )


def _protect(
    tables: Sequence[Table], rules: Rules, also: Chosen, known: Chosen, effort: int
) -> _Part:
    linked = link([(0, table) for table in tables])
    at = {(name, key): number for (_group, name, key), number in linked.at.items()}
    cells = {
        (table.name, key): cell for table in tables for key, cell in with_totals(table).items()
    }
    secrets, of = _secrets(linked, at, cells, rules, known)
    risky = {one for one, cell in cells.items() if is_sensitive(cell, rules)}
    asked = {(name, key) for name, keys in also.items() for key in keys} & cells.keys()
    primary = {left for one in risky | asked if (left := of[at[one]]) is not None}
    if primary & secrets.known:
        raise Unprotectable
    best = improve(secrets, primary, effort)
    hidden = {one for one, number in at.items() if of[number] in best.pattern.hidden}
    before = sum(secrets.weights[number] for number in primary)
    return _Part(
        _figures(tables, cells, hidden, rules),
        {
            table.name: frozenset(key for name, key in risky if name == table.name)
            for table in tables
        },
        best.pattern.loss - before,
        best.bound - before,
        is_proven(best.pattern),
    )


def _secrets(
    linked: Linked,
    at: Mapping[tuple[str, Key], int],
    cells: Mapping[tuple[str, Key], RawCell],
    rules: Rules,
    known: Chosen,
) -> tuple[Secrets, Sequence[int | None]]:
    """What an attacker is up against, and of each number of the tables its unknown (None: it is shown to be 0)."""
    counts = _counts(at, cells, linked.size)
    nought = span(0, rules.base, threshold=rules.threshold) == (0, 0)
    left = puzzle(
        linked.size, linked.sums, [one for one, of in enumerate(counts) if nought and not of]
    )
    values, weights = [0] * left.size, [0] * left.size
    for number, count in enumerate(counts):
        unknown = left.of[number]
        if unknown is not None:
            values[unknown] = count
            weights[unknown] += count
    spans = [
        span(rounded(count, rules.base), rules.base, threshold=rules.threshold)
        if count >= rules.threshold or count == 0
        else (count, count)
        for count in values
    ]
    fixed = {left.of[at[name, key]] for name, keys in known.items() for key in keys}
    return Secrets(
        left,
        values,
        spans,
        weights,
        rules.width - 1,
        frozenset(one for one in fixed if one is not None),
        exact=left.size <= EXACT,
    ), left.of


def _counts(
    at: Mapping[tuple[str, Key], int], cells: Mapping[tuple[str, Key], RawCell], size: int
) -> list[int]:
    """The true numbers; ValueError when two tables say different things of one."""
    found: list[int | None] = [None] * size
    for one, number in at.items():
        count = cells[one].count
        if found[number] not in {None, count}:
            raise ValueError(f"{one} is {count} here and {found[number]} elsewhere")
        found[number] = count
    return [count or 0 for count in found]


def _figures(
    tables: Sequence[Table],
    cells: Mapping[tuple[str, Key], RawCell],
    hidden: Collection[tuple[str, Key]],
    rules: Rules,
) -> dict[str, dict[Key, Figure]]:
    found: dict[str, dict[Key, Figure]] = {table.name: {} for table in tables}
    for (name, key), cell in cells.items():
        safe = shown(rounded(cell.count, rules.base))
        found[name][key] = HIDDEN if (name, key) in hidden else safe
    return found
