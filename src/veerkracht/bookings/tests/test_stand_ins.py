"""Places kept by a stand-in for who could not be enrolled: what the person then sees, says and gets."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction

from tests import factories
from veerkracht.bookings import actions, queries
from veerkracht.bookings.models import Answer, Booking
from veerkracht.bookings.rules import Fate
from veerkracht.bookings.tests.makers import booking, line_of, no, person_of, place_of, yes
from veerkracht.enrolment import actions as enrolment
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.enrolment.queries import fills, position
from veerkracht.enrolment.terms_actions import Whom
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message
from veerkracht.people.models import Person
from veerkracht.training.models import Edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def ask(person: Person, edition: Edition) -> Enrolment:
    return enrolment.request_places(people=[person], editions=[edition], by=person)[0]


def other_date(edition: Edition, capacity: int = 1) -> Edition:
    starts = now() + timedelta(days=50)
    return factories.edition(of=edition.course, starts=starts, capacity=capacity)


def free(edition: Edition) -> int:
    return fills([edition.pk])[edition.pk].free


def fate(made: Booking) -> Fate:
    return queries.rows_of([made])[made.pk][0].fate


def stand_ins() -> list[Person]:
    return list(Person.objects.filter(email__startswith="plaats-"))


def test_who_is_enrolled_already_may_show_that_place_and_the_kept_one_is_free_again() -> None:
    noor, edition = factories.person(), factories.edition(capacity=5)
    own = ask(noor, edition)
    made = booking(noor.email, edition=edition)
    assert (free(edition), len(stand_ins())) == (3, 1)
    assert yes(line_of(made), show_own=True) == Answer.YES
    assert (free(edition), stand_ins()) == (4, [])
    assert (place_of(line_of(made)).pk, fate(made)) == (own.pk, Fate.PLACED)


@pytest.mark.parametrize("how", [no, yes])
def test_who_would_rather_not_show_it_keeps_it_and_it_looks_like_any_no(how: object) -> None:
    noor, edition = factories.person(), factories.edition(capacity=5)
    own = ask(noor, edition)
    made = booking(noor.email, edition=edition)
    assert callable(how)
    assert how(line_of(made)) == Answer.NO
    own.refresh_from_db()
    assert (own.state, free(edition), fate(made)) == (State.PLACED, 4, Fate.SAID_NO)


def test_what_is_taken_back_leaves_the_own_place_alone() -> None:
    noor, edition = factories.person(), factories.edition(capacity=5)
    own = ask(noor, edition)
    made = booking(noor.email, edition=edition)
    actions.withdraw(line=line_of(made), by=made.by)
    actions.carry_out()
    send_due()
    own.refresh_from_db()
    assert (own.state, free(edition), stand_ins()) == (State.PLACED, 4, [])
    assert "blijft zoals het was" in Message.objects.get(kind="bookings.ended").text


def test_who_waits_for_another_date_goes_on_waiting_until_the_yes() -> None:
    noor, edition = factories.person(), factories.edition(capacity=5)
    other = other_date(edition)
    ask(factories.person(), other)
    waits = ask(noor, other)
    made = booking(noor.email, edition=edition)
    waits.refresh_from_db()
    assert waits.state == State.WAITING
    yes(line_of(made))
    waits.refresh_from_db()
    assert (waits.state, fate(made), stand_ins()) == (State.SETTLED, Fate.PLACED, [])
    assert free(edition) == 4


def test_who_waits_for_another_date_says_no_and_has_lost_nothing() -> None:
    noor, edition = factories.person(), factories.edition(capacity=5)
    other = other_date(edition)
    ask(factories.person(), other)
    waits = ask(noor, other)
    made = booking(noor.email, edition=edition)
    no(line_of(made))
    assert (position(waits), free(edition)) == (1, 5)


def test_who_has_a_place_on_another_date_is_told_why_and_may_swap() -> None:
    noor, edition = factories.person(), factories.edition(capacity=5)
    elsewhere = ask(noor, other_date(edition))
    made = booking(noor.email, edition=edition)
    with pytest.raises(RuleBroken, match="andere datum"), transaction.atomic():
        yes(line_of(made))
    assert fate(made) == Fate.ASKED
    enrolment.leave(enrolment=elsewhere, by=noor)
    yes(line_of(made))
    assert (fate(made), free(edition)) == (Fate.PLACED, 4)


def test_the_rank_of_a_stand_in_in_the_queue_goes_to_the_person(
    clock: time_machine.Traveller,
) -> None:
    noor, edition = factories.person(), factories.edition(capacity=1)
    elsewhere = ask(noor, other_date(edition))
    ask(factories.person(), edition)
    made = booking(noor.email, edition=edition)
    clock.shift(timedelta(hours=1))
    later = ask(factories.person(), edition)
    enrolment.leave(enrolment=elsewhere, by=noor)
    yes(line_of(made))
    assert (position(place_of(line_of(made))), position(later)) == (1, 2)


def test_an_offer_to_a_stand_in_is_taken_by_the_yes() -> None:
    noor, edition = factories.person(), factories.edition(capacity=1)
    elsewhere = ask(noor, other_date(edition))
    first = ask(factories.person(), edition)
    made = booking(noor.email, edition=edition)
    enrolment.leave(enrolment=first, by=first.person)
    enrolment.leave(enrolment=elsewhere, by=noor)
    yes(line_of(made))
    assert (fate(made), free(edition)) == (Fate.PLACED, 0)


def test_in_a_group_a_stand_in_does_not_hold_up_the_others() -> None:
    noor, edition = factories.person(), factories.edition(capacity=2)
    ask(noor, edition)
    made = booking(noor.email, "piet@b.example", edition=edition, together=True)
    assert fills([edition.pk])[edition.pk].waiting == 2
    yes(line_of(made, 1), show_own=True)
    fill = fills([edition.pk])[edition.pk]
    assert (fill.waiting, fill.offered) == (0, 1)


def test_kept_places_of_the_organisation_are_used_for_whom_it_books() -> None:
    edition = factories.edition(capacity=2)
    enrolment.keep_places(
        edition=edition,
        whom=Whom(organisation=factories.organisation()),
        number=1,
        until=now() + timedelta(days=20),
        by=factories.coordinator(),
    )
    ask(factories.person(), edition)
    made = booking("nieuw@b.example", edition=edition)
    assert len(stand_ins()) == 1
    about: actions.About = {"name": "Nieuw", "work": {"organisation": factories.organisation()}}
    line = line_of(made)
    actions.say_yes(line=line, by=person_of(line), about=about)
    assert (fate(made), stand_ins()) == (Fate.PLACED, [])


def test_who_turns_out_to_work_elsewhere_asks_for_a_place_like_anybody() -> None:
    edition = factories.edition(capacity=1)
    enrolment.keep_places(
        edition=edition,
        whom=Whom(organisation=factories.organisation()),
        number=1,
        until=now() + timedelta(days=20),
        by=factories.coordinator(),
    )
    made = booking("nieuw@b.example", edition=edition)
    yes(line_of(made))
    assert (fate(made), stand_ins()) == (Fate.WAITS, [])


def test_a_stand_in_gets_no_mail_and_leaves_no_account() -> None:
    noor, edition = factories.person(), factories.edition(capacity=5)
    ask(noor, edition)
    made = booking(noor.email, edition=edition)
    [stand_in] = stand_ins()
    yes(line_of(made), show_own=True)
    assert not Message.objects.filter(address__endswith=".invalid").exists()
    stand_in.refresh_from_db()
    assert (stand_in.name, stand_in.is_active) == ("", False)


def test_another_organisations_booking_counts_as_ones_own() -> None:
    edition = factories.edition(capacity=5)
    first = booking("noor@b.example", edition=edition)
    second = booking("noor@b.example", edition=edition, organisation=factories.organisation("mumc"))
    assert free(edition) == 3
    yes(line_of(second), show_own=True)
    assert (fate(first), fate(second), free(edition)) == (Fate.ASKED, Fate.PLACED, 4)
    no(line_of(first))
    assert (fate(second), free(edition)) == (Fate.LEFT, 5)
