"""Who was there, session by session."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests import factories
from veerkracht.enrolment.actions import request_places
from veerkracht.enrolment.models import Enrolment
from veerkracht.kernel.errors import NotAllowed
from veerkracht.proof.actions import Mark, mark
from veerkracht.proof.models import Attendance, Means, Presence
from veerkracht.proof.queries import attended
from veerkracht.training.models import Session

pytestmark = pytest.mark.django_db


def placed() -> tuple[Enrolment, Session]:
    """Somebody with a place, and the session."""
    edition, person = factories.edition(), factories.person()
    [row] = request_places(people=[person], editions=[edition], by=person)
    return row, edition.sessions.get()


def test_a_mark_can_be_made_again_and_counts_once() -> None:
    row, session = placed()
    by = factories.coordinator()
    mark(session=session, marks={row.pk: Mark(Presence.ABSENT)}, by=by)
    assert attended([row.edition_id]) == {}
    mark(session=session, marks={row.pk: Mark(Presence.LATE, minutes=150)}, by=by)
    found = attended([row.edition_id])[row.pk]
    assert (set(found.session_ids), found.minutes) == ({session.pk}, 150)
    assert Attendance.objects.count() == 1


def test_only_who_runs_or_gives_it_marks() -> None:
    row, session = placed()
    for by in (row.person, factories.trainer(), factories.coordinator(factories.NOORD)):
        with pytest.raises(NotAllowed):
            mark(session=session, marks={row.pk: Mark(Presence.PRESENT)}, by=by)
    assert not Attendance.objects.exists()


def test_nobody_of_another_edition_is_marked() -> None:
    row, _session = placed()
    _other, session = placed()
    assert (
        mark(session=session, marks={row.pk: Mark(Presence.PRESENT)}, by=factories.coordinator())
        == []
    )


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"presence": Presence.ABSENT, "minutes": 3}, "attendance_minutes_of_who_was_there"),
        ({"presence": Presence.PRESENT, "reason": "ziek"}, "attendance_reason_of_absence"),
    ],
)
def test_the_database_guards(values: dict[str, object], name: str) -> None:
    row, session = placed()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Attendance.objects.create(enrolment=row, session=session, means=Means.TRAINER, **values)


def test_what_is_not_confirmed_counts_nowhere() -> None:
    row, session = placed()
    Attendance.objects.create(
        enrolment=row,
        session=session,
        presence=Presence.PRESENT,
        means=Means.PRINTED,
        confirmed=False,
        marked_at=session.starts_at + timedelta(minutes=1),
    )
    assert attended([row.edition_id]) == {}
