"""Booking, classes and what the database guards, on the database."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from tests import factories
from veerkracht.audit.models import Entry
from veerkracht.bookings import actions, queries
from veerkracht.bookings.models import Answer, Booking, BookingLine, Cohort, CohortStudent
from veerkracht.bookings.rules import Fate
from veerkracht.bookings.tests.booking_ways import AN, NOOR, PIET, ask, fates, mails, states
from veerkracht.bookings.tests.makers import booking, entries, line_of, no, place_of, yes
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.people.actions import end_role
from veerkracht.people.models import Person, Role
from veerkracht.people.policies import forget_roles
from veerkracht.training.actions import (
    change_edition,
)
from veerkracht.training.models import Edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


# Booking


def test_each_colleague_gets_a_place_and_a_mail_of_their_own() -> None:
    made = booking(NOOR, PIET)
    assert states(made.edition) == [State.PLACED, State.PLACED]
    assert mails("bookings.invited") == ["noor@b.example", "piet@b.example"]
    assert place_of(line_of(made, 1)).wish != place_of(line_of(made, 2)).wish


def test_rank_counts_from_the_booking_and_not_from_when_it_was_carried_out(
    clock: time_machine.Traveller,
) -> None:
    edition = factories.edition(capacity=1)
    ask(edition, factories.person())
    made = booking(NOOR, edition=edition, carried_out=False)
    clock.shift(timedelta(minutes=2))
    later = ask(edition, factories.person())
    actions.carry_out()
    noor = place_of(line_of(made))
    assert (noor.requested_at, noor.state) == (made.at, State.WAITING)
    assert queries.rows_of([made])[made.pk][0].position == 0  # not before the answer
    yes(line_of(made))
    assert queries.rows_of([made])[made.pk][0].position == 1
    assert later.requested_at > noor.requested_at


def test_a_group_comes_together_or_waits_together() -> None:
    edition = factories.edition(capacity=2)
    made = booking(NOOR, PIET, AN, edition=factories.edition(capacity=3), together=True)
    assert len(set(Enrolment.objects.filter(edition=made.edition).values_list("wish"))) == 1
    ask(edition, factories.person())
    waiting = booking(NOOR, PIET, edition=edition, together=True)
    assert states(edition) == [State.PLACED, State.WAITING, State.WAITING]
    assert fates(waiting) == [Fate.ASKED, Fate.ASKED]


def test_one_who_says_no_leaves_the_group_and_the_others_go_on_waiting() -> None:
    edition = factories.edition(capacity=2)
    ask(edition, factories.person())
    made = booking(NOOR, PIET, edition=edition, together=True)
    no(line_of(made))
    assert states(edition) == [State.PLACED, State.WITHDRAWN, State.OFFERED]


def test_the_same_form_sent_twice_is_one_booking() -> None:
    by, edition = factories.contact(), factories.edition()
    first = booking(NOOR, by=by, edition=edition, form_key="the-same-form-key")
    second = booking(NOOR, by=by, edition=edition, form_key="the-same-form-key")
    assert first.pk == second.pk
    assert BookingLine.objects.count() == 1
    assert mails("bookings.invited") == ["noor@b.example"]


def test_the_database_keeps_one_booking_a_form() -> None:
    made = booking(NOOR)
    made.pk = None
    with pytest.raises(IntegrityError, match="booking_once_per_form"), transaction.atomic():
        made.save(force_insert=True)


def test_who_was_booked_before_is_passed_over_by_another_form() -> None:
    by, edition = factories.contact(), factories.edition(capacity=5)
    booking(NOOR, by=by, edition=edition)
    second = booking(NOOR, PIET, by=by, edition=edition)
    assert [line.address for line in second.lines.all()] == ["piet@b.example"]
    with pytest.raises(RuleBroken):
        booking(NOOR, PIET, by=by, edition=edition)


@pytest.mark.parametrize(("people", "together"), [(31, False), (11, True), (0, False)])
def test_too_many_or_nobody_is_refused(people: int, together: bool) -> None:
    with pytest.raises(RuleBroken) as refused:
        booking(*(f"p{n}@b.example" for n in range(people)), together=together)
    assert refused.value.field == "people"
    assert Booking.objects.count() == 0


def test_who_is_no_contact_of_the_organisation_books_nothing() -> None:
    other = factories.contact(factories.organisation("mumc"))
    with pytest.raises(NotAllowed):
        booking(NOOR, by=other)


def test_a_role_that_ended_before_the_job_came_brings_nobody_in() -> None:
    by = factories.contact()
    made = booking(NOOR, by=by, carried_out=False)
    end_role(role=Role.objects.get(person=by), by=None)
    forget_roles(by)
    actions.carry_out()
    assert states(made.edition) == []
    assert not Person.objects.filter(email="noor@b.example").exists()
    assert mails("bookings.invited") == []


@pytest.mark.parametrize("days", [0, 60])
def test_an_edition_that_is_not_open_cannot_be_booked(
    days: int, clock: time_machine.Traveller
) -> None:
    edition = factories.edition(opens_at=now() + timedelta(days=1))
    clock.shift(timedelta(days=days))
    with pytest.raises(RuleBroken):
        booking(NOOR, edition=edition)


def test_the_job_goes_on_where_it_was_and_does_nothing_twice() -> None:
    made = booking(NOOR, PIET)
    BookingLine.objects.filter(number=2).update(to_do=False)
    assert actions.carry_out() == 0
    assert len(states(made.edition)) == 2


def test_the_audit_trail_says_who_booked_and_who_answered() -> None:
    made = booking(NOOR)
    yes(line_of(made))
    verbs = set(Entry.objects.filter(verb__startswith="bookings").values_list("verb", flat=True))
    assert verbs == {"bookings.booked", "bookings.said_yes"}


# Classes


def test_a_class_is_enrolled_and_remembered_by_study_year() -> None:
    school = factories.organisation("zuyd-hogeschool")
    edition = factories.edition(of=factories.course(for_students=True), capacity=2)
    people = entries(*(f"Student {n} s{n}@zuyd.example" for n in "abcd"))
    made = actions.book_class(
        by=factories.contact(school),
        organisation=school,
        edition=edition,
        people=people,
        form_key="a-class-form-key-1",
        class_facts={"study_year": "2026-2027", "name": "VP2B", "programme": "Verpleegkunde"},
    )
    actions.carry_out()
    assert states(edition) == ["placed", "placed", "waiting", "waiting"]
    cohort = Cohort.objects.get()
    assert (made.cohort, cohort.students.count()) == (cohort, 4)


def test_a_class_needs_a_school_and_a_training_for_students() -> None:
    school, employer = factories.organisation("zuyd-hogeschool"), factories.organisation()
    for_students = factories.edition(of=factories.course(for_students=True))
    for organisation, edition in ((employer, for_students), (school, factories.edition())):
        with pytest.raises(RuleBroken):
            actions.book_class(
                by=factories.contact(organisation),
                organisation=organisation,
                edition=edition,
                people=entries(NOOR),
                form_key="a-class-form-key-2",
                class_facts={"study_year": "2026-2027", "name": "A", "programme": ""},
            )


def test_two_hundred_students_at_most() -> None:
    school = factories.organisation("zuyd-hogeschool")
    edition = factories.edition(of=factories.course(for_students=True))
    with pytest.raises(RuleBroken):
        actions.book_class(
            by=factories.contact(school),
            organisation=school,
            edition=edition,
            people=entries(*(f"s{n}@zuyd.example" for n in range(201))),
            form_key="a-class-form-key-3",
            class_facts={"study_year": "2026-2027", "name": "A", "programme": ""},
        )
    assert not Cohort.objects.exists()


# What the database guards


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("booking_line_answer_has_moment", {"answer": Answer.YES}),
        ("booking_line_answer_has_moment", {"answer": "?", "answered_at": "now"}),
        (
            "booking_line_ended_without_answer",
            {"answer": Answer.NO, "answered_at": "now", "ended_at": "now"},
        ),
    ],
)
def test_a_line_is_one_thing_at_a_time(name: str, values: dict[str, str]) -> None:
    made = booking(NOOR)
    given = {key: now() if value == "now" else value for key, value in values.items()}
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        BookingLine.objects.filter(booking=made).update(**given)


def test_an_address_stands_once_in_a_booking_and_a_student_once_in_a_class() -> None:
    made = booking(NOOR, PIET)
    with pytest.raises(IntegrityError, match="booking_line_once_per_address"), transaction.atomic():
        made.lines.filter(number=2).update(address="noor@b.example")
    with pytest.raises(IntegrityError, match="booking_has_form_key"), transaction.atomic():
        Booking.objects.update(form_key="")
    school = factories.organisation("zuyd-hogeschool")
    cohort = Cohort.objects.create(
        organisation=school, study_year="2026-2027", name="A", made_at=now()
    )
    CohortStudent.objects.create(cohort=cohort, address="a@b.example")
    with pytest.raises(IntegrityError, match="cohort_student_once"), transaction.atomic():
        CohortStudent.objects.create(cohort=cohort, address="a@b.example")
    with pytest.raises(IntegrityError, match="cohort_once_a_year"), transaction.atomic():
        Cohort.objects.create(organisation=school, study_year="2026-2027", name="A", made_at=now())
    with pytest.raises(IntegrityError, match="cohort_has_study_year"), transaction.atomic():
        Cohort.objects.update(study_year="2026/2027")


def test_changed_dates_reach_who_was_booked() -> None:
    made = booking(NOOR)
    edition = Edition.objects.get(pk=made.edition_id)
    moved = [
        (row.starts_at + timedelta(days=1), row.ends_at + timedelta(days=1))
        for row in edition.sessions.all()
    ]
    change_edition(by=None, edition=edition, version=edition.version, sessions=moved)
    assert mails("enrolment.edition_changed") == ["noor@b.example"]


def test_an_address_that_cannot_exist_is_booked_by_no_way() -> None:
    made = booking("noor@b.example", "verwijderd-1@veerkracht.invalid", "Plaats@VEERKRACHT.INVALID")
    assert [line.address for line in made.lines.all()] == ["noor@b.example"]
