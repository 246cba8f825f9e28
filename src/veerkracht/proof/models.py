"""The door to the models of proof; each part has a file of its own."""

from __future__ import annotations

from veerkracht.proof.attendance_models import ATTENDED, Attendance, Means, Presence

__all__ = ["ATTENDED", "Attendance", "Means", "Presence"]
