"""How small and how large a number can be when all are whole: CP-SAT, for the few questions that GLOP leaves open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from veerkracht.disclosure.puzzle import Puzzle
from veerkracht.disclosure.rounding import Span

SEED, WORK = 2016, 2.0  # the limit in CP-SAT's deterministic seconds


def extremes(puzzle: Puzzle, spans: Sequence[Span], number: int) -> Iterator[list[float]]:
    """Whole numbers within these spans that add up: one table with this number small, one with it large."""
    from ortools.sat.python import cp_model  # noqa: PLC0415 - heavy: only who solves pays for it

    for sign in (-1, 1):
        model = cp_model.CpModel()
        unknowns = [model.new_int_var(low, high, "") for low, high in spans]
        for total, parts in puzzle.sums:
            model.add(cp_model.LinearExpr.sum([unknowns[one] for one in parts]) == unknowns[total])
        model.maximize(sign * unknowns[number])
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = SEED
        solver.parameters.max_deterministic_time = WORK
        if solver.solve(model) in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            yield [float(solver.value(one)) for one in unknowns]
