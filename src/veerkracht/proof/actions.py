"""The door to the verbs of proof."""

from __future__ import annotations

from veerkracht.proof.attendance_actions import Mark, mark

__all__ = ["Mark", "mark"]
