"""How far numbers can go that nobody shows, for who knows all that is shown. Pure.

Tables in which a number is small or large (*witnesses*) are kept: one table is a witness for many numbers, so that
few questions are needed when all is safe.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence

from veerkracht.disclosure.attacker import ENDLESS, NEAR, Attacker, Guess, down, is_whole, up
from veerkracht.disclosure.puzzle import Puzzle

LEAST = 1  # of what is hidden: a 0 would have been shown
TURNS = 64  # ways to go at once; numbers below 32 that differ go apart in one of them
FEWEST = 4  # turns that are always taken
WORTH = 8  # a question for all costs as much as so many for one


class Ranges:
    """Hidden numbers of a puzzle, each at least 1; all others lie within the span of what they show.

    ``first`` is one table that agrees with all that. Safe is a hidden number whose least and most are whole numbers
    ``apart`` from each other, or further. With ``exact`` only tables of whole numbers are witnesses.
    """

    def __init__(
        self,
        puzzle: Puzzle,
        spans: Sequence[tuple[float, float]],
        first: Sequence[float],
        *,
        apart: int,
        exact: bool,
    ) -> None:
        self.puzzle, self.spans, self.apart, self.exact = puzzle, spans, apart, exact
        self.hidden: set[int] = set()
        self.limits: Mapping[int, tuple[float, float]] = {}  # what is known of hidden ones anyhow
        self.begin(first)
        self.attacker = Attacker(puzzle.size, puzzle.sums)
        for number, between in enumerate(spans):
            self.attacker.know(number, *between)

    def begin(self, first: Sequence[float]) -> None:
        """This table is possible; all others are forgotten."""
        self.witnesses = [array("d", first)]
        self._lows = [self.witnesses[0]] * self.puzzle.size
        self._highs = [self.witnesses[0]] * self.puzzle.size

    def low(self, number: int) -> int:
        """The least whole number that it was seen to be possible."""
        return up(self._lows[number][number])

    def high(self, number: int) -> int:
        """The most."""
        return down(self._highs[number][number])

    def is_safe(self, number: int) -> bool:
        """Whether it was seen to be possible far enough apart."""
        return self.high(number) - self.low(number) >= self.apart

    def unsafe(self) -> list[int]:
        """Hidden numbers that were not yet seen to be safe, in order."""
        return [number for number in sorted(self.hidden) if not self.is_safe(number)]

    def proof(self, number: int) -> tuple[Sequence[float], Sequence[float]]:
        """Two tables that agree with all that is shown, in which this number is as small and as large as was seen."""
        return self._lows[number], self._highs[number]

    def hide(self, numbers: Iterable[int]) -> list[int]:
        """Show these no longer; those that were shown until now."""
        fresh = sorted(set(numbers) - self.hidden)
        for number in fresh:
            self.hidden.add(number)
            self.open(number)
        self.look_again(fresh, self.witnesses)
        return fresh

    def open(self, number: int) -> None:
        """It can be anything that is not known to be impossible."""
        self.attacker.know(number, *self.limits.get(number, (LEAST, ENDLESS)))

    def sweep(self) -> None:
        """Look for tables in which many hidden numbers lie far from what they are at once: one question for all.

        In every turn each goes up or down by another rule, so that any two go apart in one of them; as long as that
        finds more than asking about each.
        """
        waiting = self.unsafe()
        for turn in range(TURNS if waiting else 0):
            for number in self.hidden:
                self.attacker.know(number, *self._box(number))
            guess = self.attacker.furthest({one: _way(one, turn) for one in waiting})
            if guess is not None:
                self.see(guess.values)
            before, waiting = len(waiting), [one for one in waiting if not self.is_safe(one)]
            if not waiting or (turn >= FEWEST and before - len(waiting) < WORTH):
                break
        for number in self.hidden:
            self.open(number)

    def _box(self, number: int) -> tuple[float, float]:
        """No further than is needed, so that there is room for others."""
        least, most = self.limits.get(number, (LEAST, ENDLESS))
        low, high = down(self._lows[number][number]), up(self._highs[number][number])
        return (
            max(least, min(low, high - self.apart)),
            min(most, max(high, low + self.apart + 1)),
        )

    def furthest(self, number: int, sign: int) -> Guess:
        """As small as can be (-1), or as large as is needed (1)."""
        if sign > 0:
            least, _most = self.limits.get(number, (LEAST, ENDLESS))
            self.attacker.know(number, least, self._box(number)[1])
        guess = self.attacker.furthest({number: sign})
        self.open(number)
        if guess is None:
            raise ArithmeticError(number)
        self.see(guess.values)
        return guess

    def see(self, values: Sequence[float]) -> None:
        """Keep a table that is possible, when it is a witness for something."""
        if self.exact and not is_whole(values):
            return
        witness = array("d", values)
        if self._weigh(witness, self.hidden):
            self.witnesses.append(witness)

    def _weigh(self, witness: array[float], numbers: Collection[int]) -> bool:
        """Whether this witness goes further for any of these numbers."""
        used = False
        for number in numbers:
            value = witness[number]
            if value < self._lows[number][number] - NEAR:
                self._lows[number], used = witness, True
            if value > self._highs[number][number] + NEAR:
                self._highs[number], used = witness, True
        return used

    def look_again(self, numbers: Collection[int], witnesses: Sequence[array[float]]) -> None:
        """The furthest for these numbers among some witnesses, of which the first always agrees."""
        for number in numbers:
            self._lows[number] = self._highs[number] = witnesses[0]
        for witness in witnesses if numbers else ():
            self._weigh(witness, numbers)


def _way(number: int, turn: int) -> int:
    """Up or down: two numbers that go the same way in one turn go apart in another."""
    return 1 if ((number & (turn >> 1)).bit_count() & 1) == (turn & 1) else -1
