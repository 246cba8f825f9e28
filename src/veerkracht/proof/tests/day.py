"""A training day for tests: an edition in an hour, people with a place, a trainer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.test import Client

from tests import factories
from veerkracht.enrolment.actions import request_places
from veerkracht.enrolment.models import Enrolment
from veerkracht.kernel.clock import now
from veerkracht.people.models import Person
from veerkracht.training.actions import assign_trainers
from veerkracht.training.models import Edition, Session


@dataclass(frozen=True)
class Day:
    """An edition of which the first meeting has just begun, or begins later."""

    edition: Edition
    session: Session
    trainer: Person
    rows: tuple[Enrolment, ...]


def a_day(people: int = 2, *, capacity: int = 0, starts_in: int = 0, meetings: int = 1) -> Day:
    """So many people with a place; the first meeting begins in so many minutes."""
    edition = factories.edition(
        capacity=capacity or max(1, people), starts=now() + timedelta(days=9), days=meetings
    )
    trainer = factories.trainer()
    assign_trainers(by=None, edition=edition, trainers=[trainer])
    guests = [factories.person(f"Deelnemer {number}") for number in range(1, people + 1)]
    rows = [request_places(people=[one], editions=[edition], by=one)[0] for one in guests]
    shift = now() + timedelta(minutes=starts_in) - (edition.starts_at or now())
    for session in edition.sessions.order_by("starts_at"):
        session.starts_at += shift
        session.ends_at += shift
        session.save()
    sessions = list(edition.sessions.order_by("starts_at"))
    edition.starts_at, edition.ends_at = sessions[0].starts_at, sessions[-1].ends_at
    edition.save()
    first = Session.objects.select_related("edition__course").get(pk=sessions[0].pk)
    return Day(edition, first, trainer, tuple(rows))


def signed_in(person: Person) -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    client.force_login(person)
    return client
