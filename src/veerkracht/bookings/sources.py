"""What bookings give to the registries of the apps below: tasks, pages, blocks, own data, retention."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q, TextField, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.bookings import queries
from veerkracht.bookings.models import Answer, Booking, BookingLine, Cohort, CohortStudent
from veerkracht.bookings.policies import organisations_of
from veerkracht.enrolment import queries as enrolment_queries
from veerkracht.enrolment.policies import stewards, told_elsewhere
from veerkracht.enrolment.queries import Booked
from veerkracht.kernel.clock import local, now, today
from veerkracht.kernel.personal_data import Retention, own_data, retention
from veerkracht.kernel.together import Asking
from veerkracht.kernel.waiting import OwnPage, WaitingTask, own_pages, tasks
from veerkracht.people.policies import asks_profile_itself, represents
from veerkracht.training import queries as training

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from veerkracht.enrolment.models import Enrolment
    from veerkracht.people.models import Person

KEEP = timedelta(days=730)  # after the last session
KEEP_UNUSED = timedelta(days=90)  # after a no, or no answer
COHORT_YEARS = 2


def register() -> None:
    """Put every source in its registry."""
    from veerkracht.bookings.edition_block import edition_block  # noqa: PLC0415 - renders templates

    training.edition_actions.add("bookings", edition_block, order=200)
    own_pages.add("bookings", my_pages, order=20)
    tasks.add("bookings", my_questions, order=15)
    asks_profile_itself.add("bookings", "bookings:answer")
    stewards.add("bookings", may_take_back)
    enrolment_queries.booked_for.add("bookings", booked_for)
    told_elsewhere.add("bookings", is_told_here)
    own_data.add("bookings", OwnBookings())
    rules = {
        "bookings": Retention(
            gettext_lazy("Boekingen van trainingen van meer dan 2 jaar geleden"),
            lambda: _old_bookings().count(),
            lambda: _old_bookings().delete()[0],
        ),
        "bookings.unused": Retention(
            gettext_lazy("Wie geboekt was maar geen ja zei, na 90 dagen"),
            lambda: _unused().count(),
            lambda: _unused().delete()[0],
        ),
        "bookings.cohorts": Retention(
            gettext_lazy("Klassen van meer dan 2 studiejaren geleden"),
            lambda: _old_cohorts().count(),
            lambda: _old_cohorts().delete()[0],
        ),
    }
    for name, rule in rules.items():
        retention.add(name, rule)


def my_pages(person: Person) -> list[OwnPage]:
    """The page of one's organisation, for its contact."""
    if not organisations_of(person):
        return []
    return [OwnPage(_("Mijn organisatie"), reverse("bookings:overview"))]


def my_questions(person: Person) -> Asking[list[WaitingTask]]:
    """What one was booked for, and has not answered."""
    (lines,) = yield [queries.open_lines(person)]
    return [
        WaitingTask(
            title=_("%(organisation)s schreef je in voor: %(course)s")
            % {"organisation": line.booking.organisation, "course": line.booking.edition.course},
            detail=_("Antwoorden kan tot %(until)s uur.")
            % {"until": date_format(local(line.booking.answer_until), "l j F, G.i")},
            url=reverse("bookings:answer", args=[line.token]),
            action=_("Zeg ja of nee"),
            due_at=line.booking.answer_until,
        )
        for line in lines
    ]


def booked_for(person: Person) -> Asking[dict[int, Booked]]:
    """Who booked what somebody is enrolled for, and until when they wait for a yes."""
    lines = BookingLine.objects.standing().filter(person=person, enrolment__isnull=False)
    (found,) = yield [lines.select_related("booking__organisation")]
    return {line.enrolment_id: _booked(line) for line in found}


def _booked(line: BookingLine) -> Booked:
    told = Booked(organisation=str(line.booking.organisation), pays=line.booking.pays)
    if not line.is_open:
        return told
    url = reverse("bookings:answer", args=[line.token])
    return replace(told, until=line.booking.answer_until, url=url)


def may_take_back(by: Person, enrolment: Enrolment) -> bool:
    """Whether this is a place that an organisation booked, took back unanswered, and ``by`` speaks for it."""
    ended = BookingLine.objects.filter(enrolment=enrolment.pk, answer="").exclude(ended_at=None)
    lines = list(ended.select_related("booking"))
    return any(
        by.pk == line.booking.by_id or represents(by, line.booking.organisation_id)
        for line in lines
    )


def is_told_here(enrolment: Enrolment) -> bool:
    """Whether a place was booked for somebody who has not said yes: our own letters tell of it."""
    return BookingLine.objects.filter(enrolment=enrolment.pk).exclude(answer=Answer.YES).exists()


class OwnBookings:
    """What others booked for a person, and what the person booked."""

    title = gettext_lazy("Boekingen door een werkgever of school")

    def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
        """Lines about the person, bookings by the person, and classes: newest first, in one query."""
        (found,) = yield [_rows_about(person)]
        rows = sorted(found, key=lambda row: row[3], reverse=True)
        return [_told(*row) for row in rows]

    def erase(self, person: Any) -> None:
        """Names and addresses go; what the person booked keeps only the number of the account."""
        mine = BookingLine.objects.filter(Q(person=person) | Q(address__iexact=person.email))
        for line in mine:
            line.name, line.address = "", f"verwijderd-{line.pk}@veerkracht.invalid"
            line.person = None
            if line.is_open:
                line.ended_at, line.to_do = now(), True
            line.save()
        CohortStudent.objects.filter(address__iexact=person.email).delete()


def _rows_about(person: Any) -> QuerySet[Any, Any]:
    """Rows of kind, what, whose, when, and what was typed or answered."""
    mine = Q(person=person) | Q(address__iexact=person.email)
    lines = BookingLine.objects.filter(mine).values_list(
        Value("line"),
        "booking__edition__course__title",
        "booking__organisation__name",
        "booking__at",
        Concat("name", Value(" "), "address", Value(" · "), "answer", output_field=TextField()),
    )
    made = Booking.objects.filter(by=person).values_list(
        Value("made"), "edition__course__title", "organisation__name", "at", "note"
    )
    students = CohortStudent.objects.filter(address__iexact=person.email).values_list(
        Value("class"),
        "cohort__name",
        "cohort__organisation__name",
        "cohort__made_at",
        "cohort__study_year",
    )
    return lines.order_by().union(made.order_by(), students.order_by(), all=True)


def _told(kind: str, what: str, whose: str, at: datetime, more: str) -> dict[str, Any]:
    when = date_format(local(at), "j F Y H:i")
    if kind == "made":
        return {
            _("Door jou geboekt"): what,
            _("Voor"): whose,
            _("Wanneer"): when,
            _("Kenmerk"): more,
        }
    if kind == "class":
        return {_("Klas"): what, _("School"): whose, _("Sinds"): when, _("Studiejaar"): more}
    typed, _dot, answer = more.rpartition(" · ")
    said = Answer(answer).label if answer else _("nog geen")
    return {
        _("Voor jou geboekt"): what,
        _("Door"): whose,
        _("Wanneer"): when,
        _("Naam en adres zoals getypt"): typed.strip(),
        _("Je antwoord"): str(said),
    }


def _old_bookings() -> QuerySet[Booking]:
    long_ago = now() - KEEP
    over = Q(edition__ends_at__lt=long_ago) | Q(edition__ends_at=None, at__lt=long_ago)
    return Booking.objects.filter(over)


def _unused() -> QuerySet[BookingLine]:
    """Lines that came to nothing, more than ninety days ago, with nothing left to carry out."""
    since = now() - KEEP_UNUSED
    said_no = Q(answer=Answer.NO, answered_at__lt=since)
    return BookingLine.objects.filter(said_no | Q(ended_at__lt=since), to_do=False, held=None)


def _old_cohorts() -> QuerySet[Cohort]:
    """A study year ends in July of its second year."""
    day = today()
    last = day.year - COHORT_YEARS - (0 if day.month >= 8 else 1)
    years = [f"{year}-{year + 1}" for year in range(2000, last)]
    return Cohort.objects.filter(study_year__in=years)
