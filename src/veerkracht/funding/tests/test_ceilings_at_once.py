"""Fifty at once at a ceiling, on real commits: not a cent is overspent, and nobody waits for ever."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from tests import factories
from tests.at_once import Deed, at_once
from veerkracht.enrolment import actions as enrolment
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.funding import actions
from veerkracht.funding.ledger_check import check
from veerkracht.funding.models import MoneyWait, WaitState
from veerkracht.funding.tests.funded import SEAT, funded, raise_to
from veerkracht.kernel.errors import RuleBroken
from veerkracht.people.models import Person
from veerkracht.training.models import Edition

pytestmark = pytest.mark.usefixtures("committed")


def ask(person: Person, *editions: Edition) -> Enrolment:
    return enrolment.request_places(
        people=[person], editions=editions, by=person, despite_overlap=True
    )[0]


def outcome(found: list[Any]) -> tuple[int, int]:
    """How many got a row, and how many were refused; anything else is an error."""
    rows = [one for one in found if isinstance(one, Enrolment)]
    refused = [one for one in found if isinstance(one, RuleBroken)]
    assert len(rows) + len(refused) == len(found), found
    return len(rows), len(refused)


def test_fifty_at_once_at_a_ceiling_do_not_overspend_a_cent() -> None:
    case = funded(places=0)
    raise_to(case.scheme, 20 * SEAT + SEAT - 1, case.by)
    other = case.another()
    people = [factories.person() for _ in range(50)]
    found = at_once(
        [partial(ask, one, (case.edition, other)[nth % 2]) for nth, one in enumerate(people)]
    )
    assert outcome(found) == (20, 30)
    assert case.balances()["committed"] == 20 * SEAT
    assert case.balances()["available"] == SEAT - 1
    assert Enrolment.objects.filter(state=State.PLACED).count() == 20
    assert check().faults == ()


def test_two_schemes_in_one_wish_do_not_wait_for_each_other() -> None:
    course = factories.course()
    first, second = funded(places=8, of=course), funded(places=8, of=course)
    people = [factories.person() for _ in range(40)]
    orders = ((first.edition, second.edition), (second.edition, first.edition))
    found = at_once([partial(ask, one, *orders[nth % 2]) for nth, one in enumerate(people)])
    placed, _refused = outcome(found)
    assert placed >= 8
    assert first.balances()["available"] >= 0
    assert second.balances()["available"] >= 0
    assert check().faults == ()


def test_leaving_waiting_and_asking_at_once_keep_the_order() -> None:
    case = funded(places=5)
    seated = [case.ask() for _ in range(5)]
    waits = [actions.wait_for_money(edition=case.edition, by=factories.person()) for _ in range(5)]
    newcomers = [factories.person() for _ in range(10)]
    deeds: list[Deed] = [
        *(partial(enrolment.leave, enrolment=row, by=row.person) for row in seated),
        *(partial(ask, one, case.edition) for one in newcomers),
    ]
    found = at_once([deeds[nth * 7 % len(deeds)] for nth in range(len(deeds))])
    assert sum(isinstance(one, RuleBroken) for one in found) == 10
    states = set(MoneyWait.objects.filter(pk__in=[one.pk for one in waits]).values_list("state"))
    assert states == {(WaitState.TOLD,)}
    taken = at_once(
        [
            partial(actions.take_place, wait=one, by=one.person)
            for one in MoneyWait.objects.select_related("person")
        ]
    )
    assert all(isinstance(one, list) for one in taken), taken
    assert case.balances()["committed"] == 5 * SEAT
    assert check().faults == ()


def test_raising_the_ceiling_while_people_ask_and_book() -> None:
    case = funded(places=3)
    people = [factories.person() for _ in range(16)]
    deeds: list[Deed] = [partial(ask, one, case.edition) for one in people]
    deeds.insert(5, partial(raise_to, case.scheme, 6 * SEAT, case.by))
    deeds.insert(
        9,
        partial(
            actions.book_by_hand,
            scheme=case.scheme,
            source="available",
            target="realised",
            amount=SEAT,
            reason="Zaal",
            evidence="F-7",
            by=case.by,
        ),
    )
    at_once(deeds)
    balances = case.balances()
    assert balances["available"] >= 0
    assert sum(balances.values()) == 0
    assert check().faults == ()


def test_offers_that_lapse_while_the_money_is_asked_for() -> None:
    case = funded(places=4, capacity=4)
    seated = [case.ask() for _ in range(4)]
    queue = [case.ask() for _ in range(4)]
    for row in seated[:2]:
        enrolment.leave(enrolment=row, by=row.person)
    Enrolment.objects.filter(state=State.OFFERED).update(
        offer_expires_at=queue[0].requested_at - timedelta(hours=1)
    )
    deeds: list[Deed] = [
        enrolment.lapse_offers,
        *(partial(enrolment.leave, enrolment=row, by=row.person) for row in seated[2:]),
        *(partial(ask, factories.person(), case.edition) for _ in range(8)),
    ]
    at_once(deeds)
    assert sum(case.balances().values()) == 0
    assert check().faults == ()
