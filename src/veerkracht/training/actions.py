"""The verbs of training: courses, editions, who trains, and what somebody achieved.

Each takes ``by=`` (the person who acts; None for the installation itself), checks the policy and
the rules, writes, records in the audit trail and announces, in one transaction.
``capacity_guards`` is where an app above registers what an edition's capacity must respect,
``session_holds`` where it says which sessions must stay on their day.
"""

from __future__ import annotations

from veerkracht.training.course_actions import (
    CourseValues,
    add_accreditation,
    change_course,
    make_course,
    make_qualification,
    record_achievement,
    remove_accreditation,
    withdraw_achievement,
)
from veerkracht.training.edition_actions import (
    EditionValues,
    assign_trainers,
    call_off_edition,
    change_edition,
    copy_edition,
    make_edition,
    publish_edition,
    remove_draft,
)
from veerkracht.training.learning_actions import (
    Earlier,
    EarlierCount,
    grant_for_earlier,
    take_back_counts,
    take_back_courses,
    take_back_learning,
    take_over_counts,
    take_over_learning,
)
from veerkracht.training.registries import (
    CapacityGuard,
    SessionHolds,
    capacity_guards,
    session_holds,
)
from veerkracht.training.rules import FIRST_TAKEN_OVER, Meeting

__all__ = [
    "FIRST_TAKEN_OVER",
    "CapacityGuard",
    "CourseValues",
    "Earlier",
    "EarlierCount",
    "EditionValues",
    "Meeting",
    "SessionHolds",
    "add_accreditation",
    "assign_trainers",
    "call_off_edition",
    "capacity_guards",
    "change_course",
    "change_edition",
    "copy_edition",
    "grant_for_earlier",
    "make_course",
    "make_edition",
    "make_qualification",
    "publish_edition",
    "record_achievement",
    "remove_accreditation",
    "remove_draft",
    "session_holds",
    "take_back_counts",
    "take_back_courses",
    "take_back_learning",
    "take_over_counts",
    "take_over_learning",
    "withdraw_achievement",
]
