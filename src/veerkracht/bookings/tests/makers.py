"""Bookings for tests, made as people make them."""

from __future__ import annotations

from itertools import count
from typing import Any

from tests import factories
from veerkracht.bookings import actions, rules
from veerkracht.bookings.models import Booking, BookingLine
from veerkracht.enrolment.models import Enrolment
from veerkracht.people.models import Organisation, Person
from veerkracht.training.models import Edition

_keys = count(1)


def entries(*addresses: str) -> list[rules.Entry]:
    """A list of these addresses, as it is read."""
    return rules.read_list("\n".join(addresses))


def booking(
    *addresses: str,
    by: Person | None = None,
    edition: Edition | None = None,
    organisation: Organisation | None = None,
    carried_out: bool = True,
    **how: Any,
) -> Booking:
    """An employer books these addresses, and the job has been round."""
    organisation = organisation or factories.organisation()
    made = actions.book(
        by=by or factories.contact(organisation),
        organisation=organisation,
        edition=edition or factories.edition(capacity=5),
        people=entries(*addresses),
        form_key=how.pop("form_key", f"test-form-key-{next(_keys):04}"),
        **how,
    )
    if carried_out:
        actions.carry_out()
    return made


def line_of(made: Booking, number: int = 1) -> BookingLine:
    """A line of a booking as it is now."""
    related = ("booking__edition__course", "booking__organisation", "booking__by")
    lines = BookingLine.objects.select_related(*related, "person", "enrolment", "held")
    return lines.get(booking=made, number=number)


def person_of(line: BookingLine) -> Person:
    """Whom a line is about; it was carried out."""
    assert line.person is not None
    return line.person


def place_of(line: BookingLine) -> Enrolment:
    """What the booking asked for, for that person."""
    assert line.enrolment is not None
    return line.enrolment


def yes(line: BookingLine, **how: Any) -> str:
    """The person says yes and keeps the own profile."""
    person = person_of(line)
    return actions.say_yes(line=line, by=person, about={"name": person.name}, **how)


def no(line: BookingLine) -> str:
    """The person says no."""
    return actions.say_no(line=line, by=person_of(line))
