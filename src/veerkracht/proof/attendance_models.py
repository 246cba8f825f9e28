"""Who was there, session by session."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from veerkracht.enrolment.models import Enrolment
from veerkracht.kernel.clock import now
from veerkracht.kernel.personal_data import Holds, HoldsNone
from veerkracht.people.models import Person
from veerkracht.training.models import Edition, Session


class Presence(models.TextChoices):
    """How somebody was there, or was not."""

    PRESENT = "present", _("was er")
    LATE = "late", _("kwam later")
    LEFT_EARLY = "left-early", _("ging eerder weg")
    EXCUSED = "excused", _("afwezig met reden")
    ABSENT = "absent", _("was er niet")


ATTENDED = (Presence.PRESENT, Presence.LATE, Presence.LEFT_EARLY)


class Means(models.TextChoices):
    """How we know."""

    SCREEN = "screen", _("code op het scherm")
    PRINTED = "printed", _("code op papier")
    TRAINER = "trainer", _("aangevinkt")
    TAKEN_OVER = "taken-over", _("overgenomen")


class Attendance(models.Model):
    """Somebody with a place was at one session, or was not.

    ``minutes`` is how long, when that was not the whole session. Until ``confirmed`` it is what the
    person said (the printed code), and counts nowhere. ``mark_key`` names the last mark that a
    trainer's phone kept without reception, so that it counts once however often it is sent.
    """

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="attendance")
    session = models.ForeignKey(Session, models.CASCADE, related_name="attendance")
    presence = models.CharField(max_length=12, choices=Presence)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    means = models.CharField(max_length=12, choices=Means)
    confirmed = models.BooleanField(default=True)
    reason = models.CharField(max_length=200, blank=True)
    marked_at = models.DateTimeField(default=now)
    marked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    mark_key = models.UUIDField(null=True, blank=True)

    personal_data = Holds(
        what=_("Of iemand bij een bijeenkomst was, hoe lang, en waarom niet"),
        purpose=_("Laten zien wat iemand heeft gevolgd, voor certificaat en register"),
        ground=_("Uitvoering van de overeenkomst"),
        until=_("7 jaar na de training"),
    )
    objects: ClassVar[models.Manager[Attendance]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["enrolment", "session"], name="attendance_once_per_session"
            ),
            models.CheckConstraint(
                condition=Q(presence__in=["present", "late", "left-early"]) | Q(minutes=None),
                name="attendance_minutes_of_who_was_there",
            ),
            models.CheckConstraint(
                condition=Q(reason="") | Q(presence="excused"), name="attendance_reason_of_absence"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id}/{self.session_id} {self.presence}"


class Preparation(models.Model):
    """What participants of an edition bring along; told in the reminder."""

    edition = models.OneToOneField(Edition, models.CASCADE, related_name="preparation")
    bring = models.CharField(_("wat neem je mee?"), max_length=300, blank=True)

    personal_data = HoldsNone(_("Wat deelnemers van een training meenemen."))
    objects: ClassVar[models.Manager[Preparation]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.bring}"
