"""Bookings of an organisation: no more than its pages tell, and nothing of another organisation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests import factories
from tests.api.conftest import Asking, secret_of
from veerkracht.bookings import actions
from veerkracht.bookings.models import Answer, Booking, BookingLine
from veerkracht.enrolment.actions import request_places
from veerkracht.kernel import limits
from veerkracht.people.actions import give_role
from veerkracht.people.models import Organisation, Person, RoleKind
from veerkracht.people.queries import find_person

pytestmark = pytest.mark.django_db
OTHER = "zuyd-hogeschool"
Ask = Callable[..., Asking]
SCOPES = ("catalogue:read", "bookings:read", "bookings:write")


@pytest.fixture
def organisation() -> Organisation:
    return factories.organisation()


@pytest.fixture
def employer(organisation: Organisation) -> Asking:
    """Asks for an organisation."""
    return Asking(secret_of(factories.contact(organisation), *SCOPES, organisation=organisation))


@pytest.fixture
def competitor() -> Asking:
    """Asks for another organisation."""
    other = factories.organisation(OTHER)
    return Asking(secret_of(factories.contact(other), *SCOPES, organisation=other))


def wish(edition_id: int, *addresses: str, **more: Any) -> dict[str, Any]:
    people = [{"name": "Noor", "address": address} for address in addresses]
    return {"editionId": edition_id, "people": people, **more}


def test_an_employer_books_and_sees_who_answered(employer: Asking) -> None:
    edition = factories.edition(capacity=5)
    made = employer.post("/bookings", wish(edition.pk, "noor@voorbeeld.example", pays=True))
    assert made.status_code == 201
    found = made.json()
    assert made.headers["Location"] == found["url"]
    assert (found["editionId"], found["pays"]) == (edition.pk, True)
    assert [line["state"] for line in found["lines"]] == ["asked"]
    actions.carry_out()
    line = BookingLine.objects.get()
    assert line.person is not None
    actions.say_yes(line=line, by=line.person, about={"name": "Noor Jansen"})
    after = employer.get(f"/bookings/{found['id']}").json()
    assert [(one["state"], one["name"]) for one in after["lines"]] == [("placed", "Noor")]


def test_nothing_tells_whether_somebody_was_known(employer: Asking) -> None:
    """A stranger, an account, somebody with a place and somebody of elsewhere look the same."""
    edition = factories.edition(capacity=9)
    known, placed = factories.person(), factories.person(organisation=factories.organisation(OTHER))
    request_places(people=[placed], editions=[edition], by=placed)
    body = wish(edition.pk, "nieuw@voorbeeld.example", known.email, placed.email)
    number = employer.post("/bookings", body).json()["id"]
    before = employer.get(f"/bookings/{number}").json()["lines"]
    actions.carry_out()
    after = employer.get(f"/bookings/{number}").json()["lines"]
    assert before == after
    assert {(line["state"], line["position"], line["name"]) for line in after} == {
        ("asked", None, "Noor")
    }


def test_another_organisation_sees_and_touches_nothing(
    employer: Asking, competitor: Asking
) -> None:
    edition = factories.edition()
    number = employer.post("/bookings", wish(edition.pk, "noor@voorbeeld.example")).json()["id"]
    assert competitor.get("/bookings").json()["items"] == []
    assert competitor.get(f"/bookings/{number}").status_code == 404
    assert competitor.post(f"/bookings/{number}/lines/1/withdrawal", {}).status_code == 404
    assert BookingLine.objects.get().is_open


def test_a_contact_of_two_organisations_asks_for_one_at_a_time(asking: Ask) -> None:
    first, second = factories.organisation(), factories.organisation(OTHER)
    contact = factories.contact(first)
    give_role(person=contact, kind=RoleKind.EMPLOYER, organisation=second, by=None)
    one, other = (
        asking(secret_of(contact, *SCOPES, organisation=organisation))
        for organisation in (first, second)
    )
    one.post("/bookings", wish(factories.edition().pk, "noor@voorbeeld.example"))
    assert Booking.objects.get().organisation == first
    assert len(one.get("/bookings").json()["items"]) == 1
    assert other.get("/bookings").json()["items"] == []


def test_a_persons_token_opens_no_bookings(api: Asking) -> None:
    assert api.get("/bookings").status_code == 403
    assert api.post("/bookings", wish(1, "noor@voorbeeld.example")).status_code == 403


def test_a_question_can_be_taken_back_until_it_is_answered(employer: Asking) -> None:
    edition = factories.edition(capacity=5)
    body = wish(edition.pk, "een@voorbeeld.example", "twee@voorbeeld.example")
    number = employer.post("/bookings", body).json()["id"]
    actions.carry_out()
    second = BookingLine.objects.get(number=2)
    assert second.person is not None
    assert actions.say_yes(line=second, by=second.person, about={}) == Answer.YES
    after = employer.post(f"/bookings/{number}/lines/1/withdrawal", {}).json()
    assert [line["state"] for line in after["lines"]] == ["withdrawn", "placed"]
    assert employer.post(f"/bookings/{number}/lines/2/withdrawal", {}).status_code == 422
    for missing in (3, 0, 2**40):
        assert (
            employer.post(f"/bookings/{number}/lines/{missing}/withdrawal", {}).status_code == 404
        )


def test_the_same_key_books_once(employer: Asking) -> None:
    body = wish(factories.edition().pk, "noor@voorbeeld.example")
    first, second = (employer.post("/bookings", body, key="sleutel-1") for _turn in range(2))
    assert first.content == second.content
    assert Booking.objects.count() == 1


@pytest.mark.parametrize(
    ("addresses", "status"),
    [
        ([], 400),
        ([f"p{n}@voorbeeld.example" for n in range(31)], 400),
        (["geen-adres"], 400),
        (["a@b"], 400),
        (["<script>@voorbeeld.example"], 400),
        (["a\r\nBcc: x@voorbeeld.example"], 400),
        (["noor@voorbeeld.example", "NOOR@voorbeeld.example"], 422),
        (["verwijderd-1@veerkracht.invalid"], 422),
    ],
)
def test_a_list_that_cannot_be_booked_books_nobody(
    employer: Asking, addresses: list[str], status: int
) -> None:
    response = employer.post("/bookings", wish(factories.edition(capacity=5).pk, *addresses))
    assert response.status_code == status
    assert not Booking.objects.exists()


def test_a_draft_cannot_be_booked(employer: Asking) -> None:
    draft = factories.draft()
    assert employer.post("/bookings", wish(draft.pk, "a@voorbeeld.example")).status_code == 404


def test_somebody_who_is_booked_is_not_made_known_by_the_api(
    employer: Asking, person: Person
) -> None:
    """The name in the answer is the one that was typed, never that of the account."""
    body = wish(factories.edition(capacity=5).pk, person.email)
    number = employer.post("/bookings", body).json()["id"]
    actions.carry_out()
    assert find_person(person.email) == person
    assert person.name not in employer.get(f"/bookings/{number}").content.decode()


def test_an_organisation_books_so_often_in_an_hour(employer: Asking, settings: Any) -> None:
    settings.RATE_LIMITS = True
    limits.forget()
    edition = factories.edition()
    statuses = [
        employer.post("/bookings", wish(edition.pk, f"p{turn}@voorbeeld.example")).status_code
        for turn in range(61)
    ]
    limits.forget()
    assert statuses == [201] * 60 + [429]
