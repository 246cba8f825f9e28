"""An employer books colleagues; each answers for themselves, and the employer sees just those answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.browser import Journey, method
from veerkracht.bookings.models import Answer, BookingLine
from veerkracht.enrolment.actions import request_places
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.people.actions import invite_person
from veerkracht.people.models import Person
from veerkracht.training.models import Edition

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

COURSE = "het-gesprek-met-aanstaande-ouders"
VENUE = "De Proeftuin, zaal 3"
ASKED, PLACED, NO = "gemaild, wacht op antwoord", "heeft een plaats", "komt niet via jou"


def test_an_employer_books_and_each_colleague_answers(journey: Journey, chromium: Browser) -> None:
    edition = Edition.objects.get(course__slug=COURSE, venue=VENUE)
    words = ("nieuw", "druk", "zelf", "stil")
    new, busy, own, silent = (f"{word}-{journey.way.name}@voorbeeld.example" for word in words)
    has_a_place_already(own, edition)
    books(journey, edition, [new, busy, own, silent])
    says_yes(journey, chromium, new)
    says_no(journey, chromium, busy)
    shows_the_own_place(journey, chromium, own)
    sees_the_answers(journey, silent)


def has_a_place_already(address: str, edition: Edition) -> None:
    """Somebody enrolled by herself, which the employer does not know."""
    person = invite_person(email=address, name="Zelma Zelfgedaan", by=None)
    request_places(people=[person], editions=[edition], by=person)


def books(journey: Journey, edition: Edition, addresses: list[str]) -> None:
    """From the page of the edition: a pasted list with faults, a look at it, and the deed."""
    new, busy, own, silent = addresses
    journey.become("werkgever", at=f"/leren/{edition.pk}/{COURSE}/")
    journey.look("edition")
    journey.follow("Boek voor collega", within="main")
    journey.is_headed("Boek voor collega")
    journey.look("list")
    lines = [
        f"Nina Nieuw, {new}",
        f"{busy}; Dirk Druk",
        "Piet Zonderadres",
        f"NINA <{new.upper()}>",
        f"Zelma <{own}>",
        f"Stien Stil <{silent}>",
    ]
    journey.fill("Plak hier de lijst", "\n".join(lines))
    journey.fill("Kenmerk voor jezelf", f"team {journey.way.name}")
    journey.press("Kijk de lijst na")
    journey.is_headed("Klopt deze lijst?")
    journey.reads("4 mensen krijgen een mail")
    journey.reads("Hier missen we een e-mailadres")
    journey.look("preview")
    journey.press("Boek 4 plaatsen")
    journey.reads("We mailen 4 mensen")
    assert journey.page.locator("main td", has_text=ASKED).count() == 4
    journey.look("booked")


def colleague(journey: Journey, chromium: Browser, address: str) -> Journey:
    """Somebody who was booked opens the mail in a browser of their own; that changes nothing."""
    other = Journey(journey.name, journey.address, chromium, journey.way)
    other.open_mail(other.mail(address, "schreef je in"))
    other.is_headed("Kom je?")
    assert BookingLine.objects.get(address=address).is_open
    return other


def signs_in(other: Journey, address: str) -> None:
    """With a code from the mail, and straight back to the question."""
    other.follow("Log in en antwoord", within="main")
    other.sign_in(address)
    other.is_headed("Kom je?")


def says_yes(journey: Journey, chromium: Browser, address: str) -> None:
    """Somebody new tells who she is and gets the place, with its calendar file."""
    other = colleague(journey, chromium, address)
    other.look("asked")
    signs_in(other, address)
    other.reads("Er is een plaats voor je")
    other.look("answer")
    other.fill("Je naam", "Nina Nieuwenhuis")
    other.choose("Waarin werk je of leer je?", "Jeugdgezondheidszorg")
    other.choose("In welke gemeente?", "Heerlen")
    other.choose("Beroepsregister", "SKJ")
    other.expected.append("422")
    other.press("Ja, ik kom")
    other.reads("Vul het nummer in")
    other.look("answer-to-mend")
    other.fill("Nummer in dat register", "100012345")
    other.press("Ja, ik kom")
    other.reads("Je doet mee")
    other.look("answered")
    assert method(other.mail(address, "Je plaats is van jou")) == "REQUEST"
    person = Person.objects.get(email=address)
    assert (person.name, person.register_numbers.get().number) == (
        "Nina Nieuwenhuis",
        "SKJ-100012345",
    )
    other.end()


def says_no(journey: Journey, chromium: Browser, address: str) -> None:
    """Another cannot come, and finds the question on Mijn plek as well."""
    other = colleague(journey, chromium, address)
    signs_in(other, address)
    other.visit("/mijn-plek/")
    other.reads("Dit wacht op jou")
    other.follow("Zeg ja of nee", within="main")
    other.is_headed("Kom je?")
    other.confirm("Ik kan niet")
    other.is_headed("Je zei dat je niet komt")
    other.look("said-no")
    assert Enrolment.objects.get(person__email=address).state == State.CANCELLED
    other.end()


def shows_the_own_place(journey: Journey, chromium: Browser, address: str) -> None:
    """Who was enrolled already says whether that place may be seen."""
    other = colleague(journey, chromium, address)
    signs_in(other, address)
    other.reads("Je bent zelf al ingeschreven")
    other.look("own-place")
    other.tick("Ja, dat mag")
    other.press("Bewaar mijn antwoord")
    other.reads("Je doet mee")
    assert BookingLine.objects.get(address=address).answer == Answer.YES
    assert Enrolment.objects.filter(person__email=address).count() == 1
    other.end()


def sees_the_answers(journey: Journey, silent: str) -> None:
    """The employer gets one mail, sees who answered what, and takes one question back."""
    journey.visit("/mijn-plek/")
    journey.follow("Mijn organisatie", within="main")
    journey.reads("Jullie boekingen")
    journey.look("overview")
    card = journey.page.locator("article", has_text=f"team {journey.way.name}").first
    journey.way.press(journey.page, card.get_by_role("link").first)
    journey.is_headed("Het gesprek met")
    for words, number in ((PLACED, 2), (NO, 1), (ASKED, 1)):
        assert journey.page.locator("main td", has_text=words).count() == number
    journey.look("answers")
    journey.confirm("Trek in")
    journey.reads("is ingetrokken")
    journey.look("taken-back")
    journey.mail(silent, "niet meer ingeschreven")
