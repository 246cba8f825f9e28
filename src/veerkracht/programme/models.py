"""What a programme keeps: goals and themes, actions, agreements and budget lines."""

from __future__ import annotations

from veerkracht.programme.action_models import (
    KEPT,
    OPEN_ACTION,
    Action,
    ActionPartner,
    ActionStatus,
    ActionUpdate,
)
from veerkracht.programme.agreement_models import (
    REVIEW_AHEAD,
    Agreement,
    AgreementMove,
    AgreementStep,
)
from veerkracht.programme.goal_models import Framework, Goal, GoalKind, Theme
from veerkracht.programme.money_models import FIRST_YEAR, LAST_YEAR, BudgetLine, Client
from veerkracht.programme.sheet_line_models import Aligned, LineKind, Section, SheetLine
from veerkracht.programme.sheet_models import (
    EditionState,
    MoveKind,
    Sheet,
    SheetEdition,
    SheetMove,
)

__all__ = [
    "FIRST_YEAR",
    "KEPT",
    "LAST_YEAR",
    "OPEN_ACTION",
    "REVIEW_AHEAD",
    "Action",
    "ActionPartner",
    "ActionStatus",
    "ActionUpdate",
    "Agreement",
    "AgreementMove",
    "AgreementStep",
    "Aligned",
    "BudgetLine",
    "Client",
    "EditionState",
    "Framework",
    "Goal",
    "GoalKind",
    "LineKind",
    "MoveKind",
    "Section",
    "Sheet",
    "SheetEdition",
    "SheetLine",
    "SheetMove",
    "Theme",
]
