"""The board of placements: what organisations ask of students, and how students react."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from veerkracht.cocreation.join_models import fresh_token
from veerkracht.kernel.personal_data import Holds
from veerkracht.people.models import Organisation, Person
from veerkracht.places.models import Area

KEPT_PLACEMENT = timedelta(days=2 * 365)
KEPT_REACTION = timedelta(days=180)


class PlacementKind(models.TextChoices):
    """What a student comes to do."""

    INTERNSHIP = "internship", _("Stage")
    GRADUATION = "graduation", _("Afstudeeropdracht")
    MINOR = "minor", _("Minor")


class Level(models.TextChoices):
    """Of which level the study is."""

    MBO = "mbo", _("mbo")
    HBO = "hbo", _("hbo")
    WO = "wo", _("wo")


class PlacementState(models.TextChoices):
    """Where a placement stands."""

    REVIEW = "review", _("wacht op de coördinator")
    OPEN = "open", _("open")
    FILLED = "filled", _("vervuld")
    CLOSED = "closed", _("gesloten")


class Placement(models.Model):
    """A stage, assignment or minor at an organisation, open until ``closes_on``."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="placements")
    region = models.ForeignKey(Area, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    title = models.CharField(_("titel"), max_length=100)
    kind = models.CharField(_("wat voor opdracht is het?"), max_length=12, choices=PlacementKind)
    levels = ArrayField(models.CharField(max_length=3, choices=Level), default=list)
    study = models.CharField(_("voor welke opleiding?"), max_length=120)
    from_on = models.DateField(_("van"))
    until_on = models.DateField(_("tot en met"))
    hours = models.PositiveSmallIntegerField(_("hoeveel uur in de week?"))
    text = models.CharField(_("wat ga je doen?"), max_length=2500)
    closes_on = models.DateField(_("reageren kan tot en met"))
    state = models.CharField(max_length=8, choices=PlacementState, default=PlacementState.REVIEW)
    remark = models.CharField(max_length=400, blank=True)
    posted_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    personal_data = Holds(
        what=_("Wie een stage of opdracht plaatste"),
        purpose=_("Studenten en organisaties bij elkaar brengen"),
        ground=_("Gerechtvaardigd belang"),
        until=_("2 jaar na het einde"),
        keep=KEPT_PLACEMENT,
    )
    objects: ClassVar[models.Manager[Placement]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["closes_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(text=""), name="placement_says_something"
            ),
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")), name="placement_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(hours__gte=1, hours__lte=40), name="placement_hours"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["review", "open"], ended_at=None)
                | Q(state__in=["filled", "closed"], ended_at__isnull=False),
                name="placement_ended_has_moment",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "closes_on"], name="placements_open"),
            models.Index(fields=["region", "state"], name="placements_of_region"),
        ]

    def __str__(self) -> str:
        return self.title


class ReactionState(models.TextChoices):
    """Where a reaction stands."""

    ASKED = "asked", _("wacht op bevestiging")
    SENT = "sent", _("verstuurd")
    ANSWERED = "answered", _("beantwoord")
    WITHDRAWN = "withdrawn", _("ingetrokken")


class Reaction(models.Model):
    """What a student wrote to an organisation about a placement."""

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="reactions")
    token = models.CharField(max_length=48, unique=True, default=fresh_token)
    name = models.CharField(_("je naam"), max_length=80)
    email = models.EmailField(_("je e-mailadres"), max_length=254)
    language = models.CharField(max_length=5, default="nl")
    study = models.CharField(_("welke opleiding en school?"), max_length=120)
    text = models.CharField(_("waarom spreekt dit je aan?"), max_length=1500)
    state = models.CharField(max_length=10, choices=ReactionState, default=ReactionState.ASKED)
    answer = models.CharField(max_length=1500, blank=True)
    made_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    personal_data = Holds(
        what=_("Naam, e-mailadres en opleiding van een student, en wat die schreef"),
        purpose=_("De reactie naar de organisatie brengen, en het antwoord terug"),
        ground=_("Toestemming"),
        until=_("6 maanden nadat je reageerde"),
        keep=KEPT_REACTION,
    )
    objects: ClassVar[models.Manager[Reaction]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="answered", answered_at__isnull=False)
                | (~Q(state="answered") & Q(answer="")),
                name="reaction_answered_has_words",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["placement", "state"], name="reactions_of")]

    def __str__(self) -> str:
        return f"reaction {self.pk}"
