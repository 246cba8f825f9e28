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
    AgreementAlarm,
    AgreementCause,
    AgreementMove,
    AgreementMoveKind,
    AgreementStep,
)
from veerkracht.programme.embedding_models import (
    EMBEDDING_MONTHS,
    EmbeddingAnswer,
    EmbeddingCheck,
    EmbeddingLevel,
    EmbeddingPart,
    EmbeddingTrack,
)
from veerkracht.programme.goal_models import Framework, Goal, GoalKind, Theme
from veerkracht.programme.money_models import FIRST_YEAR, LAST_YEAR, BudgetLine, Client
from veerkracht.programme.plan_models import (
    Plan,
    PlanAim,
    PlanPart,
    PlanParty,
    PlanPartyRole,
    PlanPhase,
    PlanPhaseState,
    PlanSection,
    PlanTarget,
    PlanVersion,
)
from veerkracht.programme.plan_report_models import PlanReport, PlanReportWords
from veerkracht.programme.sheet_line_models import Aligned, LineKind, Section, SheetLine
from veerkracht.programme.sheet_models import EditionState, MoveKind, Sheet, SheetEdition, SheetMove

__all__ = [
    "EMBEDDING_MONTHS",
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
    "AgreementAlarm",
    "AgreementCause",
    "AgreementMove",
    "AgreementMoveKind",
    "AgreementStep",
    "Aligned",
    "BudgetLine",
    "Client",
    "EditionState",
    "EmbeddingAnswer",
    "EmbeddingCheck",
    "EmbeddingLevel",
    "EmbeddingPart",
    "EmbeddingTrack",
    "Framework",
    "Goal",
    "GoalKind",
    "LineKind",
    "MoveKind",
    "Plan",
    "PlanAim",
    "PlanPart",
    "PlanParty",
    "PlanPartyRole",
    "PlanPhase",
    "PlanPhaseState",
    "PlanReport",
    "PlanReportWords",
    "PlanSection",
    "PlanTarget",
    "PlanVersion",
    "Section",
    "Sheet",
    "SheetEdition",
    "SheetLine",
    "SheetMove",
    "Theme",
]
