"""The pages of an employer who books."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from tests import factories
from veerkracht.audit.models import Entry
from veerkracht.bookings import actions
from veerkracht.bookings.models import Booking, BookingLine
from veerkracht.bookings.tests.booking_pages import signed_in, text, typed
from veerkracht.bookings.tests.makers import booking, line_of, yes
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.clock import now
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message
from veerkracht.people.actions import end_role
from veerkracht.people.models import Role
from veerkracht.training.models import Edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def page(edition: Edition) -> str:
    return f"/mijn-organisatie/boeken/{edition.pk}/"


def sheet(*rows: list[str]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


# Booking


def test_before_places_are_booked_it_is_told_what_one_costs() -> None:
    edition, client = factories.edition(price=15_000), signed_in(factories.contact())
    assert "€\xa0150" in text(client.get(page(edition)))
    shown = text(client.post(page(edition), typed("noor@b.nl", step="look", pays="on")))
    assert "Een plaats kost €\xa0150." in shown
    assert "Jullie betalen." in shown


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
