"""The totals of a table: every key with every combination of totals. Pure."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

from veerkracht.disclosure.contributions import added
from veerkracht.disclosure.linked import keys_of
from veerkracht.disclosure.tables import TOTAL, Dimension, Key, RawCell, Table


def with_totals(table: Table) -> dict[Key, RawCell]:
    """Every key of the table with its cell; what was not counted is 0.

    ValueError for a key that is no leaf, and for a count below 0.
    """
    parts: dict[Key, list[RawCell]] = defaultdict(list)
    leaves = [frozenset(one.leaves) for one in table.dimensions]
    for key, cell in sorted(table.cells.items()):
        if len(key) != len(leaves) or not all(
            code in known for code, known in zip(key, leaves, strict=True)
        ):
            raise ValueError(f"{table.name}: {key} is no leaf")
        if cell.count < 0:
            raise ValueError(f"{table.name}: {key} is below 0")
        if cell.count:
            for above in product(*map(_upwards, table.dimensions, key)):
                parts[above].append(cell)
    return {key: added(parts.get(key, ())) for key in keys_of(table)}


def _upwards(dimension: Dimension, code: str) -> tuple[str, ...]:
    """A code, those it lies in, and the total."""
    found = [code]
    while found[-1] != TOTAL:
        found.append(dimension.parents[found[-1]])
    return tuple(found)
