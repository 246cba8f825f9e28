"""Somebody waits for two dates, an offer to another lapses and passes on, and she says yes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.journeys.browser import Journey, events, method
from tests.journeys.ways import DESKTOP, ByPointer
from veerkracht.enrolment.actions import request_places
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.clock import now
from veerkracht.people.actions import invite_person
from veerkracht.training.models import Edition

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from veerkracht.people.models import Person

pytestmark = pytest.mark.browser

COURSE = "het-gesprek-met-aanstaande-ouders"
TITLE = "Het gesprek met (aanstaande) ouders"


def test_a_freed_place_passes_on_until_somebody_says_yes(
    journey: Journey, chromium: Browser
) -> None:
    full = Edition.objects.get(course__slug=COURSE, venue="De Schetskamer, boven")
    other = Edition.objects.get(course__slug=COURSE, venue="De Leerplaats, lokaal 3")
    earlier = somebody_waits(full, f"eerder-{journey.way.name}@voorbeeld.example")
    address = f"wachtende-{journey.way.name}@voorbeeld.example"
    joins_two_queues(journey, address, full)
    coordinator_frees_a_place(journey, chromium, full)
    the_offer_lapses(journey, earlier)
    says_yes(journey, address)
    assert states(address) == {full.pk: State.PLACED, other.pk: State.SETTLED}


def somebody_waits(edition: Edition, address: str) -> Person:
    """Somebody who came first and will not answer."""
    person = invite_person(email=address, name="Eefje Eerder", by=None)
    request_places(people=[person], editions=[edition], by=person)
    return person


def joins_two_queues(journey: Journey, address: str, full: Edition) -> None:
    """On the waiting list for this date and another; the place in line is told."""
    journey.visit(f"/leren/{full.pk}/{COURSE}/")
    journey.is_headed(TITLE)
    journey.look("full-edition")
    journey.follow("Zet me op de wachtlijst", within="main")
    journey.is_headed("Inloggen of meedoen")
    journey.sign_in(address)
    journey.is_headed("Welkom")
    journey.follow("Sla over", within="main")
    journey.is_headed("Op de wachtlijst")
    journey.look("request")
    other = journey.page.locator("main label", has_text="De Leerplaats, lokaal 3")
    journey.way.tick(journey.page, journey.page.get_by_label(other.inner_text().strip()))
    journey.press("Zet me op de wachtlijst", within="main")
    journey.reads("Je staat 2e op de wachtlijst")
    journey.reads("Je wacht ook hier")
    journey.look("waiting")
    assert set(states(address).values()) == {State.WAITING}
    journey.mail(address, "Je staat op de wachtlijst")


def coordinator_frees_a_place(journey: Journey, chromium: Browser, edition: Edition) -> None:
    """In another browser, the coordinator takes somebody off the list."""
    mouse = ByPointer("mouse", {"viewport": DESKTOP})
    other = Journey(journey.name, journey.address, chromium, mouse)
    other.become("coordinator", at=f"/werk/edities/{edition.pk}/lijst/")
    other.confirm("Meld af")
    other.page.get_by_text("is afgemeld en krijgt een mail").wait_for()
    other.end()


def the_offer_lapses(journey: Journey, earlier: Person) -> None:
    """Who came first gets the offer, and lets it run out; the jobs pass it on."""
    journey.mail(earlier.email, "Er is een plaats voor je")
    # Two days pass: nobody waits for that in a test, so the end of the offer is put in the past.
    offer = Enrolment.objects.filter(person=earlier, state=State.OFFERED)
    assert offer.update(offer_expires_at=now() - timedelta(minutes=1)) == 1
    journey.mail(earlier.email, "Het aanbod is verlopen")
    assert list(states(earlier.email).values()) == [State.LAPSED]


def says_yes(journey: Journey, address: str) -> None:
    """The offer comes by mail, and a yes makes it a place."""
    journey.visit("/mijn-plek/")
    journey.open_mail(journey.mail(address, "Er is een plaats voor je"))
    journey.reads("We houden hem vrij tot")
    journey.look("offer")
    journey.visit("/mijn-plek/")
    journey.reads("Dit wacht op jou")
    journey.look("my-place")
    journey.follow("Zeg ja of nee", within="main")
    journey.reads("We houden hem vrij tot")
    journey.press("Ja, ik kom", within="main")
    journey.reads("Je doet mee")
    journey.look("accepted")
    mail = journey.mail(address, "Je plaats is van jou")
    assert method(mail) == "REQUEST"
    assert len(events(mail)) == 2
    journey.visit("/mijn-plek/inschrijvingen/")
    journey.is_headed("Mijn trainingen")
    journey.look("my-trainings")


def states(address: str) -> dict[int, str]:
    """Where this person is, per edition."""
    rows = Enrolment.objects.filter(person__email=address)
    return dict(rows.values_list("edition", "state"))
