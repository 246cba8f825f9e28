"""Agreements (borging): who promises what, where it is laid down, until when, and how firm it is."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.personal_data import Holds, HoldsNone
from veerkracht.people.models import Organisation, Person
from veerkracht.places.models import Area
from veerkracht.programme.action_models import KEPT
from veerkracht.programme.goal_models import Theme
from veerkracht.programme.money_models import BudgetLine

REVIEW_AHEAD = timedelta(days=60)  # how long before a review or an end people are told


class AgreementStep(models.TextChoices):
    """How firm a promise is, from loose to lasting."""

    INTENTION = "intention", _("Voornemen")
    SPECIFIC = "specific", _("Concreet")
    SIGNED = "signed", _("Ondertekend")
    IN_BUDGET = "in-budget", _("In de begroting")
    RENEWED = "renewed", _("Verlengd")


class Agreement(models.Model):
    """A promise of an organisation. ``laid_down_in`` names the policy or budget in which it stands.

    ``budget_line`` is the money that carries it: when that ends before ``until``, people are alarmed.
    Without ``until`` it has no end. ``version`` goes up with every change, so that two people do not
    write over each other.
    """

    region = models.ForeignKey(Area, models.PROTECT, related_name="+")
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="agreements"
    )
    promised_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    what = models.CharField(_("wat is beloofd?"), max_length=400)
    what_en = models.CharField(_("in het Engels"), max_length=400, blank=True)
    laid_down_in = models.CharField(
        _("in welk beleid of welke begroting?"), max_length=200, blank=True
    )
    structural = models.BooleanField(_("structureel"), default=False)
    since = models.DateField(_("vanaf"))
    until = models.DateField(_("tot en met"), null=True, blank=True)
    step = models.CharField(max_length=10, choices=AgreementStep, default=AgreementStep.INTENTION)
    evidence = models.CharField(_("waar je het aan ziet"), max_length=500, blank=True)
    review_on = models.DateField(_("opnieuw bekijken op"), null=True, blank=True)
    budget_line = models.ForeignKey(
        BudgetLine, models.PROTECT, null=True, blank=True, related_name="agreements"
    )
    ended_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    personal_data = Holds(
        what=_("Wie namens een organisatie een afspraak maakte"),
        purpose=_("Weten wie je kunt vragen of een afspraak nog staat"),
        ground=_("Gerechtvaardigd belang"),
        until=_("7 jaar na het einde van de afspraak"),
        keep=KEPT,
    )
    objects: ClassVar[models.Manager[Agreement]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(what=""), name="agreement_says_something"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="agreement_ends_after_start",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["region", "review_on"], name="agreements_of_region"),
            models.Index(fields=["promised_by", "region"], name="agreements_of_organisation"),
        ]

    def __str__(self) -> str:
        return self.what


class AgreementMoveKind(models.TextChoices):
    """What happened to an agreement."""

    MADE = "made", _("Gemaakt")
    CHANGED = "changed", _("Gewijzigd")
    FIRMER = "firmer", _("Een stap verder")
    BACK = "back", _("Een stap terug")
    RENEWED = "renewed", _("Verlengd")
    REVIEWED = "reviewed", _("Opnieuw bekeken")
    ENDED = "ended", _("Afgesloten")


class AgreementMove(models.Model):
    """What happened to an agreement: when, by whom, and what shows it. ``step`` is where it then stood."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="moves")
    kind = models.CharField(
        max_length=10, choices=AgreementMoveKind, default=AgreementMoveKind.CHANGED
    )
    step = models.CharField(max_length=10, choices=AgreementStep)
    words = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    personal_data = Holds(
        what=_("Wie een afspraak bijwerkte"),
        purpose=_("Kunnen nagaan hoe een afspraak tot stand kwam"),
        ground=_("Gerechtvaardigd belang"),
        until=_("Zo lang als de afspraak"),
        keep=KEPT,
    )
    objects: ClassVar[models.Manager[AgreementMove]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["made_at", "pk"]

    def __str__(self) -> str:
        return f"agreement move {self.pk}"


class AgreementCause(models.TextChoices):
    """Why people are alarmed about an agreement."""

    MONEY = "money", _("Het geld houdt eerder op dan de belofte")
    REVIEW = "review", _("Het is tijd om opnieuw te kijken")
    END = "end", _("De afspraak loopt af")


class AgreementAlarm(models.Model):
    """People were alarmed about an agreement for one cause; over when the cause went away."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="alarms")
    cause = models.CharField(max_length=8, choices=AgreementCause)
    told_at = models.DateTimeField()
    over_at = models.DateTimeField(null=True, blank=True)

    personal_data = HoldsNone(_("Waarvoor een afspraak aandacht vroeg, zonder namen."))
    objects: ClassVar[models.Manager[AgreementAlarm]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agreement", "cause"],
                condition=Q(over_at=None),
                name="agreement_alarm_once_a_cause",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cause} of agreement {self.agreement_id}"
