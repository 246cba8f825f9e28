"""What happens after a booking was sent or taken back, by a job and not while somebody looks at the clock.

The answer to who books does the same work for every address, so that its time tells nothing; the rest
is done here, within a second or two, at the rank of the moment of the request.
"""

from __future__ import annotations

import logging
from itertools import zip_longest
from typing import TYPE_CHECKING

from django.db import transaction

from veerkracht.bookings import asking, rules
from veerkracht.bookings.models import Booking, BookingLine
from veerkracht.kernel.clock import now
from veerkracht.messages.actions import News, queue
from veerkracht.people.actions import invite_person
from veerkracht.people.policies import represents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from veerkracht.people.models import Person

logger = logging.getLogger("veerkracht.bookings")
BATCH = 40  # lines a round, so that letters such as sign-in codes go out in between
RELATED = ("booking__edition__course", "booking__organisation", "booking__by", "person", "held")


def carry_out() -> int:
    """Do what lines still ask for, each party in a transaction of its own; returns how many lines were done.

    A recurring job: killed in the middle, it goes on where it was. A line that fails is logged, holds
    up no other, and is tried again.
    """
    done = 0
    for pk in list(_to_do().values_list("pk", flat=True)[:BATCH]):
        try:
            with transaction.atomic():
                done += _carry_out(pk)
        except Exception:
            logger.exception("Booking line %s could not be carried out", pk)
    return done


def _to_do() -> QuerySet[BookingLine]:
    return BookingLine.objects.filter(to_do=True).order_by("pk")


def _carry_out(pk: int) -> int:
    """Do one line, and with it the others of a party; 0 when another process was first."""
    free = BookingLine.objects.select_for_update(skip_locked=True, of=("self",))
    line = free.filter(pk=pk, to_do=True).select_related(*RELATED).first()
    if line is None:
        return 0
    if line.ended_at is not None:
        _take_back(line)
        return 1
    lines = _party_of(line) if line.booking.together else [line]
    if represents(line.booking.by, line.booking.organisation_id):
        _bring_in(line.booking, lines)
    else:  # the role ended in the moment between
        _end(lines)
    return len(lines)


def _party_of(line: BookingLine) -> list[BookingLine]:
    """The lines of the booking that were not carried out yet, held until the end."""
    rows = line.booking.lines.select_for_update(of=("self",)).filter(to_do=True, ended_at=None)
    return list(rows.select_related(*RELATED).order_by("number"))


def _bring_in(booking: Booking, lines: Sequence[BookingLine]) -> None:
    """Invite everybody, ask for places at the rank of the request, and write to each."""
    people = [_invited(booking, line) for line in lines]
    rows = asking.ask_for_all(booking, people) or []
    for line, person, row in zip_longest(lines, people, rows):
        own = row is not None and row.person_id == person.pk
        line.person, line.to_do = person, False
        line.enrolment, line.held = (row, None) if own else (None, row)
        line.save(update_fields=["person", "to_do", "enrolment", "held"])
    queue(news("bookings.invited", line) for line in lines)


def _invited(booking: Booking, line: BookingLine) -> Person:
    return invite_person(
        email=line.address,
        name=line.name or rules.likely_name(line.address),
        by=booking.by,
        language=booking.by.language,
    )


def _end(lines: Sequence[BookingLine]) -> None:
    for line in lines:
        line.to_do, line.ended_at, line.ended_by = False, now(), line.booking.by
        line.save(update_fields=["to_do", "ended_at", "ended_by"])


def _take_back(line: BookingLine) -> None:
    """Give back what the line asked for, and tell the person who was asked before."""
    asking.give_back(line.enrolment, line.ended_by or line.booking.by)
    asking.release(line)
    line.to_do = False
    line.save(update_fields=["to_do"])
    if line.person is not None:
        queue([news("bookings.ended", line)])


def news(kind: str, line: BookingLine, once: str = "") -> News:
    """A message to the person of a line, at the address that was booked."""
    return News(
        kind=kind,
        person_id=line.person_id,
        address=line.address,
        language=line.person.language if line.person else line.booking.by.language,
        once=f"{kind}:{line.pk}{once}",
        facts={"line": line.pk},
    )
