"""Which counts are too risky to show by themselves: too few people, or too much of one contributor. Pure.

Source: Hundepool e.a., *Statistical Disclosure Control*, 2012, section 4.2 (threshold, (n, k)-dominance and p% rule).
"""

from __future__ import annotations

from collections.abc import Iterable

from veerkracht.disclosure.tables import MODULUS, RawCell, Rules

KEPT = 5  # of so many contributors the contributions are looked at


def is_sensitive(cell: RawCell, rules: Rules) -> bool:
    """Whether it must be hidden for itself. Nobody at all (0) is shown."""
    if cell.count == 0:
        return False
    return cell.count < rules.threshold or _is_dominated(cell, rules) or _is_estimable(cell, rules)


def _is_dominated(cell: RawCell, rules: Rules) -> bool:
    """The n largest contributors make more than k percent."""
    if rules.dominance is None:
        return False
    largest, percent = rules.dominance
    return 100 * sum(contributions(cell, largest)) > percent * cell.count


def _is_estimable(cell: RawCell, rules: Rules) -> bool:
    """The second largest takes off its own part and then knows the largest to within p percent."""
    if rules.p_percent is None:
        return False
    first, second = (*contributions(cell, 2), 0, 0)[:2]
    return 100 * (cell.count - first - second) < rules.p_percent * first


def contributions(cell: RawCell, most: int = KEPT) -> tuple[int, ...]:
    """The largest contributions, most first; without any known, everybody counts for one."""
    known = sorted(cell.largest, reverse=True) or [1] * min(cell.count, most)
    return tuple(known[:most])


def added(cells: Iterable[RawCell]) -> RawCell:
    """The total of several cells. Contributors of different cells are taken to be different ones."""
    parts = list(cells)
    largest = sorted((one for part in parts for one in contributions(part)), reverse=True)
    return RawCell(
        sum(part.count for part in parts),
        sum(part.key_sum for part in parts) % MODULUS,
        tuple(largest[:KEPT]) if any(part.largest for part in parts) else (),
    )
