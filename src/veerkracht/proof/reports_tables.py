"""What a funder may see: tables by course, organisation and sector in which nobody can be found.

One region and one whole year at a time, so that two tables never differ by a few people. The totals of
the region stand first and are the same in every table (``totals_stay``). Costs are worked out from numbers
that are shown, and from what seats cost; so they tell nothing more.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from veerkracht.disclosure.thresholds import (
    THRESHOLD,
    ProtectedTable,
    SafeCount,
    Unprotectable,
    protect_table,
)
from veerkracht.proof.reports_queries import Outcome, Place, Seats

Key = TypeVar("Key", bound=Hashable)
Split = tuple[tuple[str, frozenset[str]], ...]
CAME, NOT, NO_SHOW, OTHER, PLACED = "came", "not-came", "no-show", "other", "placed"
_OTHER = frozenset({Outcome.EXCUSED.value, Outcome.UNKNOWN.value})
_CAME, _ABSENT = frozenset({Outcome.CAME.value}), frozenset({Outcome.ABSENT.value})

# From fine to coarse: the first of which every total may be shown.
SPLITS: tuple[Split, ...] = (
    ((CAME, _CAME), (NO_SHOW, _ABSENT), (OTHER, _OTHER)),
    ((CAME, _CAME), (NOT, _ABSENT | _OTHER)),
    ((PLACED, _CAME | _ABSENT | _OTHER),),
)


@dataclass(frozen=True)
class SafeTotals:
    """The totals of one region and year, each safe to show, and how finely they are split."""

    split: Split
    columns: dict[str, SafeCount]
    placed: SafeCount


@dataclass(frozen=True)
class SafeRow:
    """A row of a table: its name, its numbers by column, and places given in all."""

    name: str
    columns: dict[str, SafeCount]
    placed: SafeCount
    seats: Seats | None = None

    @property
    def cost(self) -> int | None:
        """What no-shows cost, in cents, reckoned from what is shown; None when that is hidden."""
        absent = self.columns.get(NO_SHOW)
        number = None if absent is None else absent.or_none()
        return None if number is None or self.seats is None else number * self.seats.each


@dataclass(frozen=True)
class SafeTable:
    """Rows by name, and the columns they have; without rows when none can be shown safely."""

    split: Split
    rows: tuple[SafeRow, ...] = ()

    @property
    def column_names(self) -> list[str]:
        """Its columns in order."""
        return [name for name, _outcomes in self.split]

    @property
    def hides(self) -> bool:
        """Whether any number in it is hidden."""
        found = (one for row in self.rows for one in (*row.columns.values(), row.placed))
        return any(one.is_hidden for one in found)


def safe_totals(found: Sequence[Place]) -> SafeTotals | None:
    """The totals of a region, as finely as they can be told; None when there are too few people at all."""
    for split in SPLITS:
        numbers = {name: [one for one in found if one.outcome in kinds] for name, kinds in split}
        if found and all(_is_many(places) for places in numbers.values()):
            columns = {name: SafeCount(len(places)) for name, places in numbers.items()}
            return SafeTotals(split, columns, SafeCount(len(found)))
    return None


def _is_many(places: Sequence[Place]) -> bool:
    """Nobody, or at least ten people: somebody may have had ten places."""
    return not places or len({one.person for one in places}) >= THRESHOLD


def safe_table(
    found: Sequence[Place],
    totals: SafeTotals,
    by: Callable[[Place], str],
    seats: dict[str, Seats] | None = None,
) -> SafeTable:
    """The places by something, split as finely as is safe; without rows when nothing is."""
    for split in SPLITS[SPLITS.index(totals.split) :]:
        try:
            shown = _protected(found, split, by)
        except Unprotectable:
            continue
        return SafeTable(split, _rows(shown, split, seats))
    return SafeTable(totals.split)


def _protected(
    found: Sequence[Place], split: Split, by: Callable[[Place], str]
) -> ProtectedTable[str, str]:
    column = {outcome: name for name, outcomes in split for outcome in outcomes}
    keys = [(by(one), column[one.outcome], one.person) for one in found]
    cells = Counter((row, name) for row, name, _person in keys)
    few, few_rows = (
        _few((row, name) for row, name, _person in set(keys)),
        _few(row for row, _person in {(row, person) for row, _name, person in keys}),
    )
    return protect_table(cells, sensitive=few, sensitive_rows=few_rows, totals_stay=True)


def _few(people: Iterable[Key]) -> list[Key]:
    """Keys that fewer people have than the threshold."""
    return [key for key, number in Counter(people).items() if number < THRESHOLD]


def _rows(
    shown: ProtectedTable[str, str], split: Split, seats: dict[str, Seats] | None
) -> tuple[SafeRow, ...]:
    nobody = SafeCount(0)
    names: dict[str, dict[str, SafeCount]] = defaultdict(dict)
    for (row, name), count in shown.cells.items():
        names[row][name] = count
    return tuple(
        SafeRow(
            row,
            {name: names[row].get(name, nobody) for name, _outcomes in split},
            shown.rows[row],
            seats.get(row) if seats else None,
        )
        for row in sorted(names, key=lambda name: (name == "", name.casefold()))
    )
