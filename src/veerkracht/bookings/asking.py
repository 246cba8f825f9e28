"""The one place where bookings ask enrolment for places, give them back, and pass them on (ADR 0011).

Private to the app. A *stand-in* is a person who does not exist: it keeps a place for somebody who
cannot be enrolled yet, so that the number of free places does not tell who books whether that person
was enrolled already.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from veerkracht.enrolment import actions as enrolment
from veerkracht.enrolment.models import SEATED, Enrolment, State, Terms
from veerkracht.kernel.errors import RuleBroken
from veerkracht.people.actions import Work, erase_person, invite_person
from veerkracht.people.models import Person, PersonKind

if TYPE_CHECKING:
    from veerkracht.bookings.models import Booking, BookingLine

NOWHERE = "veerkracht.invalid"  # addresses that cannot exist (RFC 2606) get no mail


class _Retry(Exception):
    """Undo, and try once more with stand-ins for these people too."""

    def __init__(self, people: set[int]) -> None:
        super().__init__()
        self.people = people


def ask(
    booking: Booking, people: Sequence[Person], by: Person, *, at_rank: bool = True
) -> list[Enrolment]:
    """Ask for places in the booking's edition, at the rank of the booking: one row a person, in order.

    Every place of a booking is asked for here; by booking, an employer approves what an employer must
    approve. An overlap is for the person to judge, on the page where they answer.
    """
    return enrolment.request_places(
        people=people,
        editions=[booking.edition],
        by=by,
        despite_overlap=True,
        requested_at=booking.at if at_rank else None,
    )


def ask_for_all(booking: Booking, people: Sequence[Person]) -> list[Enrolment] | None:
    """Ask as who booked, together: for each person a row of their own, or of a stand-in.

    None when no place can be asked for before somebody answers.
    """
    if booking.edition.course.prerequisite_id is not None:
        return None  # who holds it may not show in the number of free places
    live = _live_in_course(people, booking)
    absent = {one.pk for one in people} if _has_shares(booking) else _enrolled(live, booking)
    waits = {person for person, edition, _state in live if edition != booking.edition_id}
    for _attempt in range(3):
        try:
            with transaction.atomic():
                return _ask_once(booking, people, absent, waits)
        except _Retry as retry:
            absent |= retry.people
        except RuleBroken:
            kept_out = {one.pk for one in people if not _could_come(booking, one)} - absent
            if not kept_out:
                return None
            absent |= kept_out
    return None


def _ask_once(
    booking: Booking, people: Sequence[Person], absent: set[int], waits: set[int]
) -> list[Enrolment]:
    seated = [_stand_in(booking) if one.pk in absent else one for one in people]
    rows = ask(booking, seated, booking.by)
    taken = {row.person_id for row in rows if row.state == State.PLACED}
    if taken & waits:
        raise _Retry(taken & waits)  # a place here would end their waiting elsewhere, unasked
    return rows


def _has_shares(booking: Booking) -> bool:
    """Whether places are kept or capped for groups: which are taken must not tell who belongs to one.

    Stand-ins are of the organisation, so that places kept for it are used for whom it books.
    """
    return Terms.objects.filter(edition=booking.edition_id, has_shares=True).exists()


def _could_come(booking: Booking, person: Person) -> bool:
    """Whether this person alone could be enrolled; tried, and undone."""
    try:
        with transaction.atomic():
            ask(booking, [person], booking.by)
            transaction.set_rollback(True)
    except RuleBroken:
        return False
    return True


def _enrolled(live: Sequence[tuple[int, int, str]], booking: Booking) -> set[int]:
    """Who is in this edition already, or has (or asked approval for) a place on another date of the course."""
    return {
        person
        for person, edition, state in live
        if edition == booking.edition_id or state in {State.PLACED, State.ASKED}
    }


def _live_in_course(people: Sequence[Person], booking: Booking) -> list[tuple[int, int, str]]:
    rows = Enrolment.objects.live().filter(
        person__in=people, edition__course=booking.edition.course_id
    )
    return list(rows.values_list("person_id", "edition_id", "state"))


def _stand_in(booking: Booking) -> Person:
    name = _("Collega van %(organisation)s") % {"organisation": booking.organisation}
    kind = PersonKind.STUDENT if booking.cohort_id else PersonKind.PROFESSIONAL
    return invite_person(
        email=f"plaats-{secrets.token_hex(10)}@{NOWHERE}",
        name=name[:120],
        by=booking.by,
        **Work(kind=kind, organisation=booking.organisation),
    )


# Giving back, and passing on


def own_place(line: BookingLine, person: Person) -> Enrolment | None:
    """What the person has in this edition by themselves, not by this booking."""
    rows = Enrolment.objects.live().filter(person=person, edition=line.booking.edition_id)
    return rows.exclude(pk=line.enrolment_id or 0).select_related("edition", "person").first()


def give_back(row: Enrolment | None, by: Person) -> None:
    """Give up what a booking asked for; nothing when it is gone already or the training has begun."""
    if row is None or not _fresh(row).is_live:
        return
    with suppress(RuleBroken):
        enrolment.leave(enrolment=_fresh(row), by=by, alone=True)


def release(line: BookingLine) -> None:
    """Give back the place that a stand-in kept, and forget the stand-in."""
    if line.held is None:
        return
    stand_in, line.held = line.held.person, None
    line.save(update_fields=["held"])
    row = Enrolment.objects.filter(person=stand_in).select_related("edition", "person").first()
    give_back(row, stand_in)
    with suppress(RuleBroken):  # the training has begun: the row stays as it was
        erase_person(person=stand_in, by=None)


def keeps_place(line: BookingLine) -> bool:
    """Whether a stand-in has a place, or is offered one."""
    return line.held is not None and _fresh(line.held).state in SEATED


def pass_on(line: BookingLine, person: Person) -> Enrolment:
    """Let the person have what the stand-in kept: its place, or a request of their own.

    Raises RuleBroken when the person may not have it.
    """
    held = _fresh(line.held) if line.held else None
    if held and held.state == State.OFFERED:
        enrolment.accept(enrolment=held, by=held.person)
        held.refresh_from_db()
    if held and held.state == State.PLACED:
        # one that is kept for a group which the person is not of is asked for like any other
        with suppress(RuleBroken), transaction.atomic():
            return _take_over(line, held, person)
    was_in_line = held is not None and held.is_live
    release(line)
    [row] = ask(line.booking, [person], person, at_rank=was_in_line)
    return row


def _take_over(line: BookingLine, held: Enrolment, person: Person) -> Enrolment:
    question = enrolment.ask_colleague(enrolment=held, address=person.email, by=held.person)
    row = enrolment.take_over(handover=question, by=person)
    release(line)
    return row


def _fresh(row: Enrolment) -> Enrolment:
    return Enrolment.objects.select_related("edition__course", "person").get(pk=row.pk)
