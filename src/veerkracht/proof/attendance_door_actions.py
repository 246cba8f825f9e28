"""Letting somebody in who stands at the door. Reached through ``actions``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from veerkracht.enrolment.actions import request_places
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.enrolment.queries import fills
from veerkracht.kernel.clock import now
from veerkracht.people.actions import invite_person
from veerkracht.proof import attendance_rules as rules
from veerkracht.proof import policies
from veerkracht.proof.attendance_actions import Mark, check_can_check_in, mark
from veerkracht.proof.attendance_models import Presence
from veerkracht.proof.attendance_words import refuse

if TYPE_CHECKING:
    from veerkracht.people.models import Person
    from veerkracht.proof.attendance_models import Attendance
    from veerkracht.training.models import Session


@transaction.atomic
def walk_in(*, session: Session, email: str, name: str, by: Person) -> Attendance:
    """Give somebody at the door a place, and note that they are there; who had one is only noted.

    Raises RuleBroken when the edition is full, others wait for the place, or enrolment says no; then
    nothing is kept. NotAllowed unless ``by`` trains here or coordinates the region.
    """
    policies.check_may_mark(by, session.edition)
    check_can_check_in(session, now())
    person = invite_person(email=email, name=name, by=by)
    row = _place_of(person, session) or _new_place(person, session, by)
    came = rules.arrival(session.starts_at, session.ends_at, now())
    said = Mark(Presence(came.presence), came.minutes)
    return mark(session=session, marks={row.pk: said}, by=by)[0]


def _place_of(person: Person, session: Session) -> Enrolment | None:
    placed = Enrolment.objects.filter(edition=session.edition_id, state=State.PLACED)
    return placed.filter(person=person).first()


def _new_place(person: Person, session: Session, by: Person) -> Enrolment:
    free = fills([session.edition_id])[session.edition_id].free
    refuse(None if free else rules.Refusal.FULL)
    [row, *_others] = request_places(
        people=[person],
        editions=[session.edition],
        by=by,
        despite_overlap=True,
        at_the_door=True,
    )
    refuse(None if row.state == State.PLACED else rules.Refusal.OTHERS_WAIT)
    return row
