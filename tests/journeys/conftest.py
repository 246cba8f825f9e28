"""Fixtures of the journeys: a running demo for each test worker; a fresh copy and a browser a module."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from playwright.sync_api import Browser, expect, sync_playwright

from tests import database
from tests.identity_provider import certificate
from tests.journeys import alike, demo_server, finding
from tests.journeys.browser import CHROMIUM, SECONDS, Journey
from tests.journeys.conversing import phone_size
from tests.journeys.demo_server import Demo
from tests.journeys.ways import Way, ways

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker


# walked in every way at each `make test`: what most people come for, and what must work on anything
IN_EVERY_WAY = {
    "find_and_book",
    "wait_and_accept",
    "training_day",
    "search",
    "dashboard",
    "own_web",
    "plain_and_paper",
}
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The other journeys are walked by touch there, and in the other ways by ``make check-thorough``."""
    for item in items:
        way = getattr(item, "callspec", None) and item.callspec.params.get("way")  # type: ignore[attr-defined]
        ours = item.path.parent == HERE
        name = item.path.stem.removeprefix("test_")
        if ours and way and way.name != "touch" and name not in IN_EVERY_WAY:
            item.add_marker(pytest.mark.thorough)


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate and its key for another system on this machine; the demo trusts them."""
    return certificate.make(tmp_path_factory.mktemp("certificate"))


@pytest.fixture(scope="session")
def demo(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, keys: tuple[Path, Path]
) -> Iterator[Demo]:
    """The demo of this worker; other tests keep the database that they had."""
    with django_db_blocker.unblock():
        demo_server.prepare()
    with demo_server.running(keys[0]) as running:
        yield running


@pytest.fixture(scope="module")
def address(demo: Demo, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Where a demo runs that no other module touched; tests may look into its database."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
        "1"  # the browser's loop runs in this thread; we do not
    )
    with django_db_blocker.unblock():
        demo.renew()
        yield demo.address
        database.point_at(database.worker_name())
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="module")
def own_address(demo: Demo, address: str) -> str:
    """Where the conversation is, on an origin of its own."""
    return demo.own


@pytest.fixture(scope="session")
def judged(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What axe judged is known to every worker of this run."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        alike.JUDGED.folder = tmp_path_factory.getbasetemp().parent / "judged"
        alike.JUDGED.folder.mkdir(exist_ok=True)


@pytest.fixture(scope="module")
def chromium(judged: None) -> Iterator[Browser]:
    """One browser for the module; each journey has a context of its own.

    Its loop runs in this thread for as long, which tests that are no journeys cannot have.
    """
    expect.set_options(timeout=SECONDS)
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=finding.browser(), args=list(CHROMIUM))
        yield found
        found.close()


@pytest.fixture(params=ways(), ids=lambda way: way.name)
def way(request: pytest.FixtureRequest) -> Way:
    """By touch, by keyboard, without JavaScript."""
    chosen: Way = request.param
    return chosen


@pytest.fixture
def journey(
    request: pytest.FixtureRequest, address: str, chromium: Browser, way: Way
) -> Iterator[Journey]:
    """A walk that ends without console errors, failed requests or third parties."""
    name = request.module.__name__.rsplit(".", 1)[-1].removeprefix("test_")
    walk = Journey(name, address, chromium, way)
    yield walk
    connection.close()  # the browser's loop gives this test a connection of its own
    walk.end()


@pytest.fixture
def resident(
    request: pytest.FixtureRequest, demo: Demo, address: str, chromium: Browser, way: Way
) -> Iterator[Journey]:
    """Somebody with a phone, on the conversation's own origin."""
    yield from _walking(request, (demo.own,), chromium, way)


@pytest.fixture
def second_device(
    request: pytest.FixtureRequest, demo: Demo, address: str, chromium: Browser, way: Way
) -> Iterator[Journey]:
    """The same person's tablet: another browser, which knows nothing."""
    yield from _walking(request, (demo.own,), chromium, way)


@pytest.fixture
def professional(
    request: pytest.FixtureRequest, demo: Demo, address: str, chromium: Browser, way: Way
) -> Iterator[Journey]:
    """A professional with a phone of her own; she comes over from the main site."""
    yield from _walking(request, (address, demo.own), chromium, way)


def _walking(
    request: pytest.FixtureRequest, addresses: tuple[str, ...], chromium: Browser, way: Way
) -> Iterator[Journey]:
    """A walk from the first of these addresses, at phone size, that may ask all of them."""
    name = request.module.__name__.rsplit(".", 1)[-1].removeprefix("test_")
    walk = Journey(name, addresses[0], chromium, phone_size(way), others=addresses[1:])
    yield walk
    connection.close()
    walk.end()
