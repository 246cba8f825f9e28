"""Goals: GALA as dated data, what serves a goal, and frameworks and themes that regions add."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tests import factories
from veerkracht.kernel.errors import NotAllowed
from veerkracht.people.models import Person
from veerkracht.programme import actions, queries
from veerkracht.programme.models import Framework, Goal, Theme
from veerkracht.programme.tests.acting import action, theme, zuid

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
GALA = "/werk/doelen/kader/gala/"


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def test_gala_has_seven_goals_and_five_chain_approaches_until_the_end_of_2026() -> None:
    gala = Framework.objects.get(code="gala")
    kinds = list(gala.goals.values_list("kind", flat=True))
    assert (kinds.count("goal"), kinds.count("chain")) == (7, 5)
    assert gala.goals.filter(kind="chain", title="Kansrijke Start").exists()
    assert gala in queries.frameworks(on=date(2026, 12, 31))
    assert gala not in queries.frameworks(on=date(2027, 1, 1))
    assert gala not in queries.frameworks(on=date(2023, 2, 2))
    assert actions.load_programme_reference() == 0  # again changes nothing


def test_a_goal_shows_what_serves_it_and_which_nobody_took_up() -> None:
    goal = Goal.objects.get(code="leefstijl")
    action(what="Samen wandelen", goals=[goal])
    action(what="Gestopt ding", goals=[goal], status="stopped")
    client = client_of(factories.coordinator())
    assert "GALA" in text(client.get("/werk/doelen/"))
    page = text(client.get(GALA))
    assert "Samen wandelen" in page
    assert "Gestopt ding" not in page
    assert "11 doelen hebben in deze regio nog geen actie" in page
    assert "Haal dit doel weg" not in page  # it holds everywhere
    north = text(client_of(factories.coordinator(factories.NOORD)).get(GALA))
    assert "Samen wandelen" not in north
    assert "Het geeft geld" in text(client.get("/werk/doelen/kader/brede-spuk/"))


def test_of_many_actions_the_first_are_shown_and_the_list_has_the_rest() -> None:
    goal = Goal.objects.get(code="leefstijl")
    for number in range(7):
        due = date(2027, 1, 20 - number)
        action(what=f"Actie {number}", goals=[goal], due_on=due)
    action(what="Voor iets anders")
    client = client_of(factories.coordinator())
    page = text(client.get(GALA))
    assert "7 acties" in page
    assert "Actie 6" in page  # the earliest due
    assert "Actie 1" not in page
    assert "Bekijk alle 7 acties" in page
    there = text(client.get(f"/werk/acties/?regio=zuid-limburg&doel={goal.pk}"))
    assert f"alleen acties voor het doel {goal}" in there
    assert all(f"Actie {number}" in there for number in range(7))
    assert "Voor iets anders" not in there
    assert "Voor iets anders" in text(client.get("/werk/acties/?doel=²"))


def test_a_region_adds_a_framework_with_goals_of_its_own() -> None:
    client = client_of(factories.coordinator())
    wrong = {"name": "Trendbreuk", "since": "2026-01-01", "until": "2025-01-01"}
    assert "Het einde ligt voor het begin" in text(client.post("/werk/doelen/nieuw/", wrong))
    given = wrong | {"until": "2030-12-31"}
    page = client.post("/werk/doelen/nieuw/", given, follow=True)
    assert "Voeg nu de doelen toe" in text(page)
    own = Framework.objects.get(region=zuid())
    assert own.until == date(2031, 1, 1)  # people say the last day
    here = f"/werk/doelen/kader/{own.code}/"
    client.post(f"{here}doel/", {"title": "Kleiner verschil", "kind": "goal"})
    twice = client.post(f"{here}doel/", {"title": "Kleiner verschil", "kind": "goal"})
    assert (twice.status_code, "staat er al" in text(twice)) == (422, True)
    assert 'value="2030-12-31"' in text(client.get(f"{here}wijzigen/"))
    client.post(f"{here}wijzigen/", given | {"name": "Trendbreuk 2030"})
    goal = own.goals.get()
    made = action(goals=[goal])
    page = client.post(f"/werk/doelen/doel/{goal.pk}/weg/", follow=True)
    assert "Er werken acties aan dit doel" in text(page)
    assert "Er werken acties aan een doel" in text(client.post(f"{here}weg/", follow=True))
    actions.change_action(action=made, by=None, goals=[])
    client.post(f"/werk/doelen/doel/{goal.pk}/weg/")
    assert "Het kader is weg" in text(client.post(f"{here}weg/", follow=True))
    assert not Framework.objects.filter(region=zuid()).exists()


def test_others_change_nothing_of_a_framework() -> None:
    since = date(2026, 1, 1)
    own = actions.make_framework(region=zuid(), name="Eigen", since=since, by=None)
    goal = actions.make_goal(framework=own, title="Doel", by=None)
    gala = Goal.objects.filter(framework__code="gala")[0]
    north, south = factories.coordinator(factories.NOORD), factories.coordinator()
    assert client_of(north).get(f"/werk/doelen/kader/{own.code}/").status_code == 404
    for person in (north, factories.person(), factories.contact()):
        client = client_of(person)
        for address in (
            f"kader/{own.code}/doel/",
            f"doel/{goal.pk}/weg/",
            f"kader/{own.code}/weg/",
        ):
            assert client.post(f"/werk/doelen/{address}", {"title": "x"}).status_code == 403
    assert client_of(south).post(f"/werk/doelen/doel/{gala.pk}/weg/").status_code == 403
    assert client_of(factories.person()).get(GALA).status_code == 403
    with pytest.raises(NotAllowed):
        actions.make_goal(framework=gala.framework, title="Achtste", by=factories.administrator())


def test_themes_are_shared_and_made_once() -> None:
    client = client_of(factories.coordinator())
    typed = {"programme": "Kansrijke Start", "title": "Ouders", "title_en": "Parents"}
    assert "staat in de lijst" in text(client.post("/werk/doelen/themas/", typed, follow=True))
    client.post("/werk/doelen/themas/", typed)
    assert Theme.objects.count() == 1
    assert theme("Ouders!").slug == "kansrijke-start-ouders-2"  # differs only in its signs
    assert client.post("/werk/doelen/themas/", {}).status_code == 422
    assert client_of(factories.person()).get("/werk/doelen/themas/").status_code == 403


def test_the_database_keeps_goals_and_frameworks_whole() -> None:
    gala = Framework.objects.get(code="gala")
    with pytest.raises(IntegrityError, match="framework_ends_after_start"), transaction.atomic():
        Framework.objects.filter(pk=gala.pk).update(until=gala.since)
    with pytest.raises(IntegrityError, match="goal_once_a_framework"), transaction.atomic():
        Goal.objects.create(framework=gala, code="leefstijl", title="Nog eens")


def test_a_page_asks_little_however_much_there_is(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for goal in Goal.objects.all():
        action(goals=[goal])
    client = client_of(factories.coordinator())
    for address in ("/werk/doelen/", GALA, "/werk/doelen/themas/", "/werk/doelen/nieuw/"):
        client.get(address)
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200


def test_a_framework_may_hold_until_the_last_day_of_the_calendar() -> None:
    client = client_of(factories.coordinator())
    typed = {"name": "Voor altijd", "since": "2026-01-01", "until": "9999-12-31"}
    assert client.post("/werk/doelen/nieuw/", typed).status_code in {302, 422}
    kept = Framework.objects.filter(name="Voor altijd").first()
    assert kept is None or kept.until is None
