"""The verbs of meetings, through one door."""

from __future__ import annotations

from veerkracht.meetings.decision_actions import (
    decide,
    review_decision,
    reword_decision,
    show_decision,
    take_back_decision,
)
from veerkracht.meetings.meeting_actions import (
    When,
    cancel_meeting,
    choose_method,
    drop_method,
    make_method,
    move_meeting,
    plan_meeting,
    swap_facilitator,
)
from veerkracht.meetings.poll_actions import answer_poll, close_poll, start_poll
from veerkracht.meetings.presence_actions import correct_own, mark_presence, say_absent
from veerkracht.meetings.series_actions import (
    add_member,
    end_membership,
    end_series,
    rename_series,
    set_asleep,
    start_series,
)

__all__ = [
    "When",
    "add_member",
    "answer_poll",
    "cancel_meeting",
    "choose_method",
    "close_poll",
    "correct_own",
    "decide",
    "drop_method",
    "end_membership",
    "end_series",
    "make_method",
    "mark_presence",
    "move_meeting",
    "plan_meeting",
    "rename_series",
    "review_decision",
    "reword_decision",
    "say_absent",
    "set_asleep",
    "show_decision",
    "start_poll",
    "start_series",
    "swap_facilitator",
    "take_back_decision",
]
