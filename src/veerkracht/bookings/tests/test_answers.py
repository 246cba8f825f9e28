"""Answering, taking back, reminding and the digest, on the database."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction

from tests import factories
from veerkracht.bookings import actions
from veerkracht.bookings.rules import Fate
from veerkracht.bookings.tests.booking_ways import AN, NOOR, PIET, ask, fates, mails, states
from veerkracht.bookings.tests.makers import booking, line_of, no, person_of, place_of, yes
from veerkracht.enrolment import actions as enrolment
from veerkracht.enrolment.models import Enrolment, Move, State
from veerkracht.enrolment.rules import Rule
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message
from veerkracht.people.actions import end_role
from veerkracht.people.models import Person, Role
from veerkracht.training.actions import (
    call_off_edition,
    make_qualification,
    record_achievement,
)
from veerkracht.training.models import Edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


# Answering


def test_a_yes_shows_the_place_and_brings_the_letter_that_waited() -> None:
    made = booking(NOOR)
    send_due()
    assert fates(made) == [Fate.ASKED]
    yes(line_of(made))
    send_due()
    assert fates(made) == [Fate.PLACED]
    placed = Message.objects.filter(kind="enrolment.placed", state="sent")
    assert [message.address for message in placed] == ["noor@b.example"]
    assert "BEGIN:VCALENDAR" in placed[0].calendar


def test_a_no_gives_the_place_to_who_waits_and_tells_no_costs() -> None:
    edition = factories.edition(capacity=1)
    made = booking(NOOR, edition=edition)
    waiting = ask(edition, factories.person())
    no(line_of(made))
    send_due()
    waiting.refresh_from_db()
    assert waiting.state == State.OFFERED
    assert fates(made) == [Fate.SAID_NO]
    assert not Message.objects.filter(kind="enrolment.left", state="sent").exists()


def test_nobody_answers_for_somebody_else() -> None:
    made, stranger = booking(NOOR), factories.person()
    with pytest.raises(NotAllowed):
        actions.say_yes(line=line_of(made), by=stranger, about={"name": "X"})
    with pytest.raises(NotAllowed):
        actions.say_no(line=line_of(made), by=made.by)


def test_an_answer_is_given_once() -> None:
    made = booking(NOOR)
    yes(line_of(made))
    with pytest.raises(RuleBroken):
        no(line_of(made))
    assert fates(made) == [Fate.PLACED]


def test_a_yes_keeps_what_one_tells_of_oneself() -> None:
    line = line_of(booking(NOOR))
    school = factories.organisation("zuyd-hogeschool")
    about: actions.About = {
        "name": "Noor Jansen",
        "work": {"kind": "student", "organisation": school, "function": "verpleegkunde"},
        "register": "knov",
        "number": "123456",
    }
    actions.say_yes(line=line, by=person_of(line), about=about)
    noor = Person.objects.get(pk=line.person_id or 0)
    assert (noor.name, noor.kind, noor.organisation) == ("Noor Jansen", "student", school)
    assert noor.register_numbers.get().number == "KNOV-123456"


def test_a_number_that_cannot_be_one_keeps_the_answer_open() -> None:
    line = line_of(booking(NOOR))
    about: actions.About = {"name": "Noor", "register": "big", "number": "12"}
    with pytest.raises(RuleBroken) as broken, transaction.atomic():
        actions.say_yes(line=line, by=person_of(line), about=about)
    assert broken.value.field == "number"
    assert line_of(line.booking).is_open


def test_an_offer_is_accepted_by_the_yes() -> None:
    edition = factories.edition(capacity=1)
    first = ask(edition, factories.person())
    made = booking(NOOR, edition=edition)
    enrolment.leave(enrolment=first, by=first.person)
    yes(line_of(made))
    assert fates(made) == [Fate.PLACED]


def test_who_accepts_or_leaves_on_the_own_pages_has_answered() -> None:
    edition = factories.edition(capacity=2)
    first = ask(edition, factories.person())
    made = booking(NOOR, PIET, edition=edition)
    noor, piet = line_of(made, 1), line_of(made, 2)
    enrolment.leave(enrolment=place_of(noor), by=person_of(noor))
    enrolment.leave(enrolment=first, by=first.person)
    enrolment.accept(enrolment=place_of(line_of(made, 2)), by=person_of(piet))
    assert actions.notice_answers() == 2
    assert fates(made) == [Fate.SAID_NO, Fate.PLACED]
    assert actions.notice_answers() == 0


def test_who_leaves_after_a_yes_is_shown_as_having_left() -> None:
    made = booking(NOOR)
    yes(line_of(made))
    noor = line_of(made)
    enrolment.leave(enrolment=place_of(noor), by=person_of(noor))
    assert fates(made) == [Fate.LEFT]


def test_presence_is_shown_once_it_is_known() -> None:
    made = booking(NOOR, PIET)
    yes(line_of(made, 1))
    yes(line_of(made, 2))
    Enrolment.objects.filter(pk=line_of(made, 1).enrolment_id or 0).update(came=True)
    Enrolment.objects.filter(pk=line_of(made, 2).enrolment_id or 0).update(came=False)
    assert fates(made) == [Fate.CAME, Fate.MISSED]


def test_after_the_start_or_when_it_is_called_off_nobody_can_answer(
    clock: time_machine.Traveller,
) -> None:
    made, other = booking(NOOR), booking(NOOR)
    called_off = Edition.objects.get(pk=other.edition_id)
    call_off_edition(by=None, edition=called_off, reason="De trainer is ziek.")
    with pytest.raises(RuleBroken):
        yes(line_of(other))
    clock.shift(timedelta(days=31))
    with pytest.raises(RuleBroken):
        yes(line_of(made))


def test_what_one_must_have_first_keeps_no_place_and_is_asked_at_the_yes() -> None:
    basis = make_qualification(by=None, slug="basis-test", name="Basis")
    edition = factories.edition(of=factories.course(prerequisite=basis), capacity=5)
    knows = factories.person()
    record_achievement(by=None, person=knows, qualification=basis, on=now().date())
    made = booking(NOOR, knows.email, edition=edition)
    assert states(edition) == []
    with pytest.raises(RuleBroken), transaction.atomic():
        yes(line_of(made, 1))
    yes(line_of(made, 2))
    assert fates(made) == [Fate.ASKED, Fate.PLACED]


def test_a_booking_approves_what_an_employer_must_approve() -> None:
    edition = factories.edition(capacity=5)
    enrolment.set_approver(edition=edition, approver="employer", by=factories.coordinator())
    made = booking(NOOR, edition=edition)
    yes(line_of(made))
    assert fates(made) == [Fate.PLACED]


# Taking back, reminding, and time that runs out


def test_what_is_taken_back_goes_to_who_waits_and_is_told() -> None:
    edition = factories.edition(capacity=1)
    made = booking(NOOR, edition=edition)
    waiting = ask(edition, factories.person())
    actions.withdraw(line=line_of(made), by=made.by)
    actions.carry_out()
    waiting.refresh_from_db()
    assert waiting.state == State.OFFERED
    move = Move.objects.filter(enrolment=line_of(made).enrolment).latest("pk")
    assert (move.rule, move.by) == (Rule.TAKEN_BACK, made.by)
    assert fates(made) == [Fate.WITHDRAWN]
    assert mails("bookings.ended") == ["noor@b.example"]


def test_another_contact_of_the_same_organisation_may_take_back() -> None:
    made = booking(NOOR)
    actions.withdraw(line=line_of(made), by=factories.contact())
    actions.carry_out()
    assert states(made.edition) == [State.CANCELLED]


def test_after_a_yes_the_place_belongs_to_the_person() -> None:
    made = booking(NOOR)
    yes(line_of(made))
    with pytest.raises(RuleBroken):
        actions.withdraw(line=line_of(made), by=made.by)
    assert states(made.edition) == [State.PLACED]


def test_the_contact_of_another_organisation_takes_nothing_back() -> None:
    made, other = booking(NOOR), factories.contact(factories.organisation("mumc"))
    with pytest.raises(NotAllowed):
        actions.withdraw(line=line_of(made), by=other)
    with pytest.raises(NotAllowed):
        actions.remind(booking=made, by=other)


def test_who_did_not_answer_is_reminded_once_a_day(clock: time_machine.Traveller) -> None:
    made = booking(NOOR, PIET)
    yes(line_of(made, 2))
    assert actions.remind(booking=made, by=made.by) == 0  # the first mail was today's
    clock.shift(timedelta(days=1))
    assert actions.remind(booking=made, by=made.by) == 1
    assert actions.remind(booking=made, by=made.by) == 0
    clock.shift(timedelta(days=1))
    assert actions.remind(booking=made, by=made.by) == 1
    assert mails("bookings.reminded") == ["noor@b.example"] * 2


def test_without_an_answer_in_time_the_place_goes_on(clock: time_machine.Traveller) -> None:
    made = booking(NOOR)
    clock.move_to(made.answer_until - timedelta(minutes=1))
    assert actions.lapse() == 0
    clock.move_to(made.answer_until)
    assert actions.lapse() == 1
    actions.carry_out()
    assert states(made.edition) == [State.CANCELLED]
    assert fates(made) == [Fate.NO_ANSWER]
    with pytest.raises(RuleBroken):
        yes(line_of(made))


# The digest


def test_answers_are_told_in_one_mail_and_at_most_once_an_hour(
    clock: time_machine.Traveller,
) -> None:
    made = booking(NOOR, PIET, AN)
    yes(line_of(made, 1))
    no(line_of(made, 2))
    assert actions.tell_answers() == 1
    yes(line_of(made, 3))
    clock.shift(timedelta(minutes=59))
    assert actions.tell_answers() == 0
    clock.shift(timedelta(minutes=1))
    assert actions.tell_answers() == 1
    assert actions.tell_answers() == 0
    send_due()
    first, second = Message.objects.filter(kind="bookings.answered").order_by("pk")
    assert first.address == made.by.email
    assert "Noor" in first.text
    assert "Piet" in first.text
    assert "An" in second.text


def test_who_is_no_longer_a_contact_is_told_nothing() -> None:
    made = booking(NOOR)
    yes(line_of(made))
    end_role(role=Role.objects.get(person=made.by), by=None)
    assert actions.tell_answers() == 0
    assert mails("bookings.answered") == []
