"""An editor writes news with a picture, somebody else approves it, and visitors read, find and share it.

Wagtail's editor needs JavaScript, so the third way, without it, walks the visitor's part only: there the
news is published beforehand. In the editor the keyboard goes to a button at once instead of by Tab, for
Wagtail's own order of focus is not ours to test; axe and pictures in every light are of our pages.
"""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageOps

from tests.journeys.browser import SECONDS, Journey
from tests.journeys.ways import DESKTOP
from veerkracht.config.demo import drawings
from veerkracht.kernel.clock import today
from veerkracht.website.models import NewsIndexPage, NewsPage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Locator

pytestmark = pytest.mark.browser

LEAD = "Verloskundigen wandelen elke vrijdag met aanstaande ouders langs de Maas."
WORDS = "Een rivier slingert door een weiland, met twee mensen op een bruggetje."
WAGTAILS_TABS = (
    "Cannot find matching a matching panel"  # its dialog looks for a panel of another page
)
ENGLISH_LEAD = "Every Friday midwives walk along the Maas with expectant parents."


def test_an_editor_publishes_and_visitors_find_it(journey: Journey, tmp_path: Path) -> None:
    title = f"Vrijdag langs de Maas ({journey.way.name})"
    english = f"Fridays along the Maas ({journey.way.name})"
    if journey.way.name == "plain":
        is_there_already(title, english)
    else:
        writes(journey, title, photo(tmp_path, journey.way.name))
        approves(journey, title)
        translates(journey, title, english)
        approves(journey, english)
        moves(journey, title)
    reads(journey, title, english)
    finds(journey, title)
    comes_by_the_old_address(journey, title)
    machines_read_it(journey, title)


def photo(folder: Path, way: str) -> Path:
    """A picture on the editor's own disk; another in each way, for the editor asks about doubles."""
    path = folder / "maas.jpg"
    with Image.open(BytesIO(drawings.drawn("rivier"))) as river:
        (ImageOps.mirror(river) if way == "keyboard" else river).save(path)
    return path


def is_there_already(title: str, english: str) -> None:
    """What the editor of the other ways makes: a page that moved, and its translation."""
    dutch = published(NewsPage(title=title, lead=LEAD, slug=old_slug("plain")), "nieuws")
    published(
        NewsPage(title=english, lead=ENGLISH_LEAD, translation_key=dutch.translation_key), "news"
    )
    dutch.slug = f"{dutch.slug}-nieuw"
    dutch.save_revision().publish()


def published(page: NewsPage, index: str) -> NewsPage:
    """The page, today, in the list with this address."""
    parent = NewsIndexPage.objects.get(slug=index)
    page.on, page.locale = today(), parent.locale
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def old_slug(way: str) -> str:
    """What Wagtail makes of the title."""
    return f"vrijdag-langs-de-maas-{way}"


# The editor's part


def press(journey: Journey, target: Locator) -> None:
    """Press something in the editor."""
    target.wait_for(state="visible")
    if journey.way.name == "keyboard":
        target.focus()
        journey.page.keyboard.press("Enter")
    else:
        target.click()


def more(journey: Journey, words: str) -> None:
    """An action that stands behind the arrow beside "Bewaar concept"."""
    press(journey, journey.page.get_by_role("button", name="Meer acties"))
    press(journey, journey.page.get_by_role("button", name=words, exact=True))
    journey.page.wait_for_load_state()


def until(journey: Journey, holds: Callable[[], bool]) -> None:
    """Wait for what the editor does after a button was pressed, and for the page that follows."""
    try:
        journey.wait_until(holds, "what the editor should do")
    except AssertionError:
        journey.keep("not-done")
        raise
    journey.page.wait_for_load_state()


def edit(journey: Journey, key: str, path: str) -> None:
    """Be this person, at a desk, at this page of the editor."""
    journey.become(key)
    journey.page.set_viewport_size(DESKTOP)
    journey.visit(path)


def writes(journey: Journey, title: str, picture: Path) -> None:
    """A draft with a picture, whose words are asked for; then it goes to a second reader."""
    index = NewsIndexPage.objects.get(slug="nieuws")
    journey.expected.append("400")  # the editor saves by itself, and hears that words are missing
    edit(journey, "redacteur", f"/redactie/pages/add/website/newspage/{index.pk}/")
    page = journey.page
    uploads(journey, picture)
    page.locator("#id_title").fill(title)
    page.locator("#id_lead").fill(LEAD)
    until(journey, lambda: bool(page.locator("#id_slug").input_value()))  # made of the title
    press(journey, page.get_by_role("button", name="Bewaar concept"))
    page.get_by_text(
        "kon niet aangemaakt worden"
    ).first.wait_for()  # said once the page is there anew
    page.get_by_text("Schrijf op wat er te zien is").first.wait_for()
    journey.keep("words-demanded")
    page.locator("#id_picture_alternative").fill(WORDS)
    press(journey, page.get_by_role("button", name="Bewaar concept"))
    until(journey, lambda: "/edit/" in page.url)
    assert not NewsPage.objects.get(title=title).live
    assert page.get_by_role("button", name="Publiceer", exact=True).count() == 0
    more(journey, "Stuur door naar Tweede lezer")
    until(journey, lambda: page.url.endswith(f"/redactie/pages/{index.pk}/"))
    journey.expected.remove("400")
    journey.troubles = [trouble for trouble in journey.troubles if WAGTAILS_TABS not in trouble]


def uploads(journey: Journey, picture: Path) -> None:
    """Choose a picture by bringing in a new one."""
    page = journey.page
    press(journey, page.locator("#id_picture-chooser").get_by_role("button").first)
    dialog = page.locator(".modal")
    dialog.get_by_role("tab", name="Uploaden").click()
    dialog.locator("input[type=file]").set_input_files(picture)
    dialog.locator("[name$=title]").fill(f"De Maas, {journey.way.name}")
    dialog.locator("form[data-chooser-modal-creation-form] button[type=submit]").click()
    page.locator("#id_picture-chooser img").first.wait_for()


def approves(journey: Journey, title: str) -> None:
    """An administrator finds in Mijn plek that somebody asks to read along, and approves."""
    journey.become("beheerder", at="/mijn-plek/")
    journey.reads(f"Lees mee: {title}")
    journey.look("reading-asked")
    journey.page.set_viewport_size(DESKTOP)
    card = journey.page.locator("article", has_text=title).first
    press(journey, card.get_by_role("link", name="Lees en keur goed"))
    journey.page.wait_for_load_state()
    more(journey, "Goedkeuren en publiceren")
    until(journey, lambda: NewsPage.objects.filter(title=title, live=True).exists())


def translates(journey: Journey, title: str, english: str) -> None:
    """The editor sees what waits for words, makes the English page and hands it in."""
    page = NewsPage.objects.get(title=title)
    edit(journey, "redacteur", "/redactie/")
    journey.page.locator("#nog-te-vertalen").wait_for()
    journey.keep("not-yet-translated")
    journey.visit(f"/redactie/translation/submit/page/{page.pk}/")
    journey.page.get_by_label("Engels").check()
    press(journey, journey.page.get_by_role("button", name="Verzenden"))
    journey.page.wait_for_url("**/redactie/pages/**")
    translation = NewsPage.objects.get(
        translation_key=page.translation_key, locale__language_code="en"
    )
    journey.visit(f"/redactie/pages/{translation.pk}/edit/")
    journey.page.locator("#id_title").fill(english)
    journey.page.locator("#id_lead").fill(ENGLISH_LEAD)
    more(journey, "Stuur door naar Tweede lezer")
    until(journey, translation.workflow_states.exists)


def moves(journey: Journey, title: str) -> None:
    """An administrator gives the page another address."""
    page = NewsPage.objects.get(title=title)
    assert page.slug == old_slug(journey.way.name)
    edit(journey, "beheerder", f"/redactie/pages/{page.pk}/edit/")
    journey.page.get_by_role("tab", name="Eigenschappen").click()
    journey.page.locator("#id_slug").fill(f"{page.slug}-nieuw")
    more(journey, "Publiceer")
    until(journey, lambda: NewsPage.objects.filter(slug=f"{page.slug}-nieuw", live=True).exists())


# The visitor's part


def reads(journey: Journey, title: str, english: str) -> None:
    """From the front page to the news, and to the same in English."""
    journey.become_nobody()
    journey.visit("/")
    journey.reads(title)
    journey.look("home")
    journey.follow("Al het nieuws", within="main")
    journey.is_headed("Nieuws")
    journey.look("news")
    journey.follow(title, within="main")
    journey.is_headed(title)
    journey.reads(LEAD)
    if journey.way.name != "plain":
        assert journey.page.get_by_role("img", name=WORDS).is_visible()
    journey.look("item")
    journey.visit(str(journey.page.locator(".header__language").first.get_attribute("href")))
    journey.is_headed(english)
    journey.reads(ENGLISH_LEAD)


def finds(journey: Journey, title: str) -> None:
    """By another form of its words, among pages and trainings."""
    journey.visit("/zoeken/")
    journey.fill("Waar ben je naar op zoek?", "wandelt verloskundige Maas")
    journey.press("Zoek", within="main")
    journey.reads(title)
    journey.look("found")
    journey.follow(title, within="main")
    journey.is_headed(title)
    journey.visit("/verhalen/")
    journey.follow("Ik vroeg wat haar blij maakt", within="main")
    journey.reads("Dit verhaal is verzonnen")
    journey.look("story")
    journey.visit("/trainingen/")
    journey.follow("Starten met Positieve Gezondheid", within="main")
    journey.reads("Wanneer en waar")
    journey.look("course")


def comes_by_the_old_address(journey: Journey, title: str) -> None:
    """A link from before still leads there; one that never was offers to search."""
    journey.visit(f"/nieuws/{old_slug(journey.way.name)}/")
    journey.is_headed(title)
    assert journey.page.url.endswith("-nieuw/")
    journey.expected.append("404")
    journey.visit("/nieuws/nooit-geweest/")
    journey.is_headed("Deze pagina is er niet")
    journey.look("not-there")
    journey.expected.remove("404")


def machines_read_it(journey: Journey, title: str) -> None:
    """The data block stands in the page under the strict policy, and the console stays silent."""
    journey.visit(f"/nieuws/{old_slug(journey.way.name)}-nieuw/")
    block = journey.page.locator('script[type="application/ld+json"]').first.text_content()
    article = json.loads(str(block))["@graph"][0]
    assert (article["@type"], article["headline"]) == ("NewsArticle", title)
    picture = journey.page.locator('meta[property="og:image"]').first.get_attribute("content")
    shown = journey.page.request.get(str(picture), timeout=SECONDS)
    assert (shown.status, shown.headers["content-type"][:6]) == (200, "image/")
