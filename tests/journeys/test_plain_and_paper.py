"""Few words, none at all, and paper: for whoever reads with difficulty, and for whoever has no scripts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import Journey
from tests.journeys.conversing import WITH_SCRIPTS, has_mark
from tests.journeys.ways import ways

pytestmark = pytest.mark.browser

PLAIN = [way for way in ways() if way.name == "plain"]
NAMES = (
    "Lichaam",
    "Gevoel en gedachten",
    "Zingeving",
    "Lekker leven",
    "Meedoen",
    "Dagelijks leven",
)
SHEET = re.compile(rb"/Type /Page[^s]")


@pytest.mark.parametrize("way", WITH_SCRIPTS, ids=lambda way: way.name, indirect=True)
def test_few_words_and_paper(resident: Journey, tmp_path: Path) -> None:
    few_words(resident)
    on_paper(resident, tmp_path)
    only_pictures(resident)


@pytest.mark.parametrize("way", PLAIN, ids=lambda way: way.name, indirect=True)
def test_without_scripts_there_is_paper(resident: Journey) -> None:
    resident.visit("/gesprek/")
    resident.is_headed("Hoe gaat het met jou?")
    expect(resident.page.locator("main .lead")).to_contain_text("Op papier kan het zonder")
    resident.look("no-scripts")
    resident.follow("Print een leeg web")
    resident.is_headed("Voor volwassenen")
    expect(resident.page.locator("table")).to_have_count(6)
    resident.look("paper-no-scripts")
    resident.follow("English")
    resident.is_headed("adults")
    resident.visit("/gesprek/papier/eenvoudig/")
    expect(resident.page.locator("table")).to_have_count(0)


def few_words(resident: Journey) -> None:
    """One mark a page, with a plant that grows; read aloud only with a voice of this device."""
    resident.visit("/gesprek/")
    resident.follow("Eenvoudig")
    resident.press("Begin met mijn web")
    for mark, name in zip((7, 5, None, 6, 10, 0), NAMES, strict=True):
        resident.is_headed(name)
        if name == "Lichaam":
            resident.press("Lees voor")
            resident.reads("Dit apparaat heeft geen eigen stem voor deze taal")
        if mark is None:
            resident.press("Sla over")
            continue
        resident.tick(f"{mark} van 10")
        if name == "Gevoel en gedachten":
            resident.press("Hier wil ik over praten")
            resident.look("few-words")
        resident.press("Verder")
    resident.is_headed("Zo gaat het nu met jou")
    shown: tuple[int | str, ...] = (7, 5, "overgeslagen", 6, 10, 0)
    for said, name in zip(shown, NAMES, strict=True):
        has_mark(resident.page, name, said)
    resident.look("few-words-web")


def on_paper(resident: Journey, folder: Path) -> None:
    """One sheet of A4, a PDF and a picture, all made on the device."""
    resident.follow("Print of bewaar als bestand")
    resident.is_headed("Op papier of als bestand")
    resident.look("paper")
    resident.page.emulate_media(media="print")
    printed = resident.page.pdf(prefer_css_page_size=True)
    resident.page.emulate_media(media="screen")
    assert len(SHEET.findall(printed)) == 1
    assert saved(resident, "Bewaar als pdf", folder).startswith(b"%PDF-")
    assert saved(resident, "Bewaar als plaatje", folder).startswith(b"\x89PNG")
    assert b"<polygon" in saved(resident, "Plaatje om te vergroten (SVG)", folder)
    resident.follow("Print een leeg web")
    resident.is_headed("Een leeg web op papier")
    expect(resident.page.locator(".sheet-page").first).to_be_visible()
    resident.look("paper-empty")


def saved(resident: Journey, words: str, folder: Path) -> bytes:
    """The file that a button makes, under a name that says nothing."""
    with resident.page.expect_download() as download:
        resident.press(words)
    assert download.value.suggested_filename.startswith("notitie.")
    kept = folder / download.value.suggested_filename
    download.value.save_as(kept)
    resident.reads("Het staat bij je downloads")
    return kept.read_bytes()


def only_pictures(resident: Journey) -> None:
    """No word to read, and yet every button has a name for who listens."""
    resident.visit("/gesprek/#/begin")
    resident.follow("Met plaatjes")
    resident.press("Begin met mijn web")
    for mark in (2, 4, 6, 8, 9, 10):
        resident.tick(f"{mark} van 10")
        if mark == 6:
            resident.look("pictures")
        resident.press("Verder")
    resident.is_headed("Jouw web")
    expect(resident.page.locator(".web__picture")).to_have_count(6)
    resident.look("pictures-web")
