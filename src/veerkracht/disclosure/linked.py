"""Tables laid beside each other: which of their numbers are the same, and which add up to which. Pure.

A number is told by what was counted (the subject), by whom (the release: a *group*) and by which finest codes it
covers. So the total over a dimension, the province that all lie in, and a table without that dimension are one
number, and a code that lies in two hierarchies (a municipality in a region and in a partnership) ties them together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Protocol

from veerkracht.disclosure.tables import TOTAL, Dimension, Key

Codes = frozenset[str]
Place = tuple[tuple[str, Codes | None], ...]  # of each dimension, the finest codes that it covers
Sum = tuple[int, tuple[int, ...]]  # the number of a total, and the numbers of its parts


class Broken(Protocol):
    """A table by its breakdowns, whatever stands in it."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def subject(self) -> str:
        """What is counted."""

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """By what, in the order of its keys."""


@dataclass
class Linked:
    """Numbers from 0 up; ``at`` gives the number of (group, name of the table, key), ``place`` what a number covers."""

    at: dict[tuple[int, str, Key], int] = field(default_factory=dict)
    places: list[tuple[int, Place]] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many different numbers there are."""
        return len(self.places)


def codes_of(dimension: Dimension) -> tuple[str, ...]:
    """Every code of a dimension, with the total last."""
    return (*sorted(dimension.parents), TOTAL)


def keys_of(table: Broken) -> Iterator[Key]:
    """Every key of a table, with every combination of totals."""
    return product(*(codes_of(one) for one in table.dimensions))


def link(tables: Sequence[tuple[int, Broken]]) -> Linked:
    """Tables about one subject, each with its group, laid beside each other.

    ValueError for a hierarchy that goes round.
    """
    ordered = sorted(tables, key=lambda one: (one[0], one[1].name))
    covers = _Covers([table for _group, table in ordered])
    linked, known = Linked(), dict[tuple[int, Place], int]()
    for group, table in ordered:
        absent = covers.absent([one for other, one in ordered if other == group])
        for key in keys_of(table):
            place = (group, covers.place(table, key, absent))
            if place not in known:
                known[place] = len(linked.places)
                linked.places.append(place)
            linked.at[group, table.name, key] = known[place]
    linked.sums = sorted({one for group, table in ordered for one in _sums(linked, group, table)})
    return linked


def _sums(linked: Linked, group: int, table: Broken) -> Iterator[Sum]:
    for position, dimension in enumerate(table.dimensions):
        others = [codes_of(one) for one in table.dimensions]
        others[position] = (TOTAL,)
        for parent, children in _children([dimension]).items():
            for key in product(*others):
                ends = [
                    linked.at[group, table.name, (*key[:position], code, *key[position + 1 :])]
                    for code in (parent, *sorted(children))
                ]
                if ends[1:] != ends[:1]:
                    yield ends[0], tuple(ends[1:])


def _children(dimensions: Sequence[Dimension]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for dimension in dimensions:
        for code, parent in dimension.parents.items():
            found[parent].add(code)
    return found


class _Covers:
    """Which finest codes every code covers, over all tables together."""

    def __init__(self, tables: Sequence[Broken]) -> None:
        self._tables = tables
        self._names = sorted({one.name for table in tables for one in table.dimensions})
        alike = {
            name: [one for table in tables for one in table.dimensions if one.name == name]
            for name in self._names
        }
        self._children = {name: _children(found) for name, found in alike.items()}
        self._known: dict[tuple[str, str], Codes] = {}
        for name, found in alike.items():
            for code in sorted({code for one in found for code in one.parents}):
                self._cover(name, code, ())

    def _cover(self, name: str, code: str, above: tuple[str, ...]) -> Codes:
        if code in above:
            raise ValueError(f"{code} lies in itself")
        if (name, code) not in self._known:
            parts = [
                self._cover(name, child, (*above, code))
                for child in sorted(self._children[name].get(code, ()))
            ]
            self._known[name, code] = frozenset[str]().union(*parts) or frozenset([code])
        return self._known[name, code]

    def _all(self, dimension: Dimension) -> Codes:
        return frozenset[str]().union(
            *(self._known[dimension.name, code] for code in dimension.parents)
        )

    def _totals(self, name: str, tables: Sequence[Broken]) -> set[Codes]:
        broken = [one for table in tables for one in table.dimensions]
        return {self._all(one) for one in broken if one.name == name}

    def absent(self, beside: Sequence[Broken]) -> dict[str, Codes | None]:
        """What a table covers of a dimension it does not have: what those beside it cover, when that is one thing."""
        found: dict[str, Codes | None] = {}
        for name in self._names:
            totals = self._totals(name, beside) or self._totals(name, self._tables)
            found[name] = next(iter(totals)) if len(totals) == 1 else None
        return found

    def place(self, table: Broken, key: Key, absent: Mapping[str, Codes | None]) -> Place:
        """What a key covers."""
        mine = dict(zip((one.name for one in table.dimensions), key, strict=True))
        by_name = {one.name: one for one in table.dimensions}
        return tuple(
            (name, absent[name] if name not in mine else self._read(by_name[name], mine[name]))
            for name in self._names
        )

    def _read(self, dimension: Dimension, code: str) -> Codes:
        return self._all(dimension) if code == TOTAL else self._known[dimension.name, code]
