"""What others find of bookings: tasks, pages, own data, and what goes when its time has passed."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from tests import factories
from veerkracht.bookings import actions, sources
from veerkracht.bookings.models import Booking, BookingLine, Cohort, CohortStudent
from veerkracht.bookings.tests.makers import booking, entries, line_of, no, person_of, place_of, yes
from veerkracht.enrolment import actions as enrolment
from veerkracht.enrolment.models import State
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.personal_data import retention
from veerkracht.kernel.together import alone
from veerkracht.people.actions import erase_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def class_booking(*addresses: str) -> Booking:
    school = factories.organisation("zuyd-hogeschool")
    made = actions.book_class(
        by=factories.contact(school),
        organisation=school,
        edition=factories.edition(of=factories.course(for_students=True), capacity=5),
        people=entries(*addresses),
        form_key="a-class-for-sources",
        class_facts={"study_year": "2026-2027", "name": "VP2B", "programme": "Verpleegkunde"},
    )
    actions.carry_out()
    return made


def test_what_one_was_booked_for_waits_on_ones_own_page_until_the_answer() -> None:
    line = line_of(booking("noor@b.example"))
    [task] = alone(sources.my_questions(person_of(line)))
    assert line.token in task.url
    yes(line)
    assert alone(sources.my_questions(person_of(line))) == []


def test_only_a_contact_has_a_page_of_the_organisation() -> None:
    assert sources.my_pages(factories.person()) == []
    assert [page.label for page in sources.my_pages(factories.contact())] == ["Mijn organisatie"]


def test_everybody_sees_what_is_held_of_them_by_number_or_by_address() -> None:
    made = class_booking("Noor <noor@b.example>")
    line = line_of(made)
    rows = alone(sources.OwnBookings().export(person_of(line)))
    texts = " ".join(str(value) for row in rows for value in row.values())
    assert "Noor noor@b.example" in texts
    assert "VP2B" in texts
    assert "nog geen" in texts
    assert [row["Voor"] for row in alone(sources.OwnBookings().export(made.by))] == [
        "Zuyd Hogeschool"
    ]
    assert alone(sources.OwnBookings().export(factories.person())) == []


def test_my_data_shows_it_on_the_page() -> None:
    line = line_of(booking("noor@b.example"))
    client = Client()
    client.force_login(person_of(line))
    assert "GGD Zuid Limburg" in client.get("/mijn-plek/gegevens/").content.decode()


def test_an_account_with_a_booked_place_says_no_before_it_goes() -> None:
    line = line_of(booking("noor@b.example"))
    with pytest.raises(RuleBroken):
        erase_person(person=person_of(line), by=person_of(line))
    line.refresh_from_db()
    assert (line.address, line.is_open) == ("noor@b.example", True)


def test_of_an_emptied_account_no_name_or_address_stays() -> None:
    made = class_booking("Noor <noor@b.example>")
    line = line_of(made)
    no(line)
    erase_person(person=person_of(line), by=person_of(line))
    line.refresh_from_db()
    assert (line.name, line.address.endswith(".invalid"), line.person) == ("", True, None)
    assert not CohortStudent.objects.filter(address="noor@b.example").exists()


def test_who_came_to_nothing_goes_after_ninety_days(clock: time_machine.Traveller) -> None:
    made = booking("noor@b.example", "piet@b.example", "an@b.example")
    no(line_of(made, 1))
    actions.withdraw(line=line_of(made, 2), by=made.by)
    actions.carry_out()
    yes(line_of(made, 3))
    rule = dict(retention.items())["bookings.unused"]
    clock.shift(timedelta(days=90))
    assert rule.overdue() == 0
    clock.shift(timedelta(days=1))
    assert rule.overdue() == 2
    rule.carry_out()
    assert [line.address for line in BookingLine.objects.all()] == ["an@b.example"]


def test_bookings_go_two_years_after_the_training_and_classes_after_two_study_years(
    clock: time_machine.Traveller,
) -> None:
    made = class_booking("noor@b.example")
    rules = dict(retention.items())
    assert made.edition.ends_at is not None
    clock.move_to(made.edition.ends_at + timedelta(days=729))
    assert rules["bookings"].overdue() == 0
    clock.shift(timedelta(days=2))
    assert rules["bookings"].overdue() == 1
    rules["bookings"].carry_out()
    assert not Booking.objects.exists()
    clock.move_to(now().replace(year=2029, month=7, day=31))
    assert rules["bookings.cohorts"].overdue() == 0
    clock.move_to(now().replace(month=8, day=1))
    rules["bookings.cohorts"].carry_out()
    assert not Cohort.objects.exists()


def test_retention_of_enrolments_leaves_the_line(clock: time_machine.Traveller) -> None:
    made = booking("noor@b.example")
    yes(line_of(made))
    place = place_of(line_of(made))
    enrolment.leave(enrolment=place, by=place.person)
    assert place_of(line_of(made)).state == State.CANCELLED
    place.delete()
    assert line_of(made).enrolment is None
