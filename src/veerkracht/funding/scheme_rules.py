"""How a scheme's money is laid out in a bar, and in a sentence's numbers. Pure."""

from __future__ import annotations

from dataclasses import dataclass

WIDTH = 1000
IN_ORDER = ("realised", "committed", "reserved", "available")


@dataclass(frozen=True)
class Part:
    """A part of the bar: which money, cents, and where it is drawn on a width of 1000."""

    kind: str
    amount: int
    x: int
    width: int


def bar(balances: dict[str, int]) -> list[Part]:
    """Spent, fixed, reserved and free money side by side; together they fill the bar to the last unit."""
    whole = sum(max(balances.get(kind, 0), 0) for kind in IN_ORDER)
    if whole == 0:
        return []
    parts, before = [], 0
    for kind in IN_ORDER:
        amount = max(balances.get(kind, 0), 0)
        start = before * WIDTH // whole
        before += amount
        parts.append(Part(kind, amount, start, before * WIDTH // whole - start))
    return parts


def seats_left(available: int, amount: int) -> int:
    """For how many places of an amount the free money is enough."""
    return available // amount if amount > 0 else 0
