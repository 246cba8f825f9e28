"""The agenda of a meeting: points that fill themselves, points that members bring, and what became of each."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from veerkracht.coalitions.agenda_rules import ASKS_WHY
from veerkracht.coalitions.coalition_models import KEPT
from veerkracht.kernel.personal_data import Holds, HoldsNone
from veerkracht.meetings.models import Meeting
from veerkracht.people.models import Person


class Agenda(models.Model):
    """The agenda of one meeting, and the minutes that grow on it.

    ``closed_at``: the points that fill themselves stand still from then on. ``finished_at``: the minutes are
    ready and were mailed. ``approved_at``, in a later meeting: nothing changes any more.
    """

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="agenda")
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    mailed = models.PositiveSmallIntegerField(default=0)  # how many times
    mailed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_in = models.ForeignKey(
        Meeting, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    personal_data = HoldsNone(_("Wanneer een agenda en een verslag klaar waren."))
    objects: ClassVar[models.Manager[Agenda]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(approved_at=None) | Q(finished_at__isnull=False),
                name="minutes_approved_when_finished",
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(closed_at__isnull=False),
                name="minutes_finished_when_closed",
            ),
            models.CheckConstraint(
                condition=~Q(approved_in=F("meeting")), name="minutes_approved_elsewhere"
            ),
        ]

    def __str__(self) -> str:
        return f"agenda {self.pk}"


class PointState(models.TextChoices):
    """What became of a point."""

    OPEN = "open", _("nog niet besproken")
    DONE = "done", _("besproken")
    CARRIED = "carried", _("gaat mee naar de volgende keer")
    DROPPED = "dropped", _("hoeft niet meer")


class Point(models.Model):
    """A point of an agenda. ``standing`` names what fills it by itself; empty for what somebody brought.

    ``thread`` stays the same when a point is taken along, so that no meeting ever meets it twice. ``lines`` is
    what a standing point showed when the agenda was closed: a list of [words, detail, address].
    ``version`` goes up with every change, so that two people who type at once notice.
    """

    agenda = models.ForeignKey(Agenda, models.CASCADE, related_name="points")
    thread = models.UUIDField(default=uuid4)
    standing = models.SlugField(max_length=30, blank=True)
    order = models.PositiveSmallIntegerField()
    title = models.CharField(_("waar gaat het over?"), max_length=160, blank=True)
    notes = models.CharField(_("toelichting"), max_length=1000, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minuten"), default=10)
    brought_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    lines = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=PointState, default=PointState.OPEN)
    carried_from = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="carried_to"
    )
    carried = models.PositiveSmallIntegerField(default=0)
    why = models.CharField(_("waarom lukt het niet?"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()

    personal_data = Holds(
        what=_("Wie een punt op de agenda van een coalitie zette"),
        purpose=_("Weten wie een punt inbrengt"),
        ground=_("Gerechtvaardigd belang"),
        until=_("7 jaar na de bijeenkomst"),
        keep=KEPT,
    )
    objects: ClassVar[models.Manager[Point]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(title="") | ~Q(standing=""), name="point_says_something"
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=240), name="point_minutes"
            ),
            models.UniqueConstraint(fields=["agenda", "thread"], name="point_once_a_meeting"),
            models.UniqueConstraint(
                fields=["agenda", "standing"],
                condition=~Q(standing=""),
                name="standing_point_once_a_meeting",
            ),
            models.CheckConstraint(
                condition=Q(carried__lt=ASKS_WHY) | ~Q(why=""), name="point_carried_says_why"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agenda", "order"], name="points_in_order"),
            models.Index(
                fields=["agenda"], condition=Q(state="carried"), name="points_taken_along"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.standing
