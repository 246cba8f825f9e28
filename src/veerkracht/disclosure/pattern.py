"""A pattern of hidden numbers: is it safe, what more to hide when it is not, what to show again when it is. Pure.

*Audit*: how large and how small a hidden number can be; a *cut* says what any pattern needs when that is not far
enough apart. *Repair*: hide more until all are safe. Hiding only widens what a number can be, so what was safe stays
safe. Source: Fischetti and Salazar, *Management Science* 47 (2001) 1008-1027.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from veerkracht.disclosure.attacker import NEAR, Guess
from veerkracht.disclosure.cuts import Cut, any_cut, cut
from veerkracht.disclosure.flows import Unprotectable
from veerkracht.disclosure.ranges import LEAST, Ranges
from veerkracht.disclosure.repairs import Repairer
from veerkracht.disclosure.secrets import Secrets
from veerkracht.disclosure.whole import extremes

TOGETHER = 3  # so many numbers are repaired at once


class Pattern(Ranges):
    """What is hidden of these secrets, with the witnesses that show it to be safe: all agree with what is shown now."""

    def __init__(self, secrets: Secrets, hidden: Iterable[int]) -> None:
        super().__init__(
            secrets.puzzle, secrets.spans, secrets.values, apart=secrets.apart, exact=secrets.exact
        )
        self.secrets = secrets
        self._repairer = Repairer(secrets)
        self._lines: list[set[int]] = [set() for _number in range(secrets.puzzle.size)]
        for line, (total, parts) in enumerate(secrets.puzzle.sums):
            for number in (total, *parts):
                self._lines[number].add(line)
        self.hide(hidden)

    @property
    def questions(self) -> int:
        """How many linear programs were solved: work in a unit that is the same on every machine."""
        return self.attacker.questions + self._repairer.attacker.questions

    @property
    def loss(self) -> int:
        """What hiding all this costs."""
        return sum(self.secrets.weights[number] for number in self.hidden)

    def hide(self, numbers: Iterable[int]) -> list[int]:
        """Show these no longer; those that were shown until now."""
        fresh = super().hide(numbers)
        for number in fresh:
            self._repairer.hide(number)
        return fresh

    def show(self, number: int) -> bool:
        """Show a hidden number again when all others stay safe; otherwise everything stays as it is."""
        before = list(self._lows), list(self._highs)
        low, high = self.spans[number]
        self.hidden.remove(number)
        self.attacker.know(number, low, high)
        kept = [one for one in self.witnesses if low - NEAR <= one[number] <= high + NEAR]
        agree, found = {id(one) for one in kept}, len(self.witnesses)
        lost = [
            one for one in sorted(self.hidden) if not agree.issuperset(map(id, self.proof(one)))
        ]
        self.look_again(lost, kept)
        if all(self.audit(one) is None for one in lost):
            self.witnesses = kept + self.witnesses[found:]
            self._repairer.show(number)
            return True
        self._lows, self._highs = before
        self.hidden.add(number)
        self.open(number)
        return False

    def audit(self, number: int) -> Cut | None:
        """Find out how far a hidden number can go; None when that is far enough, else a cut: what is needed."""
        held: list[Guess] = []
        for sign in (-1, 1):
            if self.is_safe(number):
                return None
            held.append(self.furthest(number, sign))
        if self.is_safe(number):
            return None
        if held[1].values[number] - held[0].values[number] < self.apart - NEAR:
            return cut(self.secrets, self.hidden, number, held)
        self._search_whole(number)
        return None if self.is_safe(number) else any_cut(self.secrets, self.hidden, number)

    def secure(self) -> None:
        """Hide more, as cheaply as it knows, until all that is hidden is safe. Raises Unprotectable."""
        while waiting := self.unsafe():
            for together in self._beside(waiting):
                self._repair([one for one in together if not self.is_safe(one)])

    def _repair(self, numbers: Sequence[int]) -> None:
        if not numbers:
            return
        before = len(self.hidden)
        answer = self._repairer.ways({one: self.low(one) + self.apart for one in numbers})
        if answer is not None:
            self.hide(answer[0])
            self.see(answer[1])
        elif len(numbers) == 1:
            raise Unprotectable
        if len(self.hidden) > before:
            return
        for number in numbers:  # nothing was won by taking them together
            if len(numbers) == 1:
                self._force(number)
            elif not self.is_safe(number):
                self._repair([number])

    def _force(self, number: int) -> None:
        """Only broken numbers would do: find whole ones, or hide the cheapest number beside it."""
        if self.audit(number) is None:
            return
        shown = set(range(self.puzzle.size)) - self.hidden - self.secrets.known
        shown -= {one for one in shown if self.secrets.values[one] == 0}
        choice = {one for one in shown if self._lines[one] & self._lines[number]} or shown
        if not choice:
            raise Unprotectable
        self.hide([min(choice, key=lambda one: (self.secrets.weights[one], one))])

    def _beside(self, numbers: Sequence[int]) -> Iterator[list[int]]:
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

    def _search_whole(self, number: int) -> None:
        """Witnesses in whole numbers only, by search."""
        far = 2 * self.apart
        spans = [
            (LEAST, self.secrets.values[one] + far) if one in self.hidden else between
            for one, between in enumerate(self.secrets.spans)
        ]
        for values in extremes(self.puzzle, spans, number):
            self.see(values)
