"""The pages of registers by role, and what a person finds about themselves."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests import factories
from veerkracht.enrolment.models import Enrolment
from veerkracht.enrolment.sources import carry_out as remove_enrolments
from veerkracht.enrolment.sources import overdue as overdue_enrolments
from veerkracht.kernel.personal_data import retention
from veerkracht.kernel.together import alone
from veerkracht.people.models import Person, RegisterNumber
from veerkracht.proof import actions, register_retention
from veerkracht.proof.models import (
    Attendance,
    ExportedLine,
    ExportFormat,
    ExportKind,
    NumberAsked,
    Presence,
    RegisterExport,
    RegisterRun,
    RetentionCount,
)
from veerkracht.proof.register_sources import OwnRegisters, my_numbers, what_waits
from veerkracht.proof.tests.register_world import comes, number, run_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def page(run: RegisterRun) -> str:
    return reverse("proof:register_run", args=[run.pk])


def test_a_coordinator_asks_exports_and_exports_again(django_assert_max_num_queries: Any) -> None:
    run, (a, _b, c) = run_with("111111", "222222", "")
    client = signed_in(factories.coordinator())
    with django_assert_max_num_queries(12):
        overview = text(client.get(reverse("proof:registers")))
    assert "nog niet doorgegeven" in overview
    with django_assert_max_num_queries(12):
        first = text(client.get(page(run)))
    assert "1 van de 3 mensen die meetellen, heeft nog geen nummer" in first
    asked = client.post(reverse("proof:ask_for_numbers", args=[run.pk]), follow=True)
    assert "1 persoon krijgt een mail" in text(asked)
    send = reverse("proof:make_export", args=[run.pk])
    made = client.post(send, {"kind": "full", "form": "pe-online"}, follow=True)
    assert "Export 1 staat klaar, met 2 regels." in text(made)
    again = client.post(send, {"kind": "changes", "form": "pe-online"})
    assert again.status_code == 422
    assert "Er is niets veranderd" in text(again)
    number(a.person, "999999")
    number(c.person, "333333")
    assert "er is iets veranderd" in text(client.get(reverse("proof:registers")))
    made = client.post(send, {"kind": "changes", "form": "pe-online"}, follow=True)
    assert "Export 2 staat klaar, met 3 regels." in text(made)
    assert "Haal deze nummers zelf weg in het register" in text(made)
    export = RegisterExport.objects.get(run=run, number=1)
    file = client.get(reverse("proof:download_export", args=[export.pk]))
    assert file.content == b"KNOV-111111\r\nKNOV-222222\r\n" or sorted(file.content.split()) == [
        b"KNOV-111111",
        b"KNOV-222222",
    ]
    assert f"knov-editie-{run.edition_id}-export-1.txt" in file.headers["Content-Disposition"]


def test_a_broken_number_is_named_on_the_page_and_refuses_the_file() -> None:
    run, (row,) = run_with("111111")
    RegisterNumber.objects.filter(person=row.person).update(number="KNOV-12A")
    client = signed_in(factories.coordinator())
    assert "Deze nummers kloppen niet" in text(client.get(page(run)))
    send = reverse("proof:make_export", args=[run.pk])
    refused = client.post(send, {"kind": "full", "form": "csv"})
    assert refused.status_code == 422
    assert f"Het nummer van {row.person.name} klopt niet" in text(refused)
    assert not RegisterExport.objects.exists()


def test_a_run_can_be_set_and_odd_values_are_told() -> None:
    run, _rows = run_with("111111")
    client = signed_in(factories.coordinator())
    address = reverse("proof:set_run", args=[run.pk])
    assert client.post(address, {"identifier": "U-1", "sessions_needed": "0"}).status_code == 422
    assert client.post(address, {"identifier": "U-1", "sessions_needed": ""}).status_code == 302
    run.refresh_from_db()
    assert (run.identifier, run.sessions_needed) == ("U-1", None)
    odd = client.post(reverse("proof:make_export", args=[run.pk]), {"kind": "x", "form": "knov"})
    assert odd.status_code == 422


def test_nobody_of_another_region_comes_in() -> None:
    run, _rows = run_with("111111")
    by = factories.coordinator()
    made = actions.make_export(run=run, kind=ExportKind.FULL, form=ExportFormat.CSV, by=by)
    for person in (factories.coordinator(factories.NOORD), factories.trainer(), factories.person()):
        client = signed_in(person)
        assert client.get(page(run)).status_code == 403
        assert client.get(reverse("proof:download_export", args=[made.pk])).status_code == 403
        for name in ("set_run", "ask_for_numbers", "make_export"):
            assert client.post(reverse(f"proof:{name}", args=[run.pk])).status_code == 403
    elsewhere = signed_in(factories.coordinator(factories.NOORD))
    assert str(run.edition.course) not in text(elsewhere.get(reverse("proof:registers")))


def test_the_overview_makes_a_run() -> None:
    run, _rows = run_with("111111")
    edition, accreditation = run.edition, run.accreditation
    run.delete()
    client = signed_in(factories.coordinator())
    overview = text(client.get(reverse("proof:registers"), {"editie": edition.pk}))
    assert "Nog zonder uitvoering" in overview
    client.post(reverse("proof:make_run", args=[edition.pk, accreditation.pk]))
    assert RegisterRun.objects.filter(edition=edition).count() == 1
    assert client.get(reverse("proof:registers"), {"editie": "x" * 40}).status_code == 200


def test_tasks_tell_participant_and_coordinator() -> None:
    run, (row,) = run_with("")
    by = factories.coordinator()
    assert alone(my_numbers(row.person)) == []
    actions.ask_for_numbers(run=run, by=by)
    [task] = alone(my_numbers(row.person))
    assert "KNOV" in task.title
    [work] = alone(what_waits(by))
    assert work.url == page(run)
    number(row.person, "111111")
    assert alone(my_numbers(row.person)) == []
    actions.make_export(run=run, kind=ExportKind.FULL, form=ExportFormat.CSV, by=by)
    assert alone(what_waits(by)) == []
    assert alone(what_waits(row.person)) == []


# What is held of a person, and for how long


def test_a_person_sees_what_went_to_a_register_and_when_we_asked() -> None:
    run, (row,) = run_with("")
    by = factories.coordinator()
    actions.ask_for_numbers(run=run, by=by)
    number(row.person, "111111")
    actions.make_export(run=run, kind=ExportKind.FULL, form=ExportFormat.CSV, by=by)
    own = OwnRegisters()
    sent, asked = alone(own.export(row.person))
    assert (sent["Nummer"], sent["Wat"]) == ("KNOV-111111", "toevoegen")
    assert "KNOV" in str(asked["We vroegen je nummer voor"])
    own.erase(row.person)
    assert not NumberAsked.objects.exists()
    assert ExportedLine.objects.count() == 1


def test_evidence_is_kept_for_seven_years_and_then_goes(clock: time_machine.Traveller) -> None:
    run, (row,) = run_with("111111")
    by = factories.coordinator()
    actions.make_export(run=run, kind=ExportKind.FULL, form=ExportFormat.CSV, by=by)
    clock.shift(timedelta(days=3 * 365))
    assert (overdue_enrolments(), register_retention.old_attendance().count()) == (0, 0)
    clock.shift(timedelta(days=4 * 365 + 3))
    assert overdue_enrolments() == 0
    assert register_retention.old_exports().count() == 1
    register_retention.remove_exports(), register_retention.remove_attendance()
    assert not Attendance.objects.exists()
    assert not RegisterRun.objects.exists()
    assert overdue_enrolments() == 1
    remove_enrolments()
    assert not Enrolment.objects.filter(pk=row.pk).exists()


def test_enrolments_without_evidence_go_after_two_years(clock: time_machine.Traveller) -> None:
    _run, (row,) = run_with("111111")
    Attendance.objects.all().delete()
    clock.shift(timedelta(days=3 * 365))
    assert overdue_enrolments() == 1
    comes(row, how=Presence.ABSENT)
    assert overdue_enrolments() == 0


def test_an_administrator_sees_what_is_past_its_time(
    clock: time_machine.Traveller, django_assert_max_num_queries: Any
) -> None:
    run_with("111111")
    clock.shift(timedelta(days=8 * 365))
    client = signed_in(factories.administrator())
    address = reverse("proof:retention")
    assert "nog niet" in text(client.get(address))
    assert "Opnieuw geteld" in text(client.post(address, follow=True))
    assert RetentionCount.objects.count() == len(retention)
    assert RetentionCount.objects.get(rule="proof.attendance").overdue == 1
    with django_assert_max_num_queries(12):
        assert "Aanwezigheid" in text(client.get(address))
    for person in (factories.coordinator(), factories.person()):
        assert signed_in(person).get(address).status_code == 403
