"""Many at once, on real commits: one form is one booking, one line one place, and the log stays fair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial

import pytest

from bench.deeds import faults_of
from tests import factories
from tests.at_once import Deed, at_once
from veerkracht.bookings import actions
from veerkracht.bookings.models import Booking, BookingLine
from veerkracht.bookings.tests.makers import booking, entries, line_of, person_of, yes
from veerkracht.enrolment import actions as enrolment
from veerkracht.enrolment.models import Enrolment
from veerkracht.kernel.errors import RuleBroken
from veerkracht.messages.models import Message
from veerkracht.people.models import Person
from veerkracht.training.models import Edition

pytestmark = pytest.mark.usefixtures("committed")

TEN = [f"p{n}@b.example" for n in range(10)]


@pytest.fixture(autouse=True)
def nothing_wrong(committed: None) -> Iterator[None]:
    """After each test the log is replayed: no overbooking, no idle place, nobody overtaken."""
    yield
    assert [fault for edition in Edition.objects.all() for fault in faults_of(edition)] == []


def book(by_form: str, edition: Edition, contact_id: int) -> Booking:
    of = factories.organisation()
    contact = Person.objects.get(pk=contact_id)
    return actions.book(
        by=contact, organisation=of, edition=edition, people=entries(*TEN), form_key=by_form
    )


def test_one_form_in_six_tabs_is_one_booking() -> None:
    edition, by = factories.edition(capacity=5), factories.contact()
    made = at_once([lambda: book("the-same-form-key", edition, by.pk)] * 6)
    assert len({one.pk for one in made}) == 1
    assert BookingLine.objects.count() == 10


def test_two_forms_with_the_same_list_book_everybody_once() -> None:
    edition, by = factories.edition(capacity=5), factories.contact()
    forms: list[Deed] = [partial(book, f"form-number-{n:06}", edition, by.pk) for n in range(4)]
    made = at_once(forms)
    assert sum(isinstance(one, RuleBroken) for one in made) == 3
    assert BookingLine.objects.count() == 10


def test_four_processes_carry_each_line_out_once() -> None:
    made = booking(*TEN, edition=factories.edition(capacity=5), carried_out=False)
    at_once([actions.carry_out] * 4)
    states = Counter(Enrolment.objects.values_list("state", flat=True))
    assert states == {"placed": 5, "waiting": 5}
    assert Message.objects.filter(kind="bookings.invited").count() == 10
    assert not made.lines.filter(to_do=True).exists()


def test_a_booking_and_thirty_others_at_once_share_the_places_fairly() -> None:
    edition = factories.edition(capacity=12)
    people = [factories.person() for _ in range(30)]
    booking(*TEN, edition=edition, carried_out=False)
    asking = [
        lambda one=one: enrolment.request_places(people=[one], editions=[edition], by=one)
        for one in people
    ]
    at_once([*asking, actions.carry_out, actions.carry_out])
    actions.carry_out()
    states = Counter(Enrolment.objects.values_list("state", flat=True))
    assert states == {"placed": 12, "waiting": 28}


def test_a_yes_a_no_and_a_withdrawal_at_once_leave_one_answer() -> None:
    made = booking("noor@b.example")
    noor = person_of(line_of(made))
    answers = at_once(
        [
            lambda: yes(line_of(made)),
            lambda: actions.say_no(line=line_of(made), by=noor),
            lambda: actions.withdraw(line=line_of(made), by=made.by),
            lambda: yes(line_of(made)),
        ]
    )
    assert sum(isinstance(one, RuleBroken) for one in answers) >= 2
    actions.carry_out()
    line = line_of(made)
    places = Enrolment.objects.live().filter(person=noor).count()
    assert (line.answer == "yes") == (places == 1)
    assert not line.is_open
