"""What cocreation keeps."""

from __future__ import annotations

from veerkracht.cocreation.survey_models import (
    OpenAnswer,
    QuestionKind,
    Survey,
    SurveyPage,
    SurveyQuestion,
    SurveyState,
    SurveyTally,
)
from veerkracht.cocreation.wish_models import (
    Need,
    NeedAsker,
    NeedMove,
    NeedOutcome,
    NeedSource,
    NeedState,
)

__all__ = [
    "Need",
    "NeedAsker",
    "NeedMove",
    "NeedOutcome",
    "NeedSource",
    "NeedState",
    "OpenAnswer",
    "QuestionKind",
    "Survey",
    "SurveyPage",
    "SurveyQuestion",
    "SurveyState",
    "SurveyTally",
from veerkracht.cocreation.council_models import (
    KEPT,
    KEPT_INVITATION,
    Council,
    CouncilAnswer,
    CouncilInvitation,
    CouncilMember,
    CouncilRole,
)
from veerkracht.cocreation.idea_models import KEPT_OPEN, Idea, IdeaBallot, IdeaDot, IdeaRound
from veerkracht.cocreation.proposal_models import (
    KEPT_VIEW,
    ConsentRound,
    ConsentView,
    Proposal,
    ProposalState,
    ProposalVersion,
    RoundOutcome,
    ViewKind,
)

__all__ = [
    "KEPT",
    "KEPT_INVITATION",
    "KEPT_OPEN",
    "KEPT_VIEW",
    "ConsentRound",
    "ConsentView",
    "Council",
    "CouncilAnswer",
    "CouncilInvitation",
    "CouncilMember",
    "CouncilRole",
    "Idea",
    "IdeaBallot",
    "IdeaDot",
    "IdeaRound",
    "Proposal",
    "ProposalState",
    "ProposalVersion",
    "RoundOutcome",
    "ViewKind",
from veerkracht.cocreation.pilot_models import (
    MeasureAbout,
    MeasureKind,
    Pilot,
    PilotMeasure,
    PilotMember,
    PilotNote,
    PilotOutcome,
    PilotReading,
    PilotSpread,
    PilotState,
    ReadingMoment,
    SpreadKind,
)

__all__: list[str] = [
    "MeasureAbout",
    "MeasureKind",
    "Pilot",
    "PilotMeasure",
    "PilotMember",
    "PilotNote",
    "PilotOutcome",
    "PilotReading",
    "PilotSpread",
    "PilotState",
    "ReadingMoment",
    "SpreadKind",
from veerkracht.cocreation.ask_models import (
    Helped,
    Question,
    QuestionState,
    QuestionStep,
    StepKind,
)
from veerkracht.cocreation.join_models import HelpKind, Offer, OfferState, Shows
from veerkracht.cocreation.student_models import (
    Level,
    Placement,
    PlacementKind,
    PlacementState,
    Reaction,
    ReactionState,
)
from veerkracht.cocreation.way_models import (
    ForWhom,
    Way,
    WayDimension,
    WayState,
    WayStep,
    WayUse,
)

__all__: list[str] = [
    "ForWhom",
    "HelpKind",
    "Helped",
    "Level",
    "Offer",
    "OfferState",
    "Placement",
    "PlacementKind",
    "PlacementState",
    "Question",
    "QuestionState",
    "QuestionStep",
    "Reaction",
    "ReactionState",
    "Shows",
    "StepKind",
    "Way",
    "WayDimension",
    "WayState",
    "WayStep",
    "WayUse",
]
