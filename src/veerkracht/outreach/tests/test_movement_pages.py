"""Who is active where: by municipality, by sector, by kind, and one organisation."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from veerkracht.kernel import page_cache
from veerkracht.outreach import movement_queries as queries
from veerkracht.people.models import Sector
from veerkracht.places.models import Area, Boundary
from veerkracht.training.models import Edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

MAP = "/wie-doet-wat/"


@pytest.fixture(autouse=True)
def fresh() -> None:
    page_cache.clear()


@pytest.fixture
def given_training() -> Edition:
    """The GGD gives a training in Heerlen."""
    ggd = factories.organisation()
    ggd.sectors.add(Sector.objects.get(code="jeugdgezondheidszorg"))
    course = factories.course(title="Luisteren in de wijk", provider=ggd)
    return factories.edition(of=course, municipality=Area.objects.get(code="GM0917"))


def html_of(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def count_of(html: str, name: str) -> str:
    found = re.search(rf">{name}</a></td><td[^>]*>(\d+)<", html)
    assert found, name
    return found[1]


def test_the_map_counts_organisations_and_has_a_table_with_the_same(given_training: Any) -> None:
    html = html_of(MAP)
    assert count_of(html, "Heerlen") == "1"
    assert "<title>Heerlen: 1 organisatie</title>" in html
    assert count_of(html, "Vaals") == "0"
    assert html.count("movement-spot movement-spot--") == 31
    assert "Echte grenzen" not in html, "none are loaded"


def test_one_chooses_a_sector_and_a_kind(given_training: Any) -> None:
    assert count_of(html_of(f"{MAP}?sector=jeugdgezondheidszorg"), "Heerlen") == "1"
    assert count_of(html_of(f"{MAP}?sector=kraamzorg"), "Heerlen") == "0"
    assert count_of(html_of(f"{MAP}?soort=coalities"), "Heerlen") == "0"
    assert "Niemand gevonden" in html_of(f"{MAP}?sector=kraamzorg&soort=coalities")
    assert count_of(html_of(f"{MAP}?sector=%00x&soort='"), "Heerlen") == "1", "no such choice"


def test_a_municipality_names_who_does_what(given_training: Any) -> None:
    html = html_of(f"{MAP}GM0917/")
    assert "Luisteren in de wijk" in html
    assert str(factories.organisation()) in html
    assert "Hier staat nog niemand" in html_of(f"{MAP}GM0981/")
    assert Client().get(f"{MAP}GM9999/").status_code == 404


def test_an_organisation_has_a_page_while_it_does_something(given_training: Edition) -> None:
    address = f"{MAP}organisatie/{factories.organisation().slug}/"
    assert "Luisteren in de wijk" in html_of(address)
    page_cache.clear()
    given_training.course.provider = None
    given_training.course.save()
    assert Client().get(address).status_code == 404


def test_real_boundaries_are_drawn_when_they_are_loaded(given_training: Any) -> None:
    ring = [[5.9, 50.8], [6.0, 50.8], [6.0, 50.9], [5.9, 50.9], [5.9, 50.8]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    heerlen = Area.objects.get(code="GM0917")
    Boundary.objects.create(area=heerlen, year=2019, shape=shape, source="Proef 2019")
    assert "Echte grenzen" in html_of(MAP)
    html = html_of(f"{MAP}?kaart=grenzen")
    assert html.count("<path d=") >= 1
    assert html.count("movement-spot movement-spot--") == 1
    assert "Grenzen: Proef 2019." in html
    assert f"{MAP}GM0917/?kaart=grenzen" in html


def test_the_map_takes_few_queries_however_much_there_is(given_training: Any) -> None:
    with CaptureQueriesContext(connection) as few:
        html_of(MAP)
    page_cache.clear()
    for _number in range(4):
        factories.edition(of=factories.course(provider=factories.organisation("zuyd-hogeschool")))
    with CaptureQueriesContext(connection) as many:
        html_of(MAP)
    assert len(many) == len(few) <= 16


def test_what_is_done_in_two_places_counts_in_both(given_training: Edition) -> None:
    factories.edition(of=given_training.course, municipality=Area.objects.get(code="GM0935"))
    counts = queries.movement().counts()
    codes = dict(Area.objects.filter(pk__in=counts).values_list("code", "pk"))
    assert counts[codes["GM0917"]] == counts[codes["GM0935"]] == 1
