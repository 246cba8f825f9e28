"""What an employer booked for colleagues, what a school booked for a class, and what each answered."""

from __future__ import annotations

import secrets
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from veerkracht.enrolment.models import Enrolment
from veerkracht.kernel.personal_data import Holds
from veerkracht.people.models import Organisation, Person
from veerkracht.training.models import Edition


def fresh_token() -> str:
    """128 random bits, fit for an address."""
    return secrets.token_urlsafe(16)


class Cohort(models.Model):
    """A class of a school in one study year."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="cohorts")
    study_year = models.CharField(_("studiejaar"), max_length=9)
    name = models.CharField(_("naam van de klas"), max_length=80)
    programme = models.CharField(_("opleiding"), max_length=120, blank=True)
    made_at = models.DateTimeField()

    personal_data = Holds(
        what=_("Welke klas een school heeft, in welk studiejaar"),
        purpose=_("Een klas samen inschrijven"),
        ground=_("Gerechtvaardigd belang"),
        until=_("2 jaar na het studiejaar"),
    )
    objects: ClassVar[models.Manager[Cohort]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["-study_year", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "study_year", "name"], name="cohort_once_a_year"
            ),
            models.CheckConstraint(
                condition=Q(study_year__regex=r"^20[0-9]{2}-20[0-9]{2}$"),
                name="cohort_has_study_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.study_year})"


class CohortStudent(models.Model):
    """Somebody on the list of a class, as the school typed it."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="students")
    name = models.CharField(max_length=120, blank=True)
    address = models.EmailField(max_length=254)

    personal_data = Holds(
        what=_("Naam en e-mailadres van studenten, zoals hun school die opgaf"),
        purpose=_("Een klas samen inschrijven"),
        ground=_("Gerechtvaardigd belang"),
        until=_("2 jaar na het studiejaar"),
    )
    objects: ClassVar[models.Manager[CohortStudent]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cohort", "address"], name="cohort_student_once"),
        ]

    def __str__(self) -> str:
        return self.name or self.address


class Booking(models.Model):
    """Places that an organisation asked for at once, in one edition.

    ``at`` is the moment of the request: rank counts from it. ``form_key`` lets the same form be sent
    twice with one booking as the result. ``answer_until`` is when places that nobody answered for go on.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="bookings")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="bookings")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    cohort = models.ForeignKey(Cohort, models.SET_NULL, null=True, related_name="bookings")
    at = models.DateTimeField()
    answer_until = models.DateTimeField()
    together = models.BooleanField(default=False)
    pays = models.BooleanField(default=False)
    note = models.CharField(max_length=120, default="", blank=True)
    form_key = models.CharField(max_length=40)

    personal_data = Holds(
        what=_("Welke organisatie wanneer plaatsen boekte, en wie dat deed"),
        purpose=_("Collega's of een klas samen inschrijven"),
        ground=_("Gerechtvaardigd belang"),
        until=_("2 jaar na de laatste bijeenkomst"),
    )
    objects: ClassVar[models.Manager[Booking]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "form_key"], name="booking_once_per_form"
            ),
            models.CheckConstraint(condition=~Q(form_key=""), name="booking_has_form_key"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-at"], name="booking_of_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.edition_id} {self.at:%Y-%m-%d}"


class Answer(models.TextChoices):
    """What somebody who was booked said. No also stands for "I come, but not by way of you"."""

    YES = "yes", _("ja")
    NO = "no", _("nee")


class BookingLineQuerySet(models.QuerySet["BookingLine"]):
    """Lines by where they stand."""

    def open(self) -> Self:
        """Those that still wait for an answer."""
        return self.filter(answer="", ended_at=None)

    def standing(self) -> Self:
        """Those that wait for an answer or were answered with yes."""
        return self.filter(ended_at=None).exclude(answer=Answer.NO)


class BookingLine(models.Model):
    """One person in a booking: the name and address as typed, and what came of it.

    ``enrolment`` is the place or the spot in the queue that the booking asked for, or after a yes the
    person's own. Where the person could not be enrolled, ``held`` is a place in the name of a stand-in
    (ADR 0011). Who booked sees neither before the answer. ``to_do`` tells the job that something must
    be carried out: enrol, or give back after ``ended_at``.
    """

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="lines")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120, blank=True)
    address = models.EmailField(max_length=254)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="booking_lines")
    enrolment = models.ForeignKey(Enrolment, models.SET_NULL, null=True, related_name="+")
    held = models.ForeignKey(Enrolment, models.SET_NULL, null=True, related_name="+")
    token = models.CharField(max_length=32, unique=True, default=fresh_token)
    to_do = models.BooleanField(default=True)
    answer = models.CharField(max_length=3, choices=Answer, default="", blank=True)
    answered_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    reminded_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    personal_data = Holds(
        what=_("Naam en e-mailadres van wie geboekt werd, en het antwoord"),
        purpose=_("Vragen of je komt, en dat laten weten aan wie voor je boekte"),
        ground=_("Gerechtvaardigd belang"),
        until=_("2 jaar na de laatste bijeenkomst; na een nee of geen antwoord 90 dagen"),
    )
    objects = BookingLineQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["booking", "address"], name="booking_line_once_per_address"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | Q(answer__in=["yes", "no"], answered_at__isnull=False),
                name="booking_line_answer_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(answer=""),
                name="booking_line_ended_without_answer",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=Q(to_do=True), name="booking_line_to_do"),
            models.Index(
                fields=["id"],
                condition=Q(answer="", ended_at=None),
                name="booking_line_unanswered",
            ),
            models.Index(fields=["person"], name="booking_line_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.booking_id}/{self.number}"

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer."""
        return not self.answer and self.ended_at is None

    @property
    def shown_name(self) -> str:
        """The name as it was typed by who booked; never that of the account."""
        return self.name or self.address
