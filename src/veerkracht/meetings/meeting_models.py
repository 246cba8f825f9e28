"""Meetings of a series: when and where, who leads, how it goes, who was there, what was decided."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.personal_data import Holds, HoldsNone
from veerkracht.meetings.series_models import KEPT, Series
from veerkracht.people.models import Person
from veerkracht.places.models import Area

KEPT_ABSENCE = timedelta(days=30)


class MeetingState(models.TextChoices):
    """Whether a meeting is to come, was held, or does not go on."""

    PLANNED = "planned", _("Gepland")
    HELD = "held", _("Gehouden")
    CANCELLED = "cancelled", _("Gaat niet door")


class Theme(models.TextChoices):
    """What a meeting is about: all that the server ever knows of it."""

    CONVERSATION = "conversation", _("Een gesprek dat vastloopt")
    BOUNDARIES = "boundaries", _("Grenzen stellen")
    TOGETHER = "together", _("Samenwerken met anderen")
    TEAM = "team", _("Mijn team")
    PARENTS = "parents", _("Ouders en naasten")
    MEANING = "meaning", _("Zingeving")
    CULTURE = "culture", _("Verschillen in cultuur en taal")
    SAFETY = "safety", _("Zorgen om veiligheid")
    WORKLOAD = "workload", _("Werkdruk")
    ROLE = "role", _("Mijn rol en mijn plek")
    OTHER = "other", _("Iets anders")


class OwnMethod(models.Model):
    """A way of working that a group or a coordinator made: steps with minutes.

    ``steps`` is a list of ``[what, minutes]``. Of one series, or of a whole region when that is empty.
    ``gone_at``: no longer offered; meetings that used it keep it.
    """

    region = models.ForeignKey(Area, models.PROTECT, related_name="+")
    series = models.ForeignKey(
        Series, models.CASCADE, null=True, blank=True, related_name="own_methods"
    )
    name = models.CharField(_("naam"), max_length=80)
    explanation = models.CharField(_("uitleg"), max_length=300, blank=True)
    steps = models.JSONField()
    made_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)

    personal_data = HoldsNone(_("Stappen van een werkvorm, met minuten."))
    objects: ClassVar[models.Manager[OwnMethod]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["region", "series", "name"],
                condition=Q(gone_at=None),
                nulls_distinct=False,
                name="own_method_name_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Meeting(models.Model):
    """One meeting. ``sequence`` goes up when a calendar must know (RFC 5545).

    ``method`` names one of ours (``meetings.methods``); ``own_method`` one of the group's or region's.
    """

    series = models.ForeignKey(Series, models.CASCADE, related_name="meetings")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(_("plaats"), max_length=120, blank=True)
    online_link = models.URLField(_("online adres"), blank=True)
    state = models.CharField(max_length=10, choices=MeetingState, default=MeetingState.PLANNED)
    facilitator = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    planned_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    method = models.SlugField(max_length=20, blank=True)
    own_method = models.ForeignKey(
        OwnMethod, models.PROTECT, null=True, blank=True, related_name="+"
    )
    theme = models.CharField(max_length=14, choices=Theme, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    personal_data = Holds(
        what=_("Wanneer een groep samenkomt, en wie dat plande en leidt"),
        purpose=_("Samenkomen, en uren die tellen kunnen laten zien"),
        ground=_("Uitvoering van de overeenkomst"),
        until=_("7 jaar na de bijeenkomst"),
        keep=KEPT,
    )
    objects: ClassVar[models.Manager[Meeting]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at"))
                & Q(ends_at__lte=F("starts_at") + timedelta(hours=12)),
                name="meeting_lasts_up_to_twelve_hours",
            ),
            models.UniqueConstraint(
                fields=["series", "starts_at"],
                condition=~Q(state=MeetingState.CANCELLED),
                name="meeting_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(method="") | Q(own_method=None), name="meeting_has_one_method"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["series", "-starts_at"], name="meetings_of_series"),
        ]

    def __str__(self) -> str:
        return f"meeting {self.pk}"

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return int((self.ends_at - self.starts_at).total_seconds() // 60)


class Presence(models.Model):
    """Whether somebody was at a meeting, and for how many minutes.

    ``marked_by`` is who led it, or the person: each may correct their own (``corrected``).
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="presences")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    there = models.BooleanField()
    minutes = models.PositiveSmallIntegerField(default=0)
    marked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    marked_at = models.DateTimeField()
    corrected = models.BooleanField(default=False)

    personal_data = Holds(
        what=_("Bij welke bijeenkomsten iemand was, en hoelang"),
        purpose=_("Uren die tellen kunnen laten zien"),
        ground=_("Uitvoering van de overeenkomst"),
        until=_("7 jaar na de bijeenkomst"),
        keep=KEPT,
    )
    objects: ClassVar[models.Manager[Presence]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "person"], name="presence_once"),
            models.CheckConstraint(
                condition=Q(there=True, minutes__gt=0, minutes__lte=720)
                | Q(there=False, minutes=0),
                name="presence_minutes_when_there",
            ),
        ]

    def __str__(self) -> str:
        return f"presence {self.pk}"


class Absence(models.Model):
    """Somebody said beforehand that they cannot be at a meeting; the row goes when they can after all."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="absences")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    said_at = models.DateTimeField()

    personal_data = Holds(
        what=_("Wie vooraf zei dat een bijeenkomst niet lukt, zonder reden"),
        purpose=_("Weten op wie de groep kan rekenen"),
        ground=_("Uitvoering van de overeenkomst"),
        until=_("30 dagen na de bijeenkomst"),
        keep=KEPT_ABSENCE,
    )
    objects: ClassVar[models.Manager[Absence]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "person"], name="absence_once"),
        ]

    def __str__(self) -> str:
        return f"absence {self.pk}"


class Decision(models.Model):
    """What a meeting decided, and when to look at it again. ``inside``: only who belongs reads it.

    Only for series whose purpose keeps decisions: of intervision nothing that was said is kept.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions")
    what = models.CharField(_("besluit"), max_length=300)
    review_on = models.DateField(_("opnieuw bekijken op"), null=True, blank=True)
    inside = models.BooleanField(_("alleen voor de groep"), default=False)
    made_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)

    personal_data = HoldsNone(_("Besluiten van een groep, zonder namen."))
    objects: ClassVar[models.Manager[Decision]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(what=""), name="decision_says_something"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["review_on"], condition=Q(reviewed_at=None), name="decisions_to_review"
            ),
        ]

    def __str__(self) -> str:
        return self.what
