"""What was passed on to professional registers, and what was asked for it.

A *run* is one edition under one accreditation, as registers see it. An *export* is a file that was made
for the register, kept as it was sent; its lines say whom it was about.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from veerkracht.enrolment.models import Enrolment
from veerkracht.kernel.clock import now
from veerkracht.kernel.personal_data import Holds, HoldsNone
from veerkracht.people.models import Person
from veerkracht.training.models import Accreditation, Edition


class RegisterRun(models.Model):
    """An edition under one accreditation; ``identifier`` is the register's own number for it, if it gives one.

    Who followed every session counts, or who followed at least ``sessions_needed``. A run without
    exports goes with its accreditation; one with exports holds it.
    """

    accreditation = models.ForeignKey(Accreditation, models.CASCADE, related_name="runs")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="register_runs")
    identifier = models.CharField(_("nummer van de uitvoering"), max_length=40, blank=True)
    sessions_needed = models.PositiveSmallIntegerField(
        _("aantal bijeenkomsten dat telt"), null=True, blank=True
    )
    made_at = models.DateTimeField(default=now)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    personal_data = HoldsNone(_("Welke editie bij welke accreditatie hoort."))
    objects: ClassVar[models.Manager[RegisterRun]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["accreditation", "edition"], name="register_run_once_per_edition"
            ),
            models.CheckConstraint(
                condition=Q(sessions_needed=None) | Q(sessions_needed__gte=1),
                name="register_run_needs_a_session",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.accreditation_id}"


class NumberAsked(models.Model):
    """Somebody was asked by letter for their number in a register; at most twice for one run."""

    run = models.ForeignKey(RegisterRun, models.CASCADE, related_name="asked")
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="numbers_asked")
    nth = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField(default=now)

    personal_data = Holds(
        what=_("Dat we iemand om een registernummer vroegen, en wanneer"),
        purpose=_("Punten kunnen doorgeven, en niet vaker vragen dan nodig"),
        ground=_("Gerechtvaardigd belang"),
        until=_("7 jaar na de training"),
    )
    objects: ClassVar[models.Manager[NumberAsked]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["run", "enrolment", "nth"], name="number_asked_each_time_once"
            ),
            models.CheckConstraint(
                condition=Q(nth__gte=1, nth__lte=2), name="number_asked_at_most_twice"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.nth}"


class ExportKind(models.TextChoices):
    """Everything, or only what is different since the last time."""

    FULL = "full", _("iedereen")
    CHANGES = "changes", _("alleen wat veranderde")


class ExportFormat(models.TextChoices):
    """How a register takes attendance."""

    PE_ONLINE = "pe-online", _("PE-online: nummers om te plakken (.txt)")
    KNOV_CSV = "knov-csv", _("KNOV: bewijs per persoon (.csv)")
    KNOV_PDF = "knov-pdf", _("KNOV: bewijs per persoon (.pdf)")
    CSV = "csv", _("Algemeen (.csv)")
    XLSX = "xlsx", _("Algemeen (.xlsx)")


class RegisterExport(models.Model):
    """A file that was made for a register, byte for byte; it never changes."""

    run = models.ForeignKey(RegisterRun, models.PROTECT, related_name="exports")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=ExportKind)
    format = models.CharField(max_length=10, choices=ExportFormat)
    made_at = models.DateTimeField(default=now)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    personal_data = Holds(
        what=_("Het bestand dat naar een register ging: nummers, en soms namen"),
        purpose=_("Laten zien wat is doorgegeven, en dat kunnen verbeteren"),
        ground=_("Gerechtvaardigd belang"),
        until=_("7 jaar na de training"),
    )
    objects: ClassVar[models.Manager[RegisterExport]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "number"], name="register_export_number_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="register_export_counts_from_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}/{self.number}"


class LineAction(models.TextChoices):
    """What a line asks of the register."""

    ADD = "add", _("toevoegen")
    CHANGE = "change", _("wijzigen")
    WITHDRAW = "withdraw", _("intrekken")


class ExportedLine(models.Model):
    """One person in an export: the number as it was sent, and the points."""

    export = models.ForeignKey(RegisterExport, models.CASCADE, related_name="lines")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="exported_lines")
    number = models.CharField(max_length=24)
    points = models.DecimalField(max_digits=4, decimal_places=1)
    action = models.CharField(max_length=8, choices=LineAction)

    personal_data = Holds(
        what=_("Welk registernummer en hoeveel punten we aan een register doorgaven"),
        purpose=_("Laten zien wat is doorgegeven, en dat kunnen verbeteren"),
        ground=_("Gerechtvaardigd belang"),
        until=_("7 jaar na de training"),
    )
    objects: ClassVar[models.Manager[ExportedLine]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["export", "enrolment", "number"], name="exported_line_once_per_number"
            ),
            models.CheckConstraint(condition=~Q(number=""), name="exported_line_has_number"),
            models.CheckConstraint(condition=Q(points__gt=0), name="exported_line_has_points"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.number}"


class RetentionCount(models.Model):
    """How many rows of one retention rule were past their time when they were last counted."""

    rule = models.CharField(max_length=80, unique=True)
    overdue = models.PositiveIntegerField()
    counted_at = models.DateTimeField()

    personal_data = HoldsNone(_("Aantallen per bewaartermijn."))
    objects: ClassVar[models.Manager[RetentionCount]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.rule}: {self.overdue}"
