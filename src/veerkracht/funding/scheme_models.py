"""Subsidy schemes: who pays for what, by which rules, and the steps from application to settlement."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.personal_data import Holds, HoldsNone
from veerkracht.people.models import Organisation
from veerkracht.places.models import Area
from veerkracht.programme.models import BudgetLine
from veerkracht.training.models import Course, Edition

OF_ORGANISATIONS = HoldsNone(_("Bedragen en afspraken van organisaties."))


class Scheme(models.Model):
    """A subsidy for a period: what the funder awarded to the client, and what may be charged to it."""

    region = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("regio"))
    name = models.CharField(_("naam"), max_length=160)
    name_en = models.CharField(_("naam in het Engels"), max_length=160, blank=True)
    funder = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("wie betaalt?")
    )
    client = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("wie krijgt de subsidie?")
    )
    reference = models.CharField(_("kenmerk"), max_length=80, blank=True)
    from_day = models.DateField(_("van"))
    until_day = models.DateField(_("tot en met"))
    made_at = models.DateTimeField()

    personal_data = OF_ORGANISATIONS
    objects: ClassVar[models.Manager[Scheme]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until_day__gte=F("from_day")), name="scheme_ends_after_start"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="scheme_has_name"),
        ]
        indexes: ClassVar = [models.Index(fields=["region", "-from_day"], name="scheme_of_region")]

    def __str__(self) -> str:
        return self.name


class StepKind(models.TextChoices):
    """The chain of a subsidy, in its order."""

    REQUEST = "request", _("aanvraag")
    AWARD = "award", _("verlening")
    ADVANCE = "advance", _("voorschot")
    CHANGE = "change", _("wijziging")
    NOTICE = "notice", _("melding")
    SETTLEMENT = "settlement", _("vaststelling")


class SchemeStep(models.Model):
    """One step of the chain, on a day, with the letter that proves it."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="steps")
    kind = models.CharField(_("wat?"), max_length=10, choices=StepKind)
    on = models.DateField(_("op welke dag?"))
    amount = models.PositiveBigIntegerField(_("bedrag"), null=True, blank=True)
    document = models.CharField(_("kenmerk van de brief"), max_length=120)
    note = models.CharField(_("toelichting"), max_length=300, blank=True)

    personal_data = OF_ORGANISATIONS
    objects: ClassVar[models.Manager[SchemeStep]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(document=""), name="scheme_step_has_document"),
        ]
        indexes: ClassVar = [models.Index(fields=["scheme", "on"], name="scheme_steps")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on}"


class Outcome(models.TextChoices):
    """What a place that nobody used does to the money."""

    RELEASED = "released", _("het geld komt vrij")
    REALISED = "realised", _("de subsidie betaalt de plaats toch")


class SchemeRules(models.Model):
    """One version of the rules of a scheme. A version never changes; a new one holds from its day on.

    ``seat_amount`` in cents for each place; empty: what the edition says that the subsidy pays.
    ``hour_rate`` in cents for an hour of coaching; empty: hours are not charged.
    ``most_per_organisation`` in cents in the whole period; empty: no maximum.
    """

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="rules")
    version = models.PositiveSmallIntegerField()
    from_day = models.DateField(_("geldt vanaf"))
    seat_amount = models.PositiveBigIntegerField(_("bedrag voor een plaats"), null=True, blank=True)
    hour_rate = models.PositiveBigIntegerField(_("bedrag voor een uur"), null=True, blank=True)
    most_per_organisation = models.PositiveBigIntegerField(
        _("hoogste bedrag voor één organisatie"), null=True, blank=True
    )
    no_show = models.CharField(
        _("iemand komt niet"), max_length=8, choices=Outcome, default=Outcome.REALISED
    )
    left_late = models.CharField(
        _("iemand meldt zich te laat af"), max_length=8, choices=Outcome, default=Outcome.RELEASED
    )
    hours_to_answer = models.PositiveSmallIntegerField(
        _("uren om te antwoorden als er weer geld is"),
        default=72,
        validators=[MaxValueValidator(720)],
    )
    names_asked = models.BooleanField(
        _("de subsidiegever vraagt namen bij het bewijs"), default=False
    )

    personal_data = OF_ORGANISATIONS
    objects: ClassVar[models.Manager[SchemeRules]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scheme", "version"], name="scheme_rules_version_once"),
            models.CheckConstraint(
                condition=Q(version__gte=1, hours_to_answer__gte=1), name="scheme_rules_from_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme_id} v{self.version}"


class AwardLine(models.Model):
    """A budget line of the award, to account on. ``amount`` and ``co_funding`` in cents, as planned."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="lines")
    name = models.CharField(_("begrotingsregel"), max_length=120)
    amount = models.PositiveBigIntegerField(_("toegekend"))
    co_funding = models.PositiveBigIntegerField(_("eigen bijdrage volgens plan"), default=0)
    budget_line = models.ForeignKey(
        BudgetLine, models.PROTECT, null=True, blank=True, related_name="+"
    )

    personal_data = OF_ORGANISATIONS
    objects: ClassVar[models.Manager[AwardLine]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scheme", "name"], name="award_line_once"),
            models.CheckConstraint(condition=~Q(name=""), name="award_line_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


class PerformanceKind(models.TextChoices):
    """What is counted."""

    SEATS = "seats", _("plaatsen")
    HOURS = "hours", _("uren coaching")


class Performance(models.Model):
    """What was promised to the funder: so many places, or hours, on a budget line.

    ``planned`` in places, or in whole hours. ``courses``: whose editions count, for places.
    """

    line = models.ForeignKey(AwardLine, models.PROTECT, related_name="performances")
    name = models.CharField(_("prestatie"), max_length=160)
    kind = models.CharField(_("wat tellen we?"), max_length=6, choices=PerformanceKind)
    planned = models.PositiveIntegerField(_("hoeveel volgens plan?"))
    courses = models.ManyToManyField(
        Course, blank=True, related_name="+", verbose_name=_("trainingen")
    )

    personal_data = OF_ORGANISATIONS
    objects: ClassVar[models.Manager[Performance]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["line", "name"], name="performance_once"),
            models.CheckConstraint(condition=~Q(name=""), name="performance_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Cover(models.Model):
    """An edition whose places are charged to a scheme, by a version of its rules. ``amount``: cents a place."""

    edition = models.OneToOneField(Edition, models.PROTECT, related_name="cover")
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="covers")
    performance = models.ForeignKey(Performance, models.PROTECT, related_name="covers")
    rules = models.ForeignKey(SchemeRules, models.PROTECT, related_name="+")
    amount = models.PositiveBigIntegerField(_("bedrag voor een plaats"))
    covered_at = models.DateTimeField()

    personal_data = OF_ORGANISATIONS
    objects: ClassVar[models.Manager[Cover]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gte=1), name="cover_costs_something"),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} → {self.scheme_id}"


class DeviationNote(models.Model):
    """Why something went otherwise than planned; stands in the final account."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="notes")
    performance = models.ForeignKey(
        Performance,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="notes",
        verbose_name=_("bij welke prestatie?"),
    )
    year = models.PositiveSmallIntegerField(_("over welk jaar?"))
    text = models.TextField(_("wat ging anders, en waarom?"), max_length=2000)
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    personal_data = Holds(
        what=_("Het nummer van wie een toelichting schreef"),
        purpose=_("Weten wie het kan uitleggen"),
        ground=_("Verantwoording van subsidie"),
        until=_("10 jaar na het einde van de regeling"),
    )
    objects: ClassVar[models.Manager[DeviationNote]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="deviation_note_says_why"),
        ]
        indexes: ClassVar = [models.Index(fields=["scheme", "year"], name="deviation_notes")]

    def __str__(self) -> str:
        return self.text[:60]
