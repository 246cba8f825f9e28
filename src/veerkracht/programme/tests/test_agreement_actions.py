"""Agreements: made, firmer, looser, renewed, looked at, closed; and alarms that go off once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests import factories
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import NotAllowed, OutOfDate, RuleBroken
from veerkracht.messages.models import Message
from veerkracht.people.models import Person
from veerkracht.programme import agreement_actions as actions
from veerkracht.programme.agreement_alarms import ALARM, tell_agreement_alarms
from veerkracht.programme.agreement_letters import alarm as alarm_letter
from veerkracht.programme.agreement_models import Agreement, AgreementAlarm, AgreementCause
from veerkracht.programme.agreement_queries import (
    agreements,
    agreements_due,
    agreements_visible_to,
    asking_attention,
    causes_of,
)
from veerkracht.programme.models import Plan, PlanPart
from veerkracht.programme.tests.promising import agreement, line

pytestmark = pytest.mark.django_db
SOON, NEVER = timedelta(days=1), None


def _letters() -> list[Message]:
    return list(Message.objects.filter(kind=ALARM).order_by("pk"))


def test_who_promised_makes_it_firmer_with_evidence_and_no_other_organisation_may() -> None:
    made, contact = agreement(), factories.contact()
    other = factories.contact(factories.organisation("zuyd-hogeschool"))
    firmer = actions.firm_up(agreement=made, evidence="Het staat in ons jaarplan.", by=contact)
    assert firmer.step == "specific"
    assert [(one.kind, one.step) for one in made.moves.all()] == [
        ("made", "intention"),
        ("firmer", "specific"),
    ]
    with pytest.raises(NotAllowed):
        actions.firm_up(agreement=made, evidence="Ja", by=other)
    with pytest.raises(NotAllowed):
        actions.end_agreement(agreement=made, reason="Klaar", by=contact)
    with pytest.raises(NotAllowed):
        actions.change_agreement(agreement=made, terms=actions.terms_of(made), by=contact)


def test_a_step_asks_for_evidence_and_the_budget_for_the_name_of_one() -> None:
    made = agreement(step="signed", laid_down_in="")
    for words in ("", "   "):
        with pytest.raises(RuleBroken) as raised:
            actions.firm_up(agreement=made, evidence=words, by=None)
        assert raised.value.field == "evidence"
    with pytest.raises(RuleBroken):
        actions.firm_up(agreement=made, evidence="Begroting", by=None)
    with pytest.raises(RuleBroken):
        actions.renew(agreement=made, until=date(2031, 1, 1), evidence="Ja", by=None)


def test_falling_back_needs_a_reason_and_a_looser_step() -> None:
    made = agreement(step="signed")
    for to, reason in (("specific", " "), ("in-budget", "Bezuiniging"), ("nonsense", "Zomaar")):
        with pytest.raises(RuleBroken):
            actions.fall_back(agreement=made, to=to, reason=reason, by=None)
    back = actions.fall_back(agreement=made, to="intention", reason="Nieuw bestuur", by=None)
    assert back.step == "intention"


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"until": date(2025, 1, 1), "since": date(2026, 1, 1)}, "until"),
        ({"review_on": date(2025, 1, 1), "since": date(2026, 1, 1)}, "review_on"),
        ({"since": date(26, 1, 1)}, "since"),
        ({"what": "  "}, "what"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(terms: dict[str, Any], field: str) -> None:
    with pytest.raises(RuleBroken) as raised:
        agreement(**terms)
    assert raised.value.field == field


def test_money_of_another_region_and_somebody_who_left_are_refused() -> None:
    elsewhere = agreement(factories.NOORD)
    with pytest.raises(RuleBroken):
        agreement(factories.NOORD, budget_line=line(2027))
    with pytest.raises(RuleBroken):
        agreement(person=factories.person())
    contact = factories.contact()
    made = agreement(person=contact)
    Person.objects.filter(pk=contact.pk).update(is_active=False)
    made.refresh_from_db()
    kept = actions.change_agreement(
        agreement=made, terms=actions.terms_of(made), by=factories.coordinator()
    )
    assert kept.person == contact  # who left stays named until somebody else is
    with pytest.raises(NotAllowed):
        actions.end_agreement(agreement=elsewhere, reason="Klaar", by=factories.coordinator())


def test_the_second_writer_is_told_and_a_closed_one_stays_closed() -> None:
    made, coordinator = agreement(), factories.coordinator()
    terms = actions.terms_of(made)
    actions.change_agreement(agreement=made, terms=terms, by=coordinator, version=1)
    with pytest.raises(OutOfDate):
        actions.change_agreement(agreement=made, terms=terms, by=coordinator, version=1)
    with pytest.raises(RuleBroken):
        actions.end_agreement(agreement=made, reason="Klaar", by=coordinator, on=made.since - SOON)
    actions.end_agreement(agreement=made, reason="Klaar", by=coordinator)
    with pytest.raises(RuleBroken):
        actions.firm_up(agreement=made, evidence="Toch", by=coordinator)


def test_what_is_referred_to_or_firm_is_not_taken_away() -> None:
    coordinator, made = factories.coordinator(), agreement()
    plan = Plan.objects.create(slug="proef", region=made.region, made_at=now())
    part = PlanPart.objects.create(plan=plan, kind="agreement", key=made.pk, agreement=made)
    with pytest.raises(RuleBroken):
        actions.remove_agreement(agreement=made, by=coordinator)
    part.delete()
    actions.remove_agreement(agreement=made, by=coordinator)
    with pytest.raises(RuleBroken):
        actions.remove_agreement(agreement=agreement(step="specific"), by=coordinator)


def test_an_alarm_goes_off_once_a_cause_and_is_over_when_the_money_reaches_far_enough() -> None:
    coordinator, contact, year = factories.coordinator(), factories.contact(), today().year
    money = line(year)
    made = agreement(step="in-budget", budget_line=money, person=contact)
    assert tell_agreement_alarms() == 1
    assert tell_agreement_alarms() == 0
    assert {one.person_id for one in _letters()} == {coordinator.pk, contact.pk}
    letter = alarm_letter(_letters()[0].facts)
    assert letter is not None
    assert str(year) in " ".join(letter.paragraphs)
    line(year + 2)
    assert alarm_letter(_letters()[0].facts) is None  # no longer news
    assert tell_agreement_alarms() == 0
    assert not AgreementAlarm.objects.filter(over_at=None).exists()
    assert causes_of(made) == []


def test_renewing_with_money_ends_the_alarm_at_once() -> None:
    year = today().year
    made = agreement(step="in-budget", budget_line=line(year))
    tell_agreement_alarms()
    new = line(year + 3, what="Scholing uit de eigen begroting")
    with pytest.raises(RuleBroken):
        actions.renew(agreement=made, until=today() - SOON, evidence="Besluit", by=None)
    renewed = actions.renew(
        agreement=made, until=date(year + 3, 12, 31), evidence="Besluit", by=None, budget_line=new
    )
    assert renewed.step == "renewed"
    assert not AgreementAlarm.objects.filter(over_at=None).exists()


def test_a_review_that_passed_alarms_until_somebody_looked() -> None:
    made = agreement(review_on=today(), since=date(today().year - 1, 1, 1))
    assert tell_agreement_alarms() == 1
    for words, on in (("", None), ("Goed", today())):
        with pytest.raises(RuleBroken):
            actions.review_agreement(agreement=made, words=words, next_on=on, by=None)
    actions.review_agreement(agreement=made, words="Het loopt", next_on=NEVER, by=None)
    assert tell_agreement_alarms() == 0
    assert AgreementAlarm.objects.get().over_at is not None


def test_the_database_and_python_agree_on_what_asks_for_attention() -> None:
    year = today().year
    mine = [
        agreement(),
        agreement(review_on=today(), since=date(year - 1, 1, 1)),
        agreement(until=today() + timedelta(days=60)),
        agreement(until=None, budget_line=line(year, what="a")),
        agreement(until=None, budget_line=line(year, what="b", structural=True)),
        agreement(budget_line=line(year, promised=0, what="c")),
        agreement(step="in-budget", budget_line=line(year, promised=0, what="d")),
        agreement(budget_line=line(year + 2, what="e")),
    ]
    told = set(agreements().filter(asking_attention()).values_list("pk", flat=True))
    assert told == {one.pk for one in agreements() if causes_of(one)}
    assert [one.pk in told for one in mine] == [False, True, True, True, False, False, True, False]
    assert {one.pk for one in agreements_due(mine[0].region_id)} == told


def test_one_sees_what_one_coordinates_represents_or_is_named_in() -> None:
    contact = factories.contact()
    named = factories.contact(factories.organisation("zuyd-hogeschool"))
    zuid, noord = agreement(person=contact), agreement(factories.NOORD)
    assert set(agreements_visible_to(factories.coordinator())) == {zuid}
    assert set(agreements_visible_to(contact)) == {zuid, noord}
    assert set(agreements_visible_to(named)) == set()
    assert set(agreements_visible_to(factories.administrator())) == {zuid, noord}


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("agreement_says_something", {"what": ""}),
        ("agreement_ends_after_start", {"until": date(2001, 1, 1)}),
    ],
)
def test_the_database_holds_what_must_be_so(name: str, values: dict[str, object]) -> None:
    made = agreement()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Agreement.objects.filter(pk=made.pk).update(**values)


def test_one_open_alarm_a_cause() -> None:
    made = agreement()
    values = {"agreement": made, "cause": AgreementCause.MONEY, "told_at": now()}
    AgreementAlarm.objects.create(**values)
    with pytest.raises(IntegrityError, match="agreement_alarm_once_a_cause"):
        AgreementAlarm.objects.create(**values)
