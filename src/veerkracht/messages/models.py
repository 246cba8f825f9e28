"""The queue of messages: what to say to whom; written in the action's transaction, sent by a job."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.personal_data import Holds


class MessageState(models.TextChoices):
    """Where a message is on its way."""

    QUEUED = "queued", _("wacht")
    SENT = "sent", _("verstuurd")
    REFUSED = "refused", _("niet aangekomen")
    WITHDRAWN = "withdrawn", _("ingetrokken, niet verstuurd")


class Message(models.Model):
    """One mail. ``kind`` and ``facts`` (ids) say what it tells; words are made when it is sent.

    ``due_at`` is when it may go at the earliest; ``reply_to`` is whom an answer reaches, empty for nobody
    in particular.

    ``once`` is a key that lets the same news be told only once. ``subject``, ``text``, ``html`` and
    ``calendar`` are filled at sending, or at queueing where the words exist already (sign-in codes).
    """

    kind = models.CharField(max_length=60)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="messages"
    )
    address = models.EmailField()
    reply_to = models.EmailField(default="", blank=True)
    language = models.CharField(max_length=5, default="nl")
    facts = models.JSONField(default=dict)
    once = models.CharField(max_length=120, unique=True)
    state = models.CharField(max_length=10, choices=MessageState, default=MessageState.QUEUED)
    queued_at = models.DateTimeField()
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=200, default="", blank=True)
    subject = models.CharField(max_length=250, default="", blank=True)
    text = models.TextField(default="", blank=True)
    html = models.TextField(default="", blank=True)
    calendar = models.TextField(default="", blank=True)

    personal_data = Holds(
        what=_("E-mailadres en de tekst van de mail"),
        purpose=_("Laten weten wat er met een inschrijving of afspraak gebeurt"),
        ground=_("Uitvoering van de overeenkomst"),
        until=_("90 dagen na het versturen"),
    )
    objects: ClassVar[models.Manager[Message]] = models.Manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["due_at", "id"], condition=Q(state="queued"), name="messages_waiting"
            ),
            models.Index(fields=["person", "-queued_at"], name="messages_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
