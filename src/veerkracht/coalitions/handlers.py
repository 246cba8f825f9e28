"""What coalitions do when something happens below: a meeting is planned, or called off."""

from __future__ import annotations

from veerkracht.coalitions.agenda_actions import bring_along, make_agenda
from veerkracht.coalitions.agenda_queries import agenda_of, meeting_of, next_meeting
from veerkracht.coalitions.coalition_rules import PURPOSE
from veerkracht.kernel.events import on
from veerkracht.meetings.events import MeetingCalledOff, MeetingPlanned


@on(MeetingPlanned)
def prepare(event: MeetingPlanned) -> None:
    """A coalition's meeting has its agenda from the moment that it is planned."""
    meeting = meeting_of(event.meeting_id) if event.purpose == PURPOSE else None
    if meeting is not None:
        make_agenda(meeting=meeting, by=None)


@on(MeetingCalledOff)
def save_points(event: MeetingCalledOff) -> None:
    """What members brought to a meeting that does not go on, goes to the next one that is planned."""
    off = meeting_of(event.meeting_id) if event.purpose == PURPOSE else None
    following = next_meeting(off.series, off) if off is not None else None
    meeting = meeting_of(following.pk) if following is not None else None
    agenda = agenda_of(meeting) if meeting is not None else None
    if agenda is not None:
        bring_along(agenda)
