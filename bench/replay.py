"""A simple model of places and queues, fed with the log of moves: what should not have happened?

Pure: moves in, faults out. Moves of one edition are in order of id, which is the order of its locks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

# Rules by which somebody may be helped before others who wait longer: those do not fit in what is free,
# or the place is kept for a group, or theirs is at its cap. Who is approved counts from the request.
MAY_PASS = frozenset({"first-that-fits", "shares", "approved"})


@dataclass(frozen=True)
class Step:
    """One move with what the model needs of its enrolment."""

    enrolment: int
    wish: UUID
    requested_at: datetime
    before: str
    after: str
    rule: str
    passed_over: int


@dataclass
class Model:
    """Who is in which state, and the parties that wait, as the log tells it."""

    states: dict[int, str] = field(default_factory=dict)
    waiting: dict[int, tuple[datetime, int, UUID]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def follow(self, steps: Iterable[Step]) -> list[str]:
        """Replay the steps; every fault in words."""
        for step in steps:
            self._check_state(step)
            if step.after == "offered" or (step.before, step.after) == ("asked", "placed"):
                self._check_turn(step)
            elif step.after == "placed" and step.before == "":
                self._check_newcomer(step)
            self._apply(step)
        return self.faults

    def _check_state(self, step: Step) -> None:
        known = self.states.get(step.enrolment, "")
        if known != step.before:
            self.faults.append(
                f"enrolment {step.enrolment}: {step.before} → {step.after}, but was {known!r}"
            )

    def _check_turn(self, step: Step) -> None:
        """Nobody who waits longer is passed, but by a rule that may, and then as many as it says."""
        ahead = self._ahead_of((step.requested_at, step.enrolment), step.wish)
        allowed = step.passed_over if step.rule in MAY_PASS else 0
        if ahead > allowed:
            self.faults.append(
                f"enrolment {step.enrolment} was offered a place before {ahead} others ({step.rule})"
            )

    def _check_newcomer(self, step: Step) -> None:
        """A place that is simply free: nobody waits longer. By another rule it goes past those it may pass."""
        ahead = self._ahead_of((step.requested_at, step.enrolment), step.wish)
        if ahead and step.rule == "free-place":
            self.faults.append(f"enrolment {step.enrolment} got a place while {ahead} waited")

    def _ahead_of(self, rank: tuple[datetime, int], wish: UUID) -> int:
        """Parties whose first member asked before the first of this wish."""
        firsts: dict[UUID, tuple[datetime, int]] = {}
        for at, pk, other in self.waiting.values():
            firsts[other] = min(firsts.get(other, (at, pk)), (at, pk))
        mine = firsts.pop(wish, rank)
        return sum(first < mine for first in firsts.values())

    def _apply(self, step: Step) -> None:
        self.states[step.enrolment] = step.after
        if step.after == "waiting":
            self.waiting[step.enrolment] = (step.requested_at, step.enrolment, step.wish)
        else:
            self.waiting.pop(step.enrolment, None)
