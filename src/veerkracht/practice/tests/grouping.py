"""An intervision group and its meetings, made through the same actions that people use."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests import factories
from veerkracht.kernel.clock import held_at, now
from veerkracht.meetings.actions import When, mark_presence, plan_meeting
from veerkracht.meetings.models import Meeting
from veerkracht.meetings.queries import members_at
from veerkracht.places.queries import region
from veerkracht.practice.group_actions import start_group
from veerkracht.practice.group_models import Group

if TYPE_CHECKING:
    from veerkracht.people.models import Person


def group(
    *people: Person, coach: Person | None = None, began: datetime | None = None, **values: Any
) -> Group:
    """A group in Zuid-Limburg of these people, or of three others; it began 400 days ago."""
    members = people or tuple(factories.person() for _ in range(3))
    given = {"name": "De Kring", "region": region(factories.ZUID), **values}
    with held_at(began or now() - timedelta(days=400)):
        return start_group(people=members, by=members[0], coach=coach, **given)


def ahead(of: Group, by: Person, days: float = 14, minutes: int = 120, **where: str) -> Meeting:
    """A meeting that is planned."""
    starts = now() + timedelta(days=days)
    when = When(starts, starts + timedelta(minutes=minutes), **where)
    return plan_meeting(series=of.series, when=when, by=by)


def held(of: Group, by: Person, days: float, minutes: int = 120) -> Meeting:
    """A meeting that was held days ago, where everybody was."""
    with held_at(now() - timedelta(days=days + 14)):
        meeting = ahead(of, by, minutes=minutes)
    there = {person.pk: minutes for person in members_at(meeting)}
    leader = meeting.facilitator
    assert leader is not None
    mark_presence(meeting=meeting, minutes=there, by=leader)
    return Meeting.objects.select_related("series__region", "facilitator").get(pk=meeting.pk)
