"""The puzzle that is left when what everybody can see is taken out: noughts, and numbers that must be equal. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from veerkracht.disclosure.linked import Sum


@dataclass(frozen=True)
class Puzzle:
    """Unknown numbers that add up. ``of`` gives of each number told its unknown, or None when it is 0."""

    of: Sequence[int | None]
    sums: Sequence[Sum]
    size: int


def puzzle(size: int, sums: Iterable[Sum], noughts: Iterable[int]) -> Puzzle:
    """Leave out numbers that are 0, and take a total with a single part left as one number with it."""
    empty, left = _without(list(sums), set(noughts))
    same = list(range(size))
    while True:
        left = _told(left, same)
        pairs = [(total, parts[0]) for total, parts in left if len(parts) == 1]
        if not pairs:
            break
        for total, part in pairs:
            one, other = sorted((_root(same, total), _root(same, part)))
            same[other] = one
    roots = sorted({_root(same, number) for number in range(size) if number not in empty})
    order = {root: at for at, root in enumerate(roots)}
    return Puzzle(
        [None if number in empty else order[_root(same, number)] for number in range(size)],
        [(order[total], tuple(order[part] for part in parts)) for total, parts in left],
        len(roots),
    )


def _without(sums: list[Sum], empty: set[int]) -> tuple[set[int], list[Sum]]:
    """Parts of nothing are nothing, and a total of nothings is nothing too."""
    while True:
        found = {part for total, parts in sums if total in empty for part in parts}
        found |= {total for total, parts in sums if empty.issuperset(parts)}
        if found <= empty:
            break
        empty |= found
    kept = [(total, tuple(one for one in parts if one not in empty)) for total, parts in sums]
    return empty, [one for one in kept if one[0] not in empty]


def _told(sums: list[Sum], same: list[int]) -> list[Sum]:
    """The sums in one name for numbers that are equal, each once, in order."""
    told = {
        (_root(same, total), tuple(sorted(_root(same, part) for part in parts)))
        for total, parts in sums
    }
    return sorted(one for one in told if one[1] != (one[0],))


def _root(same: list[int], number: int) -> int:
    while same[number] != number:
        number = same[number]
    return number
