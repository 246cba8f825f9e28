"""Reading bookings: always as who booked may see them, or as who was booked does."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from veerkracht.bookings import rules
from veerkracht.bookings.models import Booking, BookingLine, Cohort
from veerkracht.bookings.policies import organisations_of
from veerkracht.bookings.rules import Fate, Seen
from veerkracht.bookings.words import COUNTED, FATES, TONES
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.clock import local, now, today
from veerkracht.training.models import Edition, EditionState

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from veerkracht.people.models import Organisation, Person

MOST_SHOWN_EDITIONS = 100


def visible_to(person: Person) -> QuerySet[Booking]:
    """The bookings of the organisations that somebody is the contact of, newest first; nobody else's."""
    related = ("organisation", "edition__course", "edition__municipality", "cohort", "by")
    mine = Booking.objects.filter(organisation__in=organisations_of(person))
    return mine.select_related(*related).order_by("-at", "-pk")


def cohorts_visible_to(person: Person) -> QuerySet[Cohort]:
    """The classes of the schools that somebody is the contact of, latest study year first."""
    mine = Cohort.objects.filter(organisation__in=organisations_of(person))
    return mine.select_related("organisation").order_by("-study_year", "name")


@dataclass(frozen=True)
class Row:
    """A line as who booked may see it."""

    line: BookingLine
    fate: Fate
    position: int

    @property
    def words(self) -> str:
        """Where this person stands, in words."""
        return str(FATES[self.fate])

    @property
    def tone(self) -> str:
        """The colour of the label."""
        return TONES.get(self.fate, ("plain", ""))[0]

    @property
    def icon(self) -> str:
        """The picture on the label, or nothing."""
        return TONES.get(self.fate, ("plain", ""))[1]


def rows_of(bookings: Iterable[Booking]) -> dict[int, list[Row]]:
    """The lines of each booking in order, in two queries for any number of bookings."""
    found: dict[int, list[Row]] = defaultdict(list)
    lines = list(
        BookingLine.objects.filter(booking__in=list(bookings))
        .select_related("enrolment")
        .order_by("booking_id", "number")
    )
    positions = _positions(lines)
    for line in lines:
        fate = _fate(line)
        place = positions.get(line.enrolment_id or 0, 0) if fate is Fate.WAITS else 0
        found[line.booking_id].append(Row(line, fate, place))
    return found


def _fate(line: BookingLine) -> Fate:
    enrolment = line.enrolment
    return rules.fate(
        Seen(
            answer=line.answer,
            ended="" if line.ended_at is None else "withdrawn" if line.ended_by_id else "lapsed",
            state=enrolment.state if enrolment else "",
            came=enrolment.came if enrolment else None,
        )
    )


def _positions(lines: Sequence[BookingLine]) -> dict[int, int]:
    """Place in the queue, from 1, of enrolments by number; people who asked together count as one."""
    editions = {
        line.enrolment.edition_id
        for line in lines
        if line.answer and line.enrolment and line.enrolment.state == State.WAITING
    }
    if not editions:
        return {}
    queue = Enrolment.objects.filter(edition__in=editions, state=State.WAITING)
    places: dict[int, int] = {}
    parties: dict[int, dict[object, int]] = defaultdict(dict)
    rows = queue.order_by("requested_at", "id").values_list("pk", "edition_id", "wish")
    for pk, edition, wish in rows:
        places[pk] = parties[edition].setdefault(wish, len(parties[edition]) + 1)
    return places


def counts(rows: Sequence[Row]) -> list[str]:
    """How many stand where, in words and in the order of :class:`Fate`, those with nobody left out."""
    found = Counter(row.fate for row in rows)
    return [str(COUNTED[fate] % {"n": found[fate]}) for fate in Fate if found[fate]]


def may_remind(line: BookingLine) -> bool:
    """Whether somebody who did not answer may get another mail today; the first mail counts as one."""
    booking, day = line.booking, today()
    first = local(booking.at).date()
    return (
        line.is_open
        and now() < booking.answer_until
        and day > max(first, line.reminded_on or first)
    )


def booked_before(organisation: Organisation, edition: Edition) -> set[str]:
    """Addresses that an organisation booked for an edition, and that still stand."""
    lines = BookingLine.objects.standing().filter(
        booking__organisation=organisation, booking__edition=edition
    )
    return set(lines.values_list("address", flat=True))


def by_token(token: str) -> BookingLine | None:
    """The line with this token, with all that its page shows."""
    related = ("booking__organisation", "booking__by", "booking__edition__course", "person")
    more = ("booking__edition__municipality", "booking__cohort", "enrolment", "held")
    return BookingLine.objects.select_related(*related, *more).filter(token=token).first()


def open_lines(person: Person) -> QuerySet[BookingLine]:
    """What somebody was booked for and has not answered, while that can be done."""
    rows = BookingLine.objects.open().filter(
        person=person,
        booking__edition__state=EditionState.PUBLISHED,
        booking__answer_until__gt=now(),
    )
    return rows.select_related("booking__organisation", "booking__edition__course")


def editions_for_students() -> QuerySet[Edition]:
    """Open editions for students, soonest first."""
    moment = now()
    rows = Edition.objects.ahead(moment).filter(
        course__for_students=True, opens_at__lte=moment, closes_at__gt=moment
    )
    return rows.select_related("course", "municipality").defer("words")[:MOST_SHOWN_EDITIONS]
