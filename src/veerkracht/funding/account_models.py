"""The account to the funder: a draft while one works on it, frozen with its digest when it is closed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from veerkracht.funding.scheme_models import OF_ORGANISATIONS, AwardLine, Scheme
from veerkracht.kernel.personal_data import Holds


class CoFunding(models.Model):
    """Money of somebody else on a budget line in a year, with the evidence; cents."""

    line = models.ForeignKey(AwardLine, models.PROTECT, related_name="paid_by_others")
    year = models.PositiveSmallIntegerField(_("jaar"))
    payer = models.CharField(_("wie betaalde mee?"), max_length=120)
    amount = models.PositiveBigIntegerField(_("bedrag"))
    evidence = models.CharField(_("bewijs"), max_length=120)

    personal_data = OF_ORGANISATIONS
    objects: ClassVar[models.Manager[CoFunding]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["line", "year", "payer", "evidence"], name="co_funding_once"
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=1) & ~Q(evidence=""), name="co_funding_has_evidence"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.payer}: {self.amount}"


class FinalAccount(models.Model):
    """The account of a scheme over a period. ``figures`` and ``digest`` are there once it is closed.

    A supplement has the period of a closed account, and holds only what was booked in it after closing.
    """

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="final_accounts")
    from_day = models.DateField(_("van"))
    until_day = models.DateField(_("tot en met"))
    supplement = models.BooleanField(default=False)
    drafted_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by_id = models.BigIntegerField(null=True)
    figures = models.JSONField(null=True)
    digest = models.CharField(max_length=64, blank=True)

    personal_data = Holds(
        what=_("Nummers van inschrijvingen met dag en bedrag, en het nummer van wie afsloot"),
        purpose=_("Subsidie verantwoorden"),
        ground=_("Verantwoording van subsidie"),
        until=_("10 jaar na het einde van de regeling"),
    )
    objects: ClassVar[models.Manager[FinalAccount]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["scheme", "from_day", "until_day"],
                condition=Q(supplement=False),
                name="final_account_once",
            ),
            models.UniqueConstraint(
                fields=["scheme", "from_day", "until_day"],
                condition=Q(supplement=True, closed_at=None),
                name="final_account_one_open_supplement",
            ),
            models.CheckConstraint(
                condition=Q(until_day__gte=F("from_day")), name="final_account_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, figures=None, digest="")
                | (Q(closed_at__isnull=False, figures__isnull=False) & ~Q(digest="")),
                name="final_account_closed_is_frozen",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme_id} {self.from_day}–{self.until_day}"
