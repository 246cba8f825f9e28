"""The door to reading proof."""

from __future__ import annotations

from veerkracht.proof.attendance_queries import Attended, attended

__all__ = ["Attended", "attended"]
