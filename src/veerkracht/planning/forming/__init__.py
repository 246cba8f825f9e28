"""Forming groups that can meet and that people want to stay in. A problem in, a solution out."""

from __future__ import annotations

from veerkracht.planning.forming.checking import Breach, breaches
from veerkracht.planning.forming.clock import Budget, Progress
from veerkracht.planning.forming.conflict import Kind, Reason, alone, conflict
from veerkracht.planning.forming.explaining import Why, why
from veerkracht.planning.forming.problem import (
    LARGEST,
    ONLINE,
    SMALLEST,
    Demands,
    Ended,
    Facilitator,
    Fault,
    Group,
    Problem,
    Solution,
    Wish,
    faults,
)
from veerkracht.planning.forming.repair import Move, Repair, repair
from veerkracht.planning.forming.solving import CannotBeRead, form

__all__ = [
    "LARGEST",
    "ONLINE",
    "SMALLEST",
    "Breach",
    "Budget",
    "CannotBeRead",
    "Demands",
    "Ended",
    "Facilitator",
    "Fault",
    "Group",
    "Kind",
    "Move",
    "Problem",
    "Progress",
    "Reason",
    "Repair",
    "Solution",
    "Why",
    "Wish",
    "alone",
    "breaches",
    "conflict",
    "faults",
    "form",
    "repair",
    "why",
]
