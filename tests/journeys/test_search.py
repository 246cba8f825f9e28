"""A visitor mistypes a word, finds what was meant, narrows it down, finds nothing once, and looks at the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from veerkracht.outreach.actions import rebuild
from veerkracht.places.models import Boundary

if TYPE_CHECKING:
    from tests.journeys.browser import Journey

pytestmark = pytest.mark.browser

BOX = "Waar ben je naar op zoek?"


def test_a_visitor_searches(journey: Journey) -> None:
    rebuild()
    begins(journey)
    mistypes(journey)
    narrows_down(journey)
    finds_nothing(journey)
    looks_up_a_word(journey)
    looks_at_the_map(journey)
    sees_who_does_what(journey)
    finds_own_work(journey)


def ask(journey: Journey, words: str) -> None:
    """Type words in the box of the page and press the button beside it."""
    journey.fill(BOX, words)
    journey.press("Zoek", within="main")


def begins(journey: Journey) -> None:
    """The page says what it looks through before anything is asked."""
    journey.become_nobody()
    journey.visit("/zoeken/")
    journey.reads("Een tikfout is niet erg")
    journey.look("before")


def mistypes(journey: Journey) -> None:
    """What was probably meant is searched, and told; one may insist."""
    ask(journey, "positeve gezondhied")
    journey.reads("Gezocht naar positieve gezondheid")
    journey.look("mistake")
    journey.follow("Toch zoeken naar", within="main")
    journey.reads("Niets gevonden")


def narrows_down(journey: Journey) -> None:
    """By kind; the choice can be taken off."""
    ask(journey, "gesprek")
    journey.reads("Soort")
    journey.look("found")
    journey.follow("Training", within=".website-facets")
    journey.reads("zet uit")
    journey.look("narrowed")
    first = journey.page.locator(".website-found__title a").first
    title = first.inner_text()
    journey.way.press(journey.page, first)
    journey.page.wait_for_load_state()
    journey.is_headed(title)


def finds_nothing(journey: Journey) -> None:
    """An empty answer helps on."""
    journey.visit("/zoeken/")
    ask(journey, "qxzqxz zwembad")
    journey.reads("Niets gevonden")
    journey.reads("Zoek op één van de woorden")
    journey.look("nothing")


def looks_up_a_word(journey: Journey) -> None:
    """A word of the list leads to its place there."""
    ask(journey, "themablad")
    word = journey.page.locator(".website-found").get_by_role("link", name="Themablad", exact=True)
    journey.way.press(journey.page, word)
    journey.is_headed("Woordenlijst")
    assert journey.page.url.endswith("#themablad")
    journey.look("words")


def looks_at_the_map(journey: Journey) -> None:
    """As tiles, by kind, and with boundaries where they are loaded."""
    journey.visit("/wie-doet-wat/")
    journey.reads("van de 31 gemeenten is iemand actief")
    journey.look("map")
    journey.choose("Wat ze doen", "Zit in een coalitie")
    journey.press("Toon", within="main")
    journey.reads("Hetzelfde als lijst")
    if Boundary.objects.exists():
        journey.follow("Echte grenzen", within="main")
        journey.look("boundaries")


def sees_who_does_what(journey: Journey) -> None:
    """A municipality, then an organisation there, then what it does."""
    journey.visit("/wie-doet-wat/")
    journey.follow("Heerlen", within="table")
    journey.is_headed("Wie doet wat in Heerlen?")
    journey.look("municipality")
    first = journey.page.locator("main article h2 a").first
    name = first.inner_text()
    journey.way.press(journey.page, first)
    journey.page.wait_for_load_state()
    journey.is_headed(name)
    journey.look("organisation")


def finds_own_work(journey: Journey) -> None:
    """Who is signed in finds pages of the own work as well."""
    journey.become("coordinator", at="/zoeken/")
    ask(journey, "themabladen")
    journey.reads("Alleen voor jou")
    journey.look("own")
