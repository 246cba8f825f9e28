"""Actions: who does what by when, with whom, how it stands, and what shows it."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.personal_data import Holds
from veerkracht.people.models import Organisation, Person
from veerkracht.places.models import Area
from veerkracht.programme.goal_models import Goal, Theme

KEPT = timedelta(days=7 * 365)  # what a subsidy was accounted for with


class ActionStatus(models.TextChoices):
    """How an action stands."""

    PLANNED = "planned", _("Gepland")
    UNDER_WAY = "under-way", _("Loopt")
    DONE = "done", _("Gedaan")
    STOPPED = "stopped", _("Gestopt")


OPEN_ACTION = (ActionStatus.PLANNED, ActionStatus.UNDER_WAY)


class Action(models.Model):
    """Something that an organisation will do in a region.

    ``owner`` is the organisation that answers for it; ``person`` who it is there, if anybody is named.
    ``asked_at``: when the owner was last asked for a word, because it is late.
    """

    region = models.ForeignKey(Area, models.PROTECT, related_name="+")
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="actions")
    what = models.CharField(_("wat gaan jullie doen?"), max_length=300)
    what_en = models.CharField(_("in het Engels"), max_length=300, blank=True)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    starts_on = models.DateField(_("begint op"), null=True, blank=True)
    due_on = models.DateField(_("klaar op"), null=True, blank=True)
    status = models.CharField(max_length=10, choices=ActionStatus, default=ActionStatus.PLANNED)
    next_step = models.CharField(_("volgende stap"), max_length=300, blank=True)
    evidence = models.CharField(_("waar je het aan ziet"), max_length=500, blank=True)
    goals = models.ManyToManyField(Goal, blank=True, related_name="actions")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    done_on = models.DateField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)

    personal_data = Holds(
        what=_("Wie voor een actie aanspreekbaar is"),
        purpose=_("Weten wie je kunt vragen hoe het gaat"),
        ground=_("Gerechtvaardigd belang"),
        until=_("7 jaar na de laatste wijziging"),
        keep=KEPT,
    )
    objects: ClassVar[models.Manager[Action]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(what=""), name="action_says_something"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(due_on=None) | Q(due_on__gte=F("starts_on")),
                name="action_due_after_start",
            ),
            models.CheckConstraint(
                condition=Q(status="done", done_on__isnull=False)
                | (~Q(status="done") & Q(done_on=None)),
                name="action_done_has_day",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["region", "status", "due_on"], name="actions_of_region"),
            models.Index(
                fields=["due_on"],
                condition=Q(status__in=["planned", "under-way"]),
                name="actions_open_by_day",
            ),
        ]

    def __str__(self) -> str:
        return self.what


class ActionPartner(models.Model):
    """An organisation that helps with an action, as what; ``word`` is the last that it said of its part."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    role = models.CharField(_("als wat?"), max_length=120, blank=True)

    personal_data = Holds(
        what=_("Wie namens een partner aan een actie meewerkt"),
        purpose=_("Weten wie je kunt vragen hoe het gaat"),
        ground=_("Gerechtvaardigd belang"),
        until=_("Zo lang als de actie"),
        keep=KEPT,
    )
    objects: ClassVar[models.Manager[ActionPartner]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["action", "organisation"], name="action_partner_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}"


class ActionUpdate(models.Model):
    """A word about an action from its owner or a partner: how it goes, and what comes next."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="updates")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    status = models.CharField(max_length=10, choices=ActionStatus, blank=True)
    words = models.CharField(_("hoe gaat het?"), max_length=600)
    evidence = models.CharField(_("waar je het aan ziet"), max_length=500, blank=True)

    personal_data = Holds(
        what=_("Wie vertelde hoe een actie gaat"),
        purpose=_("Weten wie je kunt vragen hoe het gaat"),
        ground=_("Gerechtvaardigd belang"),
        until=_("Zo lang als de actie"),
        keep=KEPT,
    )
    objects: ClassVar[models.Manager[ActionUpdate]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words=""), name="action_update_says_something"),
        ]

    def __str__(self) -> str:
        return f"update {self.pk}"
