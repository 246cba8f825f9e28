"""Ways of working: what a professional, team or group can do together, step by step, and who used it."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.bilingual import in_language
from veerkracht.kernel.personal_data import Holds, HoldsNone
from veerkracht.people.models import Person, Sector

KEPT_USE = timedelta(days=5 * 365)
LONGEST_MINUTES = 480
LARGEST_GROUP = 200


class ForWhom(models.TextChoices):
    """With whom a way of working is done."""

    PROFESSIONALS = "professionals", _("Eén professional")
    TEAMS = "teams", _("Een team")
    RESIDENTS = "residents", _("Een groep bewoners")


class WayDimension(models.TextChoices):
    """The dimensions of the web that a way of working touches."""

    BODY = "body", _("Lichaam")
    FEELING = "feeling", _("Gevoel en gedachten")
    MEANING = "meaning", _("Zingeving")
    QUALITY = "quality", _("Lekker leven")
    PARTICIPATION = "participation", _("Meedoen")
    DAILY = "daily", _("Dagelijks leven")


class WayState(models.TextChoices):
    """Where a way of working stands."""

    DRAFT = "draft", _("concept")
    REVIEW = "review", _("wacht op een redacteur")
    PUBLISHED = "published", _("staat online")
    WITHDRAWN = "withdrawn", _("van de site gehaald")


class Way(models.Model):
    """A way of working. ``words`` holds the lemmas it is found by; ``source`` is empty for own words."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(_("titel"), max_length=100)
    title_en = models.CharField(_("titel in het Engels"), max_length=100, blank=True)
    summary = models.CharField(_("waar helpt het bij?"), max_length=300)
    for_whom = ArrayField(models.CharField(max_length=16, choices=ForWhom), default=list)
    sectors = models.ManyToManyField(Sector, blank=True, related_name="+")
    minutes = models.PositiveSmallIntegerField(_("hoeveel minuten?"))
    group_least = models.PositiveSmallIntegerField(_("met hoeveel mensen minstens?"), default=1)
    group_most = models.PositiveSmallIntegerField(_("met hoeveel mensen hoogstens?"), default=12)
    dimensions = ArrayField(models.CharField(max_length=16, choices=WayDimension), default=list)
    material = models.CharField(_("wat heb je nodig?"), max_length=500, blank=True)
    source = models.CharField(_("van wie is het idee?"), max_length=200, blank=True)
    credit = models.CharField(_("gemaakt door"), max_length=120, blank=True)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=12, choices=WayState, default=WayState.DRAFT)
    remark = models.CharField(max_length=400, blank=True)
    words = models.TextField(blank=True)
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    personal_data = Holds(
        what=_("Wie een werkvorm maakte"),
        purpose=_("Laten zien van wie een werkvorm is, en de maker iets kunnen vragen"),
        ground=_("Gerechtvaardigd belang"),
        until=_("Tot de maker het account wist; de werkvorm blijft, zonder naam"),
    )
    objects: ClassVar[models.Manager[Way]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["title", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(summary=""), name="way_says_what"),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=LONGEST_MINUTES), name="way_minutes"
            ),
            models.CheckConstraint(
                condition=Q(group_least__gte=1)
                & Q(group_most__gte=F("group_least"))
                & Q(group_most__lte=LARGEST_GROUP),
                name="way_group_size",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="way_published_has_moment",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "title"], name="ways_by_state")]

    def __str__(self) -> str:
        return in_language(self, "title")


class WayStep(models.Model):
    """One step of a way of working: how long, and what one does."""

    way = models.ForeignKey(Way, models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=600)

    personal_data = HoldsNone(_("Stappen van een werkvorm."))
    objects: ClassVar[models.Manager[WayStep]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["way", "order"], name="way_step_once"),
            models.CheckConstraint(condition=~Q(words=""), name="way_step_says_something"),
        ]

    def __str__(self) -> str:
        return f"step {self.order} of way {self.way_id}"


class WayUse(models.Model):
    """A note of somebody who used a way of working."""

    way = models.ForeignKey(Way, models.CASCADE, related_name="uses")
    by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    day = models.DateField(_("wanneer deed je het?"))
    with_whom = models.CharField(_("met wie?"), max_length=120)
    went_well = models.CharField(_("wat ging goed?"), max_length=600)
    tip = models.CharField(_("welke tip heb je?"), max_length=300, blank=True)
    shows_name = models.BooleanField(_("mijn naam mag erbij"), default=False)
    hidden_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()

    personal_data = Holds(
        what=_("Wie een werkvorm gebruikte, wanneer en hoe dat ging"),
        purpose=_("Van elkaar leren"),
        ground=_("Toestemming"),
        until=_("5 jaar, of tot je het weghaalt"),
        keep=KEPT_USE,
    )
    objects: ClassVar[models.Manager[WayUse]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["-day", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(went_well=""), name="way_use_says_something"),
        ]
        indexes: ClassVar = [models.Index(fields=["way", "-day"], name="uses_of_way")]

    def __str__(self) -> str:
        return f"use {self.pk}"
