"""Theme sheets: one theme in one region, its editions, and what was said when one was looked at."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.personal_data import Holds, HoldsNone
from veerkracht.people.models import Organisation, Person
from veerkracht.places.models import Area
from veerkracht.programme.action_models import KEPT
from veerkracht.programme.goal_models import Theme


class Sheet(models.Model):
    """What a region does about a theme. ``owner`` (kartrekker) answers for it and reviews each edition.

    ``contact_url`` leads to who can tell more at the owner.
    """

    theme = models.ForeignKey(Theme, models.PROTECT, related_name="sheets")
    region = models.ForeignKey(Area, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    contact_url = models.URLField(_("contactpagina"), max_length=300, blank=True)
    made_at = models.DateTimeField()

    personal_data = HoldsNone(_("Thema’s en organisaties."))
    objects: ClassVar[models.Manager[Sheet]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["theme", "region"], name="sheet_once_a_region"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["region", "theme"], name="sheets_of_region"),
            models.Index(fields=["owner"], name="sheets_of_owner"),
        ]

    def __str__(self) -> str:
        return f"{self.theme}, {self.region}"


class EditionState(models.TextChoices):
    """How far an edition is."""

    DRAFT = "draft", _("Concept")
    REVIEW = "review", _("Bij de eigenaar")
    APPROVED = "approved", _("Akkoord")
    PUBLISHED = "published", _("Openbaar")
    REPLACED = "replaced", _("Vervangen")


OPEN_EDITION = (EditionState.DRAFT, EditionState.REVIEW, EditionState.APPROVED)
PUBLIC_EDITION = (EditionState.PUBLISHED, EditionState.REPLACED)


class SheetEdition(models.Model):
    """One edition of a sheet, numbered from 1. What was public stays as it was.

    ``owner`` is who owned the sheet when this edition became public; empty until then.
    ``words`` are the lemmas by which the search finds it.
    """

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=EditionState, default=EditionState.DRAFT)
    owner = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    words = SearchVectorField(null=True)

    personal_data = HoldsNone(_("Edities van een themablad."))
    objects: ClassVar[models.Manager[SheetEdition]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sheet", "number"], name="sheet_edition_number_once"),
            models.UniqueConstraint(
                fields=["sheet"],
                condition=Q(state__in=["draft", "review", "approved"]),
                name="sheet_one_edition_in_the_making",
            ),
            models.UniqueConstraint(
                fields=["sheet"], condition=Q(state="published"), name="sheet_one_public_edition"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["published", "replaced"],
                    published_at__isnull=False,
                    owner__isnull=False,
                )
                | Q(state__in=["draft", "review", "approved"], published_at=None),
                name="sheet_edition_public_has_day_and_owner",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="sheet_edition_from_one"),
        ]
        indexes: ClassVar = [
            GinIndex(fields=["words"], name="sheet_edition_words"),
            models.Index(fields=["state", "published_at"], name="sheet_editions_public"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} ({self.number})"


class MoveKind(models.TextChoices):
    """What happened to an edition."""

    ASKED = "asked", _("Voorgelegd aan de eigenaar")
    APPROVED = "approved", _("Akkoord")
    SENT_BACK = "sent-back", _("Teruggestuurd")
    TAKEN_BACK = "taken-back", _("Teruggehaald om te wijzigen")
    PUBLISHED = "published", _("Openbaar gemaakt")


class SheetMove(models.Model):
    """An edition went a step: when, by whom, with which words.

    ``in_place``: the coordinator looked at it because nobody speaks for the owner; ``words`` then say why.
    """

    edition = models.ForeignKey(SheetEdition, models.CASCADE, related_name="moves")
    kind = models.CharField(max_length=10, choices=MoveKind)
    words = models.CharField(max_length=1000, blank=True)
    in_place = models.BooleanField(default=False)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    personal_data = Holds(
        what=_("Wie een themablad voorlegde, bekeek of openbaar maakte"),
        purpose=_("Kunnen nagaan hoe een editie tot stand kwam"),
        ground=_("Gerechtvaardigd belang"),
        until=_("7 jaar; daarna blijft alleen staan wat er gebeurde"),
        keep=KEPT,
    )
    objects: ClassVar[models.Manager[SheetMove]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["made_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(kind="sent-back") | ~Q(words=""), name="sheet_sent_back_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(in_place=False) | ~Q(words=""), name="sheet_in_place_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"sheet move {self.pk}"
