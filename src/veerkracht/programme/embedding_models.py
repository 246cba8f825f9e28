"""The embedding check: how far Positive Health is part of a partner's policy, practice, people and money."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.personal_data import Holds, HoldsNone
from veerkracht.people.models import Organisation, Person
from veerkracht.places.models import Area

EMBEDDING_MONTHS = (0, 3, 6, 12)  # after the start of a track
KEPT_EMBEDDING = timedelta(days=5 * 365)


class EmbeddingPart(models.TextChoices):
    """Where something has to take root, in the order in which it is asked."""

    POLICY = "policy", _("Beleid")
    PRACTICE = "practice", _("Werkwijze")
    PEOPLE = "people", _("Mensen")
    MONEY = "money", _("Geld")


class EmbeddingLevel(models.IntegerChoices):
    """How far it has come, in plain words."""

    NOT_YET = 0, _("Nog niet")
    STARTING = 1, _("We beginnen ermee")
    OFTEN = 2, _("We doen het vaak zo")
    LASTING = 3, _("Het ligt vast en het blijft")


ANCHORED = EmbeddingLevel.LASTING


class EmbeddingTrack(models.Model):
    """A partner in a region that looks four times at how far it has come; from a day on."""

    region = models.ForeignKey(Area, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    starts_on = models.DateField(_("begint op"))
    made_at = models.DateTimeField()
    stopped_on = models.DateField(null=True, blank=True)

    personal_data = HoldsNone(_("Hoe ver een organisatie is, zonder namen."))
    objects: ClassVar[models.Manager[EmbeddingTrack]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["region", "organisation"],
                condition=Q(stopped_on=None),
                name="embedding_track_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class EmbeddingCheck(models.Model):
    """One moment to look: due on a day, told once, filled in by somebody of the partner."""

    track = models.ForeignKey(EmbeddingTrack, models.CASCADE, related_name="checks")
    months = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    told_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    next_step = models.CharField(_("wat is de volgende stap?"), max_length=400, blank=True)
    version = models.PositiveIntegerField(default=1)

    personal_data = Holds(
        what=_("Wie namens een organisatie vertelde hoe ver die is"),
        purpose=_("Weten wie je kunt vragen hoe het gaat"),
        ground=_("Gerechtvaardigd belang"),
        until=_("5 jaar na de check"),
        keep=KEPT_EMBEDDING,
    )
    objects: ClassVar[models.Manager[EmbeddingCheck]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["months"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["track", "months"], name="embedding_check_once"),
            models.CheckConstraint(
                condition=Q(months__in=EMBEDDING_MONTHS), name="embedding_check_months"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_on"], condition=Q(done_at=None), name="embedding_checks_to_do"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.track} ({self.months})"


class EmbeddingAnswer(models.Model):
    """How far one part had come at one check, and what shows it."""

    check_of = models.ForeignKey(EmbeddingCheck, models.CASCADE, related_name="answers")
    part = models.CharField(max_length=8, choices=EmbeddingPart)
    level = models.PositiveSmallIntegerField(choices=EmbeddingLevel)
    evidence = models.CharField(_("waar zie je dat aan?"), max_length=400, blank=True)

    personal_data = HoldsNone(_("Hoe ver een organisatie is, zonder namen."))
    objects: ClassVar[models.Manager[EmbeddingAnswer]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["check_of", "part"], name="embedding_answer_once"),
            models.CheckConstraint(
                condition=Q(level__in=EmbeddingLevel.values), name="embedding_answer_level"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part}: {self.level}"
