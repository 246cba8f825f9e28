"""Runs, questions for numbers, and exports: what is sent, what is refused, and that it stays as it was."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from openpyxl import load_workbook

from tests import factories
from veerkracht.audit.models import Entry
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message
from veerkracht.people.actions import erase_person, remove_register_number
from veerkracht.people.models import RegisterNumber
from veerkracht.proof import actions
from veerkracht.proof.models import (
    ExportedLine,
    ExportFormat,
    ExportKind,
    NumberAsked,
    Presence,
    RegisterExport,
    RegisterRun,
)
from veerkracht.proof.register_queries import state_of
from veerkracht.proof.tests.register_world import (
    accreditation,
    comes,
    joins,
    number,
    past_edition,
    run_with,
)
from veerkracht.training.actions import remove_accreditation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

PE, CSV = ExportFormat.PE_ONLINE, ExportFormat.CSV


def export(
    run: RegisterRun, kind: ExportKind = ExportKind.FULL, form: ExportFormat = PE
) -> RegisterExport:
    return actions.make_export(run=run, kind=kind, form=form, by=factories.coordinator())


def changes(run: RegisterRun, form: ExportFormat = PE) -> RegisterExport:
    return export(run, ExportKind.CHANGES, form)


def lines(made: RegisterExport) -> list[tuple[str, str]]:
    return [(line.action, line.number) for line in made.lines.order_by("pk")]


def table(made: RegisterExport) -> list[list[str]]:
    text = bytes(made.content).decode().removeprefix("\ufeff")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


# Runs


def test_a_run_comes_by_itself_when_the_last_day_is_in_the_accreditation() -> None:
    edition = past_edition()
    accreditation(edition.course), accreditation(edition.course, "skj")
    coming = factories.edition(starts=now() + timedelta(days=3))
    accreditation(coming.course)
    assert (actions.make_due_runs(), actions.make_due_runs()) == (2, 0)
    assert set(RegisterRun.objects.values_list("edition", flat=True)) == {edition.pk}


def test_a_run_needs_an_accreditation_that_holds() -> None:
    edition, other = past_edition(), past_edition()
    by = factories.coordinator()
    with pytest.raises(RuleBroken, match="geldt niet"):
        actions.make_run(accreditation=accreditation(other.course), edition=edition, by=by)
    mine = accreditation(edition.course)
    with pytest.raises(NotAllowed):
        elsewhere = factories.coordinator(factories.NOORD)
        actions.make_run(accreditation=mine, edition=edition, by=elsewhere)
    made = actions.make_run(accreditation=mine, edition=edition, by=by, identifier=" 12 ")
    assert made.identifier == "12"
    assert actions.make_run(accreditation=mine, edition=edition, by=by) == made


def test_who_followed_all_sessions_counts_unless_the_run_says_otherwise() -> None:
    edition = past_edition(days=2)
    whole, half = joins(edition), joins(edition)
    comes(whole)
    comes(half, sessions=1)
    run = actions.make_run(accreditation=accreditation(edition.course), edition=edition, by=None)
    assert state_of(run).counting == {whole.pk}
    by = factories.coordinator()
    actions.set_run(run=run, identifier="", sessions_needed=1, by=by)
    assert state_of(run).counting == {whole.pk, half.pk}


def test_an_accreditation_with_exports_stays() -> None:
    run, _rows = run_with("123456")
    other, _rows = run_with("123456")
    export(run)
    with pytest.raises(RuleBroken, match="bewijs"):
        remove_accreditation(by=None, accreditation=run.accreditation)
    remove_accreditation(by=None, accreditation=other.accreditation)
    assert list(RegisterRun.objects.all()) == [run]


# Asking


def test_who_misses_a_number_is_asked_once_a_week_and_twice_at_most(
    clock: time_machine.Traveller,
) -> None:
    run, (_ready, row) = run_with("123456", "")
    by = factories.coordinator()
    assert actions.ask_for_numbers(run=run, by=by) == 1
    assert actions.ask_for_numbers(run=run, by=by) == 0
    clock.shift(timedelta(days=6))
    assert actions.ask_again() == 0
    clock.shift(timedelta(days=1))
    assert (actions.ask_again(), actions.ask_again()) == (1, 0)
    clock.shift(timedelta(days=30))
    assert (actions.ask_again(), actions.ask_for_numbers(run=run, by=by)) == (0, 0)
    send_due()
    letters = Message.objects.filter(address=row.person.email, kind="proof.number_asked")
    assert letters.count() == 2
    first = letters.earliest("pk")
    assert "KNOV" in first.subject
    assert "/mijn-plek/registers/" in first.text


def test_a_question_is_no_news_once_the_number_is_there() -> None:
    run, (row,) = run_with("")
    actions.ask_for_numbers(run=run, by=factories.coordinator())
    number(row.person, "123456")
    send_due()
    sent = Message.objects.get(kind="proof.number_asked")
    assert sent.state == "withdrawn"


def test_nobody_is_asked_twice_in_a_week_for_two_runs_of_one_register() -> None:
    first, (row,) = run_with("")
    edition = past_edition(days_ago=20)
    comes(joins(edition, row.person))
    second = actions.make_run(accreditation=accreditation(edition.course), edition=edition, by=None)
    by = factories.coordinator()
    assert [actions.ask_for_numbers(run=run, by=by) for run in (first, second)] == [1, 0]


def test_who_is_in_another_register_is_not_asked() -> None:
    run, (row,) = run_with("")
    number(row.person, "123456", "nip")
    assert actions.ask_for_numbers(run=run, by=factories.coordinator()) == 0
    assert [one.standing for one in state_of(run).people] == ["elsewhere"]


# Exporting


def test_pe_online_gets_a_number_a_line() -> None:
    run, _rows = run_with("123456", "654321", "")
    made = export(run)
    assert sorted(bytes(made.content).split(b"\r\n")) == [b"", b"KNOV-123456", b"KNOV-654321"]
    assert (made.number, made.kind, made.size) == (1, "full", 2)
    assert Entry.objects.filter(verb="proof.register_exported", subject_id=made.pk).count() == 1


def test_a_second_export_holds_only_what_changed() -> None:
    run, (a, b, c, d) = run_with("111111", "222222", "333333", "")
    first = export(run)
    with pytest.raises(RuleBroken, match="niets veranderd"):
        changes(run)
    number(a.person, "999999")  # corrected
    comes(b, how=Presence.ABSENT)  # was not there after all
    number(d.person, "444444")  # late
    remove_register_number(person=c.person, register="knov", by=c.person)
    second = changes(run)
    assert sorted(lines(second)) == [
        ("add", "KNOV-444444"),
        ("add", "KNOV-999999"),
        ("withdraw", "KNOV-111111"),
        ("withdraw", "KNOV-222222"),
    ]
    assert bytes(second.content).count(b"\r\n") == 2
    assert (first.number, second.number) == (1, 2)


def test_an_erased_account_takes_no_points_back() -> None:
    run, (row, _other) = run_with("111111", "222222")
    export(run)
    erase_person(person=row.person, by=None)
    with pytest.raises(RuleBroken, match="niets veranderd"):
        changes(run)


def test_an_earlier_file_is_the_same_byte_for_byte() -> None:
    run, (row, _other) = run_with("111111", "222222")
    by = factories.coordinator()
    for form in ExportFormat:
        made = export(run, form=form)
        before = bytes(made.content)
        number(row.person, f"9{made.number:05}")
        kept = RegisterExport.objects.get(pk=made.pk)
        assert actions.hand_out_export(export=kept, by=by) == before
        assert kept.sha256 == made.sha256
    handed_out = Entry.objects.filter(verb="proof.register_export_downloaded")
    assert handed_out.count() == len(ExportFormat)


def test_a_broken_number_is_named_and_nothing_is_made() -> None:
    run, (row, _other) = run_with("111111", "222222")
    RegisterNumber.objects.filter(person=row.person).update(number="KNOV-12A")
    with pytest.raises(RuleBroken, match=f"{row.person.name}.*KNOV-12A"):
        export(run)
    assert not RegisterExport.objects.exists()
    assert not ExportedLine.objects.exists()


def test_a_number_of_two_people_is_refused() -> None:
    run, _rows = run_with("111111", "111111")
    with pytest.raises(RuleBroken, match="meer dan één persoon"):
        export(run)


def test_the_proof_for_the_knov_names_everybody() -> None:
    run, (row,) = run_with("111111")
    actions.set_run(run=run, identifier="U-7", sessions_needed=None, by=factories.coordinator())
    [head, body] = table(export(run, form=ExportFormat.KNOV_CSV))
    assert dict(zip(head, body, strict=True)) == {
        "Naam": row.person.name,
        "Nummer": "KNOV-111111",
        "Activiteit": str(run.edition.course),
        "ID": "voorbeeld-knov / U-7",
        "Uren": "7",
        "Datum": "2026-10-14",
        "Actie": "toevoegen",
    }
    made = export(run, form=ExportFormat.KNOV_PDF)
    assert bytes(made.content).startswith(b"%PDF-")
    assert b"pdfuaid" in bytes(made.content)


def test_no_cell_is_a_formula() -> None:
    run, (row,) = run_with("111111")
    row.person.name = "=HYPERLINK(A1)"
    row.person.save(update_fields=["name"])
    assert table(export(run, form=CSV))[1][2] == "'=HYPERLINK(A1)"
    made = export(run, form=ExportFormat.XLSX)
    sheet = load_workbook(io.BytesIO(bytes(made.content))).active
    assert sheet is not None
    cell = sheet["C2"]
    assert (cell.value, cell.data_type) == ("'=HYPERLINK(A1)", "s")


def test_only_a_coordinator_of_the_region_exports_and_takes_files() -> None:
    run, _rows = run_with("111111")
    made = export(run)
    for by in (factories.coordinator(factories.NOORD), factories.trainer(), factories.person()):
        with pytest.raises(NotAllowed):
            actions.make_export(run=run, kind=ExportKind.FULL, form=PE, by=by)
        with pytest.raises(NotAllowed):
            actions.hand_out_export(export=made, by=by)
        with pytest.raises(NotAllowed):
            actions.ask_for_numbers(run=run, by=by)
        with pytest.raises(NotAllowed):
            actions.set_run(run=run, identifier="", sessions_needed=None, by=by)


# Constraints


@pytest.mark.parametrize(
    ("model", "values", "name"),
    [
        (RegisterRun, {}, "register_run_once_per_edition"),
        (RegisterRun, {"sessions_needed": 0}, "register_run_needs_a_session"),
        (NumberAsked, {"nth": 3}, "number_asked_at_most_twice"),
        (NumberAsked, {"nth": 1}, "number_asked_each_time_once"),
        (RegisterExport, {"number": 0}, "register_export_counts_from_one"),
        (RegisterExport, {"number": 1}, "register_export_number_once"),
        (ExportedLine, {"number": ""}, "exported_line_has_number"),
        (ExportedLine, {"points": 0}, "exported_line_has_points"),
        (ExportedLine, {}, "exported_line_once_per_number"),
    ],
)
def test_the_database_keeps_its_promises(model: type, values: dict[str, object], name: str) -> None:
    run, (row,) = run_with("111111")
    made = export(run)
    NumberAsked.objects.create(run=run, enrolment=row, nth=1)
    usual: dict[type, dict[str, object]] = {
        RegisterRun: {"accreditation": run.accreditation, "edition": run.edition},
        NumberAsked: {"run": run, "enrolment": row},
        RegisterExport: {"run": run, "kind": "full", "format": "csv", "size": 0, "content": b""},
        ExportedLine: {
            "export": made,
            "enrolment": row,
            "number": "KNOV-111111",
            "points": 4,
            "action": "add",
        },
    }
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model.objects.create(**{**usual[model], **values})  # type: ignore[attr-defined]
