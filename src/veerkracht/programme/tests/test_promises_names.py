"""Names in agreements, checks and reports: to be seen, left out, merged, and gone in time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests import factories
from veerkracht.kernel.clock import held_at, now, today
from veerkracht.kernel.personal_data import own_data, retention
from veerkracht.kernel.together import alone
from veerkracht.programme import agreement_actions as agreements
from veerkracht.programme.models import Agreement, AgreementMove, PlanReport
from veerkracht.programme.plan_report_actions import draft_report, send_report
from veerkracht.programme.plan_rules import Half
from veerkracht.programme.plan_sources import before_merging
from veerkracht.programme.tests.promising import agreement
from veerkracht.programme.tests.scheming import IN_JUNE, published, who_asks

pytestmark = pytest.mark.django_db


def test_a_person_sees_what_names_them_and_leaves_it_without_the_promise_going() -> None:
    contact = factories.contact()
    made = agreement(person=contact)
    agreements.firm_up(agreement=made, evidence="Brief", by=contact)
    mine = dict(own_data.items())["programme.agreements"]
    assert len(alone(mine.export(contact))) == 2
    mine.erase(contact)
    assert Agreement.objects.get().person is None
    assert not AgreementMove.objects.filter(by=contact).exists()


def test_names_go_seven_years_after_an_agreement_ended() -> None:
    coordinator = factories.coordinator()
    made = agreement(since=today() - timedelta(days=8 * 365), until=None)
    agreements.end_agreement(agreement=made, reason="Klaar", by=coordinator)
    rule = dict(retention.items())["programme.agreements"]
    assert rule.overdue() == 0
    Agreement.objects.update(ended_on=today() - timedelta(days=7 * 365 + 2))
    assert rule.carry_out() == 1
    assert rule.overdue() == 0
    assert Agreement.objects.exists()


def test_a_report_keeps_its_paper_when_names_leave_it_or_become_one() -> None:
    coordinator, reader = who_asks()
    with held_at(IN_JUNE):
        report = draft_report(plan=published(coordinator), half=Half(2026, 1), by=coordinator)
        send_report(report=report, by=coordinator)
    other = factories.person()
    report.sent_to.add(other)
    before_merging(reader, other)
    assert list(report.sent_to.all()) == [reader]
    mine = dict(own_data.items())["programme.plans"]
    assert len(alone(mine.export(reader))) == 1
    mine.erase(reader)
    PlanReport.objects.update(sent_at=now() - timedelta(days=7 * 365 + 2))
    rule = dict(retention.items())["programme.plans"]
    assert rule.carry_out() == 1
    kept = PlanReport.objects.get()
    assert (kept.sent_by, kept.sent_to.count()) == (None, 0)
    assert kept.paper is not None
