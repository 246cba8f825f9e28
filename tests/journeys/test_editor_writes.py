"""An editor writes a story with consent, a portrait and a word, and learns to plan and to translate.

The pictures of the tutorial (docs/tutorials/website-bijhouden.md) are taken on this walk. It goes one way only: the
editor is Wagtail's, needs JavaScript, and its order of focus is not ours to test (see ``test_editor_publishes``).
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.journeys.test_editor_publishes import WAGTAILS_TABS, edit, more, press, until
from tests.journeys.ways import ways
from veerkracht.kernel.clock import today
from veerkracht.website.models import (
    NewsPage,
    PortraitIndexPage,
    StoryIndexPage,
    StoryPage,
    WordListPage,
)

if TYPE_CHECKING:
    from tests.journeys.browser import Journey

pytestmark = pytest.mark.browser

TITLE = "Een kop soep en een vraag"
LEAD = "Buurtwerker Lotte vroeg wat er lekker ging. Daar had nog niemand naar gevraagd."
BY_TOUCH = [way for way in ways() if way.name == "touch"]


@pytest.mark.parametrize("way", BY_TOUCH, ids=["touch"], indirect=True)
def test_an_editor_keeps_the_website(journey: Journey) -> None:
    StoryPage.objects.filter(title=TITLE).delete()
    begins(journey)
    writes_a_story(journey)
    somebody_reads_along(journey)
    reads_it_online(journey)
    looks_at_a_portrait(journey)
    explains_a_word(journey)
    plans(journey)
    translates(journey)
    journey.troubles = [trouble for trouble in journey.troubles if WAGTAILS_TABS not in trouble]


def begins(journey: Journey) -> None:
    """The first page of the editor."""
    edit(journey, "redacteur", "/redactie/")
    journey.page.locator("main").first.wait_for()
    journey.teach("redactie-begin")


def writes_a_story(journey: Journey) -> None:
    """Who tells it, what it is about, and until when that person agrees."""
    index = StoryIndexPage.objects.get(slug="verhalen")
    journey.visit(f"/redactie/pages/add/website/storypage/{index.pk}/")
    page = journey.page
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_who").fill("Lotte Verzonnen")
    page.locator("#id_what").fill("buurtwerker in Sittard")
    page.locator("#id_lead").fill(LEAD)
    until(journey, lambda: bool(page.locator("#id_slug").input_value()))
    journey.teach("redactie-verhaal")
    page.locator("#id_dimension").select_option("participation")
    page.locator("#id_sector").select_option(label="Welzijn en sociaal werk")
    page.locator("#id_consent_until").fill(str(today() + timedelta(days=700)))
    page.keyboard.press("Escape")
    page.locator("#id_consent_on").fill(str(today()))
    page.keyboard.press("Escape")
    page.locator("#id_consent_note").scroll_into_view_if_needed()
    page.locator("#id_consent_note").focus()
    journey.teach("redactie-toestemming")
    press(journey, page.get_by_role("button", name="Bewaar concept"))
    until(journey, lambda: "/edit/" in page.url)
    assert not StoryPage.objects.get(title=TITLE).live
    more(journey, "Stuur door naar Tweede lezer")
    until(journey, lambda: page.url.endswith(f"/redactie/pages/{index.pk}/"))


def somebody_reads_along(journey: Journey) -> None:
    """A second reader finds it in Mijn plek, reads, and approves."""
    edit(journey, "beheerder", "/mijn-plek/")
    card = journey.page.locator("article", has_text=TITLE).first
    card.scroll_into_view_if_needed()
    journey.teach("redactie-meelezen")
    press(journey, card.get_by_role("link", name="Lees en keur goed"))
    journey.page.wait_for_load_state()
    more(journey, "Goedkeuren en publiceren")
    until(journey, lambda: StoryPage.objects.filter(title=TITLE, live=True).exists())


def reads_it_online(journey: Journey) -> None:
    """A visitor finds it by what it is about."""
    journey.become_nobody()
    journey.visit("/verhalen/?kant=participation")
    journey.look("stories")
    journey.follow(TITLE, within="main")
    journey.is_headed(TITLE)
    journey.reads("Meedoen")
    journey.look("story")
    journey.visit("/mensen-van-de-beweging/")
    journey.follow("Fatima luistert eerst", within="main")
    journey.is_headed("Fatima luistert eerst")
    journey.look("portrait")


def looks_at_a_portrait(journey: Journey) -> None:
    """The form of a portrait."""
    index = PortraitIndexPage.objects.get(slug="mensen-van-de-beweging")
    edit(journey, "redacteur", f"/redactie/pages/add/website/portraitpage/{index.pk}/")
    journey.page.locator("#id_who").wait_for()
    journey.teach("redactie-portret")


def explains_a_word(journey: Journey) -> None:
    """The word list in the editor: a block for each word."""
    words = WordListPage.objects.get(slug="woordenlijst")
    edit(journey, "redacteur", f"/redactie/pages/{words.pk}/edit/")
    field = journey.page.locator("[name='words-0-value-word']")
    field.wait_for()
    field.scroll_into_view_if_needed()
    field.focus()
    journey.teach("redactie-woord")


def plans(journey: Journey) -> None:
    """When something goes online and comes off, in the panel with the state of a page."""
    page = NewsPage.objects.filter(locale__language_code="nl", live=True).order_by("pk")[0]
    edit(journey, "beheerder", f"/redactie/pages/{page.pk}/edit/")
    status = journey.page.locator("[data-side-panel-toggle='status']").first
    status.wait_for()
    if status.get_attribute("aria-expanded") != "true":
        press(journey, status)
    press(journey, journey.page.get_by_role("button", name="Stel schema in").first)
    journey.page.locator("#id_go_live_at").wait_for()
    journey.teach("redactie-plannen")


def translates(journey: Journey) -> None:
    """From a page in Dutch to a draft in English."""
    story = StoryPage.objects.get(title=TITLE)
    edit(journey, "redacteur", f"/redactie/translation/submit/page/{story.pk}/")
    journey.page.get_by_label("Engels").check()
    journey.teach("redactie-vertalen")
