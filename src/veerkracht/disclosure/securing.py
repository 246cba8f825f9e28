"""Hiding more, as cheaply as it knows, until every hidden number of a pattern is safe. Pure.

Hiding only widens what a number can be, so what was safe stays safe. Source: Kelly, Golden and Assad, *Networks* 22
(1992) 397-417.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from veerkracht.disclosure.flows import Unprotectable
from veerkracht.disclosure.pattern import Pattern
from veerkracht.disclosure.repairs import Repairer

TOGETHER = 3  # so many numbers are repaired at once: more is quicker, and hides more


def secure(pattern: Pattern) -> None:
    """Make it safe. Raises Unprotectable."""
    securing = _Securing(pattern)
    while waiting := pattern.unsafe():
        for together in securing.beside(waiting):
            securing.repair([one for one in together if not pattern.is_safe(one)])


class _Securing:
    """A pattern, the linear program that knows what hiding more costs, and the sums that each number is in."""

    def __init__(self, pattern: Pattern) -> None:
        self.pattern = pattern
        self._repairer = Repairer(pattern.secrets)
        self._lines: list[set[int]] = [set() for _number in range(pattern.puzzle.size)]
        for line, (total, parts) in enumerate(pattern.puzzle.sums):
            for number in (total, *parts):
                self._lines[number].add(line)
        for number in pattern.hidden:
            self._repairer.hide(number)

    def beside(self, numbers: Sequence[int]) -> Iterator[list[int]]:
        """Groups of numbers that share no sum, so that they can be repaired at once."""
        waiting = list(numbers)
        while waiting:
            taken: list[int] = []
            lines: set[int] = set()
            for number in waiting:
                if len(taken) < TOGETHER and not lines & self._lines[number]:
                    taken.append(number)
                    lines |= self._lines[number]
            gone = set(taken)
            waiting = [number for number in waiting if number not in gone]
            yield taken

    def repair(self, numbers: Sequence[int]) -> None:
        """Hide what these numbers need to be safe together, or else one by one."""
        if not numbers:
            return
        before = len(self.pattern.hidden)
        apart = self.pattern.apart
        answer = self._repairer.ways({one: self.pattern.low(one) + apart for one in numbers})
        if answer is not None:
            self._hide(answer[0])
            self.pattern.see(answer[1])
        elif len(numbers) == 1:
            raise Unprotectable
        if len(self.pattern.hidden) > before:
            return
        for number in numbers:  # nothing was won by taking them together
            if len(numbers) == 1:
                self._force(number)
            elif not self.pattern.is_safe(number):
                self.repair([number])

    def _force(self, number: int) -> None:
        """Only broken numbers would do: find whole ones, or hide the cheapest number beside it."""
        if self.pattern.audit(number) is None:
            return
        secrets = self.pattern.secrets
        shown = set(range(secrets.puzzle.size)) - self.pattern.hidden - secrets.known
        shown -= {one for one in shown if secrets.values[one] == 0}
        choice = {one for one in shown if self._lines[one] & self._lines[number]} or shown
        if not choice:
            raise Unprotectable
        self._hide([min(choice, key=lambda one: (secrets.weights[one], one))])

    def _hide(self, numbers: Iterable[int]) -> None:
        for number in self.pattern.hide(numbers):
            self._repairer.hide(number)
