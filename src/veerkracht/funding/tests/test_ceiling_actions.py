"""When the money is gone: two choices, told in order, and nobody is passed."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from tests import factories
from veerkracht.enrolment import actions as enrolment
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.funding import actions
from veerkracht.funding.ledger_check import check
from veerkracht.funding.models import MoneyWait, OwnPayment, Short, WaitState
from veerkracht.funding.tests.funded import SEAT, Funded, funded, raise_to
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.messages.models import Message
from veerkracht.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def wait(case: Funded, person: Person | None = None) -> MoneyWait:
    return actions.wait_for_money(edition=case.edition, by=person or factories.person())


def state_of(one: MoneyWait) -> str:
    return MoneyWait.objects.values_list("state", flat=True).get(pk=one.pk)


def test_money_that_comes_free_is_kept_for_who_asked_first() -> None:
    case = funded(places=1)
    row = case.ask()
    first, second = wait(case), wait(case)
    enrolment.leave(enrolment=row, by=row.person)
    assert (state_of(first), state_of(second)) == (WaitState.TOLD, WaitState.WAITING)
    assert case.balances()["reserved"] == SEAT
    assert Message.objects.filter(kind="funding.money_came").count() == 1
    with pytest.raises(RuleBroken):
        case.ask()
    first.refresh_from_db()
    [placed] = actions.take_place(wait=first, by=first.person)
    assert placed.state == State.PLACED
    assert state_of(first) == WaitState.TAKEN
    assert case.balances()["committed"] == SEAT
    assert case.balances()["reserved"] == 0
    assert check().faults == ()


def test_nobody_walks_past_who_waits_for_money() -> None:
    case = funded(places=1)
    case.ask()
    wait(case)
    cheap = case.another(subsidy=100)
    raise_to(case.scheme, SEAT + 5_000, case.by)  # enough for the cheap one only
    someone = factories.person()
    with pytest.raises(RuleBroken, match="geld"):
        enrolment.request_places(people=[someone], editions=[cheap], by=someone)
    raise_to(case.scheme, 2 * SEAT + 100, case.by)
    enrolment.request_places(people=[someone], editions=[cheap], by=someone)
    assert check().faults == ()


def test_a_higher_ceiling_tells_as_many_as_it_pays_for() -> None:
    case = funded(places=1)
    case.ask()
    waits = [wait(case) for _ in range(3)]
    raise_to(case.scheme, 3 * SEAT, case.by)
    assert [state_of(one) for one in waits] == ["told", "told", "waiting"]


def test_who_does_not_answer_in_time_loses_it_to_the_next(clock: time_machine.Traveller) -> None:
    case = funded(places=1, hours_to_answer=24)
    row = case.ask()
    first, second = wait(case), wait(case)
    enrolment.leave(enrolment=row, by=row.person)
    clock.shift(timedelta(hours=25))
    with pytest.raises(RuleBroken, match="voorbij"):
        actions.take_place(wait=first, by=first.person)
    assert actions.lapse_waits() == 1
    assert (state_of(first), state_of(second)) == (WaitState.LAPSED, WaitState.TOLD)
    assert Message.objects.filter(kind="funding.money_went").count() == 1
    assert check().faults == ()


def test_who_stops_waiting_leaves_it_to_the_next() -> None:
    case = funded(places=1)
    row = case.ask()
    first, second = wait(case), wait(case)
    enrolment.leave(enrolment=row, by=row.person)
    actions.stop_waiting(wait=first, by=first.person)
    assert state_of(second) == WaitState.TOLD
    with pytest.raises(NotAllowed):
        actions.stop_waiting(wait=second, by=first.person)


def test_waiting_twice_keeps_the_spot() -> None:
    case = funded(places=0)
    someone = factories.person()
    assert wait(case, someone).pk == wait(case, someone).pk


def test_who_pays_is_not_charged_to_the_scheme() -> None:
    case = funded(places=1)
    case.ask()
    someone = factories.person()
    waits = wait(case, someone)
    [row] = actions.pay_self(edition=case.edition, by=someone)
    assert row.state == State.PLACED
    assert OwnPayment.objects.get().price == SEAT + 1_500
    assert state_of(waits) == WaitState.LEFT
    assert case.balances()["committed"] == SEAT
    assert check().faults == ()
    enrolment.leave(enrolment=row, by=someone)
    assert case.balances()["available"] == 0
    assert not OwnPayment.objects.exists()


def test_an_offer_without_money_can_be_paid() -> None:
    case = funded(places=1, capacity=1)
    first = case.ask()
    second = case.ask()
    raise_to(case.scheme, SEAT, case.by)
    other = case.another()
    enrolment.leave(enrolment=first, by=first.person)
    second.refresh_from_db()
    assert second.state == State.OFFERED
    enrolment.leave(enrolment=second, by=second.person)
    third = factories.person()
    enrolment.request_places(people=[third], editions=[other], by=third)  # the money goes elsewhere
    holder = factories.person()
    [seated] = actions.pay_self(edition=case.edition, by=holder)
    waiting = case.ask()
    enrolment.leave(enrolment=seated, by=holder)
    waiting.refresh_from_db()
    assert waiting.state == State.OFFERED
    with pytest.raises(RuleBroken, match="geld"):
        enrolment.accept(enrolment=waiting, by=waiting.person)
    [paid] = actions.pay_self(edition=case.edition, by=waiting.person)
    assert paid.state == State.PLACED
    assert check().faults == ()


def test_a_year_has_its_own_ceiling_and_holds_up_no_other_year() -> None:
    case = funded(places=5)
    assert case.edition.starts_at
    actions.set_year_ceiling(
        scheme=case.scheme, year=case.edition.starts_at.year, amount=SEAT, by=case.by
    )
    case.ask()
    stopped = wait(case)
    assert stopped.short == Short.YEAR
    later = case.another(starts=case.edition.starts_at + timedelta(days=200))
    someone = factories.person()
    enrolment.request_places(people=[someone], editions=[later], by=someone)
    assert case.balances()["committed"] == 2 * SEAT
    assert check().faults == ()


def test_an_organisation_has_its_own_maximum() -> None:
    case = funded(places=5, most_per_organisation=SEAT)
    ours = factories.organisation()
    case.ask(factories.person(organisation=ours))
    with pytest.raises(RuleBroken, match="geld"):
        case.ask(factories.person(organisation=ours))
    case.ask(factories.person(organisation=factories.organisation("zuyd-hogeschool")))
    case.ask()
    colleague = factories.person(organisation=ours)
    assert wait(case, colleague).short == Short.ORGANISATION
    actions.set_rules(
        scheme=case.scheme,
        by=case.by,
        from_day=case.scheme.from_day,
        most_per_organisation=2 * SEAT,
    )
    case.ask(factories.person())
    assert check().faults == ()


def test_waiting_is_over_when_the_training_is_called_off() -> None:
    case = funded(places=0)
    one = wait(case)
    type(case.edition).objects.filter(pk=case.edition.pk).update(state="cancelled")
    raise_to(case.scheme, SEAT, case.by)
    assert state_of(one) == WaitState.OVER
    assert case.balances()["available"] == SEAT


def test_one_does_not_wait_without_a_scheme_or_with_a_place() -> None:
    someone = factories.person()
    with pytest.raises(RuleBroken, match="geen subsidie"):
        actions.wait_for_money(edition=factories.edition(), by=someone)
    case = funded(places=1)
    case.ask(someone)
    with pytest.raises(RuleBroken, match="al een plaats"):
        wait(case, someone)
    assert Enrolment.objects.filter(person=someone).count() == 1
