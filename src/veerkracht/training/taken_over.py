"""Training from before the platform, taken over from lists: named, or as numbers only.

Kept apart from what was learnt here: neither table is read by anything that counts reach.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.personal_data import Holds, HoldsNone
from veerkracht.people.models import Organisation, Person, Sector
from veerkracht.places.models import Area
from veerkracht.training.rules import FIRST_TAKEN_OVER


class TakenOver(models.Model):
    """Somebody followed a training elsewhere, as a list says. ``on`` is None when only the year is known.

    ``list_number`` is the list that it came with, for who looks it up; the list itself may be gone.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="taken_over")
    title = models.CharField(max_length=160)
    on = models.DateField(null=True, blank=True)
    year = models.PositiveSmallIntegerField()
    hours = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    provider = models.CharField(max_length=120, blank=True)
    region = models.ForeignKey(Area, models.PROTECT, related_name="+")
    list_number = models.BigIntegerField(null=True)

    personal_data = Holds(
        what=_("Welke training iemand eerder volgde, volgens een overgenomen lijst"),
        purpose=_("Je laten zien wat je al deed, en weten of je mee kunt doen met een vervolg"),
        ground=_("Gerechtvaardigd belang"),
        until=_("7 jaar na de training"),
    )
    objects: ClassVar[models.Manager[TakenOver]] = models.Manager()

    class Meta:
        verbose_name = _("overgenomen training")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "title", "year", "on"],
                nulls_distinct=False,
                name="taken_over_once",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_TAKEN_OVER), name="taken_over_since_2021"
            ),
            models.CheckConstraint(
                condition=Q(on=None) | Q(on__year=models.F("year")), name="taken_over_day_in_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.year})"


class TakenOverCount(models.Model):
    """How many people followed a training in a year, as a list says; narrower where the list knew more."""

    title = models.CharField(max_length=160)
    year = models.PositiveSmallIntegerField()
    region = models.ForeignKey(Area, models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    sector = models.ForeignKey(Sector, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    number = models.PositiveIntegerField()
    list_number = models.BigIntegerField(null=True)

    personal_data = HoldsNone(_("Aantallen per training en jaar, zonder namen."))
    objects: ClassVar[models.Manager[TakenOverCount]] = models.Manager()

    class Meta:
        verbose_name = _("overgenomen aantal")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["title", "year", "region", "municipality", "sector", "organisation"],
                nulls_distinct=False,
                name="taken_over_count_once",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_TAKEN_OVER), name="taken_over_count_since_2021"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="taken_over_count_above_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.year}): {self.number}"
