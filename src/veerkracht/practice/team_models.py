"""Implementation plans of whole teams: where they are, what they want, who does what by when."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.personal_data import Holds
from veerkracht.people.models import Organisation, Person

KEPT_TEAM = timedelta(days=2 * 365)  # after the last look
LOOK_AFTER = (3, 6, 12)  # months
MOST_LINES, MOST_MEMBERS = 12, 40


class TeamPlan(models.Model):
    """What one team means to do. ``lead`` edits it; ``coach`` and members look along."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    team = models.CharField(_("naam van het team"), max_length=80)
    lead = models.ForeignKey(Person, models.PROTECT, related_name="+")
    coach = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    where_now = models.CharField(_("waar staan we?"), max_length=1200)
    wanted = models.CharField(_("wat willen we?"), max_length=1200)
    starts_on = models.DateField()
    changed_at = models.DateTimeField()

    personal_data = Holds(
        what=_("Wat een team zich voorneemt, wie het leidt en welke coach meekijkt"),
        purpose=_("Als team het geleerde gebruiken en erop terugkijken"),
        ground=_("Uitvoering van de overeenkomst"),
        until=_("2 jaar na het laatste moment van terugkijken"),
        keep=KEPT_TEAM,
    )
    objects: ClassVar[models.Manager[TeamPlan]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "organisation", Lower("team"), "starts_on", name="team_plan_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team}, {self.organisation}"


class TeamMember(models.Model):
    """Somebody of the team, who may read the plan."""

    plan = models.ForeignKey(TeamPlan, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")

    personal_data = Holds(
        what=_("Wie bij een team met een plan hoort"),
        purpose=_("Het plan van het eigen team kunnen lezen"),
        ground=_("Uitvoering van de overeenkomst"),
        until=_("Zo lang als het plan"),
        keep=KEPT_TEAM,
    )
    objects: ClassVar[models.Manager[TeamMember]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "person"], name="team_member_once"),
        ]

    def __str__(self) -> str:
        return f"team member {self.pk}"


class TeamLine(models.Model):
    """One thing that the team will do: what, who, by when."""

    plan = models.ForeignKey(TeamPlan, models.CASCADE, related_name="lines")
    number = models.PositiveSmallIntegerField()
    what = models.CharField(_("wat gaan we doen?"), max_length=200)
    who = models.CharField(_("wie?"), max_length=120, blank=True)
    by_when = models.DateField(_("voor wanneer?"), null=True, blank=True)

    personal_data = Holds(
        what=_("Wat een team gaat doen, wie, en voor wanneer"),
        purpose=_("Als team het geleerde gebruiken en erop terugkijken"),
        ground=_("Uitvoering van de overeenkomst"),
        until=_("Zo lang als het plan"),
        keep=KEPT_TEAM,
    )
    objects: ClassVar[models.Manager[TeamLine]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "number"], name="team_line_number_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=MOST_LINES), name="team_line_number"
            ),
        ]

    def __str__(self) -> str:
        return f"team line {self.pk}"


class TeamLook(models.Model):
    """A moment at which the team looks at its plan. ``told_at``: the mail went."""

    plan = models.ForeignKey(TeamPlan, models.CASCADE, related_name="looks")
    months = models.PositiveSmallIntegerField()
    due_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True)
    next_step = models.CharField(_("wat doen we nu?"), max_length=600, blank=True)

    personal_data = Holds(
        what=_("Wanneer een team terugkijkt, en wat het daarna doet"),
        purpose=_("Als team het geleerde gebruiken en erop terugkijken"),
        ground=_("Uitvoering van de overeenkomst"),
        until=_("Zo lang als het plan"),
        keep=KEPT_TEAM,
    )
    objects: ClassVar[models.Manager[TeamLook]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["months"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "months"], name="team_look_once"),
            models.CheckConstraint(condition=Q(months__in=LOOK_AFTER), name="team_look_after"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=Q(told_at=None), name="team_look_to_tell"),
        ]

    def __str__(self) -> str:
        return f"team look {self.pk}"


class LineWent(models.TextChoices):
    """How one line of the plan stands."""

    DONE = "done", _("Gelukt")
    UNDER_WAY = "under-way", _("Zijn we mee bezig")
    NOT = "not", _("Nog niet")
    DROPPED = "dropped", _("Doen we niet meer")


class TeamLineLook(models.Model):
    """How one line stood at one look."""

    look = models.ForeignKey(TeamLook, models.CASCADE, related_name="line_looks")
    line = models.ForeignKey(TeamLine, models.CASCADE, related_name="line_looks")
    went = models.CharField(max_length=10, choices=LineWent)
    words = models.CharField(max_length=200, blank=True)

    personal_data = Holds(
        what=_("Hoe het ging met wat een team zich voornam"),
        purpose=_("Als team het geleerde gebruiken en erop terugkijken"),
        ground=_("Uitvoering van de overeenkomst"),
        until=_("Zo lang als het plan"),
        keep=KEPT_TEAM,
    )
    objects: ClassVar[models.Manager[TeamLineLook]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["look", "line"], name="team_line_look_once"),
        ]

    def __str__(self) -> str:
        return f"team line look {self.pk}"
