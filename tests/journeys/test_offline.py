"""Without a network: the whole flow, a closed tab, a clock that jumps, a full device, and what waited goes along."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import SECONDS, Journey
from tests.journeys.conversing import (
    WITH_SCRIPTS,
    begin_web,
    go_to,
    has_mark,
    mark,
    sync,
    write_wish,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("way", WITH_SCRIPTS, ids=lambda way: way.name, indirect=True),
]

READY = "navigator.serviceWorker.ready.then(found => Boolean(found.active))"
CONTROLLED = "() => Boolean(navigator.serviceWorker.controller)"
ALL_FETCHED = """async () => {
  const said = await (await caches.open('notities.state')).match('/gesprek/staat');
  if (!said) return false;
  const { agreed } = await said.json();
  const kept = await (await caches.open(`notities.${agreed.version}`)).keys();
  return kept.length >= agreed.files.length + agreed.pages.length;
}"""
FULL = """() => {
  IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError'); };
}"""
TEN_YEARS_LATER = "() => { const now = Date.now; Date.now = () => now() + 315_360_000_000; }"


def test_without_a_network(resident: Journey) -> None:
    resident.visit("/gesprek/")
    resident.is_headed("Hoe gaat het met jou?")
    assert resident.page.evaluate(READY)
    resident.page.wait_for_function(CONTROLLED)
    resident.wait_until(lambda: resident.page.evaluate(ALL_FETCHED), "all of the app lies here")
    resident.expected += ["ERR_INTERNET_DISCONNECTED", "404"]  # nothing lies there yet
    resident.page.context.set_offline(True)
    the_whole_flow(resident)
    a_closed_tab(resident)
    a_clock_that_jumps(resident)
    carried_later(resident)
    a_full_device(resident)


def the_whole_flow(resident: Journey) -> None:
    """From nothing to a wish, a picture of a card, and paper, in a tunnel."""
    begin_web(resident)
    mark(resident, "Lichaam", 7)
    write_wish(resident, "Rust")
    go_to(resident, "sleutelkaart")
    resident.press("Maak mijn sleutelkaart")
    resident.reads("Geen verbinding. Op dit apparaat is alles bewaard")
    resident.look("card-offline")
    go_to(resident, "papier")
    resident.is_headed("Op papier of als bestand")
    go_to(resident, "overzicht")


def a_closed_tab(resident: Journey) -> None:
    """It is closed in the middle, and opened again where it was, still without a network."""
    resident.visit("/gesprek/")
    resident.is_headed("Hoe gaat het met jou?")
    resident.press("Ga verder")
    resident.is_headed("Zo gaat het nu met jou")
    has_mark(resident.page, "Lichaam", 7)


def a_clock_that_jumps(resident: Journey) -> None:
    """Ten years ahead changes nothing of what is kept, or of its order."""
    resident.page.evaluate(TEN_YEARS_LATER)
    mark(resident, "Zingeving", 5)
    has_mark(resident.page, "Zingeving", 5)


def carried_later(resident: Journey) -> None:
    """The network is back, and what waited goes along."""
    resident.page.context.set_offline(False)
    sync(resident)


def a_full_device(resident: Journey) -> None:
    """It is told plainly, what was typed stays on the screen, and the way out is shown."""
    resident.page.evaluate(FULL)
    mark(resident, "Meedoen", 2)
    expect(resident.page.locator("#bewaard")).to_contain_text("je apparaat is vol", timeout=SECONDS)
    has_mark(resident.page, "Meedoen", 2)
    resident.look("full")
    resident.way.press(resident.page, resident.page.get_by_role("link", name="Wat kan ik doen?"))
    resident.is_headed("Bewaren op dit apparaat")
