"""The door to the verbs of proof."""

from __future__ import annotations

from veerkracht.proof.attendance_actions import Mark, mark
from veerkracht.proof.badge_keys import rotate_signing_key
from veerkracht.proof.certificate_actions import (
    choose_shown,
    correct_name,
    issue,
    issue_due,
    revoke,
)
from veerkracht.proof.completion_actions import approve_assignments, set_completion_rule
from veerkracht.proof.lapsing_actions import warn_of_lapsing
from veerkracht.proof.my_register_actions import forget_period, set_period

__all__ = [
    "Mark",
    "approve_assignments",
    "choose_shown",
    "correct_name",
    "forget_period",
    "issue",
    "issue_due",
    "mark",
    "revoke",
    "rotate_signing_key",
    "set_completion_rule",
    "set_period",
    "warn_of_lapsing",
]
