"""What tests of bookings do over and over: asking for a place, and looking at what came of it."""

from __future__ import annotations

from veerkracht.bookings import queries
from veerkracht.bookings.models import Booking
from veerkracht.bookings.rules import Fate
from veerkracht.enrolment import actions as enrolment
from veerkracht.enrolment.models import Enrolment
from veerkracht.messages.models import Message
from veerkracht.people.models import Person
from veerkracht.training.models import Edition

NOOR, PIET, AN = "Noor <noor@b.example>", "Piet <piet@b.example>", "An <an@b.example>"


def ask(edition: Edition, person: Person) -> Enrolment:
    return enrolment.request_places(people=[person], editions=[edition], by=person)[0]


def states(edition: Edition) -> list[str]:
    rows = Enrolment.objects.filter(edition=edition).order_by("pk")
    return list(rows.values_list("state", flat=True))


def fates(made: Booking) -> list[Fate]:
    return [row.fate for row in queries.rows_of([made])[made.pk]]


def mails(kind: str) -> list[str]:
    rows = Message.objects.filter(kind=kind).order_by("pk")
    return list(rows.values_list("address", flat=True))
