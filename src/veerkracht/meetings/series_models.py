"""People who meet more than once, and who belongs to them."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.personal_data import Holds, HoldsNone
from veerkracht.people.models import Person
from veerkracht.places.models import Area

KEPT = timedelta(days=7 * 365)  # hours of these meetings count for registers of five years


class SeriesState(models.TextChoices):
    """Whether people still meet."""

    MEETS = "meets", _("Komt samen")
    SLEEPS = "sleeps", _("Rust")
    ENDED = "ended", _("Gestopt")


class Series(models.Model):
    """People who keep meeting under one name. ``purpose``: a word of the app above, such as ``intervision``."""

    region = models.ForeignKey(Area, models.PROTECT, related_name="+")
    purpose = models.SlugField(max_length=20)
    name = models.CharField(_("naam"), max_length=80)
    state = models.CharField(max_length=8, choices=SeriesState, default=SeriesState.MEETS)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    personal_data = HoldsNone(_("Namen van groepen."))
    objects: ClassVar[models.Manager[Series]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(state=SeriesState.ENDED), name="series_ended_is_over"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    """Somebody who belongs to a series, from one moment until another."""

    series = models.ForeignKey(Series, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    personal_data = Holds(
        what=_("In welke groepen iemand samenkomt, vanaf en tot wanneer"),
        purpose=_("Samenkomen, en uren die tellen kunnen laten zien"),
        ground=_("Uitvoering van de overeenkomst"),
        until=_("7 jaar na het einde"),
        keep=KEPT,
    )
    objects: ClassVar[models.Manager[Member]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["series", "person"], condition=Q(until=None), name="member_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="member_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"member {self.pk}"
