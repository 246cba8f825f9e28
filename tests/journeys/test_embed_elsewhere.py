"""A partner puts our agenda on its own site, which has a strict policy; a visitor there comes to us."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import SECONDS, Journey

pytestmark = pytest.mark.browser


@dataclass
class Elsewhere:
    """Another site on another origin: its address, and the page that it shows."""

    address: str = ""
    page: str = ""
    policy: str = ""


@contextmanager
def another_site() -> Iterator[Elsewhere]:
    """A server of a few lines with a strict policy: no inline style or script, only what it must allow."""
    site = Elsewhere()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = site.page.encode() if self.path == "/" else b""
            self.send_response(200 if body else 204)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", site.policy)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002 - its name above
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    site.address = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, args=[0.05], daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def test_embed_elsewhere(journey: Journey) -> None:
    frame, component = makes_the_snippets(journey)
    with another_site() as site:
        journey.others = (site.address,)
        put_on(site, journey.address, frame, component)
        visits_the_partner(journey, site)


def makes_the_snippets(journey: Journey) -> tuple[str, str]:
    """Choose what, where and the colours; look at it; copy."""
    journey.visit("/op-je-site/")
    journey.choose("Welke regio?", "Zuid-Limburg")
    journey.fill("Hoeveel in de lijst?", "3")
    journey.press("Maak de code", within="main")
    journey.reads("Zo ziet het eruit")
    shown = journey.page.frame_locator("iframe.embed-preview")
    expect(shown.locator("h1")).to_contain_text("Trainingen in Zuid-Limburg", timeout=SECONDS)
    journey.look("snippet")
    frame = journey.page.locator("#code").input_value()
    assert frame.startswith("<iframe ")
    journey.choose("Wat wil je laten zien?", "De agenda (onderdeel met script)")
    journey.press("Maak de code", within="main")
    code = journey.page.locator("#code")
    expect(code).to_have_value(re.compile("<veerkracht-agenda "), timeout=SECONDS)
    component = code.input_value()
    return frame, component


def put_on(site: Elsewhere, ours: str, frame: str, component: str) -> None:
    """Both on one page, and no more allowed than our page says."""
    site.policy = (
        f"default-src 'none'; frame-src {ours}; script-src {ours}; connect-src {ours}; "
        "base-uri 'none'; form-action 'none'"
    )
    site.page = (
        '<!doctype html><html lang="nl"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Partner</title></head><body><main><h1>Wijkteam Voorbeeld</h1>{frame}{component}"
        "</main></body></html>"
    )


def visits_the_partner(journey: Journey, site: Elsewhere) -> None:
    """Both show the agenda; a link leads to us."""
    page = journey.page
    page.goto(site.address)
    framed = page.frame_locator("iframe")
    expect(framed.locator("h1")).to_contain_text("Trainingen in Zuid-Limburg", timeout=SECONDS)
    expect(framed.locator(".rows li")).to_have_count(3, timeout=SECONDS)
    assert page.context.cookies() == []
    if journey.way.name != "plain":  # the component needs a script
        rows = page.locator("veerkracht-agenda li")
        expect(rows).to_have_count(3, timeout=SECONDS)
        first = framed.locator(".name a").first.inner_text()
        assert rows.first.locator("a").inner_text() == first
    journey.keep("partner")
    comes_to_us(journey, framed)


def comes_to_us(journey: Journey, framed: Any) -> None:
    """From the frame in a page of its own; from the component in this one."""
    link = framed.locator(".name a").first
    title = link.inner_text()
    with journey.page.context.expect_page(timeout=SECONDS) as opened:
        link.click()
    ours = opened.value
    expect(ours.locator("h1")).to_contain_text(title, timeout=SECONDS)
    assert ours.url.startswith(f"{journey.address}/leren/")
    ours.close()
    if journey.way.name != "plain":
        journey.page.locator("veerkracht-agenda li a").first.click()
        journey.is_headed(title)
        assert journey.page.url.startswith(f"{journey.address}/leren/")
        journey.look("training")
