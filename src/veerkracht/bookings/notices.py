"""Jobs that come round: answers given elsewhere, questions whose time is over, and a digest to who booked.

Private to the app; the door is ``actions``.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Max

from veerkracht.audit.actions import record, record_many
from veerkracht.bookings.events import BookingAnswered
from veerkracht.bookings.models import Answer, BookingLine
from veerkracht.enrolment.models import State
from veerkracht.kernel.clock import now
from veerkracht.kernel.events import announce
from veerkracht.messages.actions import News, queue
from veerkracht.people.policies import represents

if TYPE_CHECKING:
    from veerkracht.people.models import Person

BETWEEN_DIGESTS = timedelta(hours=1)
GONE = (State.CANCELLED, State.WITHDRAWN, State.DECLINED)


def notice_answers() -> int:
    """Take as an answer what somebody did on the pages of their own enrolment; returns how many."""
    moved = BookingLine.objects.open().filter(
        to_do=False, enrolment__moves__by=F("person"), enrolment__moves__after=F("enrolment__state")
    )
    answers = {Answer.YES: moved.filter(enrolment__state=State.PLACED)}
    answers[Answer.NO] = moved.filter(enrolment__state__in=GONE)
    return sum(
        _notice(pk, answer)
        for answer, lines in answers.items()
        for pk in lines.values_list("pk", flat=True).distinct()
    )


@transaction.atomic
def _notice(pk: int, answer: Answer) -> int:
    rows = BookingLine.objects.select_for_update(of=("self",)).open().filter(pk=pk)
    line = rows.select_related("booking", "person").first()
    if line is None:
        return 0
    line.answer, line.answered_at = answer, now()
    line.save(update_fields=["answer", "answered_at"])
    record(f"bookings.said_{answer}", line, by=line.person)
    announce(BookingAnswered(line.pk, line.booking_id, line.booking.organisation_id))
    return 1


@transaction.atomic
def lapse() -> int:
    """End the questions whose time is over; what they asked for is given back next. Returns how many."""
    rows = BookingLine.objects.select_for_update(skip_locked=True, of=("self",)).open()
    lines = list(rows.filter(to_do=False, booking__answer_until__lte=now()))
    for line in lines:
        line.ended_at, line.to_do = now(), True
    BookingLine.objects.bulk_update(lines, ["ended_at", "to_do"], batch_size=500)
    if lines:
        record_many([("bookings.lapsed", line, None) for line in lines], by=None)
    return len(lines)


def tell_answers() -> int:
    """Tell who booked what was answered, in one mail and at most once an hour; returns how many mails."""
    untold = BookingLine.objects.exclude(answer="").filter(told_at=None)
    contacts = untold.values_list("booking__by", flat=True).distinct()
    return sum(_tell(contact) for contact in contacts)


@transaction.atomic
def _tell(contact_id: int) -> int:
    mine = BookingLine.objects.filter(booking__by=contact_id)
    last = mine.aggregate(last=Max("told_at"))["last"]
    if last is not None and now() - last < BETWEEN_DIGESTS:
        return 0
    rows = mine.select_for_update(skip_locked=True, of=("self",)).filter(told_at=None)
    lines = list(rows.exclude(answer="").select_related("booking__by").order_by("pk"))
    BookingLine.objects.filter(pk__in=[line.pk for line in lines]).update(told_at=now())
    by = lines[0].booking.by if lines else None
    told = [line for line in lines if by and represents(by, line.booking.organisation_id)]
    queue([_digest(told[0].booking.by, told)] if told else [])
    return int(bool(told))


def _digest(contact: Person, lines: list[BookingLine]) -> News:
    return News(
        kind="bookings.answered",
        person_id=contact.pk,
        address=contact.email,
        language=contact.language,
        once=f"bookings.answered:{contact.pk}:{lines[0].pk}-{lines[-1].pk}-{len(lines)}",
        facts={"lines": [line.pk for line in lines]},
    )
