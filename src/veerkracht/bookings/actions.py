"""The verbs of bookings: book, take back, remind, say yes, say no.

None of them tells who books anything about the people who are booked; see ADR 0011.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypedDict

from django.db import transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.bookings import asking, policies, queries, rules
from veerkracht.bookings.carrying_out import carry_out, news
from veerkracht.bookings.events import BookingAnswered, BookingMade
from veerkracht.bookings.models import Answer, Booking, BookingLine, Cohort, CohortStudent
from veerkracht.bookings.notices import lapse, notice_answers, tell_answers
from veerkracht.enrolment import actions as enrolment
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.events import announce
from veerkracht.messages.actions import News, queue
from veerkracht.people.actions import Work, save_profile, save_register_number
from veerkracht.people.models import Organisation

if TYPE_CHECKING:
    from veerkracht.bookings.rules import Entry
    from veerkracht.people.models import Person
    from veerkracht.training.models import Edition

__all__ = [
    "About",
    "ClassFacts",
    "book",
    "book_class",
    "carry_out",
    "lapse",
    "notice_answers",
    "remind",
    "say_no",
    "say_yes",
    "tell_answers",
    "withdraw",
]

# Booking


def book(
    *,
    by: Person,
    organisation: Organisation,
    edition: Edition,
    people: Sequence[Entry],
    form_key: str,
    together: bool = False,
    pays: bool = False,
    note: str = "",
) -> Booking:
    """Ask for a place for each of these colleagues; a job carries it out, with rank from this moment.

    ``people`` are entries without trouble (``rules.readable``), each address once, at most 30 (10 when
    ``together``). The same ``form_key`` again gives the same booking and does nothing. Somebody whom
    the organisation booked for this edition before is passed over. Raises NotAllowed for who is no
    contact of the organisation, RuleBroken when the edition is not open or the list is too long or empty.
    """
    most = rules.MOST_TOGETHER if together else rules.MOST_COLLEAGUES
    with transaction.atomic():
        booking = Booking(
            organisation=organisation,
            edition=edition,
            by=by,
            together=together,
            pays=pays,
            note=note[:120],
            form_key=form_key,
        )
        return _book(booking, people, most)


class ClassFacts(TypedDict):
    """Which class it is."""

    study_year: str
    name: str
    programme: str


def book_class(
    *,
    by: Person,
    organisation: Organisation,
    edition: Edition,
    people: Sequence[Entry],
    form_key: str,
    class_facts: ClassFacts,
    pays: bool = False,
) -> Booking:
    """Ask for a place for each student of a class, at most 200; the class is remembered with its list.

    Like :func:`book`; the organisation must be a school and the training open for students.
    """
    if not organisation.is_school:
        raise RuleBroken(_("Alleen een school kan een klas inschrijven."), field="organisation")
    if not edition.course.for_students:
        raise RuleBroken(_("Deze training is niet voor studenten. Kies een andere."))
    with transaction.atomic():
        booking = Booking(
            organisation=organisation, edition=edition, by=by, pays=pays, form_key=form_key
        )
        made = _book(booking, people, rules.MOST_STUDENTS)
        if made is booking:
            booking.cohort = _cohort(organisation, class_facts, people)
            booking.save(update_fields=["cohort"])
        return made


def _book(booking: Booking, people: Sequence[Entry], most: int) -> Booking:
    policies.check_may_book(booking.by, booking.organisation_id)
    # two tabs of one organisation pass one after the other
    Organisation.objects.select_for_update(no_key=True).get(pk=booking.organisation_id)
    same = Booking.objects.filter(
        organisation=booking.organisation_id, form_key=booking.form_key
    ).first()
    if same is not None:
        return same
    _check_open(booking.edition)
    known = queries.booked_before(booking.organisation, booking.edition)
    new = [
        entry
        for entry in rules.readable(rules.without_booked(people, known))
        if not rules.is_nowhere(entry.address)
    ]
    _check_number(new, most)
    booking.at = now()
    booking.answer_until = rules.answer_until(booking.at, booking.edition.starts_at)
    booking.save()
    _write_lines(booking, new)
    return booking


def _check_open(edition: Edition) -> None:
    moment = now()
    started = edition.starts_at is not None and edition.starts_at <= moment
    if started or not edition.is_open(moment):
        raise RuleBroken(_("Voor deze training kun je nu niet inschrijven. Kies een andere datum."))


def _check_number(people: Sequence[Entry], most: int) -> None:
    if not people:
        raise RuleBroken(
            _("Je hebt iedereen op deze lijst al geboekt voor deze training."), field="people"
        )
    if len(people) > most:
        message = _("Je kunt hoogstens %(most)s mensen tegelijk inschrijven. Dit zijn er %(n)s.")
        raise RuleBroken(message % {"most": most, "n": len(people)}, field="people")


def _write_lines(booking: Booking, people: Sequence[Entry]) -> None:
    lines = [
        BookingLine(booking=booking, number=number, name=entry.name, address=entry.address)
        for number, entry in enumerate(people, start=1)
    ]
    BookingLine.objects.bulk_create(lines)
    record(
        "bookings.booked",
        booking,
        by=booking.by,
        region_id=booking.edition.region_id,
        values={"organisation": str(booking.organisation), "people": len(lines)},
    )
    announce(BookingMade(booking.pk, booking.organisation_id))


def _cohort(organisation: Organisation, facts: ClassFacts, people: Sequence[Entry]) -> Cohort:
    """The class, made or found, with these students on its list."""
    cohort, _made = Cohort.objects.get_or_create(
        organisation=organisation,
        study_year=facts["study_year"],
        name=" ".join(facts["name"].split())[:80],
        defaults={"programme": facts["programme"][:120], "made_at": now()},
    )
    students = [
        CohortStudent(cohort=cohort, name=entry.name, address=entry.address) for entry in people
    ]
    CohortStudent.objects.bulk_create(students, ignore_conflicts=True)
    return cohort


# Afterwards, by who booked


@transaction.atomic
def withdraw(*, line: BookingLine, by: Person) -> None:
    """Take back a question that nobody answered yet; a job gives the place to who waits.

    After a yes the place belongs to the person, who alone can give it up: RuleBroken.
    """
    policies.check_may_book(by, line.booking.organisation_id)
    line = BookingLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    if line.ended_at is not None:
        return
    if line.answer:
        raise RuleBroken(_("Er is al een antwoord. Vraag zelf of deze persoon zich wil afmelden."))
    line.ended_at, line.ended_by, line.to_do = now(), by, True
    line.save(update_fields=["ended_at", "ended_by", "to_do"])
    record("bookings.withdrawn", line, by=by)


@transaction.atomic
def remind(*, booking: Booking, by: Person) -> int:
    """Write once more to everybody who did not answer, once a day each; returns to how many.

    The first mail counts as that day's. Nobody is reminded once answering is over.
    """
    policies.check_may_book(by, booking.organisation_id)
    day = today()
    rows = booking.lines.select_for_update(of=("self",)).open().filter(to_do=False)
    lines = [
        line for line in rows.select_related("person", "booking__by") if queries.may_remind(line)
    ]
    BookingLine.objects.filter(pk__in=[line.pk for line in lines]).update(reminded_on=day)
    queue(news("bookings.reminded", line, f":{day}") for line in lines)
    if lines:
        record("bookings.reminded", booking, by=by, values={"people": len(lines)})
    return len(lines)


# The answer


class About(TypedDict, total=False):
    """What somebody tells of themselves with a yes."""

    name: str
    work: Work
    register: str
    number: str


@transaction.atomic
def say_yes(*, line: BookingLine, by: Person, about: About, show_own: bool = False) -> Answer:
    """Somebody who was booked comes; what they tell of themselves is kept.

    Who was enrolled already by themselves says with ``show_own`` whether who booked may see that place:
    then it is a yes, else a no. Returns the answer. Raises RuleBroken when the place cannot be had.
    """
    line = _answerable(line, by)
    _keep(by, about)
    own = asking.own_place(line, by)
    if own and not show_own:
        return _decline(line, by)
    line.enrolment = _place_of(line, by, own)
    return _answered(line, by, Answer.YES)


def _place_of(line: BookingLine, by: Person, own: Enrolment | None) -> Enrolment:
    """The enrolment that the yes is about: the own one, the one that was booked, or a new one."""
    if own is not None and not (own.state == State.WAITING and asking.keeps_place(line)):
        asking.release(line)
        return own
    booked = line.enrolment
    if booked is None or not booked.is_live:
        return asking.pass_on(line, by)
    if booked.state == State.OFFERED:
        enrolment.accept(enrolment=booked, by=by)
    else:
        queue([_place_news(booked)])
    return booked


def _place_news(row: Enrolment) -> News:
    """The letter about a place, that waited for the answer."""
    kind = "enrolment.placed" if row.state == State.PLACED else "enrolment.waiting"
    return News(
        kind=kind,
        person_id=row.person_id,
        address=row.person.email,
        language=row.person.language,
        once=f"{kind}:{row.pk}:answered",
        facts={"enrolment": row.pk},
    )


@transaction.atomic
def say_no(*, line: BookingLine, by: Person) -> Answer:
    """Somebody who was booked does not come by way of this booking; their own enrolment stays."""
    return _decline(_answerable(line, by), by)


def _decline(line: BookingLine, by: Person) -> Answer:
    _answered(line, by, Answer.NO)
    asking.give_back(line.enrolment, by)
    asking.release(line)
    return Answer.NO


def _keep(by: Person, about: About) -> None:
    save_profile(person=by, by=by, name=about.get("name"), **about.get("work", {}))
    if about.get("register"):
        save_register_number(
            person=by, by=by, register=about["register"], number=about.get("number", "")
        )


def _answerable(line: BookingLine, by: Person) -> BookingLine:
    """The line as it is now, held; raises when it is too late or somebody else's."""
    policies.check_may_answer(by, line)
    related = ("booking__edition__course", "booking__organisation", "booking__by", "held__person")
    found = BookingLine.objects.select_for_update(of=("self",)).select_related(
        *related, "enrolment__person", "enrolment__edition__course"
    )
    line = found.get(pk=line.pk)
    if line.ended_at is not None:
        raise RuleBroken(_("Deze vraag geldt niet meer. Kijk of er nog plaats is bij de training."))
    if line.answer:
        raise RuleBroken(_("Je gaf al antwoord. Bij Mijn trainingen zie je hoe het ervoor staat."))
    edition = line.booking.edition
    if edition.state != "published":
        raise RuleBroken(_("Deze training gaat niet door."))
    if edition.starts_at is not None and edition.starts_at <= now():
        raise RuleBroken(_("De training is al begonnen."))
    return line


def _answered(line: BookingLine, by: Person, answer: Answer) -> Answer:
    line.answer, line.answered_at = answer, now()
    line.save(update_fields=["answer", "answered_at", "enrolment"])
    record(f"bookings.said_{answer}", line, by=by, region_id=line.booking.edition.region_id)
    announce(BookingAnswered(line.pk, line.booking_id, line.booking.organisation_id))
    return answer
