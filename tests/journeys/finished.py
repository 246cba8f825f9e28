"""An edition of the demo that is over, for journeys about what comes after."""

from __future__ import annotations

from datetime import timedelta

from tests import factories
from veerkracht.enrolment.actions import request_places
from veerkracht.enrolment.models import Enrolment
from veerkracht.kernel.clock import held_at, now
from veerkracht.people.models import Person
from veerkracht.proof.actions import Mark, mark
from veerkracht.proof.models import Presence
from veerkracht.training.actions import assign_trainers
from veerkracht.training.models import Edition


def person(key: str) -> Person:
    """One of the demo's people."""
    return Person.objects.get(email=f"{key}@voorbeeld.example")


def finished(title: str, *, trainer: Person, present: Person, unmarked: Person) -> Edition:
    """Two sessions, ten and three days ago: one person was there, of another nobody said."""
    begun = now() - timedelta(days=10)
    with held_at(begun - timedelta(days=30)):
        edition = factories.edition(
            of=factories.course(title=title), starts=begun, days=2, capacity=4
        )
        for one in (present, unmarked):
            request_places(people=[one], editions=[edition], by=one, despite_overlap=True)
        assign_trainers(by=None, edition=edition, trainers=[trainer])
    row = Enrolment.objects.get(edition=edition, person=present)
    for session in edition.sessions.all():
        mark(session=session, marks={row.pk: Mark(Presence.PRESENT)}, by=trainer)
    return edition
