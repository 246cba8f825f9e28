"""Many at once where places are kept and capped, on real commits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from bench.deeds import faults_of
from tests import factories
from tests.at_once import Deed, at_once
from veerkracht.enrolment import actions
from veerkracht.enrolment.models import Approval, Enrolment, Share, State
from veerkracht.enrolment.terms_actions import Whom
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.people.models import Person, Sector
from veerkracht.training.actions import change_edition
from veerkracht.training.models import Edition

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture(autouse=True)
def nothing_wrong(committed: None) -> Iterator[None]:
    """After each test the log is replayed, and shares are counted."""
    yield
    assert [fault for edition in Edition.objects.all() for fault in faults_of(edition)] == []


def sector() -> Sector:
    return Sector.objects.get(code="kraamzorg")


def of_group(**work: Any) -> Person:
    """Somebody from the group that the places are kept for."""
    return factories.person(sector=sector(), **work)


def ask(edition: Edition, person: Person) -> Enrolment:
    return actions.request_places(people=[person], editions=[edition], by=person)[0]


def keep(edition: Edition, number: int) -> Share:
    until = now() + timedelta(days=10)
    whom, by = Whom(sector=sector()), factories.coordinator()
    return actions.keep_places(edition=edition, whom=whom, number=number, until=until, by=by)


def cap(edition: Edition, number: int, whom: Whom) -> Share:
    return actions.cap_places(edition=edition, whom=whom, number=number, by=factories.coordinator())


def give_up(row: Enrolment) -> None:
    actions.leave(enrolment=row, by=row.person)


def test_forty_people_at_once_never_exceed_kept_places_or_a_cap() -> None:
    edition = factories.edition(capacity=10)
    keep(edition, 4)
    cap(edition, 2, Whom(students=True))
    people = [
        *(of_group() for _ in range(12)),
        *(factories.person(kind="student") for _ in range(12)),
        *(factories.person() for _ in range(16)),
    ]
    at_once(
        [
            partial(ask, edition, one)
            for pair in zip(people[:20], people[20:], strict=True)
            for one in pair
        ]
    )
    placed = Enrolment.objects.filter(edition=edition, state=State.PLACED)
    assert placed.count() == 10
    assert placed.filter(person__kind="student").count() <= 2
    assert placed.filter(seat__share__isnull=False).count() == 4


def test_places_are_released_while_people_ask() -> None:
    edition = factories.edition(capacity=8)
    share = keep(edition, 6)
    people = [of_group() if number % 3 == 0 else factories.person() for number in range(24)]
    Share.objects.filter(pk=share.pk).update(until=now() - timedelta(seconds=1))
    asks: list[Deed] = [partial(ask, edition, one) for one in people]
    at_once([*asks[:10], actions.release_kept, actions.release_kept, *asks[10:]])
    seated = Enrolment.objects.filter(edition=edition, state__in=[State.PLACED, State.OFFERED])
    assert seated.count() == 8


def test_agreements_come_and_go_while_people_ask_and_leave() -> None:
    edition = factories.edition(capacity=6)
    by = factories.coordinator()
    placed = [ask(edition, of_group() if number % 2 else factories.person()) for number in range(6)]
    asks: list[Deed] = [
        partial(ask, edition, of_group() if number % 2 else factories.person())
        for number in range(12)
    ]
    leaves: list[Deed] = [partial(give_up, row) for row in placed[:4]]
    until = now() + timedelta(days=5)
    deeds: list[Deed] = [
        partial(
            actions.keep_places,
            edition=edition,
            whom=Whom(sector=sector()),
            number=2,
            until=until,
            by=by,
        ),
        partial(actions.cap_places, edition=edition, whom=Whom(sector=sector()), number=3, by=by),
    ]
    at_once([*asks[:6], *leaves, *deeds, *asks[6:]])
    for share in Share.objects.filter(edition=edition).select_related("edition__course"):
        actions.remove_share(share=share, by=by)


def test_ten_yeses_to_one_request_and_a_withdrawal_have_one_outcome() -> None:
    edition, by = factories.edition(capacity=1), factories.coordinator()
    actions.set_approver(edition=edition, approver="coordinator", by=by)
    row = ask(edition, factories.person())
    approval = Approval.objects.select_related("enrolment__edition", "enrolment__person").get()
    answers = [
        partial(actions.decide, approval=approval, agreed=n % 2 == 0, by=by) for n in range(10)
    ]
    outcome = at_once([*answers, lambda: give_up(row)])
    row.refresh_from_db()
    assert row.state in {State.PLACED, State.REFUSED, State.WITHDRAWN, State.CANCELLED}
    assert sum(not isinstance(one, RuleBroken) for one in outcome) <= 2


def test_dates_come_while_people_say_that_they_are_interested() -> None:
    edition = factories.undated(capacity=4)
    early = [ask(edition, factories.person()) for _ in range(3)]
    people = [factories.person() for _ in range(12)]
    first = now() + timedelta(days=60)

    def give_dates() -> None:
        fresh = Edition.objects.get(pk=edition.pk)
        sessions = [(first, first + timedelta(hours=3))]
        town = factories.edition().municipality
        change_edition(
            by=None, edition=fresh, version=fresh.version, sessions=sessions, municipality=town
        )

    asks: list[Deed] = [partial(ask, edition, person) for person in people]
    at_once([*asks[:6], give_dates, *asks[6:]])
    states = {row.pk: row.state for row in Enrolment.objects.filter(edition=edition)}
    assert {states[row.pk] for row in early} == {State.OFFERED}
    assert sum(state in {State.OFFERED, State.PLACED} for state in states.values()) == 4
