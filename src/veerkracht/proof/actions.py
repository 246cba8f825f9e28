"""The door to the verbs of proof."""

from __future__ import annotations

from veerkracht.proof.attendance_actions import (
    KeptMark,
    Mark,
    check_in,
    confirm,
    mark,
    prepare,
    take_marks,
    tick,
)
from veerkracht.proof.attendance_door_actions import (
    walk_in,
)
from veerkracht.proof.badge_keys import (
    rotate_signing_key,
)
from veerkracht.proof.certificate_actions import (
    choose_shown,
    correct_name,
    issue,
    issue_due,
    revoke,
)
from veerkracht.proof.completion_actions import (
    approve_assignments,
    set_completion_rule,
)
from veerkracht.proof.elearning_actions import (
    add_step,
    change_step,
    move_step,
    remove_step,
    take_over_steps,
    take_step,
)
from veerkracht.proof.evaluation_actions import (
    arrange_evaluation,
    close_evaluations,
    open_evaluations,
    remind_of_evaluations,
)
from veerkracht.proof.evaluation_answering import (
    answer_evaluation,
)
from veerkracht.proof.evaluation_bank import (
    Wording,
    add_question,
    change_question,
    load_questions,
    retire_question,
)
from veerkracht.proof.lapsing_actions import (
    warn_of_lapsing,
)
from veerkracht.proof.materials_actions import (
    add_material,
    remove_material,
)
from veerkracht.proof.my_register_actions import (
    forget_period,
    set_period,
)
from veerkracht.proof.register_actions import (
    ask_again,
    ask_for_numbers,
    make_due_runs,
    make_export,
    make_run,
    set_run,
)
from veerkracht.proof.register_actions import (
    hand_out as hand_out_export,
)

__all__ = [
    "KeptMark",
    "Mark",
    "Wording",
    "add_material",
    "add_question",
    "add_step",
    "answer_evaluation",
    "approve_assignments",
    "arrange_evaluation",
    "ask_again",
    "ask_for_numbers",
    "change_question",
    "change_step",
    "check_in",
    "choose_shown",
    "close_evaluations",
    "confirm",
    "correct_name",
    "forget_period",
    "hand_out_export",
    "issue",
    "issue_due",
    "load_questions",
    "make_due_runs",
    "make_export",
    "make_run",
    "mark",
    "move_step",
    "open_evaluations",
    "prepare",
    "remind_of_evaluations",
    "remove_material",
    "remove_step",
    "retire_question",
    "revoke",
    "rotate_signing_key",
    "set_completion_rule",
    "set_period",
    "set_run",
    "take_marks",
    "take_over_steps",
    "take_step",
    "tick",
    "walk_in",
    "warn_of_lapsing",
]
