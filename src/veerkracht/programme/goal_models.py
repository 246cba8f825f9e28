"""What a region works towards, by whose framework, and the themes under which it does so."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.bilingual import in_language
from veerkracht.kernel.personal_data import HoldsNone
from veerkracht.places.models import Area


class Framework(models.Model):
    """An agreement or programme that sets goals, such as GALA; from one day until another.

    ``source`` is where its text stands (a title and date, or an address). ``region``: the region whose own
    framework it is; none for what holds everywhere. ``until`` is the first day on which it no longer holds.
    """

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(_("naam"), max_length=120)
    name_en = models.CharField(_("naam in het Engels"), max_length=120, blank=True)
    since = models.DateField(_("vanaf"))
    until = models.DateField(_("tot"), null=True, blank=True)
    source = models.CharField(_("bron"), max_length=200, blank=True)
    region = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")

    personal_data = HoldsNone(_("Openbare akkoorden en programma’s."))
    objects: ClassVar[models.Manager[Framework]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")), name="framework_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return in_language(self, "name")


class GoalKind(models.TextChoices):
    """A goal to reach, or a chain of organisations that together help one group (ketenaanpak)."""

    GOAL = "goal", _("Doel")
    CHAIN = "chain", _("Ketenaanpak")


class Goal(models.Model):
    """One goal or chain approach of a framework."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="goals")
    code = models.SlugField(max_length=40)
    title = models.CharField(_("doel"), max_length=160)
    title_en = models.CharField(_("doel in het Engels"), max_length=160, blank=True)
    kind = models.CharField(_("soort"), max_length=5, choices=GoalKind, default=GoalKind.GOAL)
    order = models.PositiveSmallIntegerField(default=100)

    personal_data = HoldsNone(_("Openbare doelen."))
    objects: ClassVar[models.Manager[Goal]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["framework", "order", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["framework", "code"], name="goal_once_a_framework"),
        ]

    def __str__(self) -> str:
        return in_language(self, "title")


class Theme(models.Model):
    """A theme that regions write sheets and budgets about, such as Positieve Gezondheid in Kansrijke Start."""

    slug = models.SlugField(max_length=60, unique=True)
    programme = models.CharField(_("programma"), max_length=80)
    title = models.CharField(_("thema"), max_length=120)
    title_en = models.CharField(_("thema in het Engels"), max_length=120, blank=True)

    personal_data = HoldsNone(_("Namen van thema’s."))
    objects: ClassVar[models.Manager[Theme]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["programme", "title"]

    def __str__(self) -> str:
        return in_language(self, "title")
