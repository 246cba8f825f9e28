"""The cheapest safe pattern it can find, with a bound on what any costs. Pure.

1. Gather cuts, let ``covering`` choose the cheapest pattern for which they all hold, audit that: new cuts, or a safe
pattern of which is proven that none is cheaper. 2. When the work that was allowed is done first: hide more until that
choice is safe (``securing``), and show again what turns out not to be needed, dearest first. The best bound of those
choices says how good a pattern can be at most.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from veerkracht.disclosure.attacker import ENDLESS, NEAR
from veerkracht.disclosure.covering import cover
from veerkracht.disclosure.cuts import Cut, line_cuts
from veerkracht.disclosure.pattern import Pattern
from veerkracht.disclosure.ranges import LEAST
from veerkracht.disclosure.secrets import Secrets
from veerkracht.disclosure.securing import secure

SHARE = 6  # one sixth of the work goes to showing again
ROUNDS = 25
AT_ONCE = 100  # cuts gathered before choosing again
WORK = 1.0  # of one choice, in deterministic seconds of CP-SAT


@dataclass(frozen=True)
class Best:
    """A safe pattern with the cheapest loss found, and what every safe pattern costs at least."""

    pattern: Pattern
    bound: int


def improve(secrets: Secrets, primary: Collection[int], effort: int) -> Best:
    """A safe pattern that hides these; ``effort`` is how many unknowns may be asked about. Raises Unprotectable."""
    asked = Pattern(secrets, primary)
    asked.sweep()
    allowed = effort // max(1, secrets.puzzle.size)
    search = _Search(secrets, primary, asked)
    pattern, bound = search.choose(allowed - allowed // SHARE)
    if not search.is_best:
        secure(pattern)
        slim(pattern, primary, search.cuts, allowed // SHARE)
    return Best(pattern, min(bound, pattern.loss))


class _Search:
    """Reasons met so far why a pattern is not safe, and the cheapest choice for which none of them counts."""

    def __init__(self, secrets: Secrets, primary: Collection[int], asked: Pattern) -> None:
        self._secrets, self._primary, self._asked = secrets, primary, asked
        self.cuts: list[Cut] = []
        self.is_best = False  # whether the choice was audited, and nothing was found against it

    def choose(self, allowed: int) -> tuple[Pattern, int]:
        """A pattern and a bound on what any costs, with so many questions at most."""
        trial, bound = self._asked, self._asked.loss
        fresh = _cuts(trial, allowed)
        self.is_best = not fresh and not trial.unsafe()
        self.cuts = [*line_cuts(self._secrets), *fresh]
        spent = trial.attacker.questions
        for _round in range(ROUNDS if fresh else 0):
            found, least = cover(
                self._secrets, self._primary, self.cuts, work=WORK, hint=trial.hidden
            )
            bound = max(bound, least)
            if found is None:
                break
            trial = Pattern(self._secrets, found, trial.agreeing(found))
            trial.sweep()
            fresh = _cuts(trial, allowed - spent)
            self.cuts += fresh
            spent += trial.attacker.questions
            if not fresh or spent >= allowed:
                self.is_best = not trial.unsafe()
                break
        return trial, bound


def _cuts(pattern: Pattern, allowed: int) -> list[Cut]:
    """What keeps this pattern from being safe: a number of reasons, or none when it is safe or the work is done."""
    found: list[Cut] = []
    for number in sorted(pattern.unsafe(), key=_scattered):
        if pattern.attacker.questions >= allowed or len(found) >= AT_ONCE:
            break
        reason = pattern.audit(number)
        if reason is not None:
            found.append(reason)
    return found


def _scattered(number: int) -> int:
    """An order in which neighbours are far apart: reasons from all over a table are worth more (Knuth's hash)."""
    return number * 2_654_435_761 % 2**32


def slim(pattern: Pattern, primary: Collection[int], cuts: list[Cut], allowed: int) -> None:
    """Show again what need not be hidden, dearest first, until so many questions were asked.

    What a cut says is needed is not tried; why one could not be shown is a new cut.
    """
    until = pattern.attacker.questions + allowed
    weights = pattern.secrets.weights
    for number in sorted(pattern.hidden - set(primary), key=lambda one: (-weights[one], one)):
        if pattern.attacker.questions >= until:
            return
        without = pattern.hidden - {number}
        if all(one.holds(without) for one in cuts):
            reason = pattern.show(number)
            if reason is not None:
                cuts.append(reason)


def is_proven(pattern: Pattern) -> bool:
    """Whether every hidden number has two tables that agree with all that is shown, far enough apart.

    Added up anew, without a solver.
    """
    checked: dict[int, bool] = {}
    for number in pattern.hidden:
        low, high = pattern.proof(number)
        for table in (low, high):
            if id(table) not in checked:
                checked[id(table)] = _agrees(pattern, table)
        far = high[number] - low[number] >= pattern.secrets.apart - NEAR
        if not (far and checked[id(low)] and checked[id(high)]):
            return False
    return True


def _agrees(pattern: Pattern, table: Sequence[float]) -> bool:
    """Whether a table adds up, with what is shown within its rounding and what is hidden at least 1."""
    secrets = pattern.secrets
    for number, (low, high) in enumerate(secrets.spans):
        least, most = (LEAST, ENDLESS) if number in pattern.hidden else (low, high)
        if not least - NEAR <= table[number] <= most + NEAR:
            return False
    return all(
        abs(table[total] - sum(table[part] for part in parts)) < NEAR * (len(parts) + 1)
        for total, parts in secrets.puzzle.sums
    )
