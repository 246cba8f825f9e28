"""What cocreation keeps."""

from __future__ import annotations

from veerkracht.cocreation.pilot_models import (
    MeasureAbout,
    MeasureKind,
    Pilot,
    PilotMeasure,
    PilotMember,
    PilotNote,
    PilotOutcome,
    PilotReading,
    PilotSpread,
    PilotState,
    ReadingMoment,
    SpreadKind,
)

__all__: list[str] = [
    "MeasureAbout",
    "MeasureKind",
    "Pilot",
    "PilotMeasure",
    "PilotMember",
    "PilotNote",
    "PilotOutcome",
    "PilotReading",
    "PilotSpread",
    "PilotState",
    "ReadingMoment",
    "SpreadKind",
]
