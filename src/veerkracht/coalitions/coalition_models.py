"""Coalitions: for which area, who coordinates them, and who sits in them from when until when."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.personal_data import Holds
from veerkracht.meetings.models import Series
from veerkracht.people.models import Organisation, Person
from veerkracht.places.models import Area

KEPT = timedelta(days=7 * 365)


class CoalitionKind(models.TextChoices):
    """How large an area a coalition works for."""

    LOCAL = "local", _("lokale coalitie")
    REGIONAL = "regional", _("regionale coalitie")


class Coalition(models.Model):
    """Organisations, parents and experts by experience around one table.

    ``area`` is its municipality, region or partnership; ``region`` is where it belongs in our own house.
    ``series`` holds its meetings: people with a seat are members there. ``left_out`` names the standing
    points (``agenda_standing.standing_items``) that this coalition does without.
    """

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("naam"), max_length=120)
    kind = models.CharField(_("soort"), max_length=8, choices=CoalitionKind)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    region = models.ForeignKey(Area, models.PROTECT, related_name="+")
    coordinator = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    series = models.OneToOneField(Series, models.PROTECT, related_name="coalition")
    purpose = models.CharField(_("waar werkt de coalitie aan?"), max_length=600, blank=True)
    left_out = models.JSONField(default=list, blank=True)
    since = models.DateField(_("vanaf"))
    until = models.DateField(_("tot"), null=True, blank=True)

    personal_data = Holds(
        what=_("Wie een coalitie coördineert"),
        purpose=_("Weten wie je kunt vragen"),
        ground=_("Gerechtvaardigd belang"),
        until=_("7 jaar na het einde van de coalitie"),
        keep=KEPT,
    )
    objects: ClassVar[models.Manager[Coalition]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")), name="coalition_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SeatKind(models.TextChoices):
    """For whom somebody sits in a coalition."""

    ORGANISATION = "organisation", _("namens een organisatie")
    PARENT = "parent", _("als ouder")
    EXPERIENCE = "experience", _("als ervaringsdeskundige")


class Seat(models.Model):
    """A seat in a coalition, from one day until another: an organisation, with or without a person, or a person.

    ``role`` is a word such as chair. A parent or expert by experience always is a person.
    """

    coalition = models.ForeignKey(Coalition, models.CASCADE, related_name="seats")
    kind = models.CharField(_("hoe"), max_length=12, choices=SeatKind)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    role = models.CharField(_("als wat?"), max_length=80, blank=True)
    since = models.DateField(_("vanaf"))
    until = models.DateField(_("tot"), null=True, blank=True)

    personal_data = Holds(
        what=_("Wie in een coalitie zit, hoe, vanaf en tot wanneer"),
        purpose=_("Samen overleggen, en laten zien wie meedoet"),
        ground=_("Gerechtvaardigd belang"),
        until=_("7 jaar na het einde"),
        keep=KEPT,
    )
    objects: ClassVar[models.Manager[Seat]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="organisation", organisation__isnull=False)
                | Q(kind__in=["parent", "experience"], person__isnull=False),
                name="seat_is_of_somebody",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="seat_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["coalition", "organisation", "person"],
                condition=Q(until=None),
                nulls_distinct=False,
                name="seat_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.organisation}"
