"""The door to the models of proof; each part has a file of its own."""

from __future__ import annotations

from veerkracht.proof.attendance_models import ATTENDED, Attendance, Means, Presence
from veerkracht.proof.register_models import (
    ExportedLine,
    ExportFormat,
    ExportKind,
    LineAction,
    NumberAsked,
    RegisterExport,
    RegisterRun,
    RetentionCount,
)

__all__ = [
    "ATTENDED",
    "Attendance",
    "ExportFormat",
    "ExportKind",
    "ExportedLine",
    "LineAction",
    "Means",
    "NumberAsked",
    "Presence",
    "RegisterExport",
    "RegisterRun",
    "RetentionCount",
]
