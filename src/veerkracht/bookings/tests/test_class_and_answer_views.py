"""The pages of a class, and of who answers."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client

from tests import factories
from veerkracht.bookings import actions
from veerkracht.bookings.models import Booking, BookingLine, Cohort
from veerkracht.bookings.tests.booking_pages import signed_in, text, typed
from veerkracht.bookings.tests.makers import booking, line_of, person_of, place_of, yes
from veerkracht.enrolment import actions as enrolment
from veerkracht.kernel.clock import now
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message
from veerkracht.people.models import Person
from veerkracht.training.actions import call_off_edition
from veerkracht.training.models import Edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


# Classes


def class_page(edition: Edition) -> str:
    return f"/mijn-organisatie/klas-inschrijven/{edition.pk}/"


def class_typed(people: str, **more: Any) -> dict[str, Any]:
    school = str(factories.organisation("zuyd-hogeschool").pk)
    facts = {"study_year": "2026-2027", "name": "VP2B", "programme": "Verpleegkunde"}
    return typed(people) | facts | {"organisation": school} | more


def for_students(capacity: int = 5) -> Edition:
    return factories.edition(of=factories.course(for_students=True), capacity=capacity)


# The answer


def answer_page(made: Booking) -> str:
    return f"/kom-je/{line_of(made).token}/"


def test_a_class_is_enrolled_and_its_list_goes_to_another_edition() -> None:
    school = factories.contact(factories.organisation("zuyd-hogeschool"))
    client, first, second = signed_in(school), for_students(), for_students()
    people = "Noor <noor@b.nl>\nPiet <piet@b.nl>"
    client.post(class_page(first), class_typed(people))
    actions.carry_out()
    cohort = Cohort.objects.get()
    shown = text(client.get(f"/mijn-organisatie/klassen/{cohort.pk}/"))
    assert "2 antwoordden nog niet" in shown
    chosen = text(client.get(f"/mijn-organisatie/klassen/{cohort.pk}/kies/"))
    assert f"{class_page(second)}?klas={cohort.pk}" in chosen
    form = text(client.get(f"{class_page(second)}?klas={cohort.pk}"))
    assert "Noor &lt;noor@b.nl&gt;" in form
    assert 'value="VP2B"' in form
    client.post(class_page(second), class_typed(people, form_key="another-form-key-1"))
    assert Cohort.objects.count() == 1
    assert cohort.bookings.count() == 2


def test_the_class_of_another_school_is_not_filled_in() -> None:
    zuyd = factories.contact(factories.organisation("zuyd-hogeschool"))
    edition = for_students()
    signed_in(zuyd).post(class_page(edition), class_typed("Noor <noor@b.nl>"))
    fontys = signed_in(factories.contact(factories.organisation("fontys-hogeschool")))
    cohort = Cohort.objects.get()
    assert "noor@b.nl" not in text(fontys.get(f"{class_page(edition)}?klas={cohort.pk}"))
    assert fontys.get(f"/mijn-organisatie/klassen/{cohort.pk}/").status_code == 404
    for odd in ("x", "9" * 30, "-1", "%00"):
        assert fontys.get(f"{class_page(edition)}?klas={odd}").status_code == 200


def test_a_class_of_two_hundred_is_booked_and_one_more_is_not() -> None:
    school = factories.contact(factories.organisation("zuyd-hogeschool"))
    client, edition = signed_in(school), for_students()
    many = "\n".join(f"s{n}@b.nl" for n in range(201))
    assert client.post(class_page(edition), class_typed(many)).status_code == 422
    assert (
        client.post(class_page(edition), class_typed(many.rpartition("\n")[0])).status_code == 302
    )
    assert BookingLine.objects.count() == 200


def test_a_student_without_a_school_gets_one_by_confirming() -> None:
    school = factories.contact(factories.organisation("zuyd-hogeschool"))
    signed_in(school).post(class_page(for_students()), class_typed("Noor <noor@b.nl>"))
    actions.carry_out()
    line = BookingLine.objects.get()
    noor = person_of(line)
    assert (noor.kind, noor.organisation) == ("professional", None)
    client = signed_in(noor)
    shown = text(client.get(f"/kom-je/{line.token}/"))
    assert re.search(r'value="student"[^>]*checked', shown)
    zuyd = factories.organisation("zuyd-hogeschool")
    assert f'<option value="{zuyd.pk}" selected>' in shown
    client.post(
        f"/kom-je/{line.token}/",
        {"answer": "yes", "name": "Noor", "kind": "student", "organisation": str(zuyd.pk)},
    )
    noor.refresh_from_db()
    assert (noor.kind, noor.organisation) == ("student", zuyd)


def test_opening_the_link_changes_nothing_and_shows_no_name_or_address() -> None:
    made = booking("Noor Jansen <noor@b.example>")
    before = list(BookingLine.objects.values())
    for client in (Client(), signed_in(factories.person())):
        shown = text(client.get(answer_page(made)))
        assert made.edition.course.title in shown
        assert "noor@b.example" not in shown
        assert "Noor" not in shown
    assert list(BookingLine.objects.values()) == before


def test_the_way_in_leads_back_to_the_question() -> None:
    made = booking("noor@b.example")
    assert f"/account/login/?next={answer_page(made)}" in text(Client().get(answer_page(made)))


def test_signing_in_for_the_first_time_leads_straight_to_the_question() -> None:
    made, client = booking("Noor <noor@b.example>"), Client()
    client.post("/account/login/", {"email": "noor@b.example", "next": answer_page(made)})
    mail = Message.objects.get(kind="account/email/login_code")
    code = re.search(r"\b\d{6}\b", mail.text)
    assert code
    given = {"code": code.group(), "next": answer_page(made)}
    answer = client.post("/account/login/code/confirm/", given)
    assert answer.headers["Location"] == answer_page(made)
    assert "Ja, ik kom" in text(client.get(answer_page(made)))


def test_who_holds_the_link_but_is_somebody_else_cannot_answer() -> None:
    made = booking("noor@b.example")
    for client in (Client(), signed_in(made.by), signed_in(factories.administrator())):
        for given in ("yes", "no"):
            client.post(answer_page(made), {"answer": given, "name": "X", "kind": "student"})
    assert line_of(made).is_open


def test_an_unknown_link_is_not_found() -> None:
    assert Client().get("/kom-je/AAAAAAAAAAAAAAAAAAAAAA/").status_code == 404


def test_a_yes_with_ones_own_data_leads_to_the_place() -> None:
    made = booking("noor@b.example")
    noor = person_of(line_of(made))
    given = {
        "answer": "yes",
        "name": "Noor Jansen",
        "kind": "professional",
        "function": "verloskundige",
    }
    client = signed_in(noor)
    answer = client.post(
        answer_page(made), given | {"register": "knov", "number": "12"}, follow=True
    )
    assert answer.status_code == 422
    assert line_of(made).is_open
    answer = client.post(
        answer_page(made), given | {"register": "knov", "number": "123456"}, follow=True
    )
    assert "Je doet mee" in text(answer)
    noor.refresh_from_db()
    assert (noor.name, noor.function) == ("Noor Jansen", "verloskundige")


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"kind": "koning"},
        {"organisation": "99999"},
        {"municipality": "x"},
        {"register": "knov"},
        {"number": "123"},
        {"name": "x" * 121},
        {"name": "a\0b"},
    ],
)
def test_wrong_data_keeps_the_question_and_what_was_typed(wrong: dict[str, str]) -> None:
    made = booking("noor@b.example")
    given = {"answer": "yes", "name": "Noor Jansen", "kind": "student", "function": "mijn functie"}
    answer = signed_in(person_of(line_of(made))).post(answer_page(made), given | wrong)
    assert answer.status_code == 422
    assert "mijn functie" in text(answer)
    assert line_of(made).is_open


def test_a_no_needs_no_data_and_is_given_once() -> None:
    made = booking("noor@b.example")
    client = signed_in(person_of(line_of(made)))
    answer = client.post(answer_page(made), {"answer": "no"}, follow=True)
    assert "Je zei dat je niet komt" in text(answer)
    again = client.post(answer_page(made), {"answer": "yes", "name": "Noor", "kind": "student"})
    assert again.status_code == 200
    assert line_of(made).answer == "no"


def test_who_is_enrolled_already_is_asked_whether_that_may_be_seen() -> None:
    noor, edition = factories.person(), factories.edition(capacity=5)
    enrolment.request_places(people=[noor], editions=[edition], by=noor)
    made = booking(noor.email, edition=edition)
    client = signed_in(noor)
    shown = text(client.get(answer_page(made)))
    assert "Mag wie voor je boekte jouw eigen inschrijving zien?" in shown
    assert "Ik kan niet" not in shown
    given = {"answer": "yes", "name": "Noor", "kind": "student"}
    assert client.post(answer_page(made), given).status_code == 422
    answer = client.post(answer_page(made), given | {"show_own": "no"}, follow=True)
    assert "Je eigen inschrijving bleef zoals hij was" in text(answer)


def test_a_refusal_is_told_to_the_colleague_on_the_page() -> None:
    noor, edition = factories.person(), factories.edition(capacity=5)
    other = factories.edition(of=edition.course, starts=now() + timedelta(days=50))
    enrolment.request_places(people=[noor], editions=[other], by=noor)
    made = booking(noor.email, edition=edition)
    given = {"answer": "yes", "name": "Noor", "kind": "student"}
    answer = signed_in(noor).post(answer_page(made), given)
    assert answer.status_code == 422
    assert "Je hebt al een plaats op een andere datum" in text(answer)


def test_an_overlap_is_shown_before_the_yes() -> None:
    noor, edition = factories.person(), factories.edition(capacity=5)
    clash = factories.edition(starts=edition.starts_at)
    enrolment.request_places(people=[noor], editions=[clash], by=noor)
    made = booking(noor.email, edition=edition)
    assert "op dat moment heb je al iets" in text(signed_in(noor).get(answer_page(made)))


def test_too_late_is_said_in_words(clock: time_machine.Traveller) -> None:
    made, called_off = booking("noor@b.example"), booking("noor@b.example")
    client = signed_in(person_of(line_of(made)))
    call_off_edition(
        by=None, edition=Edition.objects.get(pk=called_off.edition_id), reason="De trainer is ziek."
    )
    assert "gaat niet door" in text(client.get(answer_page(called_off)))
    clock.shift(timedelta(days=31))
    client = signed_in(person_of(line_of(made)))
    shown = client.post(answer_page(made), {"answer": "yes", "name": "Noor", "kind": "student"})
    assert "Deze vraag geldt niet meer" in text(shown)
    assert line_of(made).is_open


@pytest.mark.parametrize("language", ["", "/en"])
def test_every_letter_is_whole_in_both_languages(
    language: str, clock: time_machine.Traveller
) -> None:
    made = booking("Noor <noor@b.example>", "piet@b.example", pays=True)
    if language:
        Person.objects.update(language="en")
        Message.objects.update(language="en")
    clock.shift(timedelta(days=1))
    actions.remind(booking=made, by=made.by)
    send_due()
    actions.withdraw(line=line_of(made, 2), by=made.by)
    yes(line_of(made))
    actions.carry_out()
    actions.tell_answers()
    send_due()
    letters = Message.objects.filter(kind__startswith="bookings", state="sent")
    kinds = {"bookings.invited", "bookings.reminded", "bookings.ended", "bookings.answered"}
    assert set(letters.values_list("kind", flat=True)) == kinds
    for letter in letters:
        assert letter.subject
        assert f"http://localhost:8000{language}/" in letter.text
        assert "%(" not in letter.text
    invited = letters.filter(kind="bookings.invited").earliest("pk")
    assert made.organisation.name in invited.text
    assert str(made.by) in invited.text
    assert f"/kom-je/{line_of(made).token}/" in invited.text


def test_a_place_that_waits_for_ones_own_yes_says_so_wherever_it_is_shown() -> None:
    made = booking("noor@b.example", edition=factories.edition(price=45), pays=True)
    line = line_of(made)
    noor, place = person_of(line), place_of(line)
    client = signed_in(noor)
    own = f"/mijn-plek/inschrijvingen/{place.pk}/"
    edition = made.edition
    pages = (own, f"/leren/{edition.pk}/{edition.course.slug}/")
    for address in pages:
        shown = text(client.get(address))
        assert "Zeg ja vóór" in shown
        assert answer_page(made) in shown
        assert "Je plaats is van jou" not in shown
    assert "zeg ja vóór" in text(client.get("/mijn-plek/inschrijvingen/"))
    coordinator = text(signed_in(factories.coordinator()).get(own, follow=True))
    assert answer_page(made) not in coordinator
    yes(line)
    shown = text(client.get(own))
    assert "Je plaats is van jou" in shown
    assert "Zeg ja vóór" not in shown
    assert "betaalt." in shown
    assert "Je plaats is van jou" in text(client.get(pages[1]))
    assert "zeg ja vóór" not in text(client.get("/mijn-plek/inschrijvingen/"))


def test_who_waits_by_a_booking_sees_the_queue_and_the_question() -> None:
    edition = factories.edition(capacity=1)
    other = factories.person()
    enrolment.request_places(people=[other], editions=[edition], by=other)
    line = line_of(booking("noor@b.example", edition=edition))
    row = place_of(line)
    assert row.state == "waiting"
    shown = text(signed_in(person_of(line)).get(f"/mijn-plek/inschrijvingen/{row.pk}/"))
    assert "Zeg ja vóór" in shown
    assert "op de wachtlijst" in shown


def test_the_mail_of_a_booking_says_what_it_costs() -> None:
    for pays, words in ((True, " betaalt"), (False, "€\xa0150")):
        booking("noor@b.example", edition=factories.edition(capacity=5, price=15_000), pays=pays)
        mail.outbox.clear()
        send_due()
        assert any(words in str(one.body) for one in mail.outbox)
