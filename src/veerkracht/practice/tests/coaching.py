"""Coaches, and somebody who is coached."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tests import factories
from veerkracht.people.models import Organisation, Person
from veerkracht.places.queries import region
from veerkracht.practice import coaching_actions as actions
from veerkracht.practice.coaching_appointment_actions import SeriesPlan, plan_series
from veerkracht.practice.coaching_models import CoachingAppointment, CoachingRequest

wall = datetime.fromisoformat  # a Dutch wall clock, without a zone
GOAL = "Ik wil leren om stil te zijn"
AT = wall("2026-12-01T10:00")  # a Tuesday


def coach(name: str = "Cor Coach", load: int = 3, **values: Any) -> Person:
    """A trainer who offers to coach in the south."""
    person = factories.trainer()
    Person.objects.filter(pk=person.pk).update(name=name)
    person.name = name
    actions.save_coach_profile(offer=offer(load=load, **values), by=person)
    return person


def offer(**values: Any) -> actions.Offer:
    """What a coach offers, unless told otherwise."""
    usual = {"regions": [region(factories.ZUID)], "themes": ["team", "web"], "languages": ["nl"]}
    return actions.Offer(**{**usual, "load": 3, **values})


def wish(**values: Any) -> actions.Wish:
    """What somebody asks for, unless told otherwise."""
    usual = {"region": region(factories.ZUID), "themes": ["team"], "languages": ["nl"]}
    return actions.Wish(**{**usual, "goal": GOAL, **values})


def asked(person: Person | None = None, **values: Any) -> CoachingRequest:
    """Somebody who waits for a coach."""
    return actions.ask_coaching(wish=wish(**values), by=person or factories.person("Pia Vraag"))


def coached(by: Person | None = None, person: Person | None = None) -> CoachingRequest:
    """Somebody who chose a coach."""
    request = asked(person)
    return actions.pick_coach(request=request, coach=by or coach(), by=request.person)


def planned(
    coaching: CoachingRequest, at: datetime = AT, **values: Any
) -> list[CoachingAppointment]:
    """A series from the first of December on, four times every three weeks, unless told otherwise."""
    plan = SeriesPlan(at, **{"times": 4, "weeks": 3, **values})
    return plan_series(coaching=coaching, plan=plan, by=coaching.person)


def works_at(person: Person, slug: str) -> Person:
    """The same person, now of this organisation."""
    person.organisation = Organisation.objects.get(slug=slug)
    person.save()
    return person
