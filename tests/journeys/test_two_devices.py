"""A phone and a tablet: the card opens the web there, and what both change stands side by side."""

from __future__ import annotations

import pytest

from tests.journeys.browser import Journey
from tests.journeys.conversing import (
    WITH_SCRIPTS,
    begin_web,
    go_to,
    has_mark,
    mark,
    open_with,
    sync,
    take_along,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("way", WITH_SCRIPTS, ids=lambda way: way.name, indirect=True),
]


def test_a_web_on_two_devices(resident: Journey, second_device: Journey) -> None:
    begin_web(resident)
    mark(resident, "Lichaam", 7)
    words = take_along(resident)
    resident.look("card")
    wrong_card(second_device, words)
    open_with(second_device, words)
    has_mark(second_device.page, "Lichaam", 7)
    different_parts(resident, second_device)
    the_same_part(resident, second_device)


def wrong_card(second: Journey, words: list[str]) -> None:
    """A word that is none is named; two words changed places are told."""
    second.visit("/gesprek/")
    second.follow("Open met je sleutelkaart")
    second.fill("De vijftien woorden", " ".join(["fiets", "qqqq", *words[2:]]))
    second.press("Open mijn web")
    second.reads("‘qqqq’ staat niet op de lijst")
    second.look("odd-word")
    second.fill("De vijftien woorden", " ".join(words[:14]))
    second.press("Open mijn web")
    second.reads("Dit is geen sleutelkaart")


def different_parts(first: Journey, second: Journey) -> None:
    """Both keep all."""
    go_to(first, "overzicht")
    mark(first, "Zingeving", 8)
    sync(first)
    mark(second, "Meedoen", 3)
    sync(second)
    go_to(second, "overzicht")
    has_mark(second.page, "Zingeving", 8)
    sync(first)
    go_to(first, "overzicht")
    has_mark(first.page, "Meedoen", 3)


def the_same_part(first: Journey, second: Journey) -> None:
    """Nothing is overwritten: the second shows both, and the first follows what is chosen."""
    second.expected.append("ERR_INTERNET_DISCONNECTED")
    second.page.context.set_offline(True)
    mark(second, "Lichaam", 2)
    mark(first, "Lichaam", 9)
    sync(first)
    second.page.context.set_offline(False)
    sync(second)
    go_to(second, "overzicht")
    second.reads("Op je andere apparaat staat iets anders")
    second.follow("Kies wat klopt")
    second.is_headed("Twee versies naast elkaar")
    second.look("two-versions")
    second.press("Neem deze: Lichaam")
    second.reads("Alles is gekozen")
    sync(second)
    sync(first)
    go_to(first, "overzicht")
    has_mark(first.page, "Lichaam", 9)
    go_to(second, "overzicht")
    has_mark(second.page, "Lichaam", 9)
