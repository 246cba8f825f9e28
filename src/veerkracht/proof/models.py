"""The door to the models of proof; each part has a file of its own."""

from __future__ import annotations

from veerkracht.proof.attendance_models import ATTENDED, Attendance, Means, Presence
from veerkracht.proof.evaluation_models import (
    Answer,
    Ballot,
    EvaluationForm,
    FormQuestion,
    Question,
    QuestionKind,
    Shows,
)

__all__ = [
    "ATTENDED",
    "Answer",
    "Attendance",
    "Ballot",
    "EvaluationForm",
    "FormQuestion",
    "Means",
    "Presence",
    "Question",
    "QuestionKind",
    "Shows",
]
