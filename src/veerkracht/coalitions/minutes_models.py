"""Lines of the minutes of a meeting: what was said in short, decided, or promised."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from veerkracht.coalitions.agenda_models import Point
from veerkracht.coalitions.coalition_models import KEPT
from veerkracht.kernel.personal_data import Holds
from veerkracht.meetings.models import Decision
from veerkracht.people.models import Person
from veerkracht.programme.models import Action


class LineKind(models.TextChoices):
    """What a line of the minutes is."""

    NOTE = "note", _("Opmerking")
    DECISION = "decision", _("Besluit")
    ACTION = "action", _("Actie")


class MinuteLine(models.Model):
    """A line of the minutes, under a point. A decision and an action are also known by themselves.

    ``version`` goes up with every change, so that two people who type at once notice.
    """

    point = models.ForeignKey(Point, models.CASCADE, related_name="minute_lines")
    kind = models.CharField(max_length=8, choices=LineKind)
    words = models.CharField(max_length=600)
    decision = models.OneToOneField(
        Decision, models.SET_NULL, null=True, blank=True, related_name="minute_line"
    )
    action = models.OneToOneField(
        Action, models.SET_NULL, null=True, blank=True, related_name="minute_line"
    )
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)

    personal_data = Holds(
        what=_("Wie een regel van een verslag schreef"),
        purpose=_("Kunnen vragen wat er bedoeld is"),
        ground=_("Gerechtvaardigd belang"),
        until=_("7 jaar na de bijeenkomst"),
        keep=KEPT,
    )
    objects: ClassVar[models.Manager[MinuteLine]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words=""), name="minute_line_says_something"),
            models.CheckConstraint(
                condition=Q(kind="decision") | Q(decision=None), name="minute_line_decides"
            ),
            models.CheckConstraint(
                condition=Q(kind="action") | Q(action=None), name="minute_line_promises"
            ),
        ]

    def __str__(self) -> str:
        return self.words
