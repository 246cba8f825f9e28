"""The cheapest way to let hidden numbers be something else, as a linear program knows it. Pure.

Every number that is shown may move within its rounding for nothing, and further at a price: what moves further must
be hidden too. Source: Kelly, Golden and Assad, *Networks* 22 (1992) 397-417.
"""

from __future__ import annotations

from collections.abc import Mapping

from veerkracht.disclosure.attacker import ENDLESS, NEAR, Attacker
from veerkracht.disclosure.ranges import LEAST
from veerkracht.disclosure.secrets import Secrets


class Repairer:
    """Three unknowns for each number: where it is within what is shown, how far over that, and how far under."""

    def __init__(self, secrets: Secrets) -> None:
        self._secrets = secrets
        self._size = size = secrets.puzzle.size
        self.attacker = Attacker(size * 3, (), dual=True)
        for total, parts in secrets.puzzle.sums:
            factors = {total: -1, **dict.fromkeys(parts, 1)}
            over = {size + one: factor for one, factor in factors.items()}
            under = {2 * size + one: -factor for one, factor in factors.items()}
            self.attacker.tie(factors | over | under, 0, 0)
        for number in range(size):
            self.show(number)
        self._costs = {
            at + number: -float(weight)
            for number, weight in enumerate(secrets.weights)
            for at in (size, 2 * size)
        }

    def show(self, number: int) -> None:
        """It is shown: moving it beyond its rounding costs what hiding it costs."""
        low, high = self._secrets.spans[number]
        fixed = number in self._secrets.known
        self.attacker.know(number, low, high)
        self.attacker.know(self._size + number, 0, 0 if fixed else ENDLESS)
        self.attacker.know(2 * self._size + number, 0, 0 if fixed else max(0, low - LEAST))

    def hide(self, number: int) -> None:
        """It is hidden: moving it costs nothing."""
        self.attacker.know(number, LEAST)
        self.attacker.know(self._size + number, 0, 0)
        self.attacker.know(2 * self._size + number, 0, 0)

    def ways(self, goals: Mapping[int, int]) -> tuple[set[int], list[float]] | None:
        """What must be hidden so that all these can be their goal at once, and what every number is then.

        None when that cannot be.
        """
        size = self._size
        for number, goal in goals.items():
            self.attacker.know(number, goal, goal)
        guess = self.attacker.furthest(self._costs)
        for number in goals:
            self.attacker.know(number, LEAST)
        if guess is None:
            return None
        value = guess.values
        moved = [value[size + one] - value[2 * size + one] for one in range(size)]
        found = {one for one, by in enumerate(moved) if abs(by) > NEAR}
        return found, [value[one] + by for one, by in enumerate(moved)]
