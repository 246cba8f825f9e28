"""The map of partners: who works with whom on what, the same picture each time, and quick."""

from __future__ import annotations

import math
import time
from itertools import combinations
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from django.test import Client

from tests import factories
from veerkracht.coalitions import map_queries as queries
from veerkracht.coalitions import map_rules as rules
from veerkracht.coalitions.map_layout import HEIGHT, WIDTH, _placed, layout
from veerkracht.coalitions.map_rules import Tie, TieKind
from veerkracht.coalitions.tests import parenting
from veerkracht.kernel.clock import now
from veerkracht.people.models import Organisation, Person
from veerkracht.places.queries import region
from veerkracht.programme.models import Action, ActionPartner, Theme

FULL = {pair: 1 + sum(pair) % 7 for pair in combinations(range(30), 2) if sum(pair) % 3 == 0}


def test_partners_are_seen_from_both_sides_the_strongest_first() -> None:
    ties = [
        Tie(1, 2, TieKind.ACTION, 2, ("Samen",)),
        Tie(2, 1, TieKind.ACTION, 1, ("Samen", "Meer")),
        Tie(1, 3, TieKind.COALITION, 5, ("Kring",)),
    ]
    found = rules.partners(ties)
    assert [one.organisation for one in found[1]] == [3, 2]
    assert found[2][0].on[TieKind.ACTION] == ["Samen", "Meer"]
    assert rules.pairs(ties) == {(1, 2): 3, (1, 3): 5}
    assert rules.most_tied(rules.pairs(ties), most=2) == [1, 3]


def test_a_picture_is_the_same_each_time_and_nothing_lies_on_another() -> None:
    keys = list(range(30))
    first = layout(keys, FULL)
    _placed.cache_clear()
    assert layout(keys, FULL) == first
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in first.values())
    nearest = min((x - a) ** 2 + (y - b) ** 2 for (x, y), (a, b) in combinations(first.values(), 2))
    assert nearest > 20**2
    assert layout([], {}) == {}
    assert layout([7], {}) == {7: (WIDTH / 2, HEIGHT / 2)}


def test_who_works_together_stands_together() -> None:
    clubs = {pair: 5 for group in (range(6), range(6, 12)) for pair in combinations(group, 2)}
    places = layout(list(range(12)), {**clubs, (0, 6): 1})

    def apart(one: int, other: int) -> float:
        (x, y), (a, b) = places[one], places[other]
        return math.dist((x, y), (a, b))

    inside = [apart(*pair) for pair in clubs]
    across = [apart(one, other) for one in range(1, 6) for other in range(7, 12)]
    assert sum(inside) / len(inside) < 0.6 * sum(across) / len(across)


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def action(owner: Organisation, *partners: Organisation, theme: Theme | None = None) -> None:
    moment = now()
    made = Action.objects.create(
        region=region(factories.ZUID),
        theme=theme,
        what="Samen iets doen",
        owner=owner,
        made_at=moment,
        changed_at=moment,
    )
    ActionPartner.objects.bulk_create(
        ActionPartner(action=made, organisation=one) for one in partners
    )


@pytest.mark.django_db
@pytest.mark.usefixtures("clock")
def test_the_map_tells_who_works_with_whom_on_what() -> None:
    ggd, zuyd = factories.organisation(), factories.organisation("zuyd-hogeschool")
    third = Organisation.objects.exclude(pk__in=[ggd.pk, zuyd.pk])[0]
    theme = Theme.objects.create(
        slug="rond-de-geboorte", programme="Kansrijke Start", title="Rond de geboorte"
    )
    action(ggd, zuyd, ggd, theme=theme)
    coalition = parenting.coalition()
    for one in (ggd, third):
        parenting.seat(coalition, one)
    parenting.parent(coalition)
    found = rules.partners(queries.ties(region(factories.ZUID)))
    assert {one.organisation for one in found[ggd.pk]} == {zuyd.pk, third.pk}
    assert queries.ties(region(factories.NOORD)) == []
    client = client_of(parenting.guide(coalition))
    page = client.get("/samenwerking/").content.decode()
    assert coalition.name in page
    assert "Olga" not in page
    svg = page[
        page.index('<svg class="partner-map') : page.index(
            "</svg>", page.index('<svg class="partner-map')
        )
        + 6
    ]
    assert len(list(fromstring(svg).iter("circle"))) == 3  # noqa: S314 - our own
    with_theme = client.get("/samenwerking/?thema=rond-de-geboorte").content.decode()
    assert "Rond de geboorte" in with_theme
    assert coalition.name not in with_theme
    told = client.get(f"/samenwerking/{ggd.slug}/").content.decode()
    assert "Werkt samen met" in told
    assert client.get("/samenwerking/bestaat-niet/").status_code == 404
    elsewhere = client_of(factories.coordinator(factories.NOORD))
    other = elsewhere.get("/samenwerking/?regio=zuid-limburg").content.decode()
    assert "Nog geen samenwerking" in other
    assert client_of(factories.person()).get("/samenwerking/").status_code == 403


@pytest.mark.django_db
@pytest.mark.usefixtures("clock")
def test_with_200_organisations_and_5000_actions_the_map_is_quick(
    django_assert_max_num_queries: Any,
) -> None:
    made = Organisation.objects.bulk_create(
        Organisation(slug=f"organisatie-{n}", name=f"Organisatie {n}") for n in range(200)
    )
    moment, area = now(), region(factories.ZUID)
    actions = Action.objects.bulk_create(
        Action(region=area, what="x", owner=made[n % 200], made_at=moment, changed_at=moment)
        for n in range(5000)
    )
    ActionPartner.objects.bulk_create(
        ActionPartner(action=one, organisation=made[(n * 7 + k * 13 + 1) % 200])
        for n, one in enumerate(actions)
        for k in range(2)
    )
    client = client_of(factories.coordinator())
    client.get("/samenwerking/")
    with django_assert_max_num_queries(12):
        client.get("/samenwerking/")
    took = min(_timed(client) for _time in range(4))
    assert took < 0.1  # seconds of our own work, however busy the machine is


def _timed(client: Client) -> float:
    begun = time.process_time()
    client.get("/samenwerking/")
    return time.process_time() - begun
