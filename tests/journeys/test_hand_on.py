"""From the midwife to the youth nurse: the same web, a share of its own, and the earlier voice if one wants."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import SECONDS, Journey
from tests.journeys.conversing import (
    MIDWIFE,
    NURSE,
    WITH_SCRIPTS,
    begin_web,
    go_to,
    mark,
    share_with,
    show_code,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("way", WITH_SCRIPTS, ids=lambda way: way.name, indirect=True),
]

SANNE = "Sanne Voorbeeld"


def nothing_more(journey: Journey) -> None:
    """The dimensions with a mark, as they were ticked."""


def test_a_web_is_handed_on(resident: Journey, professional: Journey) -> None:
    begin_web(resident)
    mark(resident, "Lichaam", 6)
    share_with(resident, show_code(professional, MIDWIFE), parts=nothing_more)
    professional.is_headed("Gedeeld met mij")
    professional.follow("Lees samen")
    mark(professional, "Lichaam", 8)
    professional.press("Leg mijn lijn ernaast")
    professional.reads("Je lijn ligt ernaast")
    hears(resident)
    without_the_voice(resident, professional)
    with_the_voice(resident, professional)


def hears(resident: Journey) -> None:
    """The midwife's line has come."""
    go_to(resident, "overzicht")
    go_to(resident, "meekijken")
    resident.reads("Eén keer gelezen")


def without_the_voice(resident: Journey, professional: Journey) -> None:
    """The nurse sees the web; what the midwife said stays with the resident."""
    met = show_code(professional, NURSE)
    share_with(resident, met, parts=nothing_more)
    professional.is_headed("Gedeeld met mij")
    professional.follow("Lees samen")
    professional.reads("Lichaam kreeg het hoogste cijfer: 6")
    expect(professional.page.locator("main")).not_to_contain_text(SANNE)
    professional.look("without-voice")


def with_the_voice(resident: Journey, professional: Journey) -> None:
    """Once more, and the earlier voice goes along, because the resident ticks it."""
    resident.press("Stop delen met Noor")
    met = show_code(professional, NURSE)

    def the_voice_too(journey: Journey) -> None:
        journey.tick(f"Hoe {SANNE} het zag")
        journey.look("voice-too")

    share_with(resident, met, parts=the_voice_too)
    professional.is_headed("Gedeeld met mij")
    professional.follow("Lees samen")
    legend = professional.page.locator(".web__legend")
    expect(legend).to_contain_text(f"zo ziet {SANNE} het", timeout=SECONDS)
    professional.look("with-voice")
