"""A newer version of the app: told, used only when asked for, and refused when another key signed it."""

from __future__ import annotations

import os
import socket
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import environment
from tests.journeys.browser import LOOK_AGAIN
from veerkracht.config.demo import processes

pytestmark = pytest.mark.browser
SECONDS = 60_000
STATE = """async () => {
  const kept = await (await caches.open('notities.state')).match('/gesprek/staat');
  const { key, agreed, waiting } = await kept.json();
  return { key, agreed: agreed.version, waiting: waiting?.version ?? null, caches: (await caches.keys()).sort() };
}"""
LOOK = "day => navigator.serviceWorker.controller.postMessage({ do: 'look', day })"
SHOWN = "document.body.dataset.base"


@contextmanager
def serving(port: int, **variables: str) -> Iterator[None]:
    """The conversation alone: its shell asks no database."""
    granian = str(Path(sys.executable).parent / "granian")
    command = [granian, "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers-kill-timeout", "5", "--no-ws", "--log-level", "error"]
    given = os.environ | {
        "PYTHONPATH": str(environment.ROOT / "src"),
        "PYTHONWARNINGS": "ignore",
        **variables,
    }
    server = processes.start([*command, "veerkracht.config.wsgi:application"], given)
    try:
        processes.wait_until_up(port, [server], path="/gesprek/schil.json")
        yield
    finally:
        processes.end([server])


def version_at(port: int) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/gesprek/") as answer:
        return str(answer.read().decode()).split("/gesprek/schil/")[1][:16]


def has_come(page: Page, version: str) -> None:
    """The page is of this version."""
    page.wait_for_function(f"() => {SHOWN}.includes('{version}')", timeout=SECONDS)


def holds(page: Page, address: str) -> None:
    """The device keeps this file; a wait of the browser itself would take the promise for a yes."""
    deadline = time.monotonic() + SECONDS / 1000
    while not page.evaluate("async (file) => Boolean(await caches.match(file))", address):
        assert time.monotonic() < deadline, f"not kept: {address}"
        page.wait_for_timeout(LOOK_AGAIN)


def test_a_newer_version_waits_until_it_is_agreed_to(chromium: Browser) -> None:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = int(trial.getsockname()[1])
    page = chromium.new_context(locale="nl-NL").new_page()
    with serving(port):
        first = version_at(port)
        page.goto(f"http://127.0.0.1:{port}/gesprek/")
        page.wait_for_function("() => navigator.serviceWorker.controller", timeout=SECONDS)
        holds(page, f"/gesprek/schil/{first}/lib/pdf-lib.js")
    page.reload()  # nothing answers any more
    expect(page.locator("h1")).to_contain_text("Hoe gaat het met jou?", timeout=SECONDS)
    with serving(port, PUBLIC_URL="http://localhost:1"):
        newer = version_at(port)
        assert newer != first
        page.reload()
        has_come(page, first)
        page.evaluate(LOOK, "2030-01-01")
        use = page.get_by_role("button", name="Gebruik de nieuwe versie")
        expect(use).to_be_visible(timeout=SECONDS)
        page.reload()
        has_come(page, first)
        page.evaluate(LOOK, "2030-01-01")
        use.click(timeout=SECONDS)
        has_come(page, newer)
        state = page.evaluate(STATE)
        assert (state["agreed"], state["waiting"]) == (newer, None)
        assert state["caches"] == [f"notities.{newer}", "notities.state"]
    with serving(port, AUDIT_KEY="of somebody else"):
        page.evaluate(LOOK, "2030-01-02")
        expect(page.get_by_role("alert")).to_contain_text(
            "niet van dezelfde afzender", timeout=SECONDS
        )
        assert page.evaluate(STATE) == state
        page.reload()
        has_come(page, newer)
    page.context.close()
