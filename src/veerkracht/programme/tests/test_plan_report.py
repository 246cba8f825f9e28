"""The half-yearly report: it drafts itself, words are kept, it is sent once with its PDF and stays so."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from tests import factories
from veerkracht.kernel.clock import held_at, now
from veerkracht.kernel.errors import NotAllowed, OutOfDate, RuleBroken
from veerkracht.messages.actions import send_due
from veerkracht.programme import plan_actions as plans
from veerkracht.programme import plan_policies as policies
from veerkracht.programme import plan_report_actions as actions
from veerkracht.programme.models import Action, BudgetLine
from veerkracht.programme.plan_models import Plan
from veerkracht.programme.plan_queries import reports_missing
from veerkracht.programme.plan_report_facts import report_facts, report_paper
from veerkracht.programme.plan_report_models import PlanReport, PlanReportWords
from veerkracht.programme.plan_rules import Half
from veerkracht.programme.tests.promising import agreement, line
from veerkracht.programme.tests.scheming import IN_JUNE, published, who_asks
from veerkracht.programme.tests.test_agreement_views import client_of, text

pytestmark = pytest.mark.django_db
FIRST = Half(2026, 1)


def _action(plan: Plan, what: str, **values: Any) -> Action:
    return Action.objects.create(
        region=plan.region,
        what=what,
        owner=factories.organisation(),
        made_at=now(),
        changed_at=now(),
        **values,
    )


def _full(by: Any) -> Plan:
    """A plan with two actions, a promise and its money on it."""
    plan = published(by)
    done = _action(plan, "Boekje gemaakt", status="done", done_on=date(2026, 3, 1))
    late = _action(plan, "Website af", due_on=date(2026, 4, 1), next_step="Teksten nalezen")
    money = line(2026, realised=250_00)
    promise = agreement(step="specific", budget_line=money)
    for kind, key in (("action", done.pk), ("action", late.pk), ("agreement", promise.pk)):
        plans.hang_on(plan=plan, kind=kind, key=key, by=by)
    return plan


def test_a_report_drafts_itself_from_what_hangs_on_the_plan() -> None:
    coordinator, _reader = who_asks()
    with held_at(IN_JUNE):
        plan = _full(coordinator)
        facts = report_facts(plan.versions.get(), FIRST)
        report = actions.draft_report(plan=plan, half=FIRST, by=coordinator)
    assert [row[0] for row in facts["done"]] == ["Boekje gemaakt"]
    assert [row[0] for row in facts["late"]] == ["Website af"]
    assert facts["next"] == [["Website af", "Teksten nalezen"]]
    assert [row[0] for row in facts["agreements"]] == ["Concreet"]
    assert facts["money"][0][-2:] == ["€\xa01.000", "€\xa0250"]
    assert facts["targets"] == [["Geschoold in Zuid-Limburg", "200", "niet bekend"]]
    told = _told(report)
    assert told["actions"][0].startswith("Er is 1 actie afgerond.")
    assert "Scholingsplan" in told["opening"][0]
    assert "niet alleen over dit halfjaar" in told["targets"][0]
    assert not any(report.words.values())


def _told(report: PlanReport) -> dict[str, list[str]]:
    """What each block says in sentences."""
    told = actions.tell_report(report, "nl")
    return {block["name"]: block["paragraphs"] for block in told["blocks"]}


def test_its_sentences_follow_the_tables_until_it_is_sent() -> None:
    coordinator, _reader = who_asks()
    with held_at(IN_JUNE):
        plan = _full(coordinator)
        report = actions.draft_report(plan=plan, half=FIRST, by=coordinator)
        words = {"actions": "We zijn er trots op."}
        actions.write_report(report=report, words=words, by=coordinator, number=1)
        report = PlanReport.objects.get()
        more = _action(plan, "Filmpje gemaakt", status="done", done_on=date(2026, 5, 1))
        plans.hang_on(plan=plan, kind="action", key=more.pk, by=coordinator)
        finished = "Er zijn 2 acties afgerond. 1 actie is later dan gepland."
        assert _told(report)["actions"] == [finished, "We zijn er trots op."]
        sent = actions.send_report(report=report, by=coordinator)
        Action.objects.filter(pk=more.pk).update(status="open", done_on=None)
        assert _told(sent)["actions"][0] == finished


def test_it_is_written_around_sent_once_with_the_paper_and_stays_as_it_was() -> None:
    coordinator, reader = who_asks()
    with held_at(IN_JUNE):
        plan = _full(coordinator)
        report = actions.draft_report(plan=plan, half=FIRST, by=coordinator)
        words = {**report.words, "next": "#set page() *Wij* gaan <b>door</b>"}
        actions.write_report(report=report, words=words, by=coordinator, number=1)
        with pytest.raises(OutOfDate):
            actions.write_report(report=report, words=words, by=coordinator, number=1)
        with pytest.raises(NotAllowed):  # not before it was sent
            policies.check_may_read_report(reader, PlanReport.objects.get())
        actions.send_report(report=report, by=coordinator)
        Action.objects.all().update(what="Iets anders")
        kept = PlanReport.objects.get()
        send_due()
    (letter,) = mail.outbox
    assert letter.to == [reader.email]
    (name, content, kind) = letter.attachments[0]
    assert (name, kind) == ("scholingsplan-2026-1.pdf", "application/pdf")
    assert kept.paper is not None
    assert content == bytes(kept.paper)
    assert content.startswith(b"%PDF")
    page = text(client_of(reader).get(f"/werk/verslagen/{kept.pk}/"))
    assert "Boekje gemaakt" in page
    assert "Iets anders" not in page
    assert client_of(reader).get(f"/werk/verslagen/{kept.pk}/pdf/").content == content
    with pytest.raises(RuleBroken):
        actions.write_report(report=kept, words={}, by=coordinator)
    for act in (actions.send_report, actions.drop_report):
        with pytest.raises(RuleBroken):
            act(report=kept, by=coordinator)
    assert [one.number for one in kept.history.all()] == [2, 1]


def test_what_cannot_be_reported_is_refused() -> None:
    coordinator, reader = who_asks()
    reader.roles.all().delete()
    with held_at(IN_JUNE):
        plan = _full(coordinator)
        with pytest.raises(RuleBroken):
            actions.draft_report(plan=plan, half=Half(2026, 2), by=coordinator)
        report = actions.draft_report(plan=plan, half=FIRST, by=coordinator)
        with pytest.raises(RuleBroken):
            actions.draft_report(plan=plan, half=FIRST, by=coordinator)
        with pytest.raises(RuleBroken):  # nobody speaks for the client
            actions.send_report(report=report, by=coordinator)
        with pytest.raises(NotAllowed):
            actions.write_report(report=report, words={}, by=factories.coordinator(factories.NOORD))
        actions.drop_report(report=report, by=coordinator)
    assert not PlanReport.objects.exists()


def test_a_report_waits_on_mijn_plek_in_the_last_month_until_it_is_sent() -> None:
    coordinator, _reader = who_asks()
    with held_at(IN_JUNE):
        plan = _full(coordinator)
        assert [one.pk for one in reports_missing(coordinator, FIRST)] == [plan.pk]
        asked = "Maak het verslag over het eerste halfjaar van 2026"
        assert asked in text(client_of(coordinator).get("/mijn-plek/"))
        report = actions.draft_report(plan=plan, half=FIRST, by=coordinator)
        actions.send_report(report=report, by=coordinator)
        assert not reports_missing(coordinator, FIRST).exists()


def test_the_paper_is_the_same_every_time_and_survives_odd_signs() -> None:
    coordinator, _reader = who_asks()
    with held_at(IN_JUNE):
        plan = _full(coordinator)
        BudgetLine.objects.update(what="#eval(1) ü “é” $x$ \\n")
        report = actions.draft_report(plan=plan, half=FIRST, by=coordinator)
        told = actions.tell_report(report, "en")
        assert report_paper(told) == report_paper(told)


@pytest.mark.parametrize(
    ("values", "name"),
    [({"half": 3}, "plan_report_half"), ({"sent_at": IN_JUNE}, "plan_report_kept_as_sent")],
)
def test_the_database_holds_what_must_be_so(values: dict[str, Any], name: str) -> None:
    coordinator, _reader = who_asks()
    with held_at(IN_JUNE):
        actions.draft_report(plan=published(coordinator), half=FIRST, by=coordinator)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        PlanReport.objects.update(**values)


def test_rows_are_there_once() -> None:
    coordinator, _reader = who_asks()
    with held_at(IN_JUNE):
        report = actions.draft_report(plan=published(coordinator), half=FIRST, by=coordinator)
    again = {"made_at": now(), "changed_at": now(), "year": 2026, "half": 1}
    with pytest.raises(IntegrityError, match="plan_report_once"), transaction.atomic():
        PlanReport.objects.create(plan=report.plan, **again)
    with pytest.raises(IntegrityError, match="plan_report_words_once"), transaction.atomic():
        PlanReportWords.objects.create(report=report, number=1, made_at=now())
