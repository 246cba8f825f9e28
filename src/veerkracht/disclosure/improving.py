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
    allowed = effort // max(1, secrets.puzzle.size)
    cuts = list(line_cuts(secrets))
    pattern, bound = _choose(secrets, primary, cuts, allowed - allowed // SHARE)
    if pattern.unsafe():
        secure(pattern)
        slim(pattern, primary, cuts, allowed // SHARE)
    return Best(pattern, min(bound, pattern.loss))


def _choose(
    secrets: Secrets, primary: Collection[int], cuts: list[Cut], allowed: int
) -> tuple[Pattern, int]:
    """The cheapest pattern for which all reasons met hold, and a bound on what any costs.

    It is safe when so many questions were enough. The reasons join ``cuts``.
    """
    pattern = Pattern(secrets, primary)
    pattern.sweep()
    bound = pattern.loss
    for _round in range(ROUNDS):
        fresh = _cuts(pattern, allowed)
        cuts += fresh
        allowed -= pattern.attacker.questions
        if not fresh:
            break
        found, least = cover(secrets, primary, cuts, work=WORK, hint=pattern.hidden)
        bound = max(bound, least)
        if found is None:
            break
        pattern = Pattern(secrets, found, pattern.agreeing(found))
        pattern.sweep()
    return pattern, bound


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
