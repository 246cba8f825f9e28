"""Intervision groups: a series of meetings with what is intervision's own."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.personal_data import Holds
from veerkracht.meetings.models import KEPT, Series
from veerkracht.people.models import Person


class Group(models.Model):
    """Professionals who meet for intervision. ``why``: the sentence that says why these people.

    ``coach``: who looks after the group and hears when it falls asleep; no member.
    """

    series = models.OneToOneField(Series, models.CASCADE, related_name="intervision_group")
    coach = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("coach")
    )
    why = models.CharField(max_length=400, blank=True)

    personal_data = Holds(
        what=_("Wie een intervisiegroep begeleidt, en waarom deze mensen bij elkaar zijn"),
        purpose=_("Groepen die goed samengaan en blijven komen"),
        ground=_("Uitvoering van de overeenkomst"),
        until=_("7 jaar na het einde van de groep"),
        keep=KEPT,
    )
    objects: ClassVar[models.Manager[Group]] = models.Manager()

    def __str__(self) -> str:
        return self.series.name
