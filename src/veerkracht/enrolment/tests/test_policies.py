"""Who may enrol whom, and who may give up a place of somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from tests import factories
from veerkracht.enrolment import actions, policies
from veerkracht.enrolment.models import Enrolment, Move, State
from veerkracht.enrolment.queries import position
from veerkracht.enrolment.rules import Rule
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.kernel.permissions import allows
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message, MessageState
from veerkracht.people.actions import end_role, give_role
from veerkracht.people.models import Organisation, Person, Role, RoleKind
from veerkracht.people.policies import forget_roles

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def contact() -> Person:
    person = factories.person()
    organisation = Organisation.objects.order_by("pk")[0]
    give_role(person=person, kind=RoleKind.EMPLOYER, organisation=organisation, by=None)
    return person


def booked(by: Person, **values: int) -> Enrolment:
    edition = factories.edition(**values)
    [row] = actions.request_places(people=[factories.person()], editions=[edition], by=by)
    return row


@pytest.fixture
def whoever_asked() -> Iterator[None]:
    """As long as this stands, who asked for a place may give it up."""
    policies.stewards.add("test", lambda by, enrolment: by.pk == enrolment.asked_by_id)
    yield
    policies.stewards.remove("test")


def test_the_contact_of_an_employer_enrols_others() -> None:
    assert booked(contact()).state == State.PLACED


def test_who_is_nobodys_contact_enrols_only_themselves() -> None:
    sanne = factories.person()
    with pytest.raises(NotAllowed):
        booked(sanne)
    assert allows(policies.check_may_enrol, sanne, sanne, 1)


def test_a_contact_whose_role_ended_enrols_nobody_else() -> None:
    by = contact()
    end_role(role=Role.objects.get(person=by), by=None)
    forget_roles(by)
    with pytest.raises(NotAllowed):
        booked(by)


def test_who_enrolled_somebody_may_neither_see_nor_give_up_the_place() -> None:
    by = contact()
    row = booked(by)
    assert not allows(policies.check_may_change, by, row)
    with pytest.raises(NotAllowed):
        actions.leave(enrolment=row, by=by)


@pytest.mark.usefixtures("whoever_asked")
def test_who_booked_takes_back_without_seeing_and_the_log_says_so() -> None:
    by = contact()
    row = booked(by)
    assert not allows(policies.check_may_change, by, row)
    actions.leave(enrolment=row, by=by)
    move = Move.objects.filter(enrolment=row).latest("pk")
    assert (move.after, move.rule, move.by) == (State.CANCELLED, Rule.TAKEN_BACK, by)


@pytest.mark.usefixtures("whoever_asked")
def test_somebody_elses_booking_cannot_be_taken_back() -> None:
    row = booked(contact())
    with pytest.raises(NotAllowed):
        actions.leave(enrolment=row, by=contact())


def test_one_of_a_party_can_leave_the_queue_alone() -> None:
    edition, by = factories.edition(capacity=3), contact()
    for _ in range(2):
        actions.request_places(people=[factories.person()], editions=[edition], by=by)
    party = actions.request_places(
        people=[factories.person() for _ in range(3)], editions=[edition], by=by
    )
    assert {row.state for row in party} == {State.WAITING}
    actions.leave(enrolment=party[0], by=party[0].person, alone=True)
    states = Enrolment.objects.filter(wish=party[0].wish).order_by("pk")
    assert list(states.values_list("state", flat=True)) == ["withdrawn", "waiting", "waiting"]


def test_a_place_that_another_app_tells_of_brings_no_letter_of_ours() -> None:
    policies.told_elsewhere.add("test", lambda enrolment: True)
    try:
        row = booked(contact())
        send_due()
    finally:
        policies.told_elsewhere.remove("test")
    message = Message.objects.get(once=f"enrolment.placed:{row.pk}")
    assert message.state != MessageState.SENT


def test_a_request_that_is_carried_out_later_has_the_rank_of_when_it_was_made(
    clock: time_machine.Traveller,
) -> None:
    edition, by = factories.edition(capacity=1), contact()
    actions.request_places(people=[factories.person()], editions=[edition], by=by)
    earlier = now()
    clock.shift(timedelta(minutes=5))
    other = factories.person()
    [late] = actions.request_places(people=[other], editions=[edition], by=other)
    [row] = actions.request_places(
        people=[factories.person()], editions=[edition], by=by, requested_at=earlier
    )
    assert (position(row), position(late)) == (1, 2)
    assert Move.objects.get(enrolment=row).at == now()


def test_what_was_asked_in_time_is_carried_out_after_closing(
    clock: time_machine.Traveller,
) -> None:
    edition, by = factories.edition(), contact()
    in_time = now()
    clock.move_to(edition.closes_at)
    with pytest.raises(RuleBroken):
        actions.request_places(people=[factories.person()], editions=[edition], by=by)
    [row] = actions.request_places(
        people=[factories.person()], editions=[edition], by=by, requested_at=in_time
    )
    assert row.state == State.PLACED
