"""A pregnant woman fills in her web a little at a time, finds what matters and a first step, and looks back on it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import SECONDS, Journey
from tests.journeys.conversing import WITH_SCRIPTS, go_to, has_mark

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("way", WITH_SCRIPTS, ids=lambda way: way.name, indirect=True),
]

WEATHER = "https://www.knmi.nl"
WISH = "Een keer per week iets voor mezelf."
STEP = "Donderdagavond wandelen"
TOPICS = (
    "Lichaam",
    "Gevoel en gedachten",
    "Zingeving",
    "Lekker leven",
    "Meedoen",
    "Dagelijks leven",
)
PRIMARY = re.compile("primary-action")


def test_her_own_web(resident: Journey) -> None:
    resident.others = (*resident.others, WEATHER)
    one_topic_today(resident)
    goes_on_tomorrow(resident)
    sees_it_whole(resident)
    the_other_conversation(resident)
    looks_back(resident)
    fills_it_in_again(resident)
    away_at_once(resident)


def test_sentences_alone_lead_to_the_whole_web(resident: Journey) -> None:
    """She moves the first sentence of each topic and no mark: six topics, and then all of it."""
    resident.visit("/gesprek/")
    resident.follow("Voor (aanstaande) ouders")
    resident.press("Begin met mijn web")
    for nth, on in enumerate((*TOPICS[1:], None)):
        resident.is_headed(TOPICS[nth])
        missing = resident.page.get_by_text("Je cijfer is hier nog leeg")
        expect(missing).to_be_hidden()
        first = resident.page.locator(".statements").get_by_role("slider").first
        slide(resident, str(first.get_attribute("aria-label")), 4)
        resident.reads(f"Klaar: 0 van 6. Begonnen: {nth + 1}.")
        expect(missing).to_be_visible()
        if nth == 0:
            resident.look("sentences")
        resident.press(f"Verder met {on}" if on else "Bekijk mijn hele web")
    resident.is_headed("Zo gaat het nu met jou")
    resident.reads("nog niet overal een cijfer. Dat mag.")
    resident.look("no-marks")
    expect(resident.page.get_by_role("link", name="Begin het gesprek")).to_have_class(PRIMARY)
    resident.follow("Bekijk de vragen weer")
    resident.is_headed("Lichaam")
    slide(resident, "Lichaam", 6)
    expect(missing).to_be_hidden()


def slide(journey: Journey, label: str, mark: int) -> None:
    """With a finger on the track, or with Tab and a digit."""
    slider = journey.page.locator("main").get_by_role("slider", name=label, exact=True).first
    if journey.way.name == "touch":
        slider.scroll_into_view_if_needed()
        box = slider.bounding_box()
        assert box
        slider.tap(position={"x": 13 + (box["width"] - 26) * mark / 10, "y": box["height"] / 2})
    else:
        slider.focus()
        journey.page.keyboard.press(str(mark))
    has_mark(journey.page, label, mark)


def one_topic_today(resident: Journey) -> None:
    """Every slider begins empty, to the eye and to a screen reader; one topic, and enough for today."""
    resident.visit("/gesprek/")
    resident.is_headed("Hoe gaat het met jou?")
    resident.look("begin")
    resident.follow("Voor (aanstaande) ouders")
    resident.look("set-up")
    resident.press("Begin met mijn web")
    resident.is_headed("Lichaam")
    resident.reads("Onderwerp 1 van 6. Klaar: 0 van 6.")
    sliders = resident.page.locator("main").get_by_role("slider").all()
    assert {one.get_attribute("aria-valuetext") for one in sliders} == {"nog leeg"}
    expect(resident.page.locator("h1")).to_be_focused()
    slide(resident, "Lichaam", 7)
    resident.press("Hier wil ik over praten")
    resident.reads("Klaar: 1 van 6.")
    expect(resident.page.locator("#bewaard")).to_have_text("Bewaard op dit apparaat")
    resident.look("body")
    resident.follow("Stop hier voor vandaag")
    resident.is_headed("Zo gaat het nu met jou")


def goes_on_tomorrow(resident: Journey) -> None:
    """The tab was closed. What she did is there, and the next topic is the one that is open."""
    resident.visit("/gesprek/")
    resident.press("Ga verder")
    resident.is_headed("Zo gaat het nu met jou")
    has_mark(resident.page, "Lichaam", 7)
    resident.follow("Vraag voor vraag")
    resident.is_headed("Gevoel en gedachten")
    resident.press("sla over")
    resident.reads("Klaar: 2 van 6.")
    resident.press("Verder met Zingeving")
    resident.is_headed("Zingeving")
    slide(resident, "Zingeving", 8)
    resident.follow("Stop hier voor vandaag")


def sees_it_whole(resident: Journey) -> None:
    """The web draws along; a skipped topic draws no point; the table says the same."""
    slide(resident, "Lekker leven", 6)
    slide(resident, "Meedoen", 8)
    slide(resident, "Dagelijks leven", 4)
    expect(resident.page.locator(".web__handle:not([display])")).to_have_count(5)
    resident.unfold("Toon als tabel")
    resident.reads("Zingeving en Meedoen kregen het hoogste cijfer: 8.")
    table = resident.page.locator("main table")
    expect(table.get_by_role("row", name="Gevoel en gedachten")).to_contain_text("overgeslagen")
    resident.look("web")
    resident.unfold("Toon als tabel")


def the_other_conversation(resident: Journey) -> None:
    """What stands out, what matters, what she would like, and a first small step."""
    resident.follow("Begin het gesprek")
    resident.is_headed("Wat valt je op?")
    resident.fill("Dit valt mij op", "Meedoen gaat goed.")
    resident.press("Volgende vraag")
    resident.is_headed("Wat is belangrijk voor jou?")
    resident.press("Dagelijks leven")
    resident.look("matters")
    resident.press("Volgende vraag")
    resident.is_headed("Wat zou je willen?")
    resident.fill("Dit zou ik willen", WISH)
    resident.press("Volgende vraag")
    resident.is_headed("Wat is een eerste kleine stap?")
    resident.fill("Wat ga je doen?", STEP)
    resident.fill("Met wie?", "een vriendin")
    resident.fill("Wanneer begin je?", "deze week")
    resident.fill("Wanneer kijk je terug?", "2027-01-14")
    resident.look("step")
    resident.press("Klaar, naar mijn web")
    resident.reads(WISH)
    resident.reads("Met: een vriendin · Begin: deze week · Terugkijken: 14 januari 2027")
    expect(
        resident.page.get_by_role("button", name="Dagelijks leven", exact=True)
    ).to_have_attribute("aria-pressed", "true")
    resident.look("overview")


def looks_back(resident: Journey) -> None:
    """Not a mark: how it went, in her own words."""
    resident.follow("Kijk terug")
    resident.is_headed("Terugkijken op je stap")
    resident.press("Bewaar", within="main")
    resident.reads("Nog niet is ook een goed antwoord")
    resident.tick("Een beetje")
    resident.fill("Wat hielp, of wat zat in de weg?", "Het regende.")
    resident.press("Bewaar", within="main")
    resident.reads("Eerder teruggekeken")
    resident.reads("Het regende.")
    resident.look("looked-back")
    go_to(resident, "overzicht")
    resident.is_headed("Zo gaat het nu met jou")


def fills_it_in_again(resident: Journey) -> None:
    """The earlier web stays as a dashed line; nothing says better or worse."""
    resident.confirm("Vul het opnieuw in")
    resident.is_headed("Lichaam")
    slide(resident, "Lichaam", 5)
    resident.follow("Stop hier voor vandaag")
    expect(resident.page.locator(".web__legend")).to_contain_text(re.compile(r"jij in \w+ \d{4}"))
    expect(resident.page.locator(".web__previous")).to_have_count(1)
    resident.look("again")


def away_at_once(resident: Journey) -> None:
    """Help is at hand; and away is away: “back” does not return to her web."""
    resident.follow("Hulp")
    resident.is_headed("Hulp en telefoonnummers")
    resident.look("help")
    resident.page.context.route(
        re.compile(f"^{WEATHER}"),
        lambda route: route.fulfill(body="weer", content_type="text/html"),
    )
    assert resident.page.title() == "Notities"
    if resident.way.name == "keyboard":
        resident.page.keyboard.press("Escape")
        resident.page.keyboard.press("Escape")
    else:
        resident.press("Snel weg")
    resident.page.wait_for_url(re.compile(f"^{WEATHER}"), timeout=SECONDS)
    resident.page.go_back()
    resident.is_headed("Hoe gaat het met jou?")
    assert resident.page.url.endswith("/gesprek/")
    resident.page.reload()
    resident.is_headed("Hoe gaat het met jou?")
