"""Tokens, webhooks and what was delivered to them, and answers kept for who asks twice."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from veerkracht.connections.rules import MOST_NAME, OF_A_PERSON, OF_AN_ORGANISATION, Scope
from veerkracht.connections.scim_models import ProvisionedPerson
from veerkracht.connections.words import SCOPES
from veerkracht.kernel.personal_data import Holds, HoldsNone
from veerkracht.people.models import Organisation, Person
from veerkracht.places.models import Area

if TYPE_CHECKING:
    from datetime import datetime

__all__ = [
    "Attempt",
    "Delivery",
    "DeliveryState",
    "KeptAnswer",
    "ProvisionedPerson",
    "Token",
    "Webhook",
]

LONGEST = timedelta(days=366)  # a year, whatever leap day or change of clock it holds


class TokenQuerySet(models.QuerySet["Token"]):
    """Tokens by whether they work."""

    def working(self, moment: datetime) -> Self:
        """Those that are neither revoked nor expired."""
        return self.filter(revoked_at=None, expires_at__gt=moment)


class Token(models.Model):
    """A secret with which another system acts for a person, or for an organisation.

    Only a hash of it is kept; ``shown`` is its beginning, to recognise it by. A person's token acts
    for that person; an organisation's token acts as ``made_by``, as long as they represent it.
    """

    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="connection_tokens"
    )
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="connection_tokens"
    )
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=MOST_NAME)
    scopes = ArrayField(models.CharField(max_length=20))
    shown = models.CharField(max_length=24)
    hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    personal_data = Holds(
        what=_("Welke tokens iemand maakte, waarvoor, en de dag van het laatste gebruik"),
        purpose=_("Een ander systeem namens iemand laten werken, en dat kunnen stoppen"),
        ground=_("Uitvoering van de overeenkomst"),
        until=_("1 jaar nadat het token niet meer werkt"),
    )
    objects = TokenQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(
                    person__isnull=False,
                    organisation=None,
                    scopes__contained_by=[scope.value for scope in OF_A_PERSON],
                )
                | Q(
                    person=None,
                    organisation__isnull=False,
                    scopes__contained_by=[scope.value for scope in OF_AN_ORGANISATION],
                ),
                name="token_of_one_with_fitting_scopes",
            ),
            models.CheckConstraint(condition=Q(scopes__len__gte=1), name="token_opens_something"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at"), expires_at__lte=F("made_at") + LONGEST),
                name="token_lives_a_year_at_most",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-made_at"], name="token_of_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.shown}…)"

    @property
    def scope_labels(self) -> list[str]:
        """What it opens, in words."""
        return [str(SCOPES[Scope(scope)]) for scope in self.scopes]


class Webhook(models.Model):
    """An address that wants to hear what happens: an organisation's, or a region's.

    ``secret`` is sealed with the installation's key; ``old_secret`` signs beside it until
    ``old_secret_until``. While ``paused_at`` stands nothing is sent and nothing new is kept for it.
    """

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="webhooks"
    )
    region = models.ForeignKey(Area, models.CASCADE, null=True, blank=True, related_name="webhooks")
    address = models.CharField(_("adres"), max_length=500)
    events = ArrayField(models.CharField(max_length=40))
    secret = models.TextField()
    old_secret = models.TextField(default="", blank=True)
    old_secret_until = models.DateTimeField(null=True)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)
    failing = models.BooleanField(default=False)

    personal_data = Holds(
        what=_("Wie een webhook maakte"),
        purpose=_("Laten weten dat berichten niet aankomen"),
        ground=_("Gerechtvaardigd belang"),
        until=_("Tot de webhook wordt weggehaald"),
    )
    objects: ClassVar[models.Manager[Webhook]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, region=None)
                | Q(organisation=None, region__isnull=False),
                name="webhook_of_one_owner",
            ),
            models.CheckConstraint(condition=Q(events__len__gte=1), name="webhook_wants_something"),
            models.CheckConstraint(
                condition=Q(address__startswith="https://"), name="webhook_goes_by_https"
            ),
        ]

    def __str__(self) -> str:
        return self.address


class DeliveryState(models.TextChoices):
    """Where a message for a webhook is on its way."""

    WAITING = "waiting", _("onderweg")
    ARRIVED = "arrived", _("aangekomen")
    FAILED = "failed", _("niet aangekomen")


class Delivery(models.Model):
    """One message for one webhook. ``number`` is the id that the receiver sees; ``body`` its text.

    A receiver may meet the same id twice, and messages out of order.
    """

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries")
    number = models.UUIDField(default=uuid.uuid4, unique=True)
    event = models.CharField(max_length=40)
    body = models.TextField(blank=True)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.WAITING)

    personal_data = HoldsNone(_("Berichten met alleen nummers van edities en inschrijvingen."))
    objects: ClassVar[models.Manager[Delivery]] = models.Manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["due_at", "id"], condition=Q(state="waiting"), name="delivery_waiting"
            ),
            models.Index(fields=["webhook", "-id"], name="delivery_of_webhook"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.state}"

    @property
    def message_id(self) -> str:
        """The id that stands in the header."""
        return f"msg_{self.number.hex}"


class Attempt(models.Model):
    """One try to deliver: when, how long it took, and what the receiver said or what went wrong."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="attempts")
    at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True)
    milliseconds = models.PositiveIntegerField()
    trouble = models.CharField(max_length=100, default="", blank=True)

    personal_data = HoldsNone(_("Tijdstippen en antwoordcodes."))
    objects: ClassVar[models.Manager[Attempt]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.status or self.trouble}"


class KeptAnswer(models.Model):
    """What a token's question with this Idempotency-Key was answered, for who asks the same again.

    ``fingerprint`` is a hash of method, path and body: the key belongs to that one question.
    """

    token = models.ForeignKey(Token, models.CASCADE, related_name="kept_answers")
    key = models.CharField(max_length=100)
    fingerprint = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    status = models.PositiveSmallIntegerField()
    location = models.CharField(max_length=300, default="", blank=True)
    body = models.TextField(blank=True)

    personal_data = Holds(
        what=_("Het antwoord op een vraag van een ander systeem, zoals je inschrijving"),
        purpose=_("Dezelfde vraag niet twee keer uitvoeren"),
        ground=_("Uitvoering van de overeenkomst"),
        until=_("24 uur na de vraag"),
    )
    objects: ClassVar[models.Manager[KeptAnswer]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["token", "key"], name="kept_answer_once_per_key"),
        ]
        indexes: ClassVar = [models.Index(fields=["made_at"], name="kept_answer_by_age")]

    def __str__(self) -> str:
        return f"{self.status} {self.key}"
