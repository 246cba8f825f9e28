"""What can be known of numbers that add up, when each lies between two bounds: linear programming with GLOP. Pure.

The bounds of a hidden number are found by making it as large and as small as the rest allows. The prices of a
solution tell which bounds held it back: they make the cuts of ``covering``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from veerkracht.disclosure.linked import Sum

if TYPE_CHECKING:
    from ortools.linear_solver.pywraplp import (  # type: ignore[import-untyped]
        MPSolverParameters,
        Solver,
        Variable,
    )

NEAR = 1e-6  # how far a number may lie from a whole one and still be it
PATIENCE = 5  # for one question, in GLOP's deterministic seconds
ENDLESS = float("inf")


@dataclass(frozen=True)
class Guess:
    """Numbers that agree with all that is known, and for each how much its bound mattered (0: not at all)."""

    values: Sequence[float]
    prices: Sequence[float]


def is_whole(values: Sequence[float]) -> bool:
    """Whether all of these are whole numbers."""
    return all(abs(value - round(value)) < NEAR for value in values)


def down(value: float) -> int:
    """The whole number at or just below it; what is near enough to a whole one is that."""
    near = round(value)
    return near if abs(near - value) < NEAR else math.floor(value)


def up(value: float) -> int:
    """The whole number at or just above it."""
    return -down(-value)


class Attacker:
    """Knows the sums, and what it is told of each number; remembers where it was, so that a next question is quick."""

    def __init__(self, size: int, sums: Iterable[Sum], *, dual: bool = False) -> None:
        self._solver, self._asked = _solver(dual=dual)
        self.unknowns: list[Variable] = [
            self._solver.NumVar(0, ENDLESS, "") for _number in range(size)
        ]
        for total, parts in sums:
            self.tie({total: -1, **dict.fromkeys(parts, 1)}, 0, 0)
        self._wanted: set[int] = set()
        self.questions = 0

    def more(self) -> int:
        """One more number to reason with."""
        self.unknowns.append(self._solver.NumVar(0, ENDLESS, ""))
        return len(self.unknowns) - 1

    def tie(self, factors: Mapping[int, int], low: float, high: float) -> None:
        """These numbers times their factors add up to something between two bounds."""
        row = self._solver.Constraint(low, high)
        for number, factor in factors.items():
            row.SetCoefficient(self.unknowns[number], factor)

    def know(self, number: int, low: float, high: float = ENDLESS) -> None:
        """A number lies between these bounds."""
        self.unknowns[number].SetBounds(low, high)

    def furthest(self, weights: Mapping[int, float]) -> Guess | None:
        """The numbers for which this sum is most; None when nothing agrees with all that is known."""
        objective = self._solver.Objective()
        for number in sorted(self._wanted - weights.keys()):
            objective.SetCoefficient(self.unknowns[number], 0)
        for number, weight in weights.items():
            objective.SetCoefficient(self.unknowns[number], weight)
        self._wanted = set(weights)
        objective.SetMaximization()
        self.questions += 1
        if not self._solved():
            return None
        return self._guess()

    def _guess(self) -> Guess:
        """All values and prices in one message: asking for them one by one takes as long as solving."""
        from ortools.linear_solver.linear_solver_pb2 import (  # type: ignore[import-untyped]  # noqa: PLC0415
            MPSolutionResponse,
        )

        answer = MPSolutionResponse()
        self._solver.FillSolutionResponseProto(answer)
        return Guess(list(answer.variable_value), list(answer.reduced_cost))

    def _solved(self) -> bool:
        """From where it was; when that fails, once more from the start."""
        for _time in range(2):
            found = self._solver.Solve(self._asked)
            if found == self._solver.OPTIMAL:
                return True
            if found == self._solver.INFEASIBLE:
                return False
            self._solver.Reset()
        return False


def _solver(*, dual: bool) -> tuple[Solver, MPSolverParameters]:
    # heavy: only who solves pays for it
    from ortools.linear_solver import pywraplp  # type: ignore[import-untyped]  # noqa: PLC0415

    solver, asked = pywraplp.Solver.CreateSolver("GLOP"), pywraplp.MPSolverParameters()
    asked.SetIntegerParam(asked.PRESOLVE, asked.PRESOLVE_OFF)
    asked.SetIntegerParam(asked.LP_ALGORITHM, asked.DUAL if dual else asked.PRIMAL)
    solver.SetSolverSpecificParametersAsString(f"max_deterministic_time: {PATIENCE}")
    return solver, asked
