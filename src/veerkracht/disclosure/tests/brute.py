"""An attacker without any method: tries every table of whole numbers that there could be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from veerkracht.disclosure.linked import keys_of
from veerkracht.disclosure.protection import Protected
from veerkracht.disclosure.tables import TOTAL, Dimension, Key, Rules, Table
from veerkracht.disclosure.values import Figure


def lies_in(dimension: Dimension, code: str, above: str) -> bool:
    """Whether a code is another one, or lies in it."""
    while code not in {above, TOTAL}:
        code = dimension.parents[code]
    return code == above


def possible_values(table: Table, safe: Protected, rules: Rules, most: int) -> dict[Key, set[int]]:
    """Of every hidden key, each value that some table of whole numbers from 0 to ``most`` gives it that shows the same.

    A 0 is shown, fewer than the threshold is not, and who tries the tables knows it.
    """
    figures = safe.figures[table.name]
    leaves = list(product(*(one.leaves for one in table.dimensions)))
    sums = {
        key: [at for at, leaf in enumerate(leaves) if _covers(table, key, leaf)]
        for key in keys_of(table)
    }
    found: dict[Key, set[int]] = {key: set() for key in safe.hidden[table.name]}
    for counts in product(*(_choices(figures[leaf], rules, most) for leaf in leaves)):
        told = {key: sum(counts[at] for at in parts) for key, parts in sums.items()}
        if all(_shows(told[key], figure, rules) for key, figure in figures.items()):
            for key, values in found.items():
                values.add(told[key])
    return found


def _covers(table: Table, key: Key, leaf: Key) -> bool:
    return all(map(lies_in, table.dimensions, leaf, key))


def _choices(figure: Figure, rules: Rules, most: int) -> Sequence[int]:
    return [count for count in range(most + 1) if _shows(count, figure, rules)]


def _shows(count: int, figure: Figure, rules: Rules) -> bool:
    if figure.number is None:
        return count > 0
    rounded = (count + rules.base // 2) // rules.base * rules.base
    return rounded == figure.number and (count == 0 or count >= rules.threshold)


__all__ = ["Iterator", "Mapping", "lies_in", "possible_values"]
