"""The pages of who books and of who was booked, with hostile and hurried users."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from tests import factories
from veerkracht.audit.models import Entry
from veerkracht.bookings import actions
from veerkracht.bookings.models import Booking, BookingLine, Cohort
from veerkracht.bookings.tests.makers import booking, line_of, person_of, yes
from veerkracht.enrolment import actions as enrolment
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.clock import now
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message
from veerkracht.people.actions import end_role
from veerkracht.people.models import Person, Role
from veerkracht.training.actions import call_off_edition
from veerkracht.training.models import Edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

KEY = "key-of-one-form-0001"


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def page(edition: Edition) -> str:
    return f"/mijn-organisatie/boeken/{edition.pk}/"


def typed(people: str, **more: Any) -> dict[str, Any]:
    organisation = str(factories.organisation().pk)
    return {"organisation": organisation, "people": people, "form_key": KEY, "step": "book", **more}


def sheet(*rows: list[str]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


# Booking


def test_the_list_is_looked_at_before_anything_happens_and_each_line_has_its_fate() -> None:
    edition, client = factories.edition(capacity=5), signed_in(factories.contact())
    people = "Noor <noor@b.nl>\nPiet\nNOOR@b.nl\nAn an@b.nl"
    shown = text(client.post(page(edition), typed(people, step="look")))
    assert "2 mensen krijgen een mail" in shown
    assert "2 regels slaan we over" in shown
    assert "Hier missen we een e-mailadres" in shown
    assert "Staat er twee keer in" in shown
    assert not Booking.objects.exists()


def test_what_the_preview_holds_is_what_is_booked() -> None:
    edition, client = factories.edition(capacity=5), signed_in(factories.contact())
    shown = text(
        client.post(
            page(edition),
            typed("Noor <noor@b.nl>\nonleesbaar", step="look", together="on", pays="on", note="K1"),
        )
    )
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', shown))
    hidden = {
        name: value.replace("&lt;", "<").replace("&gt;", ">") for name, value in hidden.items()
    }
    answer = client.post(page(edition), hidden | {"step": "book"})
    made = Booking.objects.get()
    assert answer.headers["Location"] == f"/mijn-organisatie/boekingen/{made.pk}/"
    assert (made.together, made.pays, made.note) == (True, True, "K1")
    assert list(made.lines.values_list("name", "address")) == [("Noor", "noor@b.nl")]


def test_going_back_keeps_what_was_typed() -> None:
    edition, client = factories.edition(), signed_in(factories.contact())
    shown = text(client.post(page(edition), typed("Noor noor@b.nl", step="change", note="K1")))
    assert "Noor noor@b.nl" in shown
    assert "K1" in shown


def test_two_tabs_that_send_the_same_form_make_one_booking() -> None:
    edition, client = factories.edition(), signed_in(factories.contact())
    first = client.post(page(edition), typed("noor@b.nl"))
    second = client.post(page(edition), typed("noor@b.nl"))
    assert first.headers["Location"] == second.headers["Location"]
    assert BookingLine.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("lijst.csv", b"Naam;E-mail\nNoor;noor@b.nl\n"),
        ("lijst.xlsx", sheet(["Naam", "E-mail"], ["Noor", "noor@b.nl"])),
    ],
)
def test_a_file_is_as_good_as_a_pasted_list(name: str, content: bytes) -> None:
    edition, client = factories.edition(), signed_in(factories.contact())
    upload = SimpleUploadedFile(name, content)
    client.post(page(edition), typed("", file=upload))
    assert list(BookingLine.objects.values_list("name", "address")) == [("Noor", "noor@b.nl")]


@pytest.mark.parametrize(
    ("people", "words"),
    [
        ("", "Zet er minstens één persoon in"),
        ("\n ; , \n", "Zet er minstens één persoon in"),
        ("geen adres\nook niet", ""),
        ("\n".join(f"p{n}@b.nl" for n in range(31)), "Je kunt hoogstens 30 mensen"),
        ("x" * 60_001, "60"),
        ("a@b.nl\0", ""),
    ],
)
def test_odd_lists_are_answered_in_words_and_book_nobody(people: str, words: str) -> None:
    edition, client = factories.edition(), signed_in(factories.contact())
    response = client.post(page(edition), typed(people))
    assert response.status_code == 422
    assert words in text(response)
    assert not Booking.objects.exists()


def test_ten_megabytes_are_refused_at_once() -> None:
    edition, client = factories.edition(), signed_in(factories.contact())
    client.raise_request_exception = False
    answer = client.post(page(edition), typed("a@b.nl\n" * 1_500_000))
    assert answer.status_code == 400
    upload = SimpleUploadedFile("lijst.csv", b"a@b.nl\n" * 1_500_000)
    answer = client.post(page(edition), typed("", file=upload, step="look"))
    assert answer.status_code == 422
    assert "groter dan 1 MB" in text(answer)
    assert not Booking.objects.exists()


def test_a_list_and_a_file_at_once_are_asked_about() -> None:
    edition, client = factories.edition(), signed_in(factories.contact())
    upload = SimpleUploadedFile("lijst.csv", b"noor@b.nl")
    answer = client.post(page(edition), typed("piet@b.nl", file=upload, step="look"))
    assert "niet allebei" in text(answer)


def test_markup_in_names_is_shown_as_text_everywhere() -> None:
    edition, by = factories.edition(), factories.contact()
    client = signed_in(by)
    people = '<script>alert(1)</script> "><img src=x onerror=alert(1)> noor@b.nl'
    for step in ("look", "book"):
        shown = text(client.post(page(edition), typed(people, step=step), follow=True))
        assert "<script>alert" not in shown
        assert "<img" not in shown
    actions.carry_out()
    send_due()
    mail = Message.objects.get(kind="bookings.invited")
    assert "<script>alert" not in mail.html
    assert "alert" not in mail.text


def test_addresses_that_cannot_exist_are_not_looked_up() -> None:
    edition, client = factories.edition(), signed_in(factories.contact())
    people = "verwijderd-1@veerkracht.invalid\na@b"
    answer = client.post(page(edition), typed(people, step="look"))
    assert text(answer).count("Dit is geen e-mailadres") == 2


@pytest.mark.parametrize(
    "more",
    [
        {"form_key": ""},
        {"form_key": "x"},
        {"form_key": "x" * 41},
        {"organisation": "0"},
        {"organisation": "alles"},
        {"step": "book", "organisation": ""},
    ],
)
def test_a_tampered_form_books_nothing(more: dict[str, str]) -> None:
    edition, client = factories.edition(), signed_in(factories.contact())
    answer = client.post(page(edition), typed("noor@b.nl") | more)
    assert answer.status_code == 422
    assert not Booking.objects.exists()


def test_nobody_books_for_an_organisation_of_somebody_else() -> None:
    edition, other = factories.edition(), factories.contact(factories.organisation("mumc"))
    answer = signed_in(other).post(page(edition), typed("noor@b.nl"))
    assert answer.status_code == 422
    assert not Booking.objects.exists()


def test_a_contact_of_two_organisations_chooses() -> None:
    edition, by = factories.edition(), factories.contact()
    second = factories.organisation("mumc")
    Role.objects.create(person=by, kind="employer", organisation=second)
    client = signed_in(by)
    assert "Voor welke organisatie boek je?" in text(client.get(page(edition)))
    client.post(page(edition), typed("noor@b.nl", organisation=str(second.pk)))
    assert Booking.objects.get().organisation == second


def test_a_role_that_ended_meanwhile_closes_every_page() -> None:
    made = booking("noor@b.example")
    client = signed_in(made.by)
    end_role(role=Role.objects.get(person=made.by), by=None)
    detail = f"/mijn-organisatie/boekingen/{made.pk}/"
    line = line_of(made)
    assert client.get("/mijn-organisatie/").status_code == 403
    assert client.get(page(made.edition)).status_code == 403
    assert client.post(page(made.edition), typed("x@b.nl")).status_code == 403
    assert client.get(detail).status_code == 404
    assert client.post(f"{detail}herinner/").status_code == 404
    assert client.post(f"{detail}intrekken/{line.pk}/").status_code == 404
    assert line_of(made).is_open


def test_the_bookings_of_another_organisation_do_not_exist() -> None:
    made = booking("noor@b.example")
    other = booking(
        "piet@b.example",
        organisation=factories.organisation("mumc"),
        by=factories.contact(factories.organisation("mumc")),
    )
    client = signed_in(other.by)
    detail = f"/mijn-organisatie/boekingen/{made.pk}/"
    own = f"/mijn-organisatie/boekingen/{other.pk}/"
    assert client.get(detail).status_code == 404
    assert client.post(f"{detail}herinner/").status_code == 404
    assert client.post(f"{detail}intrekken/{line_of(made).pk}/").status_code == 404
    assert client.post(f"{own}intrekken/{line_of(made).pk}/").status_code == 404
    assert line_of(made).is_open
    assert "noor@b.example" not in text(client.get("/mijn-organisatie/"))
    file = f"/mijn-organisatie/{made.organisation_id}/boekingen.csv"
    assert client.get(file).status_code == 404


def test_a_closed_or_called_off_edition_says_so() -> None:
    edition, client = (
        factories.edition(opens_at=now() + timedelta(days=1)),
        signed_in(factories.contact()),
    )
    assert "kun je nu niet inschrijven" in text(client.get(page(edition)))
    answer = client.post(page(edition), typed("noor@b.nl"))
    assert answer.status_code == 422
    assert not Booking.objects.exists()


def test_the_edition_page_offers_to_book_only_to_a_contact() -> None:
    edition = factories.edition(of=factories.course(for_students=True))
    path = f"/leren/{edition.pk}/{edition.course.slug}/"
    school = factories.contact(factories.organisation("zuyd-hogeschool"))
    assert "Boek voor collega" not in text(Client().get(path))
    assert "Boek voor collega" not in text(signed_in(factories.person()).get(path))
    assert "Schrijf een klas in" not in text(signed_in(factories.contact()).get(path))
    assert "Boek voor collega" in text(signed_in(factories.contact()).get(path))
    assert "Schrijf een klas in" in text(signed_in(school).get(path))


# Afterwards


def test_reminding_and_taking_back_say_what_they_did(clock: time_machine.Traveller) -> None:
    made = booking("Noor <noor@b.example>")
    client, detail = signed_in(made.by), f"/mijn-organisatie/boekingen/{made.pk}/"
    assert "Herinner wie niet" not in text(client.get(detail))
    assert "Morgen kan het weer" in text(client.post(f"{detail}herinner/", follow=True))
    clock.shift(timedelta(days=1))
    assert "Herinner wie niet" in text(client.get(detail))
    assert "1 persoon krijgt een herinnering" in text(
        client.post(f"{detail}herinner/", follow=True)
    )
    taken = client.post(f"{detail}intrekken/{line_of(made).pk}/", follow=True)
    assert "De inschrijving van Noor is ingetrokken" in text(taken)
    again = client.post(f"{detail}intrekken/{line_of(made).pk}/", follow=True)
    assert again.status_code == 200


def test_what_was_answered_meanwhile_is_not_taken_back() -> None:
    made = booking("noor@b.example")
    yes(line_of(made))
    path = f"/mijn-organisatie/boekingen/{made.pk}/intrekken/{line_of(made).pk}/"
    assert "Er is al een antwoord" in text(signed_in(made.by).post(path, follow=True))
    assert Enrolment.objects.get().state == State.PLACED


def test_the_overview_counts_in_words() -> None:
    made = booking("noor@b.example", "piet@b.example")
    yes(line_of(made))
    shown = text(signed_in(made.by).get("/mijn-organisatie/"))
    assert "1 antwoordde nog niet" in shown
    assert "1 heeft een plaats" in shown


def test_files_hold_the_own_bookings_and_no_formulas() -> None:
    made = booking("=HYPERLINK(1) noor@b.example", "+31 piet@b.example", note="@kosten")
    client, base = signed_in(made.by), f"/mijn-organisatie/{made.organisation_id}/boekingen"
    content = text(client.get(f"{base}.csv"))
    rows = list(csv.reader(io.StringIO(content.removeprefix("\ufeff")), delimiter=";"))
    assert len(rows) == 3
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    book = load_workbook(io.BytesIO(client.get(f"{base}.xlsx").content))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert len(cells) == 36
    assert all(cell.data_type != "f" for cell in cells)
    assert [
        cell.value for row in book.active.iter_rows(min_row=2) for cell in row if cell.column == 6
    ] == ["gemaild, wacht op antwoord"] * 2
    assert Entry.objects.filter(verb="bookings.downloaded").count() == 2


# Classes


def class_page(edition: Edition) -> str:
    return f"/mijn-organisatie/klas-inschrijven/{edition.pk}/"


def class_typed(people: str, **more: Any) -> dict[str, Any]:
    school = str(factories.organisation("zuyd-hogeschool").pk)
    facts = {"study_year": "2026-2027", "name": "VP2B", "programme": "Verpleegkunde"}
    return typed(people) | facts | {"organisation": school} | more


def for_students(capacity: int = 5) -> Edition:
    return factories.edition(of=factories.course(for_students=True), capacity=capacity)


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


# The answer


def answer_page(made: Booking) -> str:
    return f"/kom-je/{line_of(made).token}/"


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
