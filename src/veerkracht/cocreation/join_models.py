"""Joining in: what a person or organisation offers the movement, and where that may be shown."""

from __future__ import annotations

import secrets
from datetime import timedelta
from functools import partial
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.personal_data import Holds
from veerkracht.people.models import Organisation, Person, Sector
from veerkracht.places.models import Area

UNCONFIRMED_KEPT = timedelta(days=7)
LEFT_KEPT = timedelta(days=30)

fresh_token = partial(secrets.token_urlsafe, 24)


class HelpKind(models.TextChoices):
    """What kind of help somebody asks for or offers."""

    ADVICE = "advice", _("Meedenken of advies")
    TRAINING = "training", _("Een training of bijeenkomst geven")
    COACHING = "coaching", _("Iemand of een team begeleiden")
    EXPERIENCE = "experience", _("Ervaring delen")
    NETWORK = "network", _("Mensen met elkaar verbinden")
    ROOM = "room", _("Een ruimte of spullen")
    HANDS = "hands", _("Meehelpen, handen uit de mouwen")


class Shows(models.TextChoices):
    """What somebody lets us show on the map, each a choice of its own."""

    ORGANISATION = "organisation", _("De organisatie en de gemeente")
    NAME = "name", _("Mijn naam")
    THEMES = "themes", _("Wat ik aanbied")


class OfferState(models.TextChoices):
    """Where an offer stands."""

    ASKED = "asked", _("wacht op bevestiging")
    CONFIRMED = "confirmed", _("wacht op de coördinator")
    ACCEPTED = "accepted", _("doet mee")
    REFUSED = "refused", _("past niet")
    LEFT = "left", _("gestopt")


class Offer(models.Model):
    """What somebody offers. ``person`` is there once it was accepted; ``organisation_name`` was typed."""

    token = models.CharField(max_length=48, unique=True, default=fresh_token)
    name = models.CharField(_("je naam"), max_length=80)
    email = models.EmailField(_("je e-mailadres"), max_length=254)
    language = models.CharField(max_length=5, default="nl")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="offers"
    )
    organisation_name = models.CharField(_("organisatie"), max_length=120, blank=True)
    sector = models.ForeignKey(Sector, models.PROTECT, null=True, blank=True, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    region = models.ForeignKey(Area, models.PROTECT, related_name="+")
    kinds = ArrayField(models.CharField(max_length=12, choices=HelpKind), default=list)
    themes = models.CharField(_("waar weet je veel van?"), max_length=400)
    shows = ArrayField(models.CharField(max_length=12, choices=Shows), default=list, blank=True)
    is_busy = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=OfferState, default=OfferState.ASKED)
    words = models.TextField(blank=True)
    made_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    personal_data = Holds(
        what=_("Naam en e-mailadres van wie iets aanbiedt, en wat daarvan op de kaart mag"),
        purpose=_("Vragen brengen bij wie kan helpen"),
        ground=_("Toestemming"),
        until=_("Zolang je meedoet; 30 dagen nadat je stopt, en 7 dagen als je niet bevestigt"),
        keep=LEFT_KEPT,
    )
    objects: ClassVar[models.Manager[Offer]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(themes=""), name="offer_says_what"),
            models.CheckConstraint(condition=~Q(kinds=[]), name="offer_of_a_kind"),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "confirmed"]) | Q(decided_at__isnull=False),
                name="offer_decided_has_moment",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "region"], name="offers_by_state"),
            models.Index(fields=["email"], name="offers_of_address"),
        ]

    def __str__(self) -> str:
        return self.organisation_shown or self.name

    @property
    def organisation_shown(self) -> str:
        """The organisation as it was linked, or as it was typed."""
        return self.organisation.name if self.organisation else self.organisation_name
