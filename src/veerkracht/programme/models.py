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
from veerkracht.programme.goal_models import Framework, Goal, Theme
from veerkracht.programme.money_models import FIRST_YEAR, LAST_YEAR, BudgetLine
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
    "BudgetLine",
    "EmbeddingAnswer",
    "EmbeddingCheck",
    "EmbeddingLevel",
    "EmbeddingPart",
    "EmbeddingTrack",
    "Framework",
    "Goal",
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
    "Theme",
]
