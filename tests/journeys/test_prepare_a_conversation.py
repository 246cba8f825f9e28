"""A coordinator keeps what there is nearby; a midwife prepares on her phone and practises with a colleague."""

from __future__ import annotations

import pytest

from tests.journeys.browser import Journey
from veerkracht.conversations.models import LocalOffer

pytestmark = pytest.mark.browser

NEW = "Breien met buren (voorbeeld)"


def test_a_conversation_is_prepared(journey: Journey) -> None:
    LocalOffer.objects.filter(title=NEW).delete()  # of another walk
    keeps_an_offer(journey)
    finds_it_nearby(journey)
    prepares(journey)
    practises(journey)


def keeps_an_offer(journey: Journey) -> None:
    """Coby looks whether something still holds, and adds something."""
    journey.become("coordinator", at="/werk/gesprek/aanbod/")
    journey.look("offers")
    journey.press("Klopt nog")
    journey.reads("is vandaag nagekeken")
    journey.follow("Voeg iets toe", within="main")
    journey.fill("Naam", NEW)
    journey.choose("Waar?", "Heerlen")
    journey.tick("Meedoen")
    journey.fill("Wat is het?", "Elke vrijdagmiddag breien en bijpraten.")
    journey.fill("Voor wie?", "Iedereen.")
    journey.fill("Website", "https://buurt.voorbeeld.example/breien")
    journey.look("offer")
    journey.press("Zet het erbij")
    journey.reads("Bewoners en collega’s zien het nu")


def finds_it_nearby(journey: Journey) -> None:
    """Anybody, by the page about the conversation."""
    journey.become_nobody()
    journey.visit("/het-gesprek/")
    journey.is_headed("Wat vind jij belangrijk?")
    journey.look("landing")
    journey.follow("Wat is er in de buurt?", within="main")
    journey.is_headed("Wat is er in de buurt?")
    journey.look("towns")
    journey.follow("Heerlen", within="main")
    journey.reads(NEW)
    journey.look("nearby")
    journey.follow("Meedoen", within="main")
    journey.reads(NEW)


def prepares(journey: Journey) -> None:
    """One page for on the phone."""
    journey.visit("/het-gesprek/voorbereiden/")
    journey.unfold("Eerste kleine stap")
    journey.reads("Wie kan je daarbij helpen?")
    journey.look("guide")


def practises(journey: Journey) -> None:
    """With the clock on the screen, or by the list."""
    journey.follow("Oefen met een collega", within="main")
    journey.reads("Eerste kwartier: A vertelt, B luistert")
    if journey.way.name != "plain":
        journey.press("Start")
        journey.press("Volgende stap")
        journey.reads("Stap 2 van 10")
        assert journey.page.evaluate("localStorage.length") == 0
    journey.look("practise")
