"""What cocreation keeps."""

from __future__ import annotations

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
