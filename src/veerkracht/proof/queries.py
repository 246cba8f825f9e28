"""The door to reading proof."""

from __future__ import annotations

from veerkracht.proof.attendance_queries import Attended, attended
from veerkracht.proof.elearning_queries import elearning_done

__all__ = ["Attended", "attended", "elearning_done"]
