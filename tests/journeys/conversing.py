"""What residents and professionals do with a web, for the journeys of the conversation.

Each of them has a browser of their own; a resident's second phone is one more. These pages need scripts, so
they are walked by touch and by keyboard; on paper is another journey.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.journeys.browser import SECONDS, Journey
from tests.journeys.ways import Way, ways

if TYPE_CHECKING:
    from playwright.sync_api import Page

WITH_SCRIPTS = [way for way in ways() if way.name != "plain"]
BESIDE_PHONE = {"viewport": {"width": 390, "height": 844}}
MIDWIFE, NURSE = "verloskundige", "jeugdverpleegkundige"
SAVED_ELSEWHERE = re.compile("Dit staat ook bij ons, op slot. Het laatst bewaard op")


@dataclass
class Met:
    """What a professional's screen shows to be met."""

    code: str
    words: str


def phone_size(way: Way) -> Way:
    """The same way on a screen as wide as a phone's."""
    way.settings = {**way.settings, **BESIDE_PHONE}
    return way


def mark(journey: Journey, label: str, value: int) -> None:
    """Give a mark: the slider takes the digit."""
    slider = journey.page.locator("main").get_by_role("slider", name=label, exact=True).first
    slider.focus()
    slider.press(str(value))


def has_mark(page: Page, label: str, value: int | str) -> None:
    """The web shows this mark, or says why there is none."""
    slider = page.locator("main").get_by_role("slider", name=label, exact=True).first
    said = f"{value} van 10" if isinstance(value, int) else value
    expect(slider).to_have_attribute("aria-valuetext", said, timeout=SECONDS)


def begin_web(journey: Journey) -> None:
    """A new web for adults, and on to the page with all of it."""
    journey.visit("/gesprek/")
    journey.is_headed("Hoe gaat het met jou?")
    journey.follow("Voor volwassenen")
    journey.press("Begin met mijn web")
    journey.is_headed("Lichaam")
    journey.follow("Stop hier voor vandaag")
    journey.is_headed("Zo gaat het nu met jou")


def write_wish(journey: Journey, words: str) -> None:
    """What one would like, in one's own words."""
    go_to(journey, "gesprek/wens")
    journey.is_headed("Wat zou je willen?")
    journey.fill("Dit zou ik willen", words)
    go_to(journey, "overzicht")


def go_to(journey: Journey, screen: str) -> None:
    """A screen by its name, as its link would."""
    journey.page.evaluate("name => { location.hash = '#/' + name; }", screen)


def take_along(journey: Journey) -> list[str]:
    """Make the key card; its fifteen words."""
    go_to(journey, "sleutelkaart")
    journey.is_headed("Je sleutelkaart")
    journey.press("Maak mijn sleutelkaart")
    return card_words(journey)


def card_words(journey: Journey) -> list[str]:
    """The words on the card that the screen shows, once it is kept elsewhere."""
    expect(journey.page.locator("main")).to_contain_text(SAVED_ELSEWHERE, timeout=SECONDS)
    words = journey.page.locator(".key-words li").all_inner_texts()
    assert len(words) == 15
    return words


def sync(journey: Journey) -> None:
    """Ask for what is new, and wait until it is said to be there."""
    go_to(journey, "sleutelkaart")
    journey.is_headed("Je sleutelkaart")
    journey.page.evaluate("document.getElementById('gezegd').textContent = ''")
    journey.press("Bewaar nu opnieuw")
    said = journey.page.locator("#gezegd")
    expect(said).to_contain_text("Het laatst bewaard op", timeout=SECONDS)
    go_to(journey, "overzicht")
    journey.is_headed("Zo gaat het nu met jou")


def open_with(journey: Journey, words: list[str]) -> None:
    """On another device: the words of the card."""
    journey.visit("/gesprek/")
    journey.follow("Open met je sleutelkaart")
    journey.is_headed("Open met je sleutelkaart")
    journey.fill("De vijftien woorden", " ".join(words))
    journey.press("Open mijn web")
    journey.is_headed("Zo gaat het nu met jou")


def show_code(professional: Journey, key: str) -> Met:
    """She signs in on the main site, comes over, and shows her code."""
    professional.become(key, at="/mijn-plek/")
    professional.follow("Samen kijken")
    professional.is_headed("Jouw code")
    return code_of(professional)


def code_of(professional: Journey) -> Met:
    """The code and the words that her screen shows now."""
    shown = professional.page.locator(".code-large")
    expect(shown).to_be_visible(timeout=SECONDS)
    words = professional.page.locator(".check-words").inner_text()
    return Met(shown.inner_text(), words)


def share_with(journey: Journey, met: Met, *, parts: Callable[[Journey], None]) -> None:
    """Type her code, see that it is she and that the words are the same, choose, and share."""
    go_to(journey, "meekijken")
    journey.follow("Laat iemand meekijken")
    journey.fill("Of typ de code", met.code)
    journey.press("Ga verder")
    journey.reads("Staan deze vier woorden ook op het andere scherm?")
    assert journey.page.locator(".check-words").inner_text() == met.words
    journey.press("Ja, dezelfde woorden")
    journey.reads("Wat mag diegene zien?")
    parts(journey)
    journey.press("Deel met")
    journey.is_headed("Wie mag meekijken?")


def untick(journey: Journey, label: str) -> None:
    """Take a tick away."""
    box = journey.page.locator("main").get_by_label(label, exact=True)
    box.uncheck()
