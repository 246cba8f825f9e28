"""When two pages are built alike, so that axe need judge only one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys import alike

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

PAGE = """<main><h1>Trainingen</h1><ul><li class="card"><a href="/1/">Samen</a></li></ul>
<button aria-label="Zoek" class="icon-3"></button><svg><path d="M1 1"/></svg></main>"""


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    opened = chromium.new_page()
    yield opened
    opened.close()


def building(page: Page, before: str = "", after: str = "") -> str:
    page.set_content(PAGE.replace(before, after) if before else PAGE)
    return alike.building(page)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Samen", "Het andere gesprek"),
        ("/1/", "/2/"),
        ("</li>", '</li><li class="card"><a href="/2/">Nog een</a></li>'),
        ("icon-3", "icon-7"),
        ("M1 1", "M2 2"),
    ],
    ids=["words", "address", "more of the same", "a number", "a drawing"],
)
def test_other_words_and_more_of_the_same_are_built_alike(
    page: Page, before: str, after: str
) -> None:
    assert building(page, before, after) == building(page)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Samen", ""),
        ('aria-label="Zoek"', ""),
        ('aria-label="Zoek"', 'aria-label=""'),
        ('class="card"', 'class="muted"'),
        ("<h1>Trainingen</h1>", "<h2>Trainingen</h2>"),
        ("<ul>", '<ul role="presentation">'),
        ("<button", "<button disabled"),
    ],
    ids=["no words", "no name", "an empty name", "a class", "a heading", "a role", "a state"],
)
def test_what_axe_looks_at_makes_another_building(page: Page, before: str, after: str) -> None:
    assert building(page, before, after) != building(page)
