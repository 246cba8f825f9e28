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
        database.renew_if_spoiled()
        made = worlds.build()
        _typed_in_both_languages(made)
        yield made
        database.spoil()


def _typed_in_both_languages(made: worlds.World) -> None:
    """What people typed here is no language or both, so that a page's own language can be heard."""
    made.course.summary_en = "Learn to work with Positive Health."
    made.course.summary = "Positieve Gezondheid."
    made.course.save()
    made.message.subject, made.message.text = "Laptop", "Tablet?"
    made.message.save()
