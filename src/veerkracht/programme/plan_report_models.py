"""The half-yearly report of a plan to its client: words of the coordinator around facts that fill themselves."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.personal_data import Holds
from veerkracht.people.models import Person
from veerkracht.programme.plan_models import Plan

KEPT_REPORT = timedelta(days=7 * 365)


class PlanReport(models.Model):
    """A report of one half year. ``words`` by block; ``facts`` and ``paper`` are kept as they were sent.

    ``number`` goes up with every change of the words, so that two people do not write over each other.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="reports")
    year = models.PositiveSmallIntegerField(_("jaar"))
    half = models.PositiveSmallIntegerField(_("halfjaar"))
    words = models.JSONField(default=dict)
    number = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    sent_to = models.ManyToManyField(Person, blank=True, related_name="+")
    facts = models.JSONField(null=True, blank=True)
    paper = models.BinaryField(null=True, blank=True)

    personal_data = Holds(
        what=_("Wie een verslag stuurde en wie het kreeg"),
        purpose=_("Verantwoording aan de opdrachtgever"),
        ground=_("Gerechtvaardigd belang"),
        until=_("7 jaar na het verslag"),
        keep=KEPT_REPORT,
    )
    objects: ClassVar[models.Manager[PlanReport]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["-year", "-half"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "year", "half"], name="plan_report_once"),
            models.CheckConstraint(condition=Q(half__in=[1, 2]), name="plan_report_half"),
            models.CheckConstraint(
                condition=Q(sent_at=None)
                | Q(sent_at__isnull=False, facts__isnull=False, paper__isnull=False),
                name="plan_report_kept_as_sent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.half}"


class PlanReportWords(models.Model):
    """What the words of a report were at one moment."""

    report = models.ForeignKey(PlanReport, models.CASCADE, related_name="history")
    number = models.PositiveIntegerField()
    words = models.JSONField(default=dict)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    personal_data = Holds(
        what=_("Wie aan een verslag schreef"),
        purpose=_("Kunnen nagaan hoe een verslag tot stand kwam"),
        ground=_("Gerechtvaardigd belang"),
        until=_("7 jaar na het verslag"),
        keep=KEPT_REPORT,
    )
    objects: ClassVar[models.Manager[PlanReportWords]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "number"], name="plan_report_words_once"),
        ]

    def __str__(self) -> str:
        return f"{self.report} ({self.number})"
