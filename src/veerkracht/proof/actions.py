"""The door to the verbs of proof."""

from __future__ import annotations

from veerkracht.proof.attendance_actions import Mark, mark
from veerkracht.proof.evaluation_actions import (
    arrange_evaluation,
    close_evaluations,
    open_evaluations,
    remind_of_evaluations,
)
from veerkracht.proof.evaluation_answering import answer_evaluation
from veerkracht.proof.evaluation_bank import (
    Wording,
    add_question,
    change_question,
    load_questions,
    retire_question,
)

__all__ = [
    "Mark",
    "Wording",
    "add_question",
    "answer_evaluation",
    "arrange_evaluation",
    "change_question",
    "close_evaluations",
    "load_questions",
    "mark",
    "open_evaluations",
    "remind_of_evaluations",
    "retire_question",
]
