"""Somebody who wrote down what to do differently."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests import factories
from veerkracht.enrolment.actions import request_places
from veerkracht.kernel.clock import held_at, now
from veerkracht.people.models import Person
from veerkracht.practice.actions import Thing, keep_commitments
from veerkracht.practice.models import Plan
from veerkracht.training.models import Edition

WHAT = "Ik begin elk gesprek met een open vraag"


def held(*people: Person, **values: Any) -> Edition:
    """An edition that ended an hour ago, with these people."""
    starts = now() - timedelta(hours=4, minutes=30)
    with held_at(now() - timedelta(days=40)):
        edition = factories.edition(starts=starts, capacity=max(len(people), 1), **values)
        for person in people:
            request_places(people=[person], editions=[edition], by=person)
    return edition


def planned(person: Person | None = None) -> Plan:
    """A plan with two things."""
    person = person or factories.person("Sam Voornemer")
    things = {1: Thing(WHAT, "Noor"), 2: Thing("Ik bel de wijkverpleging")}
    return keep_commitments(edition=held(person), things=things, by=person)
