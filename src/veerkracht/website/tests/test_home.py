"""The live agenda on the home page."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from veerkracht.kernel.clock import now
from veerkracht.places.models import Area
from veerkracht.training import actions as training
from veerkracht.training.models import CourseKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from veerkracht.training.models import Edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def publish(clock: object) -> Callable[[int, str], Edition]:
    """Publishes an edition in Heerlen so many days from now."""

    def make(days: int, title: str) -> Edition:
        region = Area.objects.get(code="zuid-limburg")
        course = training.make_course(
            by=None,
            region=region,
            title=title,
            kind=CourseKind.BASIC,
            summary="Oefen het gesprek.",
            hours=Decimal(8),
        )
        start = now() + timedelta(days=days)
        edition = training.make_edition(
            by=None,
            course=course,
            region=region,
            sessions=[(start, start + timedelta(hours=4), "", "")],
            municipality=Area.objects.get(name="Heerlen"),
        )
        return training.publish_edition(by=None, edition=edition)

    return make


def test_the_home_page_shows_the_three_that_start_first(
    client: Client, publish: Callable[[int, str], Edition]
) -> None:
    for days, title in [(40, "Vierde"), (10, "Eerste"), (30, "Derde"), (20, "Tweede")]:
        publish(days, title)
    html = client.get("/").content.decode()
    shown = [title for title in ("Eerste", "Tweede", "Derde", "Vierde") if title in html]
    assert shown == ["Eerste", "Tweede", "Derde"]
    assert html.index("Eerste") < html.index("Tweede") < html.index("Derde")
    assert "Basistraining · 1 bijeenkomst · Heerlen" in html
    assert "Schrijf je in" in html


def test_the_home_page_with_an_agenda_takes_at_most_twelve_queries(
    client: Client,
    publish: Callable[[int, str], Edition],
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    for days in (10, 20, 30):
        publish(days, f"Training {days}")
    client.get("/")
    with django_assert_max_num_queries(12):
        client.get("/")


def test_an_empty_agenda_says_so_and_offers_a_step(client: Client) -> None:
    html = client.get("/").content.decode()
    assert "Nu staat er niets op de agenda" in html
    assert 'href="/leren/"' in html


def test_the_web_on_the_home_page_is_called_an_example_and_has_a_table(client: Client) -> None:
    html = client.get("/").content.decode()
    assert "Voorbeeld van een spinnenweb" in html
    assert "<table>" in html


def test_the_sitemap_names_a_coming_edition_in_both_languages(
    client: Client, publish: Callable[[int, str], Edition]
) -> None:
    edition = publish(10, "Eerste")
    sitemap = client.get("/sitemap.xml").content.decode()
    assert f"/leren/{edition.pk}/eerste/</loc>" in sitemap
    assert f"/en/leren/{edition.pk}/eerste/</loc>" in sitemap


def test_the_sitemap_and_the_page_of_the_movement_lead_to_sheets_plans_and_coalitions(
    client: Client,
) -> None:
    movement = client.get("/de-beweging/").content.decode()
    for address in ("/themabladen/", "/coalities/", "/plannen/"):
        assert f'href="{address}"' in movement
        assert client.get(address).status_code == 200
    assert client.get("/sitemap.xml").status_code == 200
