"""A midwife who is new here finds a training, gets a place, and gives it up again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.browser import Journey, events, method
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.people.models import Person

if TYPE_CHECKING:
    from veerkracht.messages.models import Message

pytestmark = pytest.mark.browser

TITLE = "Het gesprek met (aanstaande) ouders"
PLACE = "Heerlen"


def test_a_midwife_finds_a_training_and_gets_a_place(journey: Journey) -> None:
    address = f"nieuwe-verloskundige-{journey.way.name}@voorbeeld.example"
    finds(journey)
    asks(journey, address)
    request = has_a_place(journey, address)
    gives_it_up(journey, address, request)


def finds(journey: Journey) -> None:
    """From the front page to an edition, with filters that keep their address."""
    journey.visit("/")
    journey.look("home")
    journey.follow("Vind een training")
    journey.is_headed("Trainingen")
    journey.look("finder")
    journey.follow("Zuid-Limburg", within="main")
    journey.page.wait_for_url("**/leren/?*regio=*")
    journey.unfold("Meer filters")
    journey.fill("Zoekwoorden", "gezinnen")
    journey.look("finder-filters")
    journey.press("Laat zien")
    journey.page.wait_for_url("**/leren/?*gezinnen*")
    assert "regio=" in journey.page.url
    journey.reads(TITLE)
    journey.page.reload()
    journey.reads(TITLE)
    journey.look("finder-found")
    card = journey.page.locator("article", has_text=TITLE).filter(has_text=PLACE).first
    journey.way.press(journey.page, card.get_by_role("link", name=TITLE).first)
    journey.is_headed(TITLE)
    journey.reads("plaatsen van 16")
    journey.look("edition")


def asks(journey: Journey, address: str) -> None:
    """Asking leads to signing in, with a code from the mail, and back to the question."""
    journey.follow("Schrijf me in", within="main")
    journey.is_headed("Inloggen of meedoen")
    journey.look("sign-in")
    journey.sign_in(address)
    introduces_herself(journey)
    journey.is_headed("Schrijf je in")
    journey.look("request")
    journey.press("Schrijf me in")
    journey.reads("Je plaats is van jou")
    journey.look("placed")


def introduces_herself(journey: Journey) -> None:
    """Somebody new is asked once who she is."""
    journey.is_headed("Welkom")
    journey.look("profile")
    journey.fill("Je naam", "Vera Voorbeeld")
    journey.choose("Waarin werk je of leer je?", "Verloskunde")
    journey.fill("Je functie of opleiding", "verloskundige")
    journey.choose("In welke gemeente?", "Heerlen")
    journey.press("Bewaar", within="main")


def has_a_place(journey: Journey, address: str) -> Message:
    """The mail brings the dates, and Mijn plek shows them."""
    enrolment = Enrolment.objects.get(person__email=address)
    assert enrolment.state == State.PLACED
    assert Person.objects.get(email=address).municipality is not None
    mail = journey.mail(address, "Je plaats is van jou")
    assert method(mail) == "REQUEST"
    sessions = list(enrolment.edition.sessions.all())
    for event, session in zip(events(mail), sessions, strict=True):
        assert event["UID"].startswith(f"session-{session.pk}-enrolment-{enrolment.pk}@")
        assert event["DTSTART"].params["TZID"] == "Europe/Amsterdam"
        assert event["DTSTART"].dt == session.starts_at
        assert event["SEQUENCE"] == enrolment.edition.sequence
    journey.visit("/mijn-plek/")
    journey.reads(TITLE)
    journey.look("my-place")
    return mail


def gives_it_up(journey: Journey, address: str, request: Message) -> None:
    """Leaving is asked for sure, told by mail, and takes the dates out of the calendar."""
    journey.follow(TITLE, within="main")
    journey.is_headed(TITLE)
    journey.follow("Meld me af")
    journey.is_headed("Wil je je afmelden?")
    journey.look("leave")
    journey.fill("Wil je zeggen waarom?", "Mijn dienst is veranderd.")
    journey.press("Meld me af")
    journey.reads("Je bent afgemeld")
    journey.look("left")
    mail = journey.mail(address, "Je bent afgemeld")
    assert method(mail) == "CANCEL"
    for before, after in zip(events(request), events(mail), strict=True):
        assert after["UID"] == before["UID"]
        assert after["SEQUENCE"] > before["SEQUENCE"]
        assert after["STATUS"] == "CANCELLED"
    journey.visit("/demo/postvak/")
    journey.look("mailbox")
