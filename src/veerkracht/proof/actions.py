"""The door to the verbs of proof."""

from __future__ import annotations

from veerkracht.proof.attendance_actions import Mark, mark
from veerkracht.proof.register_actions import (
    ask_again,
    ask_for_numbers,
    make_due_runs,
    make_export,
    make_run,
    set_run,
)
from veerkracht.proof.register_actions import hand_out as hand_out_export

__all__ = [
    "Mark",
    "ask_again",
    "ask_for_numbers",
    "hand_out_export",
    "make_due_runs",
    "make_export",
    "make_run",
    "mark",
    "set_run",
]
