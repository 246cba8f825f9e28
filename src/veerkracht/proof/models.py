"""The door to the models of proof; each part has a file of its own."""

from __future__ import annotations

from veerkracht.proof.attendance_models import (
    ATTENDED,
    Attendance,
    Means,
    Preparation,
    Presence,
)
from veerkracht.proof.elearning_models import Step, StepDone, StepKind
from veerkracht.proof.materials_models import Material

__all__ = [
    "ATTENDED",
    "Attendance",
    "Material",
    "Means",
    "Preparation",
    "Presence",
    "Step",
    "StepDone",
    "StepKind",
]
