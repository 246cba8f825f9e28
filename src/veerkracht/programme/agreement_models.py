"""Agreements (borging): who promises what, where it is laid down, until when, and how firm it is."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.personal_data import Holds
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
    ``told_at`` and ``told_of``: the last alarm, so that nobody hears the same twice.
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
    told_at = models.DateTimeField(null=True, blank=True)
    told_of = models.CharField(max_length=20, blank=True)

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
        ]

    def __str__(self) -> str:
        return self.what


class AgreementMove(models.Model):
    """An agreement became firmer, was renewed or looked at: when, by whom, and what shows it."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="moves")
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
