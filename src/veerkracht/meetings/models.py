"""What meetings keep: series and members, meetings, polls, methods, presence and decisions."""

from __future__ import annotations

from veerkracht.meetings.meeting_models import (
    KEPT_ABSENCE,
    Absence,
    Decision,
    Meeting,
    MeetingState,
    OwnMethod,
    Presence,
    Theme,
)
from veerkracht.meetings.poll_models import (
    KEPT_AFTER_POLL,
    Poll,
    PollAnswer,
    PollDate,
    PollInvitation,
    Says,
)
from veerkracht.meetings.series_models import KEPT, Member, Series, SeriesState

__all__ = [
    "KEPT",
    "KEPT_ABSENCE",
    "KEPT_AFTER_POLL",
    "Absence",
    "Decision",
    "Meeting",
    "MeetingState",
    "Member",
    "OwnMethod",
    "Poll",
    "PollAnswer",
    "PollDate",
    "PollInvitation",
    "Presence",
    "Says",
    "Series",
    "SeriesState",
    "Theme",
]
