"""The coordinator's and trainer's pages: lists, adding, removing, paper and spreadsheet."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests import factories
from veerkracht.audit.models import Entry
from veerkracht.enrolment import actions
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.people.models import Person
from veerkracht.training.actions import assign_trainers, call_off_edition
from veerkracht.training.models import Edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def list_page(edition: Edition) -> str:
    return f"/werk/edities/{edition.pk}/lijst/"


def ask(edition: Edition, person: Person) -> Enrolment:
    return actions.request_places(people=[person], editions=[edition], by=person)[0]


def states(edition: Edition) -> list[str]:
    rows = Enrolment.objects.filter(edition=edition).order_by("pk")
    return list(rows.values_list("state", flat=True))


def test_people_are_added_a_line_each_and_told_where_they_stand() -> None:
    edition, client = factories.edition(), signed_in(factories.coordinator())
    lines = "Noor Jansen, noor@voorbeeld.example\npiet@voorbeeld.example Piet\nAn <an@voorbeeld.example>"
    shown = text(client.post(list_page(edition), {"people": lines}, follow=True))
    assert "2 mensen hebben een plaats. 1 persoon wacht." in shown
    assert states(edition) == ["placed", "placed", "waiting"]
    assert list(Person.objects.filter(email__startswith="noor").values_list("name", flat=True)) == [
        "Noor Jansen"
    ]


def test_when_one_cannot_come_in_nobody_is_added_and_the_form_can_be_sent_again() -> None:
    edition, client = factories.edition(capacity=5), signed_in(factories.coordinator())
    known = factories.person()
    ask(edition, known)
    before = Person.objects.count()
    lines = f"Nieuw nieuw@voorbeeld.example\n{known.email}\nOok ook@voorbeeld.example"
    response = client.post(list_page(edition), {"people": lines})
    assert response.status_code == 422
    assert "al mee" in text(response)
    assert (states(edition), Person.objects.count()) == (["placed"], before)


@pytest.mark.parametrize(
    "people",
    [
        "",
        "geen adres",
        "a@b",
        "x" * 5_000,
        "a@b.nl\0",
        "\n".join(f"P p{n}@b.nl" for n in range(11)),
        "A a@b.nl\nA a@b.nl",
        "<script>@b.nl",
    ],
)
@pytest.mark.parametrize("together", ["", "on"])
def test_what_cannot_be_read_is_explained_and_adds_nobody(people: str, together: str) -> None:
    edition, client = factories.edition(capacity=20), signed_in(factories.coordinator())
    before = Person.objects.count()
    response = client.post(list_page(edition), {"people": people, "together": together})
    assert response.status_code == 422
    assert (states(edition), Person.objects.count()) == ([], before)


def test_a_party_that_is_too_large_is_refused_whole() -> None:
    edition, client = factories.edition(capacity=2), signed_in(factories.coordinator())
    people = "A a@b.nl\nB b@b.nl\nC c@b.nl"
    assert client.post(list_page(edition), {"people": people, "together": "on"}).status_code == 422
    assert states(edition) == []


def test_an_edition_that_is_called_off_takes_nobody() -> None:
    edition, client = factories.edition(), signed_in(factories.coordinator())
    call_off_edition(by=None, edition=edition, reason="Ziek")
    assert client.post(list_page(edition), {"people": "A a@b.nl"}).status_code == 422
    assert states(edition) == []


def test_who_had_a_place_stays_on_the_list_of_a_training_that_is_called_off() -> None:
    edition, client = factories.edition(capacity=1), signed_in(factories.coordinator())
    ask(edition, factories.person("Noor Jansen"))
    ask(edition, factories.person("Wim Wacht"))
    left = ask(factories.edition(), factories.person("Ander Anders"))
    call_off_edition(by=None, edition=edition, reason="Ziek")
    shown = text(client.get(list_page(edition)))
    listed = shown.split('id="deelnemers"')[1].split("</section>")[0]
    assert "Wie een plaats had" in listed
    assert "Noor Jansen" in listed
    assert "Wim Wacht" not in listed
    assert str(left.person) not in shown
    for untrue in ("Nog 1 plaats", "Meld af", "Niemand wacht", "Deel het adres", "deelnemer</"):
        assert untrue not in shown
    lines = text(client.get(f"/werk/edities/{edition.pk}/deelnemers.csv")).splitlines()
    assert [line.split(";")[0] for line in lines[1:]] == ["Noor Jansen"]


@pytest.mark.parametrize("dated", [True, False])
def test_a_training_that_is_called_off_promises_nothing(dated: bool) -> None:
    edition = factories.edition() if dated else factories.undated()
    call_off_edition(by=None, edition=edition, reason="Ziek")
    shown = text(signed_in(factories.coordinator()).get(list_page(edition)))
    assert "Niemand had een plaats." in shown
    for untrue in ("plaatsen van", "De datum volgt nog", "Deel het adres", "schrijf hieronder"):
        assert untrue not in shown


def test_a_training_that_began_does_not_begin_soon(clock: time_machine.Traveller) -> None:
    edition, client = factories.edition(days=2), signed_in(factories.coordinator())
    assert edition.starts_at
    clock.move_to(edition.starts_at - timedelta(hours=1))
    assert "De training begint bijna." in text(client.get(list_page(edition)))
    clock.move_to(edition.starts_at + timedelta(hours=1))
    shown = text(signed_in(factories.coordinator()).get(list_page(edition)))
    assert "De training is al begonnen." in shown
    assert "begint bijna" not in shown


def test_a_trainer_sees_the_list_and_changes_nothing() -> None:
    edition, trainer = factories.edition(), factories.trainer()
    assign_trainers(by=None, edition=edition, trainers=[trainer])
    row, client = ask(edition, factories.person("Noor Jansen")), signed_in(trainer)
    assert "Noor Jansen" in text(client.get(list_page(edition)))
    assert "Schrijf in" not in text(client.get(list_page(edition)))
    assert client.post(list_page(edition), {"people": "a@b.nl"}).status_code == 403
    assert client.post(f"{list_page(edition)}{row.pk}/afmelden/").status_code == 403
    assert client.get(f"/werk/edities/{edition.pk}/deelnemers.csv").status_code == 403
    assert states(edition) == ["placed"]


def test_somebody_is_taken_off_once_and_the_place_passes_on() -> None:
    edition, client = factories.edition(capacity=1), signed_in(factories.coordinator())
    row = ask(edition, factories.person())
    waiting = ask(edition, factories.person())
    path = f"{list_page(edition)}{row.pk}/afmelden/"
    client.post(path)
    again = client.post(path, follow=True)
    assert "al gestopt" in text(again)
    waiting.refresh_from_db()
    assert (states(edition), waiting.state) == (["cancelled", "offered"], State.OFFERED)


@pytest.mark.parametrize("reason", ["\0", "x" * 300])
def test_an_unreadable_reason_takes_nobody_off(reason: str) -> None:
    edition, client = factories.edition(), signed_in(factories.coordinator())
    row = ask(edition, factories.person())
    response = client.post(
        f"{list_page(edition)}{row.pk}/afmelden/", {"reason": reason}, follow=True
    )
    assert "niets veranderd" in text(response)
    assert states(edition) == ["placed"]


def test_an_enrolment_of_another_edition_is_not_found_under_this_one() -> None:
    here, there = factories.edition(), factories.edition()
    row, client = ask(there, factories.person()), signed_in(factories.coordinator())
    assert client.post(f"{list_page(here)}{row.pk}/afmelden/").status_code == 404
    assert states(there) == ["placed"]


def test_a_coordinator_of_another_region_sees_and_changes_nothing() -> None:
    edition = factories.edition(of=factories.course(title="Geheime training"))
    row, client = (
        ask(edition, factories.person("Noor Geheim")),
        signed_in(factories.coordinator(factories.NOORD)),
    )
    answers = [
        client.get(list_page(edition)),
        client.post(list_page(edition), {"people": "a@b.nl"}),
        client.post(f"{list_page(edition)}{row.pk}/afmelden/"),
        client.get(f"/werk/edities/{edition.pk}/presentielijst/"),
        client.get(f"/werk/edities/{edition.pk}/deelnemers.csv"),
        client.get(f"/mijn-plek/inschrijvingen/{row.pk}/"),
    ]
    assert {answer.status_code for answer in answers} == {403}
    assert not any("Geheim" in text(answer) for answer in answers)
    assert "Geheim" not in text(client.get("/werk/"))
    assert states(edition) == ["placed"]


def test_a_spreadsheet_runs_nothing_and_its_making_is_recorded() -> None:
    edition, coordinator = factories.edition(capacity=9), factories.coordinator()
    for name in ("=1+1", "+1", "-1", "@SUM(A1)", "Noor; de Wit"):
        ask(edition, factories.person(name))
    response = signed_in(coordinator).get(f"/werk/edities/{edition.pk}/deelnemers.csv")
    rows = list(csv.reader(io.StringIO(text(response).removeprefix("\ufeff")), delimiter=";"))
    assert sorted(row[0] for row in rows[1:]) == [
        "'+1",
        "'-1",
        "'=1+1",
        "'@SUM(A1)",
        "Noor; de Wit",
    ]
    assert (
        Entry.objects.filter(verb="enrolment.participants_downloaded", by_id=coordinator.pk).count()
        == 1
    )


def test_the_workbench_shows_what_waits_and_only_ones_own_regions() -> None:
    full = factories.edition(of=factories.course(title="Volle training", group_min=1), capacity=1)
    ask(full, factories.person())
    ask(full, factories.person())
    factories.draft(of=factories.course(title="Nog een concept"))
    shown = text(signed_in(factories.coordinator()).get("/werk/"))
    assert "genoeg voor nog een groep" in shown
    assert "Nog een concept" in shown
    elsewhere = text(signed_in(factories.coordinator(factories.NOORD)).get("/werk/"))
    assert "Volle training" not in elsewhere
    assert "Nog een concept" not in elsewhere


def test_a_new_person_without_a_name_is_told_by_line() -> None:
    edition, client = factories.edition(), signed_in(factories.coordinator())
    lines = "Noor Jansen, noor@voorbeeld.example\n\nzonder@voorbeeld.example"
    response = client.post(list_page(edition), {"people": lines})
    assert response.status_code == 422
    assert "Regel 3 (zonder@voorbeeld.example): Vul een naam in." in text(response)
    assert states(edition) == []
