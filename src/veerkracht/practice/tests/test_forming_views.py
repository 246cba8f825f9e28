"""The pages of joining and forming groups, by role."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.counting import asked
from veerkracht.people.models import Person
from veerkracht.practice import forming_actions as actions
from veerkracht.practice.forming_models import JoinWish, KeptApart, Round, WishState
from veerkracht.practice.forming_work import work_on_rounds
from veerkracht.practice.tests.grouping import group
from veerkracht.practice.tests.planning import held
from veerkracht.practice.tests.wishing import found_round, town, wisher, wishers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
JOIN = "/mijn-plek/intervisie/meedoen/"


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def typed(**values: Any) -> dict[str, Any]:
    usual = {
        "parts": ["5", "8"], "municipality": town().pk, "in_person": "on", "travel_km": "20",
        "languages": ["nl"], "experience": "1",
    }  # fmt: skip
    return usual | values


def test_somebody_joins_changes_and_withdraws() -> None:
    person = factories.person()
    client = client_of(person)
    assert "Je staat erbij" in text(client.post(JOIN, typed(themes=["team"]), follow=True))
    client.post(
        JOIN, typed(parts=["0"], not_with="Iemand@voorbeeld.example, ander@voorbeeld.example")
    )
    wish = JoinWish.objects.get()
    assert (wish.parts, wish.not_with) == (
        [0],
        ["iemand@voorbeeld.example", "ander@voorbeeld.example"],
    )
    assert "maandagochtend" in text(client.get(JOIN))
    client.post("/mijn-plek/intervisie/niet-meer/")
    wish.refresh_from_db()
    assert wish.state == WishState.WITHDRAWN


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"parts": []}, "Kies minstens één deel van de week"),
        ({"in_person": ""}, "elkaar zien, of online"),
        ({"themes": ["team", "parents", "role", "safety"]}, "Kies er hoogstens drie"),
        ({"not_with": "geen adres"}, "is geen e-mailadres"),
        ({"not_with": " ".join(f"a{at}@voorbeeld.example" for at in range(6))}, "hoogstens vijf"),
        ({"travel_km": "999"}, "999"),
        ({"municipality": "0"}, "keuze"),
    ],
)
def test_what_is_wrong_is_said(wrong: dict[str, Any], words: str) -> None:
    answer = client_of(factories.person()).post(JOIN, typed(**wrong))
    assert answer.status_code == 422
    assert words in text(answer)
    assert not JoinWish.objects.exists()


def test_a_coordinator_searches_sees_and_starts() -> None:
    wishers(7)
    wisher("Ada Alleen", parts=(0,))
    client = client_of(factories.coordinator())
    region = JoinWish.objects.all()[0].region_id
    assert "8 mensen wachten" in text(client.get("/werk/groepen-vormen/"))
    answer = client.post(
        f"/werk/groepen-vormen/{region}/nieuw/",
        {"least": "3", "most": "4", "of_one_organisation": "4", "seconds": "20"},
    )
    made = Round.objects.get()
    page = f"/werk/groepen-vormen/ronde/{made.pk}/"
    assert answer.headers["Location"] == page
    assert "We zoeken groepen" in text(client.get(page))
    progress = client.get(page, headers={"HX-Request": "true"})
    assert "<html" not in text(progress)
    work_on_rounds()
    assert client.get(page, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    with CaptureQueriesContext(connection) as queries:
        shown = text(client.get(page))
    assert asked(queries.captured_queries) <= 12
    assert "Groep 1" in shown
    assert "Te weinig anderen kunnen dan ook." in shown
    assert "groepen zijn gestart" in text(client.post(f"{page}start/", follow=True))
    member = JoinWish.objects.filter(state=WishState.PLACED)[0].person
    assert "Je hebt een groep" in text(client_of(member).get(JOIN))


def test_pinning_keeping_apart_and_laying_aside_from_the_page() -> None:
    one, other, *_more = wishers(6)
    coordinator = factories.coordinator()
    client, made = client_of(coordinator), found_round(coordinator)
    page = f"/werk/groepen-vormen/ronde/{made.pk}/"
    client.post(f"/werk/groepen-vormen/groep/{made.proposals.all()[0].pk}/vast/", {"vast": "ja"})
    assert "Vastgezet" in text(client.get(page))
    same = client.post(f"{page}niet-samen/", {"one": one.pk, "other": one.pk})
    assert same.status_code == 422
    client.post(f"{page}niet-samen/", {"one": one.pk, "other": other.pk})
    assert KeptApart.objects.count() == 1
    client.post(f"{page}opnieuw/")
    client.post(f"{page}stop/")
    client.post(f"{page}weg/")
    made.refresh_from_db()
    assert made.state == "discarded"


def test_mending_from_the_page() -> None:
    wishers(3)
    coordinator = factories.coordinator()
    [group] = actions.start_groups(made=found_round(coordinator), by=coordinator)
    client, page = client_of(coordinator), f"/werk/groepen-vormen/uitval/{group.pk}/"
    gone = group.series.members.order_by("pk")[0].person
    assert "Zo lukt het niet" in text(client.get(page, {"weg": gone.pk}))
    new = wisher("Nina Nieuw").person
    with CaptureQueriesContext(connection) as queries:
        assert "Nina Nieuw wacht nog op een groep" in text(client.get(page, {"weg": gone.pk}))
    assert asked(queries.captured_queries) <= 12
    assert "Klaar." in text(client.post(page, {"weg": gone.pk}, follow=True))
    assert group.series.members.filter(person=new, until=None).exists()
    assert client.get(page, {"weg": "onzin"}).status_code == 200


def test_inviting_after_a_training_and_the_task_on_mijn_plek() -> None:
    person = factories.person("Kim Kwam")
    edition = held(person)
    client = client_of(factories.coordinator())
    assert "1 deelnemer is nog niet gevraagd" in text(client.get("/werk/groepen-vormen/"))
    answer = client.post(f"/werk/groepen-vormen/uitnodigen/{edition.pk}/", follow=True)
    assert "1 deelnemer krijgt een uitnodiging" in text(answer)
    assert "Doe mee met intervisie" in text(client_of(person).get("/mijn-plek/"))
    group(person, *(factories.person() for _ in range(2)))
    assert "Doe mee met intervisie" not in text(client_of(person).get("/mijn-plek/"))


def test_who_waits_for_a_group_reads_since_when() -> None:
    client = client_of(factories.person())
    page = "/mijn-plek/intervisie/"
    assert "Meld je aan voor een groep" in text(client.get(page))
    client.post(JOIN, typed())
    waits = text(client.get(page))
    assert ("Je wacht sinds" in waits, JOIN in waits, "Meld je aan" in waits) == (True, True, False)
    client.post("/mijn-plek/intervisie/niet-meer/")
    assert "Meld je aan voor een groep" in text(client.get(page))
