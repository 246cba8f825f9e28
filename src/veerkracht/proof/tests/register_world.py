"""Runs for tests: an edition that ended, with people who came and numbers, through the usual actions."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from tests import factories
from veerkracht.enrolment.actions import request_places
from veerkracht.enrolment.models import Enrolment
from veerkracht.kernel.clock import held_at, now
from veerkracht.people.actions import save_register_number
from veerkracht.people.models import Person
from veerkracht.proof.actions import Mark, make_run, mark
from veerkracht.proof.models import Presence, RegisterRun
from veerkracht.training.actions import add_accreditation
from veerkracht.training.models import Accreditation, Course, Edition

DAYS_AGO = 40


def past_edition(*, days_ago: int = DAYS_AGO, **values: object) -> Edition:
    """An edition that began so many days ago; it was opened sixty days before."""
    begins = (now() - timedelta(days=days_ago)).replace(hour=9, minute=0, second=0, microsecond=0)
    with held_at(begins - timedelta(days=60)):
        return factories.edition(**{"starts": begins, "capacity": 20, **values})


def joins(edition: Edition, person: Person | None = None) -> Enrolment:
    """Somebody who got a place before the edition began."""
    someone = person or factories.person()
    assert edition.starts_at is not None
    with held_at(edition.starts_at - timedelta(days=30)):
        return request_places(people=[someone], editions=[edition], by=someone)[0]


def comes(*rows: Enrolment, how: Presence = Presence.PRESENT, sessions: int | None = None) -> None:
    """They were at every session, or the first few; or were not, in this way."""
    by = factories.coordinator()
    for session in list(rows[0].edition.sessions.all())[:sessions]:
        mark(session=session, marks={row.pk: Mark(how) for row in rows}, by=by)


def number(person: Person, typed: str, register: str = "knov") -> None:
    """The person fills in a number."""
    save_register_number(person=person, register=register, number=typed, by=person)


def accreditation(course: Course, register: str = "knov", points: str = "4") -> Accreditation:
    """Points from a register, from last year until next."""
    year = now().year
    return add_accreditation(
        by=None,
        course=course,
        register=register,
        points=Decimal(points),
        identifier=f"voorbeeld-{register}",
        valid_from=date(year - 1, 1, 1),
        valid_until=date(year + 1, 12, 31),
    )


def run_with(*numbers: str, register: str = "knov") -> tuple[RegisterRun, list[Enrolment]]:
    """A run whose people all came; an empty text is somebody without a number."""
    edition = past_edition()
    rows = [joins(edition) for _number in numbers]
    for row, typed in zip(rows, numbers, strict=True):
        if typed:
            number(row.person, typed, register)
    if rows:
        comes(*rows)
    run = make_run(accreditation=accreditation(edition.course, register), edition=edition, by=None)
    return run, rows
