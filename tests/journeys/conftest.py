"""Fixtures of the journeys: a copy of the demo, its server, and a browser, once a module."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from playwright.sync_api import Browser, sync_playwright

from tests import database
from tests.journeys import demo_server
from tests.journeys.browser import CHROMIUM, Journey
from tests.journeys.ways import Way, ways

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker


@pytest.fixture(scope="module")
def address(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Where a demo runs that nobody else touches; tests may look into its database."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
        "1"  # the browser's loop runs in this thread; we do not
    )
    with django_db_blocker.unblock():
        database.make_demo_template()
        database.renew(database.demo_template_name())
        with demo_server.running() as where:
            yield where
        database.renew()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for the module; each journey has a context of its own."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(CHROMIUM)
        )
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
