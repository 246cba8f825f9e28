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
]
