"""What is kept of wishes: the wish, each move with what was said to its askers, what came of it, and who asked."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from veerkracht.coalitions.models import Wish
from veerkracht.kernel.personal_data import Holds, HoldsNone
from veerkracht.people.models import Person, Sector
from veerkracht.places.models import Area
from veerkracht.programme.models import Theme

KEPT_NEED = timedelta(days=3 * 365)  # after the last move
KEPT_ASKER = timedelta(days=90)  # after the answer
KEPT_UNANSWERED = timedelta(days=2 * 365)  # an address that waits for an answer
KEPT_UNCONFIRMED = timedelta(days=7)


def fresh_token() -> str:
    """144 random bits, fit for an address."""
    return secrets.token_urlsafe(18)


class NeedState(models.TextChoices):
    """Where a wish stands."""

    HEARD = "heard", _("gehoord")
    UNDERSTOOD = "understood", _("begrepen")
    PLANNED = "planned", _("gepland")
    DONE = "done", _("gedaan")
    ASIDE = "aside", _("weggelegd")


class NeedSource(models.TextChoices):
    """How a wish came."""

    TALK = "talk", _("uit een gesprek")
    SURVEY = "survey", _("uit een vragenlijst")
    ANYBODY = "anybody", _("zelf ingestuurd")


class Need(models.Model):
    """A wish of somebody in a region. ``told`` is the wish in our own words: the only ones shown to everybody.

    ``terms`` are the lemmas of both, to find wishes that are alike. A wish that was merged points at the one that
    stands on the board for it, which points at none.
    """

    region = models.ForeignKey(Area, models.PROTECT, related_name="+")
    words = models.CharField(_("de wens"), max_length=600)
    told = models.CharField(_("de wens in onze woorden"), max_length=300, blank=True)
    sectors = models.ManyToManyField(Sector, blank=True, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    theme = models.ForeignKey(Theme, models.SET_NULL, null=True, blank=True, related_name="+")
    came = models.CharField(max_length=10, choices=NeedSource)
    talk = models.OneToOneField(Wish, models.SET_NULL, null=True, related_name="need")
    state = models.CharField(max_length=12, choices=NeedState, default=NeedState.HEARD)
    merged_into = models.ForeignKey("self", models.CASCADE, null=True, related_name="merged")
    terms = ArrayField(models.CharField(max_length=60), default=list)
    heard_on = models.DateField()
    moved_at = models.DateTimeField()
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    personal_data = Holds(
        what=_("Wie een wens opschreef, en wat iemand zelf typte"),
        purpose=_("Weten wat er nodig is in de regio, en laten weten wat ermee gebeurt"),
        ground=_("Gerechtvaardigd belang"),
        until=_("3 jaar na de laatste stap"),
        keep=KEPT_NEED,
    )
    objects: ClassVar[models.Manager[Need]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["-moved_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words=""), name="need_says_something"),
            models.CheckConstraint(
                condition=Q(state__in=("heard", "aside")) | ~Q(told=""),
                name="need_understood_in_own_words",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")),
                name="need_not_merged_into_itself",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["region", "state", "-moved_at", "-id"],
                condition=Q(merged_into=None),
                name="needs_on_board",
            ),
            GinIndex(fields=["terms"], name="needs_by_term"),
        ]

    def __str__(self) -> str:
        return f"need {self.pk}"


class NeedMove(models.Model):
    """One step of a wish, and the words that went to its askers."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="moves")
    before = models.CharField(max_length=12, choices=NeedState)
    after = models.CharField(max_length=12, choices=NeedState)
    words = models.CharField(_("wat zeg je erbij?"), max_length=600, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    personal_data = Holds(
        what=_("Wie een stap met een wens zette"),
        purpose=_("Weten wie erover ging"),
        ground=_("Gerechtvaardigd belang"),
        until=_("Zo lang als de wens"),
    )
    objects: ClassVar[models.Manager[NeedMove]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(before=F("after")), name="need_move_goes_somewhere"
            ),
            models.CheckConstraint(
                condition=~Q(after="aside") | ~Q(words=""), name="need_aside_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"


class NeedOutcome(models.Model):
    """Something that came of a wish: a thing of a registered kind, by its number."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="outcomes")
    kind = models.SlugField(max_length=20)
    key = models.PositiveBigIntegerField()
    added_at = models.DateTimeField()

    personal_data = HoldsNone(_("Wat er van een wens kwam."))
    objects: ClassVar[models.Manager[NeedOutcome]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["added_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["need", "kind", "key"], name="need_outcome_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class NeedAsker(models.Model):
    """An address that wants to hear what happens with a wish; mail goes only once it was confirmed."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="askers")
    email = models.EmailField(_("e-mailadres"))
    language = models.CharField(max_length=5, default="nl")
    token = models.CharField(max_length=32, unique=True, default=fresh_token)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)

    personal_data = Holds(
        what=_("E-mailadres van wie antwoord wil op een wens"),
        purpose=_("Laten weten wat er met de wens gebeurt"),
        ground=_("Toestemming"),
        until=_("90 dagen na het antwoord; 7 dagen als het adres niet werd bevestigd"),
        keep=KEPT_ASKER,
    )
    objects: ClassVar[models.Manager[NeedAsker]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["need", "email"], name="need_asker_once"),
            models.CheckConstraint(
                condition=Q(stopped_at=None) | Q(confirmed_at__isnull=False),
                name="need_asker_stops_after_confirming",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["email"], name="need_askers_by_address")]

    def __str__(self) -> str:
        return f"asker {self.pk}"
