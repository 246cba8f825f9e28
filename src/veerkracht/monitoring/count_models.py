"""What is counted and against what: versions, denominators, targets, series of others; and facts and cells."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.bilingual import in_language
from veerkracht.kernel.personal_data import Holds, HoldsNone
from veerkracht.places.models import Area

FIRST_YEAR, LAST_YEAR = 2011, 2050
MOST = 2_000_000_000
WORDS_OF_INDICATORS = HoldsNone(_("Wat we tellen, in woorden."))
NUMBERS_OF_SOURCES = HoldsNone(_("Aantallen uit een bron, zonder namen."))
ONLY_SUMS = HoldsNone(_("Optellingen, die pas naar buiten gaan als niemand erin te herkennen is."))


class IndicatorVersion(models.Model):
    """Other words, owner or threshold for an indicator, from a moment on. The first version comes along with us.

    What is counted and by what it is broken down belongs to the code and does not change here.
    """

    code = models.SlugField(max_length=60)
    version = models.PositiveSmallIntegerField()
    name = models.CharField(_("naam"), max_length=160)
    name_en = models.CharField(max_length=160, blank=True)
    meaning = models.CharField(_("welke vraag beantwoordt het?"), max_length=400)
    meaning_en = models.CharField(max_length=400, blank=True)
    numerator = models.CharField(_("wie of wat telt mee?"), max_length=600)
    numerator_en = models.CharField(max_length=600, blank=True)
    denominator = models.CharField(_("van wie of wat is het een deel?"), max_length=400, blank=True)
    denominator_en = models.CharField(max_length=400, blank=True)
    owner = models.CharField(_("wie gaat erover?"), max_length=160)
    threshold = models.PositiveSmallIntegerField(_("vanaf hoeveel laten we het zien?"))
    is_public = models.BooleanField(default=True)
    why = models.CharField(_("wat is er anders?"), max_length=300)
    made_at = models.DateTimeField()

    personal_data = WORDS_OF_INDICATORS
    objects: ClassVar[models.Manager[IndicatorVersion]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["code", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "version"], name="indicator_version_once"),
            models.CheckConstraint(
                condition=Q(version__gte=2), name="indicator_version_after_ours"
            ),
            models.CheckConstraint(
                condition=Q(threshold__gte=1, threshold__lte=1000),
                name="indicator_threshold_in_range",
            ),
            models.CheckConstraint(condition=~Q(why=""), name="indicator_version_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"


class DenominatorKind(models.TextChoices):
    """Of whom a denominator says how many there are."""

    WORKFORCE = "workforce", _("mensen die er werken")
    STUDENTS = "students", _("studenten")


class Denominator(models.Model):
    """How many people work or study in an area, in a group of sectors and of functions (empty: all), in a year.

    Typed or brought in with a list, with who counted them. ``is_example``: an invented number, for the demo.
    """

    kind = models.CharField(
        _("wie"), max_length=10, choices=DenominatorKind, default=DenominatorKind.WORKFORCE
    )
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("gebied"))
    sector = models.SlugField(_("sector"), max_length=40, blank=True)
    function = models.SlugField(_("functie"), max_length=40, blank=True)
    year = models.PositiveSmallIntegerField(_("jaar"))
    number = models.PositiveIntegerField(_("aantal"))
    source = models.CharField(_("bron"), max_length=200)
    is_example = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    personal_data = NUMBERS_OF_SOURCES
    objects: ClassVar[models.Manager[Denominator]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["-year", "area__name", "sector", "function"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "area", "sector", "function", "year"],
                name="denominator_once_a_year",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR), name="denominator_year"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="denominator_has_source"),
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "year"], name="denominators_of_year")]

    def __str__(self) -> str:
        return f"{self.area} {self.sector} {self.year}"


class Target(models.Model):
    """What a region wants to reach: an indicator, an area, a sector (empty: all), a year, and how much."""

    indicator = models.SlugField(_("meetpunt"), max_length=60)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("gebied"))
    sector = models.SlugField(_("sector"), max_length=40, blank=True)
    year = models.PositiveSmallIntegerField(_("jaar"))
    number = models.PositiveBigIntegerField(_("doel"))
    source = models.CharField(_("waar staat dit doel?"), max_length=200, blank=True)
    is_example = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    personal_data = HoldsNone(_("Doelen van een regio."))
    objects: ClassVar[models.Manager[Target]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["indicator", "-year", "area__name", "sector"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["indicator", "area", "sector", "year"], name="figure_target_once"
            ),
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR), name="figure_target_year"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="figure_target_is_something"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.area} {self.year}"


class ExternalSeries(models.Model):
    """Figures that others published, such as RIVM: they stand beside ours and are never mixed with them."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(_("titel"), max_length=160)
    title_en = models.CharField(_("titel in het Engels"), max_length=160, blank=True)
    unit = models.CharField(_("eenheid"), max_length=60)
    unit_en = models.CharField(_("eenheid in het Engels"), max_length=60, blank=True)
    source = models.CharField(_("bron"), max_length=200)
    address = models.URLField(_("adres van de bron"), blank=True)
    is_example = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    personal_data = NUMBERS_OF_SOURCES
    objects: ClassVar[models.Manager[ExternalSeries]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["title"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(source=""), name="external_series_has_source"
            ),
        ]

    def __str__(self) -> str:
        return in_language(self, "title")


class ExternalValue(models.Model):
    """One number of a series: an area in a year. Without ``value`` the source hid it, or had none."""

    series = models.ForeignKey(ExternalSeries, models.CASCADE, related_name="values")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=14, decimal_places=3, null=True)
    is_hidden = models.BooleanField(default=False)

    personal_data = NUMBERS_OF_SOURCES
    objects: ClassVar[models.Manager[ExternalValue]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["area__name", "year"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["series", "area", "year"], name="external_value_once_a_year"
            ),
            models.CheckConstraint(
                condition=Q(value=None) | Q(is_hidden=False), name="external_hidden_has_no_value"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.year}"


class Changed(models.Model):
    """Something happened to a record of another app; written in the same transaction. Its facts are read anew."""

    about = models.SlugField(max_length=30)
    record = models.BigIntegerField()
    at = models.DateTimeField()

    personal_data = Holds(
        what=_("Het nummer van wie of wat opnieuw geteld moet worden"),
        purpose=_("Cijfers bijhouden"),
        ground=_("Gerechtvaardigd belang"),
        until=_("Tot het geteld is: meestal binnen twee seconden"),
    )
    objects: ClassVar[models.Manager[Changed]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.about} {self.record}"


class CountedFact(models.Model):
    """A fact as it was counted (``count_rules.Fact``). Keys are signed: 64 bits of an HMAC, no numbers of people."""

    source = models.SlugField(max_length=40)
    record = models.BigIntegerField()
    indicator = models.SlugField(max_length=60)
    period = models.CharField(max_length=10)
    who = models.BigIntegerField()
    item = models.BigIntegerField()
    on = models.DateField()
    area = models.CharField(max_length=40, blank=True)
    sector = models.CharField(max_length=40, blank=True)
    function = models.CharField(max_length=40, blank=True)
    number = models.PositiveBigIntegerField(default=1)
    contributor = models.BigIntegerField(default=0)

    personal_data = Holds(
        what=_("Onder een sleutel zonder naam: dat iemand meetelt, wanneer, en in welke groep"),
        purpose=_("Tellen hoeveel mensen we bereiken, zonder iemand dubbel te tellen"),
        ground=_("Gerechtvaardigd belang"),
        until=_("Zo lang als waar het uit geteld is; elke nacht tellen we opnieuw"),
    )
    objects: ClassVar[models.Manager[CountedFact]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source", "record", "indicator", "period", "who", "item"],
                name="counted_fact_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["who", "indicator", "period"], name="facts_of_unit"),
            models.Index(fields=["indicator", "on"], name="facts_of_indicator"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.period}"


class CountedUnit(models.Model):
    """What is counted once in a period, with its one home and how many facts refer to it."""

    indicator = models.SlugField(max_length=60)
    period = models.CharField(max_length=10)
    who = models.BigIntegerField()
    references = models.PositiveIntegerField()
    area = models.CharField(max_length=40, blank=True)
    sector = models.CharField(max_length=40, blank=True)
    function = models.CharField(max_length=40, blank=True)
    number = models.PositiveBigIntegerField(default=1)
    contributor = models.BigIntegerField(default=0)

    personal_data = Holds(
        what=_("Onder een sleutel zonder naam: dat iemand in een jaar meetelt, en in welke groep"),
        purpose=_("Tellen hoeveel mensen we bereiken, zonder iemand dubbel te tellen"),
        ground=_("Gerechtvaardigd belang"),
        until=_("Zo lang als waar het uit geteld is; elke nacht tellen we opnieuw"),
    )
    objects: ClassVar[models.Manager[CountedUnit]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["who", "indicator", "period"], name="counted_unit_has_one_home"
            ),
            models.CheckConstraint(
                condition=Q(references__gte=1), name="counted_unit_is_referred_to"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["indicator", "period"], name="units_of_indicator")
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.period}"


class CountedCell(models.Model):
    """A cell before protection: never shown as it is. ``key_sum`` is the sum of keys mod 2**64, signed."""

    indicator = models.SlugField(max_length=60)
    period = models.CharField(max_length=10)
    area = models.CharField(max_length=40, blank=True)
    sector = models.CharField(max_length=40, blank=True)
    function = models.CharField(max_length=40, blank=True)
    units = models.PositiveBigIntegerField()
    number = models.PositiveBigIntegerField()
    key_sum = models.BigIntegerField()

    personal_data = ONLY_SUMS
    objects: ClassVar[models.Manager[CountedCell]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["indicator", "period", "area", "sector", "function"],
                name="counted_figure_once",
            ),
            models.CheckConstraint(
                condition=Q(units__gte=1), name="counted_figure_counts_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.period}"


class Recount(models.Model):
    """A recount of everything: whether the cells were what the facts say. ``different`` is how many were not."""

    at = models.DateTimeField()
    seconds = models.FloatField()
    different = models.PositiveIntegerField()

    personal_data = HoldsNone(_("Wanneer alles opnieuw geteld is, en of het klopte."))
    objects: ClassVar[models.Manager[Recount]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"
