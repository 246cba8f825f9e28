"""Budget lines: money for a theme in a year, from a funder, as asked, promised, reserved and realised."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.personal_data import HoldsNone
from veerkracht.people.models import Organisation
from veerkracht.places.models import Area
from veerkracht.programme.goal_models import Theme

FIRST_YEAR, LAST_YEAR = 2015, 2050


class BudgetLine(models.Model):
    """Money of one funder for one purpose in one year. Amounts are whole euro cents.

    ``asked`` ≥ 0 is what was asked for; ``promised`` what the funder said yes to; ``reserved`` what is set
    apart for work agreed on; ``realised`` what was spent. ``structural``: the funder means to go on.
    """

    region = models.ForeignKey(Area, models.PROTECT, related_name="+")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="budget_lines")
    funder = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    what = models.CharField(_("waarvoor?"), max_length=200)
    what_en = models.CharField(_("in het Engels"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(_("jaar"))
    structural = models.BooleanField(_("structureel"), default=False)
    asked = models.PositiveBigIntegerField(_("gevraagd"), default=0)
    promised = models.PositiveBigIntegerField(_("toegezegd"), default=0)
    reserved = models.PositiveBigIntegerField(_("gereserveerd"), default=0)
    realised = models.PositiveBigIntegerField(_("besteed"), default=0)
    changed_at = models.DateTimeField()

    personal_data = HoldsNone(_("Bedragen van organisaties."))
    objects: ClassVar[models.Manager[BudgetLine]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["region", "theme", "funder", "what", "year"], name="budget_line_once_a_year"
            ),
            models.CheckConstraint(condition=~Q(what=""), name="budget_line_says_for_what"),
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR), name="budget_line_year"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["region", "theme", "year"], name="budget_lines_of_theme"),
        ]

    def __str__(self) -> str:
        return f"{self.what} ({self.year})"


class Client(models.Model):
    """An organisation that a region works for (opdrachtgever), from one day until another: reads all its money."""

    region = models.ForeignKey(Area, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    since = models.DateField(_("vanaf"))
    until = models.DateField(_("tot"), null=True, blank=True)

    personal_data = HoldsNone(_("Voor welke organisatie een regio werkt."))
    objects: ClassVar[models.Manager[Client]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["region", "organisation"],
                condition=Q(until=None),
                name="client_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="client_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}"
