"""Coalitions and their meetings for tests, made as people make them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests import factories
from veerkracht.coalitions import agenda_queries
from veerkracht.coalitions.actions import give_seat, start_coalition
from veerkracht.coalitions.models import Agenda, Coalition, Point, Seat
from veerkracht.kernel.clock import now
from veerkracht.meetings.actions import When, plan_meeting
from veerkracht.meetings.models import Meeting
from veerkracht.meetings.policies import is_member
from veerkracht.people.models import Person
from veerkracht.places.models import Area
from veerkracht.places.queries import region


def coalition(name: str = "Kansrijke Start Heerlen", **values: Any) -> Coalition:
    """A local coalition in Heerlen, with a coordinator who has no role in the region."""
    given: dict[str, Any] = {
        "kind": "local",
        "area": Area.objects.get(code="GM0917"),
        "region": region(factories.ZUID),
        "coordinator": factories.person("Carla"),
        **values,
    }
    return start_coalition(name=name, by=factories.coordinator(), **given)


def meets(coalition: Coalition, person: Person) -> bool:
    """Whether somebody is a member of its meetings."""
    return is_member(person, coalition.series)


def carla(of: Coalition) -> Person:
    """Its coordinator."""
    person = of.coordinator
    assert person is not None
    return person


def seat(of: Coalition, name: str = "", organisation: str = "zuyd-hogeschool") -> Seat:
    """Somebody with a seat for an organisation."""
    table = factories.organisation(organisation)
    person = factories.person(name, organisation=table)
    return give_seat(
        coalition=of, kind="organisation", organisation=table, person=person, by=carla(of)
    )


def member(of: Coalition, name: str = "Olga") -> Person:
    """A parent with a seat."""
    person = factories.person(name)
    give_seat(coalition=of, kind="parent", person=person, by=carla(of))
    return person


def planned(of: Coalition, days: float = 14) -> Agenda:
    """A meeting in so many days, with the agenda that came by itself."""
    starts = now() + timedelta(days=days)
    when = When(starts, starts + timedelta(hours=2), "Huis van de Wijk")
    meeting = plan_meeting(series=of.series, when=when, by=carla(of))
    return again(meeting)


def again(meeting: Meeting) -> Agenda:
    """The agenda of a meeting, read anew with all that the actions need."""
    found = agenda_queries.meeting_of(meeting.pk)
    assert found is not None
    agenda = agenda_queries.agenda_of(found)
    assert agenda is not None
    agenda.meeting = found
    return agenda


def point(pk: int) -> Point:
    """A point, read anew."""
    found = agenda_queries.point_of(pk)
    assert found is not None
    return found
