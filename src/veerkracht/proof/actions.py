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
from veerkracht.proof.attendance_door_actions import walk_in
from veerkracht.proof.elearning_actions import (
    add_step,
    change_step,
    move_step,
    remove_step,
    take_over_steps,
    take_step,
)
from veerkracht.proof.materials_actions import add_material, remove_material

__all__ = [
    "KeptMark",
    "Mark",
    "add_material",
    "add_step",
    "change_step",
    "check_in",
    "confirm",
    "mark",
    "move_step",
    "prepare",
    "remove_material",
    "remove_step",
    "take_marks",
    "take_over_steps",
    "take_step",
    "tick",
    "walk_in",
]
