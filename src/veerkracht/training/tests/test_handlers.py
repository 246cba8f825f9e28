"""Public pages are kept for anonymous visitors, and made anew when what they show changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from tests import factories
from veerkracht.kernel import page_cache
from veerkracht.training import actions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.conf import LazySettings

    from veerkracht.training.models import Edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture(autouse=True)
def kept(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The page cache, empty before and after; a slow machine does not let a page grow old in between."""
    settings.PAGE_CACHE = True
    monkeypatch.setattr(page_cache, "LIFETIME", 3600.0)
    page_cache.clear()
    yield
    page_cache.clear()


def is_kept(address: str) -> bool:
    """Whether the second of two visits is answered from the cache."""
    Client().get(address)
    return Client().get(address).headers.get("X-Cache") == "hit"


def addresses(edition: Edition) -> list[str]:
    return [
        "/leren/",
        f"/leren/{edition.pk}/{edition.course.slug}/",
        f"/leren/{edition.pk}/agenda.ics",
    ]


def test_public_pages_are_kept_and_cleared_by_a_change(
    django_capture_on_commit_callbacks: pytest.FixtureRequest,
) -> None:
    edition = factories.edition()
    for address in addresses(edition):
        assert is_kept(address)
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            edition = actions.change_edition(
                by=None, edition=edition, version=edition.version, capacity=edition.capacity + 1
            )
        assert Client().get(address).headers.get("X-Cache") is None


def test_a_course_clears_the_pages_of_its_editions(
    django_capture_on_commit_callbacks: pytest.FixtureRequest,
) -> None:
    edition = factories.edition()
    page = addresses(edition)[1]
    assert is_kept(page)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        actions.change_course(by=None, course=edition.course, version=1, summary="Anders gezegd.")
    assert "Anders gezegd." in Client().get(page).content.decode()


def test_what_a_signed_in_person_sees_is_never_kept() -> None:
    edition = factories.edition()
    client = Client()
    client.force_login(factories.coordinator())
    page = addresses(edition)[1]
    assert "Wijzig deze editie" in client.get(page).content.decode()
    assert "Wijzig deze editie" not in Client().get(page).content.decode()
