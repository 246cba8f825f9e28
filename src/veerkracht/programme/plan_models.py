"""A plan of a programme, dated and versioned: who asks and pays, aims, target numbers, phases, and what hangs on it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.bilingual import in_language
from veerkracht.kernel.personal_data import HoldsNone
from veerkracht.meetings.models import Decision
from veerkracht.people.models import Organisation, Sector
from veerkracht.places.models import Area
from veerkracht.programme.action_models import Action
from veerkracht.programme.agreement_models import Agreement
from veerkracht.programme.money_models import FIRST_YEAR, LAST_YEAR, BudgetLine

PUBLIC_PLAN = HoldsNone(_("Een openbaar plan van organisaties."))


class Plan(models.Model):
    """A plan under one name; what it says stands in its versions. ``region`` coordinates it."""

    slug = models.SlugField(_("naam in het adres"), max_length=60, unique=True)
    region = models.ForeignKey(Area, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    personal_data = PUBLIC_PLAN
    objects: ClassVar[models.Manager[Plan]] = models.Manager()

    def __str__(self) -> str:
        return self.slug


class PlanVersion(models.Model):
    """What a plan says from one day on. A draft until it is published; then it stays as it is.

    ``edited`` goes up with every change of the draft, so that two people do not write over each other.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(_("naam van het plan"), max_length=120)
    title_en = models.CharField(_("naam in het Engels"), max_length=120, blank=True)
    since = models.DateField(_("loopt vanaf"))
    until = models.DateField(_("loopt tot en met"), null=True, blank=True)
    changed = models.CharField(_("wat is er anders?"), max_length=300, blank=True)
    changed_en = models.CharField(_("wat is er anders, in het Engels"), max_length=300, blank=True)
    edited = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    personal_data = PUBLIC_PLAN
    objects: ClassVar[models.Manager[PlanVersion]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["plan", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_version_once"),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(published_at=None), name="plan_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="plan_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return in_language(self, "title")

    @property
    def before(self) -> int:
        """The number of the version before this one."""
        return self.number - 1


class PlanSection(models.Model):
    """A heading with its text."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="sections")
    number = models.PositiveSmallIntegerField()
    heading = models.CharField(_("kop"), max_length=120)
    heading_en = models.CharField(_("kop in het Engels"), max_length=120, blank=True)
    body = models.TextField(_("tekst"), max_length=6000, blank=True)
    body_en = models.TextField(_("tekst in het Engels"), max_length=6000, blank=True)

    personal_data = PUBLIC_PLAN
    objects: ClassVar[models.Manager[PlanSection]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "heading"], name="plan_heading_once"),
        ]

    def __str__(self) -> str:
        return in_language(self, "heading")


class PlanAim(models.Model):
    """Something that the plan wants to reach, in a sentence."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="aims")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(_("doel"), max_length=300)
    text_en = models.CharField(_("doel in het Engels"), max_length=300, blank=True)

    personal_data = PUBLIC_PLAN
    objects: ClassVar[models.Manager[PlanAim]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return in_language(self, "text")


class PlanTarget(models.Model):
    """A number to reach in a year, in an area, for a sector or for all.

    ``measure`` is the name of one in ``measures``; empty where nobody counts it here. ``reached`` is what it
    said last, in protected words, and ``reached_until`` until which day: a daily job reads it, so that a
    page neither asks much nor tells of one person more or less in an hour.
    """

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="targets")
    number = models.PositiveSmallIntegerField()
    measure = models.CharField(_("wat wordt geteld?"), max_length=60, blank=True)
    what = models.CharField(_("wat wil je bereiken?"), max_length=120)
    what_en = models.CharField(_("in het Engels"), max_length=120, blank=True)
    sector = models.ForeignKey(Sector, models.PROTECT, null=True, blank=True, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("jaar"))
    wanted = models.PositiveIntegerField(_("aantal"))
    reached = models.CharField(max_length=80, blank=True)
    reached_en = models.CharField(max_length=80, blank=True)
    reached_until = models.DateField(null=True, blank=True)

    personal_data = PUBLIC_PLAN
    objects: ClassVar[models.Manager[PlanTarget]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["year", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version", "what", "sector", "area", "year"],
                nulls_distinct=False,
                name="plan_target_once",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR), name="plan_target_year"
            ),
        ]

    def __str__(self) -> str:
        return in_language(self, "what")


class PlanPhaseState(models.TextChoices):
    """How a phase stands."""

    PLANNED = "planned", _("Gepland")
    UNDER_WAY = "under-way", _("Loopt")
    DONE = "done", _("Klaar")


class PlanPhase(models.Model):
    """A part of the time, with what happens in it."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="phases")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(_("fase"), max_length=120)
    title_en = models.CharField(_("fase in het Engels"), max_length=120, blank=True)
    since = models.DateField(_("vanaf"))
    until = models.DateField(_("tot en met"))
    state = models.CharField(
        _("stand"), max_length=10, choices=PlanPhaseState, default=PlanPhaseState.PLANNED
    )

    personal_data = PUBLIC_PLAN
    objects: ClassVar[models.Manager[PlanPhase]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["since", "number"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="plan_phase_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return in_language(self, "title")


class PlanPartyRole(models.TextChoices):
    """As what an organisation stands in a plan."""

    CLIENT = "client", _("Opdrachtgever")
    FUNDER = "funder", _("Geldgever")
    FACILITATOR = "facilitator", _("Facilitator")
    PARTNER = "partner", _("Projectpartner")


class PlanParty(models.Model):
    """An organisation in a plan; by ``name`` when it is a kind of organisation or not known here."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="parties")
    number = models.PositiveSmallIntegerField()
    role = models.CharField(_("als wat?"), max_length=12, choices=PlanPartyRole)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("naam"), max_length=120, blank=True)
    name_en = models.CharField(_("naam in het Engels"), max_length=120, blank=True)

    personal_data = PUBLIC_PLAN
    objects: ClassVar[models.Manager[PlanParty]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(organisation=None) & ~Q(name="")
                | Q(organisation__isnull=False, name=""),
                name="plan_party_is_named_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation) if self.organisation_id else in_language(self, "name")


class PlanPart(models.Model):
    """Something that hangs on a plan: ``kind`` names who knows it in ``plan_parts``, ``key`` its number there.

    What is kept here is also pointed at, so that it cannot go unnoticed.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="parts")
    kind = models.SlugField(max_length=30)
    key = models.PositiveBigIntegerField()
    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="+")
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, null=True, blank=True, related_name="+"
    )
    budget_line = models.ForeignKey(
        BudgetLine, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decision = models.ForeignKey(Decision, models.CASCADE, null=True, blank=True, related_name="+")

    personal_data = PUBLIC_PLAN
    objects: ClassVar[models.Manager[PlanPart]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "kind", "key"], name="plan_part_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
