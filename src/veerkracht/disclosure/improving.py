"""From nothing to a safe pattern, and from there to a better one as long as the work lasts. Pure.

1. Hide more until all is safe (``Pattern.secure``). 2. Show again what turns out not to be needed, dearest first. 3.
Gather cuts, let ``covering`` choose the cheapest pattern for which they all hold, audit that: new cuts, or a safe
pattern of which is proven that none is cheaper. The best bound of those choices says how good a pattern can be at
most.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from veerkracht.disclosure.attacker import ENDLESS, NEAR
from veerkracht.disclosure.covering import cover
from veerkracht.disclosure.cuts import Cut, line_cuts
from veerkracht.disclosure.flows import Unprotectable
from veerkracht.disclosure.pattern import Pattern
from veerkracht.disclosure.ranges import LEAST
from veerkracht.disclosure.secrets import Secrets

SWEEPS = 8
SHARE = 3  # one third of the work goes to showing again
TRIES = 2  # sweeps before every number is asked about
ROUNDS = 25
AT_ONCE = 40  # cuts gathered before choosing again
WORK = 1.0  # of one choice, in deterministic seconds of CP-SAT


@dataclass(frozen=True)
class Best:
    """A safe pattern with the cheapest loss found, and what every safe pattern costs at least."""

    pattern: Pattern
    bound: int


def improve(secrets: Secrets, primary: Collection[int], effort: int) -> Best:
    """A safe pattern that hides these; ``effort`` is how many unknowns may be asked about. Raises Unprotectable."""
    first = Pattern(secrets, primary)
    first.sweep(SWEEPS)
    first.secure()
    allowed = effort // max(1, secrets.puzzle.size)
    slim(first, primary, allowed // SHARE)
    if first.hidden == set(primary):
        return Best(first, first.loss)
    return _covered(secrets, primary, first, allowed - allowed // SHARE)


def slim(pattern: Pattern, primary: Collection[int], allowed: int) -> None:
    """Show again what need not be hidden, dearest first, until so many questions were asked."""
    until = pattern.questions + allowed
    weights = pattern.secrets.weights
    for number in sorted(pattern.hidden - set(primary), key=lambda one: (-weights[one], one)):
        if pattern.questions >= until:
            return
        pattern.show(number)


def _covered(secrets: Secrets, primary: Collection[int], best: Pattern, allowed: int) -> Best:
    """Cuts, a choice, an audit of that choice, and again."""
    cuts = list(line_cuts(secrets))
    bound = sum(secrets.weights[number] for number in primary)
    asked = Pattern(secrets, primary)
    cuts += _cuts(asked)
    spent = asked.questions
    for _round in range(ROUNDS):
        found, least = cover(secrets, primary, cuts, work=WORK, hint=best.hidden)
        bound = max(bound, min(least, best.loss))
        if found is None or bound >= best.loss or spent >= allowed:
            break
        trial = Pattern(secrets, found)
        fresh = _cuts(trial)
        cuts += fresh
        best = _better(best, trial, primary, allowed - spent)
        spent += trial.questions
        if not fresh:
            break
    return Best(best, bound)


def _cuts(pattern: Pattern) -> list[Cut]:
    """What keeps this pattern from being safe: a number of reasons, or none when it is safe."""
    found: list[Cut] = []
    pattern.sweep(TRIES)
    for number in pattern.unsafe():
        reason = pattern.audit(number)
        if reason is not None:
            found.append(reason)
        if len(found) >= AT_ONCE:
            break
    return found


def _better(best: Pattern, trial: Pattern, primary: Collection[int], allowed: int) -> Pattern:
    """The trial, made safe and slim, when it is cheaper."""
    try:
        trial.secure()
    except Unprotectable:
        return best
    slim(trial, primary, allowed // SHARE)
    return trial if trial.loss < best.loss else best


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
