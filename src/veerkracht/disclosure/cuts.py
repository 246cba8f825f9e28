"""What an attacker's answer says of every pattern: hide enough of these, or this number is not safe. Pure.

The prices of a solution prove how far a number can go, whatever else is hidden: only the bounds with a price hold it
back. Hiding one of those gives at most so much more room; together that must make up for what it is short. Source:
Fischetti and Salazar, *Management Science* 47 (2001), section 4 (capacity constraints).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from veerkracht.disclosure.attacker import Guess, down, up
from veerkracht.disclosure.ranges import LEAST
from veerkracht.disclosure.rounding import values_in
from veerkracht.disclosure.secrets import Secrets

COUNTS = 1e-9  # a price below this is none
SCALE = 100  # factors are whole hundredths


@dataclass(frozen=True)
class Cut:
    """When ``number`` is hidden, the factors of all that is hidden must add up to ``least``."""

    number: int
    factors: Mapping[int, int]
    least: int

    def holds(self, hidden: Collection[int]) -> bool:
        """Whether a pattern that hides these has what is needed."""
        if self.number not in hidden:
            return True
        return sum(by for one, by in self.factors.items() if one in hidden) >= self.least


def cut(secrets: Secrets, hidden: Collection[int], number: int, held: Sequence[Guess]) -> Cut:
    """From the answers to how small (first) and how large (second) a number can be, when these lie too close."""
    short = secrets.apart - (held[1].values[number] - held[0].values[number])
    factors: dict[int, float] = {}
    for guess in held:
        for one, price in enumerate(guess.prices):
            if abs(price) > COUNTS and one not in hidden and one not in secrets.known:
                factors[one] = factors.get(one, 0) + _room(secrets, one, price, short)
    least = down(short * SCALE)
    whole = {one: min(least, up(by * SCALE)) for one, by in sorted(factors.items())}
    return Cut(number, {one: by for one, by in whole.items() if by > 0}, least)


def _room(secrets: Secrets, number: int, price: float, short: float) -> float:
    """What hiding a number gives at most: up there is no end, down it ends at 1.

    A price above 0 is of the upper bound, one below 0 of the lower.
    """
    low, _high = secrets.spans[number]
    return short if price > 0 else min(short, (low - LEAST) * -price)


def any_cut(secrets: Secrets, hidden: Collection[int], number: int) -> Cut:
    """Nothing better is known: one more at least must be hidden of what is shown now."""
    shown = [one for one in range(secrets.puzzle.size) if one not in hidden]
    return Cut(number, {one: 1 for one in shown if one not in secrets.known}, 1)


def line_cuts(secrets: Secrets) -> Iterator[Cut]:
    """Who is alone hidden in a sum can be worked out as far as the rounding of the others leaves it open."""
    for total, parts in secrets.puzzle.sums:
        line = (total, *parts)
        open_ = sum(values_in(secrets.spans[one]) - 1 for one in line)
        for number in line:
            others = [one for one in line if one != number and one not in secrets.known]
            if open_ - values_in(secrets.spans[number]) + 1 < secrets.apart:
                yield Cut(number, dict.fromkeys(others, 1), 1)
