"""How much work a search may do: seconds on the clock, or an effort that is the same on each machine."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

STEP = 40e-6  # effort of weighing one group, in about the seconds that it takes


@dataclass(frozen=True)
class Budget:
    """``seconds`` is never passed by more than a tenth. With ``effort`` the same seed gives the same answer."""

    seconds: float = 10.0
    effort: float | None = None


@dataclass(frozen=True)
class Progress:
    """Where a search is: points so far and what cannot be passed, 0–1 of the budget used, people left."""

    value: int
    bound: int
    done: float
    left: int


Report = Callable[[Progress], bool]  # False stops the search with the best so far


class Clock:
    """Counts effort and time."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.began = time.monotonic()
        self.spent = 0.0
        self.stopped = False

    def spend(self, effort: float) -> None:
        """Count some effort."""
        self.spent += effort

    def limit(self, parameters: Any, effort: float) -> None:
        """Let a solver of OR-Tools spend so much of what is left, and no more."""
        share = max(0.05, min(effort, self.left))
        if self.budget.effort is None:
            parameters.max_time_in_seconds = share
        else:
            parameters.max_deterministic_time = share
            parameters.max_time_in_seconds = self.budget.seconds

    @property
    def left(self) -> float:
        """What is left of effort, or of the seconds."""
        seconds = self.budget.seconds - (time.monotonic() - self.began)
        if self.stopped:
            return 0.0
        return (
            seconds if self.budget.effort is None else min(seconds, self.budget.effort - self.spent)
        )

    @property
    def done(self) -> float:
        """The part of the budget that was used, 0–1."""
        whole = self.budget.seconds if self.budget.effort is None else self.budget.effort
        return min(1.0, max(0.0, 1 - self.left / whole)) if whole > 0 else 1.0
