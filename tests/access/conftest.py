"""The small world, committed once for a file of tests; each test's own changes are rolled back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests import database
from tests.access import world as worlds

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[worlds.World]:
    """Somebody in every role, a full edition with a queue, other dates and a draft."""
    with django_db_blocker.unblock():
        database.renew()
        yield worlds.build()
        database.renew()
