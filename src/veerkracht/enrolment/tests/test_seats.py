"""Many at once, on real commits: nobody gets a place twice, nobody is overtaken, no place is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest
from django.db import OperationalError

from bench.deeds import faults_of
from tests import factories
from tests.at_once import Deed, at_once
from veerkracht.enrolment import actions, queries, seats
from veerkracht.enrolment.models import Enrolment, Seat, State
from veerkracht.kernel.clock import held_at, now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.messages.models import Message
from veerkracht.people.models import Person
from veerkracht.training.actions import call_off_edition, change_edition
from veerkracht.training.models import Edition

pytestmark = pytest.mark.usefixtures("committed")


def ask(edition: Edition, *people: Person) -> Enrolment:
    by = people[0]
    return actions.request_places(people=people, editions=[edition], by=by)[0]


def asking(edition: Edition, person: Person) -> Deed:
    return lambda: ask(edition, person)


def live(edition: Edition) -> Counter[str]:
    return Counter(Enrolment.objects.filter(edition=edition).values_list("state", flat=True))


@pytest.fixture(autouse=True)
def nothing_wrong(committed: None) -> Iterator[None]:
    """After each test the log is replayed: no overbooking, no idle place, nobody overtaken."""
    yield
    assert [fault for edition in Edition.objects.all() for fault in faults_of(edition)] == []


def test_forty_people_at_once_get_five_places_and_a_queue() -> None:
    edition = factories.edition(capacity=5)
    people = [factories.person() for _ in range(40)]
    rows = at_once([asking(edition, person) for person in people])
    assert live(edition) == {"placed": 5, "waiting": 35}
    waiting = [row for row in rows if row.state == State.WAITING]
    assert sorted(queries.position(row) for row in waiting) == list(range(1, 36))
    assert Message.objects.count() == 40


def test_the_same_person_in_ten_tabs_has_one_row_and_one_mail() -> None:
    edition, sanne = factories.edition(capacity=5), factories.person()
    answers = at_once([asking(edition, sanne)] * 10)
    assert live(edition) == {"placed": 1}
    assert sum(isinstance(answer, RuleBroken) for answer in answers) == 9
    assert Message.objects.count() == 1
    assert Seat.objects.filter(edition=edition, taken=True).count() == 1


def test_one_person_in_four_tabs_gets_a_place_on_one_of_four_dates() -> None:
    course, sanne = factories.course(), factories.person()
    dates = [
        factories.edition(of=course, starts=now() + timedelta(days=30 + 7 * n)) for n in range(4)
    ]
    at_once([asking(date, sanne) for date in dates])
    held = Enrolment.objects.filter(person=sanne, state=State.PLACED).count()
    assert held == 1


def test_a_yes_and_the_end_of_the_offer_at_once_have_one_outcome() -> None:
    edition = factories.edition(capacity=3)
    placed = [ask(edition, factories.person()) for _ in range(3)]
    waiting = [ask(edition, factories.person()) for _ in range(6)]
    for row in placed:
        actions.leave(enrolment=row, by=row.person)
    offers = list(
        Enrolment.objects.filter(edition=edition, state=State.OFFERED).select_related(
            "person", "edition"
        )
    )

    def lapse() -> int:
        with held_at(now() + timedelta(hours=49)):
            return actions.lapse_offers()

    accepts: list[Deed] = [partial(actions.accept, enrolment=row, by=row.person) for row in offers]
    at_once([*accepts, lapse, lapse])
    states = live(edition)
    assert states["placed"] + states["offered"] == 3
    assert states["placed"] + states["lapsed"] == 3
    assert len(waiting) == 6


def test_fewer_and_more_places_while_people_ask() -> None:
    edition = factories.edition(capacity=6)
    people = [factories.person() for _ in range(16)]

    def change(capacity: int) -> Deed:
        def deed() -> None:
            fresh = Edition.objects.get(pk=edition.pk)
            change_edition(by=None, edition=fresh, version=fresh.version, capacity=capacity)

        return deed

    at_once(
        [
            *(asking(edition, person) for person in people),
            change(3),
            change(9),
            change(4),
            change(8),
        ]
    )
    edition.refresh_from_db()
    assert Seat.objects.filter(edition=edition).count() == edition.capacity
    assert live(edition)["placed"] + live(edition)["offered"] == edition.capacity


def test_calling_off_while_people_ask_leaves_nobody_with_a_place() -> None:
    edition = factories.edition(capacity=8)
    people = [factories.person() for _ in range(18)]
    asks = [asking(edition, person) for person in people]
    at_once(
        [*asks[:9], lambda: call_off_edition(by=None, edition=edition, reason="Ziek"), *asks[9:]]
    )
    assert set(live(edition)) <= {"called-off"}
    assert not Seat.objects.filter(edition=edition, taken=True).exists()


def test_who_comes_while_somebody_leaves_does_not_pass_the_queue() -> None:
    edition = factories.edition(capacity=4)
    placed = [ask(edition, factories.person()) for _ in range(4)]
    first = [ask(edition, factories.person()) for _ in range(4)]
    late = [factories.person() for _ in range(10)]
    leaves: list[Deed] = [partial(actions.leave, enrolment=row, by=row.person) for row in placed]
    at_once([*leaves, *(asking(edition, person) for person in late)])
    offered = Enrolment.objects.filter(edition=edition, state=State.OFFERED)
    assert {row.pk for row in offered} == {row.pk for row in first}
    assert live(edition)["placed"] == 0


def test_a_place_is_taken_over_by_one_of_two_colleagues() -> None:
    edition = factories.edition(capacity=1)
    row = ask(edition, factories.person())
    handover = actions.ask_colleague(enrolment=row, address="c@voorbeeld.example", by=row.person)
    colleagues = [factories.person() for _ in range(5)]
    takes: list[Deed] = [
        partial(actions.take_over, handover=handover, by=one) for one in colleagues
    ]
    answers = at_once([*takes, lambda: actions.leave(enrolment=row, by=row.person)])
    assert sum(isinstance(answer, RuleBroken) for answer in answers) == 5
    assert live(edition)["placed"] <= 1


def test_two_coordinators_who_add_people_at_once_do_not_block_each_other() -> None:
    edition, coordinators = (
        factories.edition(capacity=4),
        [factories.coordinator() for _ in range(4)],
    )
    people = [[factories.person() for _ in range(3)] for _ in coordinators]
    deeds: list[Deed] = [
        partial(
            actions.request_for_parties,
            parties=[[person] for person in mine],
            edition=edition,
            by=by,
        )
        for by, mine in zip(coordinators, people, strict=True)
    ]
    answers = at_once(deeds)
    assert not any(isinstance(answer, (RuleBroken, OperationalError)) for answer in answers)
    assert live(edition) == {"placed": 4, "waiting": 8}


def test_more_seats_than_are_free_are_never_taken() -> None:
    edition = factories.edition(capacity=3)
    assert seats.ask_take(edition.pk, 4).rows() == []
    assert len(seats.ask_take(edition.pk, 3).rows()) == 3
    assert seats.ask_take(edition.pk, 1).rows() == []
    Seat.objects.filter(edition=edition).update(taken=False)
