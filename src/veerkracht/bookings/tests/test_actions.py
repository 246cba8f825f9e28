"""The verbs of bookings: places at the rank of the request, answers, taking back, reminding."""

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
from veerkracht.bookings.tests.makers import booking, entries, line_of, no, person_of, place_of, yes
from veerkracht.enrolment import actions as enrolment
from veerkracht.enrolment.models import Enrolment, Move, State
from veerkracht.enrolment.rules import Rule
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message
from veerkracht.people.actions import end_role
from veerkracht.people.models import Person, Role
from veerkracht.people.policies import forget_roles
from veerkracht.training.actions import (
    call_off_edition,
    change_edition,
    make_qualification,
    record_achievement,
)
from veerkracht.training.models import Edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

NOOR, PIET, AN = "Noor <noor@b.example>", "Piet <piet@b.example>", "An <an@b.example>"


def ask(edition: Edition, person: Person) -> Enrolment:
    return enrolment.request_places(people=[person], editions=[edition], by=person)[0]


def states(edition: Edition) -> list[str]:
    rows = Enrolment.objects.filter(edition=edition).order_by("pk")
    return list(rows.values_list("state", flat=True))


def fates(made: Booking) -> list[Fate]:
    return [row.fate for row in queries.rows_of([made])[made.pk]]


def mails(kind: str) -> list[str]:
    rows = Message.objects.filter(kind=kind).order_by("pk")
    return list(rows.values_list("address", flat=True))


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


# Answering


def test_a_yes_shows_the_place_and_brings_the_letter_that_waited() -> None:
    made = booking(NOOR)
    send_due()
    assert fates(made) == [Fate.ASKED]
    yes(line_of(made))
    send_due()
    assert fates(made) == [Fate.PLACED]
    placed = Message.objects.filter(kind="enrolment.placed", state="sent")
    assert [message.address for message in placed] == ["noor@b.example"]
    assert "BEGIN:VCALENDAR" in placed[0].calendar


def test_a_no_gives_the_place_to_who_waits_and_tells_no_costs() -> None:
    edition = factories.edition(capacity=1)
    made = booking(NOOR, edition=edition)
    waiting = ask(edition, factories.person())
    no(line_of(made))
    send_due()
    waiting.refresh_from_db()
    assert waiting.state == State.OFFERED
    assert fates(made) == [Fate.SAID_NO]
    assert not Message.objects.filter(kind="enrolment.left", state="sent").exists()


def test_nobody_answers_for_somebody_else() -> None:
    made, stranger = booking(NOOR), factories.person()
    with pytest.raises(NotAllowed):
        actions.say_yes(line=line_of(made), by=stranger, about={"name": "X"})
    with pytest.raises(NotAllowed):
        actions.say_no(line=line_of(made), by=made.by)


def test_an_answer_is_given_once() -> None:
    made = booking(NOOR)
    yes(line_of(made))
    with pytest.raises(RuleBroken):
        no(line_of(made))
    assert fates(made) == [Fate.PLACED]


def test_a_yes_keeps_what_one_tells_of_oneself() -> None:
    line = line_of(booking(NOOR))
    school = factories.organisation("zuyd-hogeschool")
    about: actions.About = {
        "name": "Noor Jansen",
        "work": {"kind": "student", "organisation": school, "function": "verpleegkunde"},
        "register": "knov",
        "number": "123456",
    }
    actions.say_yes(line=line, by=person_of(line), about=about)
    noor = Person.objects.get(pk=line.person_id or 0)
    assert (noor.name, noor.kind, noor.organisation) == ("Noor Jansen", "student", school)
    assert noor.register_numbers.get().number == "KNOV-123456"


def test_a_number_that_cannot_be_one_keeps_the_answer_open() -> None:
    line = line_of(booking(NOOR))
    about: actions.About = {"name": "Noor", "register": "big", "number": "12"}
    with pytest.raises(RuleBroken) as broken, transaction.atomic():
        actions.say_yes(line=line, by=person_of(line), about=about)
    assert broken.value.field == "number"
    assert line_of(line.booking).is_open


def test_an_offer_is_accepted_by_the_yes() -> None:
    edition = factories.edition(capacity=1)
    first = ask(edition, factories.person())
    made = booking(NOOR, edition=edition)
    enrolment.leave(enrolment=first, by=first.person)
    yes(line_of(made))
    assert fates(made) == [Fate.PLACED]


def test_who_accepts_or_leaves_on_the_own_pages_has_answered() -> None:
    edition = factories.edition(capacity=2)
    first = ask(edition, factories.person())
    made = booking(NOOR, PIET, edition=edition)
    noor, piet = line_of(made, 1), line_of(made, 2)
    enrolment.leave(enrolment=place_of(noor), by=person_of(noor))
    enrolment.leave(enrolment=first, by=first.person)
    enrolment.accept(enrolment=place_of(line_of(made, 2)), by=person_of(piet))
    assert actions.notice_answers() == 2
    assert fates(made) == [Fate.SAID_NO, Fate.PLACED]
    assert actions.notice_answers() == 0


def test_who_leaves_after_a_yes_is_shown_as_having_left() -> None:
    made = booking(NOOR)
    yes(line_of(made))
    noor = line_of(made)
    enrolment.leave(enrolment=place_of(noor), by=person_of(noor))
    assert fates(made) == [Fate.LEFT]


def test_presence_is_shown_once_it_is_known() -> None:
    made = booking(NOOR, PIET)
    yes(line_of(made, 1))
    yes(line_of(made, 2))
    Enrolment.objects.filter(pk=line_of(made, 1).enrolment_id or 0).update(came=True)
    Enrolment.objects.filter(pk=line_of(made, 2).enrolment_id or 0).update(came=False)
    assert fates(made) == [Fate.CAME, Fate.MISSED]


def test_after_the_start_or_when_it_is_called_off_nobody_can_answer(
    clock: time_machine.Traveller,
) -> None:
    made, other = booking(NOOR), booking(NOOR)
    called_off = Edition.objects.get(pk=other.edition_id)
    call_off_edition(by=None, edition=called_off, reason="De trainer is ziek.")
    with pytest.raises(RuleBroken):
        yes(line_of(other))
    clock.shift(timedelta(days=31))
    with pytest.raises(RuleBroken):
        yes(line_of(made))


def test_what_one_must_have_first_keeps_no_place_and_is_asked_at_the_yes() -> None:
    basis = make_qualification(by=None, slug="basis-test", name="Basis")
    edition = factories.edition(of=factories.course(prerequisite=basis), capacity=5)
    knows = factories.person()
    record_achievement(by=None, person=knows, qualification=basis, on=now().date())
    made = booking(NOOR, knows.email, edition=edition)
    assert states(edition) == []
    with pytest.raises(RuleBroken), transaction.atomic():
        yes(line_of(made, 1))
    yes(line_of(made, 2))
    assert fates(made) == [Fate.ASKED, Fate.PLACED]


def test_a_booking_approves_what_an_employer_must_approve() -> None:
    edition = factories.edition(capacity=5)
    enrolment.set_approver(edition=edition, approver="employer", by=factories.coordinator())
    made = booking(NOOR, edition=edition)
    yes(line_of(made))
    assert fates(made) == [Fate.PLACED]


# Taking back, reminding, and time that runs out


def test_what_is_taken_back_goes_to_who_waits_and_is_told() -> None:
    edition = factories.edition(capacity=1)
    made = booking(NOOR, edition=edition)
    waiting = ask(edition, factories.person())
    actions.withdraw(line=line_of(made), by=made.by)
    actions.carry_out()
    waiting.refresh_from_db()
    assert waiting.state == State.OFFERED
    move = Move.objects.filter(enrolment=line_of(made).enrolment).latest("pk")
    assert (move.rule, move.by) == (Rule.TAKEN_BACK, made.by)
    assert fates(made) == [Fate.WITHDRAWN]
    assert mails("bookings.ended") == ["noor@b.example"]


def test_another_contact_of_the_same_organisation_may_take_back() -> None:
    made = booking(NOOR)
    actions.withdraw(line=line_of(made), by=factories.contact())
    actions.carry_out()
    assert states(made.edition) == [State.CANCELLED]


def test_after_a_yes_the_place_belongs_to_the_person() -> None:
    made = booking(NOOR)
    yes(line_of(made))
    with pytest.raises(RuleBroken):
        actions.withdraw(line=line_of(made), by=made.by)
    assert states(made.edition) == [State.PLACED]


def test_the_contact_of_another_organisation_takes_nothing_back() -> None:
    made, other = booking(NOOR), factories.contact(factories.organisation("mumc"))
    with pytest.raises(NotAllowed):
        actions.withdraw(line=line_of(made), by=other)
    with pytest.raises(NotAllowed):
        actions.remind(booking=made, by=other)


def test_who_did_not_answer_is_reminded_once_a_day(clock: time_machine.Traveller) -> None:
    made = booking(NOOR, PIET)
    yes(line_of(made, 2))
    assert actions.remind(booking=made, by=made.by) == 0  # the first mail was today's
    clock.shift(timedelta(days=1))
    assert actions.remind(booking=made, by=made.by) == 1
    assert actions.remind(booking=made, by=made.by) == 0
    clock.shift(timedelta(days=1))
    assert actions.remind(booking=made, by=made.by) == 1
    assert mails("bookings.reminded") == ["noor@b.example"] * 2


def test_without_an_answer_in_time_the_place_goes_on(clock: time_machine.Traveller) -> None:
    made = booking(NOOR)
    clock.move_to(made.answer_until - timedelta(minutes=1))
    assert actions.lapse() == 0
    clock.move_to(made.answer_until)
    assert actions.lapse() == 1
    actions.carry_out()
    assert states(made.edition) == [State.CANCELLED]
    assert fates(made) == [Fate.NO_ANSWER]
    with pytest.raises(RuleBroken):
        yes(line_of(made))


# The digest


def test_answers_are_told_in_one_mail_and_at_most_once_an_hour(
    clock: time_machine.Traveller,
) -> None:
    made = booking(NOOR, PIET, AN)
    yes(line_of(made, 1))
    no(line_of(made, 2))
    assert actions.tell_answers() == 1
    yes(line_of(made, 3))
    clock.shift(timedelta(minutes=59))
    assert actions.tell_answers() == 0
    clock.shift(timedelta(minutes=1))
    assert actions.tell_answers() == 1
    assert actions.tell_answers() == 0
    send_due()
    first, second = Message.objects.filter(kind="bookings.answered").order_by("pk")
    assert first.address == made.by.email
    assert "Noor" in first.text
    assert "Piet" in first.text
    assert "An" in second.text


def test_who_is_no_longer_a_contact_is_told_nothing() -> None:
    made = booking(NOOR)
    yes(line_of(made))
    end_role(role=Role.objects.get(person=made.by), by=None)
    assert actions.tell_answers() == 0
    assert mails("bookings.answered") == []


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
