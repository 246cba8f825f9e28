"""Handing somebody on to another coach: asked by the coach or a coordinator, decided by the person."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.personal_data import Holds
from veerkracht.people.models import Person
from veerkracht.practice.coaching_models import KEPT_HOURS, CoachingRequest


class HandoverState(models.TextChoices):
    """What became of a question to go on with another coach."""

    ASKED = "asked", _("Wacht op antwoord")
    AGREED = "agreed", _("Akkoord")
    DECLINED = "declined", _("Liever niet")
    WITHDRAWN = "withdrawn", _("Ingetrokken")


class CoachingHandover(models.Model):
    """A question to go on with another coach. ``goes_on``: the coaching that came of it.

    The coaching itself is never given another coach: it ends, so that its hours stay with who gave them.
    """

    coaching = models.ForeignKey(CoachingRequest, models.CASCADE, related_name="handovers")
    to = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("nieuwe coach"))
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=HandoverState, default=HandoverState.ASKED)
    goes_on = models.OneToOneField(CoachingRequest, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    personal_data = Holds(
        what=_("Dat iemand bij een andere coach verdergaat, of dat liever niet wilde"),
        purpose=_("Coaching laten doorgaan als een coach stopt"),
        ground=_("Uitvoering van de overeenkomst"),
        until=_("7 jaar na het einde"),
        keep=KEPT_HOURS,
    )
    objects: ClassVar[models.Manager[CoachingHandover]] = models.Manager()

    class Meta:
        verbose_name = _("overdracht van coaching")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["coaching"],
                condition=Q(state=HandoverState.ASKED),
                name="coaching_handover_one_asked",
            ),
            models.CheckConstraint(
                condition=Q(state=HandoverState.ASKED, decided_at=None)
                | (~Q(state=HandoverState.ASKED) & Q(decided_at__isnull=False)),
                name="coaching_handover_decided_when",
            ),
            models.CheckConstraint(
                condition=Q(goes_on=None) | Q(state=HandoverState.AGREED),
                name="coaching_handover_goes_on_agreed",
            ),
        ]

    def __str__(self) -> str:
        return f"handover {self.pk}"
