"""What a coordinator or trainer wrote to participants, and who got it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.personal_data import Holds
from veerkracht.people.models import Person
from veerkracht.places.models import Area
from veerkracht.training.models import Edition


class Audience(models.TextChoices):
    """Whom a message is for; the states behind each stand in ``messages_to_participants_rules``."""

    PLACED = "placed", _("wie een plaats heeft")
    OFFERED = "offered", _("wie een plaats aangeboden kreeg")
    WAITING = "waiting", _("wie op de wachtlijst staat")
    EVERYBODY = "everybody", _("iedereen die een plaats heeft of wacht")


class MessageToParticipants(models.Model):
    """One message, written once, to the participants of one edition or several of one region.

    ``key`` comes with the form, so that a double click is one message. It does not go before ``due_at``.
    ``also_late`` means that who gets a place later gets it as well, until the edition is over.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    region = models.ForeignKey(Area, models.PROTECT, related_name="+")
    editions = models.ManyToManyField(Edition, related_name="messages_to_participants")
    audience = models.CharField(max_length=10, choices=Audience)
    subject = models.CharField(max_length=120)
    text = models.TextField()
    also_late = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    personal_data = Holds(
        what=_("Berichten van een coördinator of trainer aan deelnemers, en wie ze schreef"),
        purpose=_("Deelnemers laten weten wat zij voor hun training moeten weten"),
        ground=_("Uitvoering van de overeenkomst"),
        until=_("2 jaar na de laatste bijeenkomst"),
    )
    objects: ClassVar[models.Manager[MessageToParticipants]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(due_at__gte=F("made_at")),
                name="message_to_participants_goes_after_made",
            ),
            models.CheckConstraint(
                condition=~Q(subject="") & ~Q(text=""),
                name="message_to_participants_says_something",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["region", "-made_at"], name="message_to_part_of_region"),
        ]

    def __str__(self) -> str:
        return self.subject


class Addressee(models.Model):
    """Somebody to whom a message was sent, or will be: at most once, whatever happens."""

    message = models.ForeignKey(MessageToParticipants, models.CASCADE, related_name="addressees")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")

    personal_data = Holds(
        what=_("Aan wie een bericht over een training is gestuurd"),
        purpose=_("Ieder bericht één keer sturen"),
        ground=_("Gerechtvaardigd belang"),
        until=_("2 jaar na de laatste bijeenkomst"),
    )
    objects: ClassVar[models.Manager[Addressee]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["message", "person"], name="addressee_once"),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} → {self.person_id}"
