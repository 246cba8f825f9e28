"""Fixtures for every test: a copied database, a held clock, mail that stays here."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as properties
from pytest_django.plugin import blocking_manager_key

from tests import database
from veerkracht.kernel.garbage import spare_what_stays

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

properties.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # a busy machine is no fault
properties.load_profile("house")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # a Monday morning, ten o'clock in Maastricht


def pytest_collection_finish() -> None:
    """What was imported stays until the end: it need not be looked through for garbage again and again."""
    spare_what_stays()
    gc.set_threshold(50_000, 20, 50)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs no database stands in the middle, where the second worker begins: the first makes the template."""
    pure = [item for item in items if not _uses_database(item)]
    others = [item for item in items if _uses_database(item)]
    middle = (len(items) + 1) // 2
    items[:] = [*others[:middle], *pure, *others[middle:]]


def _uses_database(item: pytest.Item) -> bool:
    names = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or names & {"db", "django_db_setup"})


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """One database per worker, copied from a template that is migrated once."""
    with django_db_blocker.unblock():
        database.make_template()
        database.renew()
    yield
    with django_db_blocker.unblock():
        database.drop()


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A fresh database where commits are real: for locks, several connections and live servers."""
    with django_db_blocker.unblock():
        database.renew_if_spoiled()
        yield
        connection.close()
        database.spoil()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Whoever uses the database finds it as the template is, also after tests that committed."""
    if _uses_database(item):
        with item.config.stash[blocking_manager_key].unblock():
            database.renew_if_spoiled()


@pytest.fixture(autouse=True)
def alike(request: pytest.FixtureRequest) -> None:
    """Each test begins in Dutch, and with the clock held before any other fixture makes something."""
    translation.activate(settings.LANGUAGE_CODE)
    if "clock" in request.fixturenames:
        request.getfixturevalue("clock")


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Time stands still at a Monday morning; ``clock.shift(…)`` and ``clock.move_to(…)`` move it."""
    with time_machine.travel(NOW, tick=False) as held:
        yield held
