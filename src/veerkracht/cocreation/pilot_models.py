"""Pilots: the question, who tries it, what is measured, what was learnt, what was decided, what it was spread to."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.bilingual import in_language
from veerkracht.kernel.personal_data import Holds, HoldsNone
from veerkracht.people.models import Organisation, Person, Sector
from veerkracht.places.models import Area
from veerkracht.programme.models import Action, Agreement, BudgetLine
from veerkracht.training.models import Course, Edition

KEPT = timedelta(days=7 * 365)  # what was paid for with public money


class PilotState(models.TextChoices):
    """How a pilot stands; which step may follow which is in ``pilot_rules.STEPS``."""

    DRAFT = "draft", _("In voorbereiding")
    RUNNING = "running", _("Loopt")
    ENDED = "ended", _("Afgelopen, wacht op een besluit")
    DECIDED = "decided", _("Besloten")
    STOPPED = "stopped", _("Eerder gestopt")


class PilotOutcome(models.TextChoices):
    """What was decided after a pilot."""

    SPREAD = "spread", _("Verspreiden")
    ADJUST = "adjust", _("Aanpassen en verder")
    STOP = "stop", _("Stoppen")


class Pilot(models.Model):
    """Trying something new in one place for a while, to learn whether it works.

    ``area`` narrows the region to a municipality. Money is in whole euro cents. ``public``: everybody may read
    it; costs, measures and notes are shown to everybody only when they are marked as well.
    """

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(_("hoe heet de pilot?"), max_length=120)
    title_en = models.CharField(max_length=120, blank=True)
    question = models.CharField(_("welke vraag wil je beantwoorden?"), max_length=400)
    question_en = models.CharField(max_length=400, blank=True)
    hypothesis = models.CharField(_("wat verwacht je?"), max_length=600)
    hypothesis_en = models.CharField(max_length=600, blank=True)
    different = models.TextField(_("wat doen jullie anders?"), max_length=2000)
    different_en = models.TextField(max_length=2000, blank=True)
    region = models.ForeignKey(Area, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    sector = models.ForeignKey(Sector, models.PROTECT, related_name="+")
    led_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    organisations = models.ManyToManyField(Organisation, blank=True, related_name="+")
    since = models.DateField(_("van"))
    until = models.DateField(_("tot en met"))
    planned_cents = models.PositiveBigIntegerField(_("geraamde kosten"), default=0)
    spent_cents = models.PositiveBigIntegerField(_("besteed"), default=0)
    budget_lines = models.ManyToManyField(BudgetLine, blank=True, related_name="+")
    public = models.BooleanField(default=False)
    costs_public = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=PilotState, default=PilotState.DRAFT)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=6, choices=PilotOutcome, blank=True)
    reasons = models.TextField(_("waarom?"), max_length=2000, blank=True)
    reasons_en = models.TextField(max_length=2000, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    personal_data = Holds(
        what=_("Wie besloot over een pilot"),
        purpose=_("Kunnen nagaan hoe een besluit tot stand kwam"),
        ground=_("Gerechtvaardigd belang"),
        until=_("7 jaar na de laatste wijziging"),
        keep=KEPT,
    )
    objects: ClassVar[models.Manager[Pilot]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["-since", "title"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(question=""), name="pilot_says_something"
            ),
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="pilot_ends_after_begin"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "running"], ended_on=None)
                | Q(state__in=["ended", "decided", "stopped"], ended_on__isnull=False),
                name="pilot_over_has_day",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", started_on=None)
                | (~Q(state="draft") & Q(started_on__isnull=False)),
                name="pilot_begun_has_day",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state="decided", decided_on__isnull=False) & ~Q(outcome="") & ~Q(reasons="")
                )
                | (Q(state="stopped", outcome="") & ~Q(reasons=""))
                | Q(state__in=["draft", "running", "ended"], outcome="", decided_on=None),
                name="pilot_decision_is_whole",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["region", "state"], name="pilots_of_region"),
            models.Index(fields=["sector", "public"], name="pilots_of_sector"),
        ]

    def __str__(self) -> str:
        return in_language(self, "title")


class PilotMember(models.Model):
    """Somebody in the team of a pilot, from one day until another; ``leads`` writes everything of it."""

    pilot = models.ForeignKey(Pilot, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    leads = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    personal_data = Holds(
        what=_("Wie in het team van een pilot zit, van wanneer tot wanneer"),
        purpose=_("Weten wie meedoet en wie mag schrijven"),
        ground=_("Gerechtvaardigd belang"),
        until=_("7 jaar na de laatste wijziging van de pilot"),
        keep=KEPT,
    )
    objects: ClassVar[models.Manager[PilotMember]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["-leads", "since", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["pilot", "person"], condition=Q(until=None), name="pilot_member_once"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="pilot_member_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}"


class MeasureKind(models.TextChoices):
    """What sort of number a measure gives."""

    NUMBER = "number", _("Aantal")
    PERCENTAGE = "percentage", _("Percentage")
    SCALE = "scale", _("Cijfer van 0 tot 10")


class MeasureAbout(models.TextChoices):
    """Whose number it is: that decides which readings may be kept."""

    THINGS = "things", _("Dingen, zoals dagen, afspraken of bezoeken")
    PEOPLE = "people", _("Wat mensen vinden of doen, zoals een cijfer of gemiddelde")
    COUNT = "count", _("Hoeveel mensen het zijn")


class PilotMeasure(models.Model):
    """What a pilot measures three times. ``up``: more is better. ``target`` is what it wants to reach."""

    pilot = models.ForeignKey(Pilot, models.CASCADE, related_name="measures")
    what = models.CharField(_("wat meet je?"), max_length=160)
    what_en = models.CharField(max_length=160, blank=True)
    unit = models.CharField(_("eenheid"), max_length=40, blank=True)
    unit_en = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=10, choices=MeasureKind, default=MeasureKind.NUMBER)
    about = models.CharField(max_length=6, choices=MeasureAbout, default=MeasureAbout.PEOPLE)
    up = models.BooleanField(default=True)
    target = models.DecimalField(_("doel"), max_digits=12, decimal_places=2, null=True, blank=True)
    public = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    personal_data = HoldsNone(_("Wat een pilot meet; nooit van wie."))
    objects: ClassVar[models.Manager[PilotMeasure]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["kind", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["pilot", "what"], name="pilot_measure_once"),
            models.CheckConstraint(
                condition=Q(target=None) | ~Q(kind="number") | ~Q(unit=""),
                name="pilot_target_has_unit",
            ),
            models.CheckConstraint(
                condition=Q(kind="number") | ~Q(about="count"), name="pilot_count_is_number"
            ),
            models.CheckConstraint(
                condition=Q(target=None)
                | Q(kind="number", target__gte=0)
                | Q(kind="percentage", target__gte=0, target__lte=100)
                | Q(kind="scale", target__gte=0, target__lte=10),
                name="pilot_target_in_range",
            ),
        ]

    def __str__(self) -> str:
        return in_language(self, "what")


class ReadingMoment(models.TextChoices):
    """The three times at which a pilot measures."""

    BASELINE = "baseline", _("Nulmeting")
    MIDDLE = "middle", _("Halverwege")
    END = "end", _("Eindmeting")


class PilotReading(models.Model):
    """What a measure said at one of three moments, and where that comes from.

    ``over`` is about how many people or things it is (n); what is about few people is never kept.
    """

    measure = models.ForeignKey(PilotMeasure, models.CASCADE, related_name="readings")
    moment = models.CharField(max_length=8, choices=ReadingMoment)
    value = models.DecimalField(_("wat was het?"), max_digits=12, decimal_places=2)
    day = models.DateField(_("wanneer gemeten?"))
    source = models.CharField(_("waar komt het vandaan?"), max_length=200)
    over = models.PositiveIntegerField(_("over hoeveel gaat het?"), null=True, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    personal_data = Holds(
        what=_("Wie een meting opschreef; nooit van wie die is"),
        purpose=_("Weten wie je over een meting kunt vragen"),
        ground=_("Gerechtvaardigd belang"),
        until=_("7 jaar na de laatste wijziging van de pilot"),
        keep=KEPT,
    )
    objects: ClassVar[models.Manager[PilotReading]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["measure", "moment"], name="pilot_reading_once"),
            models.CheckConstraint(condition=Q(value__gte=0), name="pilot_reading_not_negative"),
            models.CheckConstraint(
                condition=Q(over=None) | Q(over__gte=1), name="pilot_reading_over_some"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.moment} of measure {self.measure_id}"


class PilotNote(models.Model):
    """A page of the learning log: what happened, what the team learnt, what it changes. Notes are kept.

    Never about a client. ``public``: who keeps the pilot lets everybody read it.
    """

    pilot = models.ForeignKey(Pilot, models.CASCADE, related_name="notes")
    day = models.DateField(_("wanneer?"))
    happened = models.TextField(_("wat gebeurde er?"), max_length=2000)
    learned = models.TextField(_("wat leerden jullie?"), max_length=2000)
    change = models.TextField(_("wat veranderen jullie?"), max_length=2000, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    public = models.BooleanField(default=False)
    false_alarm = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    personal_data = Holds(
        what=_("Wie in het leerlogboek van een pilot schreef"),
        purpose=_("Weten wie je ernaar kunt vragen"),
        ground=_("Gerechtvaardigd belang"),
        until=_("De naam 7 jaar na de laatste wijziging van de pilot"),
        keep=KEPT,
    )
    objects: ClassVar[models.Manager[PilotNote]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["-day", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(happened="") & ~Q(learned=""), name="pilot_note_says_something"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["pilot", "-day"], name="pilot_notes_by_day")]

    def __str__(self) -> str:
        return f"note {self.pk}"


class SpreadKind(models.TextChoices):
    """What a pilot that is spread leads to."""

    COURSE = "course", _("Training")
    EDITION = "edition", _("Editie")
    ACTION = "action", _("Actie")
    AGREEMENT = "agreement", _("Afspraak")


class PilotSpread(models.Model):
    """Something that was drafted because a pilot is spread; it goes with the draft.

    ``area`` is where: a region, or a municipality for an edition. ``key`` names it within the pilot, so that
    drafting the same twice makes it once.
    """

    pilot = models.ForeignKey(Pilot, models.PROTECT, related_name="spreads")
    kind = models.CharField(max_length=9, choices=SpreadKind)
    key = models.CharField(max_length=80)
    region = models.ForeignKey(Area, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    course = models.ForeignKey(Course, models.CASCADE, null=True, blank=True, related_name="+")
    edition = models.ForeignKey(Edition, models.CASCADE, null=True, blank=True, related_name="+")
    action = models.ForeignKey(Action, models.CASCADE, null=True, blank=True, related_name="+")
    agreement = models.ForeignKey(
        Agreement, models.CASCADE, null=True, blank=True, related_name="+"
    )
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    personal_data = Holds(
        what=_("Wie voorstellen klaarzette om een pilot te verspreiden"),
        purpose=_("Weten wie je ernaar kunt vragen"),
        ground=_("Gerechtvaardigd belang"),
        until=_("7 jaar na de laatste wijziging van de pilot"),
        keep=KEPT,
    )
    objects: ClassVar[models.Manager[PilotSpread]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["region__name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["pilot", "key"], name="pilot_spread_once"),
            models.CheckConstraint(
                condition=Q(
                    kind="course", course__isnull=False, edition=None, action=None, agreement=None
                )
                | Q(kind="edition", edition__isnull=False, course=None, action=None, agreement=None)
                | Q(kind="action", action__isnull=False, course=None, edition=None, agreement=None)
                | Q(
                    kind="agreement",
                    agreement__isnull=False,
                    course=None,
                    edition=None,
                    action=None,
                ),
                name="pilot_spread_points_at_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of pilot {self.pilot_id}"
