"""What meetings announce to the apps above."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class MeetingPlanned:
    """A meeting was planned, at once or out of a poll."""

    meeting_id: int
    purpose: str


@dataclass(frozen=True)
class MeetingCalledOff:
    """A meeting that was planned does not go on."""

    meeting_id: int
    purpose: str


@dataclass(frozen=True)
class MeetingHeld:
    """It is known who was at a meeting, so it was held; said again when that is corrected."""

    meeting_id: int
    purpose: str
