"""The gallery in a real browser: axe finds nothing, and nothing sticks out at 320 px.

No server runs: the browser's requests are answered by Django's test client.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.journeys import finding
from veerkracht.ui import stylesheet

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.browser, pytest.mark.urls("veerkracht.ui.tests.urls")]

ADDRESS = "http://localhost:8000"
AXE = stylesheet.MODULES / "axe-core/axe.min.js"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=finding.browser(), args=list(QUIET))
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def css() -> str:
    return stylesheet.build()


def opened(browser: Browser, css: str, path: str, width: int, **settings: Any) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, bypass_csp=True, **settings
    )
    context.route("**/*", lambda route: answer(route, css))
    page = context.new_page()
    page.goto(ADDRESS + path)
    return page


def answer(route: Route, css: str) -> None:
    parts = urlsplit(route.request.url)
    if parts.path.endswith("/ui/veerkracht.css"):
        route.fulfill(body=css, content_type="text/css")
        return
    response = Client(headers={"host": "localhost"}).get(f"{parts.path}?{parts.query}")
    headers = dict(response.items())
    route.fulfill(status=response.status_code, headers=headers, body=response.getvalue())


def complaints(page: Page) -> list[str]:
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run()")["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]


@pytest.mark.parametrize("path", ["/ui/", "/en/ui/pagina/"])
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_axe_finds_nothing_and_nothing_sticks_out(
    browser: Browser, css: str, path: str, width: int, scheme: str
) -> None:
    page = opened(browser, css, path, width, color_scheme=scheme)
    assert complaints(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def test_the_menu_of_a_phone_opens_by_keyboard_and_without_scripts(
    browser: Browser, css: str
) -> None:
    page = opened(browser, css, "/ui/pagina/", 390, java_script_enabled=False)
    page.locator(".header__menu > summary").focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("searchbox").is_visible()
    page.context.close()


def test_a_question_is_asked_first_and_no_is_the_first_answer(browser: Browser, css: str) -> None:
    page = opened(browser, css, "/ui/", 390)
    page.get_by_role("button", name="Vraagt het eerst").click()
    assert page.evaluate("document.activeElement.value") == "no"
    assert complaints(page) == []
    page.keyboard.press("Enter")
    assert page.get_by_role("dialog").count() == 0
    assert page.url == f"{ADDRESS}/ui/"
    page.context.close()


def test_the_summary_of_mistakes_has_the_focus(browser: Browser, css: str) -> None:
    page = opened(browser, css, "/ui/", 390)
    page.wait_for_function("document.activeElement.matches('[data-error-summary]')")
    page.context.close()
