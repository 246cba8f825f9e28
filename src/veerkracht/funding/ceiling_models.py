"""Ceilings within a scheme, who waits for money, and who pays without it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from veerkracht.funding.ledger_models import ONLY_AMOUNTS
from veerkracht.funding.scheme_models import Scheme
from veerkracht.kernel.clock import now
from veerkracht.kernel.personal_data import Holds
from veerkracht.people.models import Organisation, Person
from veerkracht.training.models import Edition


class Ceiling(models.Model):
    """The most that may be used of a scheme in one year, or for one organisation; cents."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="ceilings")
    year = models.PositiveSmallIntegerField(_("jaar"), null=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    amount = models.PositiveBigIntegerField(_("plafond"))
    used = models.PositiveBigIntegerField(default=0)

    personal_data = ONLY_AMOUNTS
    objects: ClassVar[models.Manager[Ceiling]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["scheme", "year", "organisation"],
                nulls_distinct=False,
                name="ceiling_once",
            ),
            models.CheckConstraint(
                condition=Q(year=None, organisation__isnull=False)
                | Q(year__isnull=False, organisation=None),
                name="ceiling_is_of_one_kind",
            ),
            models.CheckConstraint(
                condition=Q(used__lte=F("amount")), name="funding_within_ceiling"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year or self.organisation_id}: {self.used} of {self.amount}"


class WaitState(models.TextChoices):
    """How waiting for money stands."""

    WAITING = "waiting", _("wacht op geld")
    TOLD = "told", _("er is geld: wacht op antwoord")
    TAKEN = "taken", _("plaats gevraagd")
    LEFT = "left", _("gestopt met wachten")
    LAPSED = "lapsed", _("niet op tijd geantwoord")
    OVER = "over", _("training is voorbij of gaat niet door")


class Short(models.TextChoices):
    """Which money was too little."""

    TOTAL = "total", _("de hele regeling")
    YEAR = "year", _("het jaar")
    ORGANISATION = "organisation", _("de organisatie")


LIVE_WAITS = (WaitState.WAITING, WaitState.TOLD)


class MoneyWait(models.Model):
    """Somebody waits until the scheme has money for a place in an edition. Order counts from asking.

    When there is, the amount is reserved for them until ``until``, and they go on by one click.
    """

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="waits")
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="money_waits")
    person = models.ForeignKey(Person, models.CASCADE, related_name="money_waits")
    short = models.CharField(max_length=12, choices=Short)
    state = models.CharField(max_length=8, choices=WaitState, default=WaitState.WAITING)
    asked_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    personal_data = Holds(
        what=_("Wie voor welke training op subsidie wacht"),
        purpose=_("Vertellen dat er weer geld is, in volgorde van vragen"),
        ground=_("Uitvoering van de overeenkomst"),
        until=_("2 jaar na het wachten"),
    )
    objects: ClassVar[models.Manager[MoneyWait]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "edition"],
                condition=Q(state__in=LIVE_WAITS),
                name="money_wait_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="told") | Q(until__isnull=False), name="money_wait_told_has_term"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["scheme", "asked_at", "id"],
                condition=Q(state="waiting"),
                name="money_wait_queue",
            ),
            models.Index(fields=["until"], condition=Q(state="told"), name="money_wait_terms"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} waits for {self.edition_id}: {self.state}"


class OwnPayment(models.Model):
    """Somebody takes a place in an edition and pays the full price, so that no scheme is charged."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="own_payments")
    person = models.ForeignKey(Person, models.CASCADE, related_name="own_payments")
    price = models.PositiveBigIntegerField()
    at = models.DateTimeField(default=now)

    personal_data = Holds(
        what=_("Wie een training zelf betaalt, en de prijs"),
        purpose=_("De subsidie niet laten betalen wat iemand zelf betaalt"),
        ground=_("Uitvoering van de overeenkomst"),
        until=_("2 jaar na de training"),
    )
    objects: ClassVar[models.Manager[OwnPayment]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "person"], name="own_payment_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} pays for {self.edition_id}"
