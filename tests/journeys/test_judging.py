"""What axe need not see again, and what it must."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys import alike, judging
from tests.journeys.ways import DESKTOP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

PAGE = """<!doctype html><html lang="nl"><head><title>Proef</title><style>
body {background: #fff; color: #111; margin: 0} a {color: inherit} .card {background: #123} .card p {color: #fff}
nav {display: none} @media (min-width: 600px) {nav {display: block}}
@media (prefers-color-scheme: dark) {body {background: #111; color: #eee}}
</style></head><body><nav aria-label="Menu"><a href="/">Begin</a></nav>
<main><h1>Proef</h1><p>Een woord.</p><div class="card"><p>Nog een.</p></div></main></body></html>"""
PALE = "<p style='color: #bbb'>Bleek.</p></main>"


@pytest.fixture
def page(chromium: Browser, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    """A page of its own; nothing was judged before."""
    monkeypatch.setattr(alike, "JUDGED", alike.Judged())
    opened = chromium.new_page()
    yield opened
    opened.close()


def show(page: Page, before: str = "", after: str = "") -> list[list[str]]:
    """What is wrong on a small screen, on a wide one, with its colours, and in the dark."""
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 320, "height": 640})
    page.set_content(PAGE.replace(before, after) if before else PAGE)
    judging.prepare(page)
    found = [judging.narrow(page)]
    page.set_viewport_size(DESKTOP)
    found += [judging.wide(page, whole=False), judging.colours(page, whole=False)]
    page.emulate_media(color_scheme="dark")
    return [*found, judging.colours(page, whole=False)]


def rules(found: list[list[str]]) -> list[list[str]]:
    return [[one.split(":")[0] for one in view] for view in found]


def test_a_page_that_is_right_is_right_everywhere(page: Page) -> None:
    assert show(page) == [[], [], [], []]


@pytest.mark.parametrize(
    ("before", "after", "wrong"),
    [
        ("</main>", "<img src='data:,'></main>", [["image-alt"], [], [], []]),
        (">Begin<", "><", [[], ["link-name"], [], []]),
        ("</main>", PALE, [[], [], ["color-contrast"], []]),
        ("background: #111; ", "", [[], [], [], ["color-contrast"]]),
        (".card p {color: #fff}", "", [[], [], ["color-contrast"], []]),
        ("#123}", "#123; opacity: 0.3}", [[], [], ["color-contrast"], ["color-contrast"]]),
    ],
    ids=["small screen", "wide screen", "text", "dark", "what lies behind", "what shines through"],
)
def test_a_fault_is_found_where_it_shows(
    page: Page, before: str, after: str, wrong: list[list[str]]
) -> None:
    """Also after a page that was right."""
    show(page)
    assert rules(show(page, before, after)) == wrong


def test_where_a_wide_screen_shows_nothing_new_nothing_is_judged_there(page: Page) -> None:
    """The fault is told once: where the whole is judged."""
    found = show(page, '<nav aria-label="Menu"><a href="/">Begin</a></nav>', "<img src='data:,'>")
    assert [bool(one) for one in found] == [True, False, False, False]


def test_what_was_wrong_is_wrong_again(page: Page) -> None:
    assert rules(show(page, "</main>", PALE)) == rules(show(page, "</main>", PALE))


def test_what_was_right_is_not_judged_again(page: Page) -> None:
    show(page)
    known = {digest for _kind, digest in alike.colourings(page)}
    assert len(known) > 2
    assert all(digest in alike.JUDGED for digest in known)
