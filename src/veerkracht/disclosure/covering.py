"""Choosing what to hide so that every cut met so far holds, as cheaply as possible, with a bound on the loss. Pure.

By CP-SAT. The same cuts give the same choice: one worker, a fixed seed, and a limit that counts work instead of
seconds.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from veerkracht.disclosure.cuts import Cut
from veerkracht.disclosure.secrets import Secrets

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar

SEED = 2016


def cover(
    secrets: Secrets,
    primary: Collection[int],
    cuts: Sequence[Cut],
    *,
    work: float,
    hint: Collection[int],
) -> tuple[set[int] | None, int]:
    """The cheapest numbers to hide that it found (None: none), and what every safe pattern costs at least.

    ``work`` is its limit in CP-SAT's deterministic seconds, ``hint`` a pattern to start from.
    """
    from ortools.sat.python import cp_model  # noqa: PLC0415 - heavy: only who solves pays for it

    model = cp_model.CpModel()
    numbers = sorted({one for each in cuts for one in (each.number, *each.factors)} | set(primary))
    chosen = {one: model.new_bool_var("") for one in numbers}
    model.add_bool_and(*(chosen[one] for one in sorted(primary)))
    for each in cuts:
        _hold(model, chosen, each)
    for one, choice in chosen.items():
        model.add_hint(choice, one in hint)
    model.minimize(sum(secrets.weights[one] * choice for one, choice in chosen.items()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = SEED
    solver.parameters.max_deterministic_time = work
    if solver.solve(model) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return None, 0
    found = {one for one, choice in chosen.items() if solver.boolean_value(choice)}
    return found, math.ceil(solver.best_objective_bound - 1e-6)


def _hold(model: CpModel, chosen: Mapping[int, IntVar], cut: Cut) -> None:
    """A cut as a clause, or, when one alone may be too little, as a sum."""
    enough = [chosen[one] for one, factor in cut.factors.items() if factor >= cut.least]
    if len(enough) == len(cut.factors):
        model.add_bool_or(*enough, chosen[cut.number].negated())
        return
    terms = [factor * chosen[one] for one, factor in cut.factors.items()]
    model.add(sum(terms) >= cut.least).only_enforce_if(chosen[cut.number])
