"""Releases as they were published: frozen, dated, signed. Only monitoring writes them."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from veerkracht.disclosure.values import Figure, Status
from veerkracht.kernel.bilingual import in_language
from veerkracht.kernel.personal_data import Holds, HoldsNone
from veerkracht.people.models import Person
from veerkracht.places.models import Area

PUBLISHED = _("Cijfers die zijn vrijgegeven: niemand is erin te herkennen.")
KEPT = timedelta(days=7 * 365)  # how long it stays known who published


class Release(models.Model):
    """A set of linked tables about one area as it was on a day; it never changes.

    ``content`` is the canonical JSON text of everything in it (tables, method, definitions): its SHA-256 is
    ``digest``, and ``signature`` (base64) is an Ed25519 signature over the digest by ``key`` (the public half, base64).
    Rows of tables and cells are made of it.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField()
    as_of = models.DateField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    content = models.TextField()
    digest = models.CharField(max_length=64)
    signature = models.CharField(max_length=120)
    key = models.CharField(max_length=60)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    personal_data = Holds(
        what=_("Wie een vrijgave van cijfers publiceerde; nooit wie er geteld is"),
        purpose=_("Kunnen nagaan wie een vrijgave naar buiten bracht"),
        ground=_("Gerechtvaardigd belang"),
        until=_("7 jaar na de publicatie; de vrijgave zelf blijft, zonder naam"),
        keep=KEPT,
    )
    objects: ClassVar[models.Manager[Release]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["-as_of", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area", "number"], name="release_number_once"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_because=""),
                name="release_withdrawn_with_reason",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="release_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.as_of:%Y-%m-%d} ({self.number})"


class Table(models.Model):
    """One indicator in a release: what was counted, in which unit, by which breakdowns."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="tables")
    indicator = models.SlugField(max_length=60)
    version = models.PositiveSmallIntegerField(default=1)
    order = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160, blank=True)
    unit = models.CharField(max_length=60)
    unit_en = models.CharField(max_length=60, blank=True)
    has_rates = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)  # of the denominator, with its year

    personal_data = HoldsNone(PUBLISHED)
    objects: ClassVar[models.Manager[Table]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["order", "indicator"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["release", "indicator"], name="release_table_once"),
        ]

    def __str__(self) -> str:
        return in_language(self, "name")


class Cell(models.Model):
    """One figure: by area, sector, function and period; an empty code is the total over all of them.

    ``status`` is that of :class:`veerkracht.disclosure.values.Status`; ``denominator`` and ``percentage`` (whole
    percent) have a status of their own. ``period`` is ``2026``, ``2026-Q3`` or ``2026-11``.
    """

    table = models.ForeignKey(Table, models.CASCADE, related_name="cells")
    area = models.CharField(max_length=40, blank=True)
    sector = models.CharField(max_length=40, blank=True)
    function = models.CharField(max_length=40, blank=True)
    period = models.CharField(max_length=10, blank=True)
    status = models.CharField(max_length=1)
    number = models.BigIntegerField(null=True, blank=True)
    denominator_status = models.CharField(max_length=1, default=Status.ABSENT.value)
    denominator = models.BigIntegerField(null=True, blank=True)
    percentage_status = models.CharField(max_length=1, default=Status.ABSENT.value)
    percentage = models.SmallIntegerField(null=True, blank=True)

    personal_data = HoldsNone(PUBLISHED)
    objects: ClassVar[models.Manager[Cell]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["table", "area", "sector", "function", "period"], name="release_cell_once"
            ),
            models.CheckConstraint(
                condition=Q(status=Status.SHOWN.value, number__isnull=False)
                | (~Q(status=Status.SHOWN.value) & Q(number=None)),
                name="release_cell_hidden_has_no_number",
            ),
            models.CheckConstraint(
                condition=Q(denominator_status=Status.SHOWN.value, denominator__isnull=False)
                | (~Q(denominator_status=Status.SHOWN.value) & Q(denominator=None)),
                name="release_denominator_hidden_has_no_number",
            ),
            models.CheckConstraint(
                condition=Q(percentage_status=Status.SHOWN.value, percentage__isnull=False)
                | (~Q(percentage_status=Status.SHOWN.value) & Q(percentage=None)),
                name="release_rate_hidden_has_no_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area}/{self.sector}/{self.function}/{self.period}"

    @property
    def figure(self) -> Figure:
        """The count."""
        return Figure(Status(self.status), self.number)

    @property
    def out_of(self) -> Figure:
        """The denominator."""
        return Figure(Status(self.denominator_status), self.denominator)

    @property
    def rate(self) -> Figure:
        """Whole percent."""
        return Figure(Status(self.percentage_status), self.percentage)
