"""The door to reading proof."""

from __future__ import annotations

from veerkracht.proof.attendance_queries import Attended, attended
from veerkracht.proof.evaluation_queries import Results, evaluation_of, results

__all__ = ["Attended", "Results", "attended", "evaluation_of", "results"]
