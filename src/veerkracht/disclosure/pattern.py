"""A pattern of hidden numbers: is it safe, what does it need when it is not, what can be shown again when it is. Pure.

*Audit*: how large and how small a hidden number can be; a *cut* says what any pattern needs when that is not far
enough apart. Source: Fischetti and Salazar, *Management Science* 47 (2001) 1008-1027.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Sequence

from veerkracht.disclosure.attacker import NEAR, Guess
from veerkracht.disclosure.cuts import Cut, any_cut, cut
from veerkracht.disclosure.ranges import LEAST, Ranges
from veerkracht.disclosure.secrets import Secrets
from veerkracht.disclosure.whole import extremes


class Pattern(Ranges):
    """What is hidden of these secrets, with the witnesses that show it to be safe: all agree with what is shown now."""

    def __init__(
        self, secrets: Secrets, hidden: Iterable[int], seen: Sequence[array[float]] = ()
    ) -> None:
        """``seen``: tables that agree with all that this pattern shows."""
        super().__init__(
            secrets.puzzle, secrets.spans, secrets.values, apart=secrets.apart, exact=secrets.exact
        )
        self.secrets = secrets
        self.witnesses += seen
        self.hide(hidden)

    @property
    def loss(self) -> int:
        """What hiding all this costs."""
        return sum(self.secrets.weights[number] for number in self.hidden)

    def agreeing(self, hidden: Collection[int]) -> list[array[float]]:
        """Its witnesses that agree with what another pattern shows."""
        fresh = [(one, *self.spans[one]) for one in self.hidden.difference(hidden)]
        return [
            seen
            for seen in self.witnesses
            if all(low - NEAR <= seen[one] <= high + NEAR for one, low, high in fresh)
        ]

    def show(self, number: int) -> Cut | None:
        """Show a hidden number again when all others stay safe, else leave everything as it is and tell the reason."""
        before = list(self._lows), list(self._highs)
        kept = self.agreeing(self.hidden - {number})
        self.hidden.remove(number)
        self.attacker.know(number, *self.spans[number])
        agree, found = {id(one) for one in kept}, len(self.witnesses)
        lost = [
            one for one in sorted(self.hidden) if not agree.issuperset(map(id, self.proof(one)))
        ]
        self.look_again(lost, kept)
        reason = next(filter(None, map(self.audit, lost)), None)
        if reason is None:
            self.witnesses = kept + self.witnesses[found:]
            return None
        self._lows, self._highs = before
        self.hidden.add(number)
        self.open(number)
        return reason

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

    def _search_whole(self, number: int) -> None:
        """Witnesses in whole numbers only, by search."""
        far = 2 * self.apart
        spans = [
            (LEAST, self.secrets.values[one] + far) if one in self.hidden else between
            for one, between in enumerate(self.secrets.spans)
        ]
        for values in extremes(self.puzzle, spans, number):
            self.see(values)
