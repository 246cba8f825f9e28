"""Sets of questions: their editions, which never change once they are out, and their translations."""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.personal_data import Holds, HoldsNone
from veerkracht.people.models import Organisation, Person
from veerkracht.places.models import Area

KEPT_TRANSLATION = timedelta(days=2 * 365)  # who translated, after the last change


def new_address_code() -> str:
    """A word that nobody guesses, for the address of a set under a licence: 120 bits."""
    return secrets.token_hex(15)


class SetKind(models.TextChoices):
    """What a set is for."""

    WEB = "web", _("Vragen voor het web")
    INSTRUMENT = "instrument", _("Onderzoeksvragenlijst")


class QuestionSet(models.Model):
    """A set of questions: the house's own (no owner), of a region, or of an organisation with a licence."""

    code = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=10, choices=SetKind, default=SetKind.WEB)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    region = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    address_code = models.CharField(max_length=40, default=new_address_code, unique=True)

    personal_data = HoldsNone(_("Sets met vragen, en van welke organisatie ze zijn."))
    objects: ClassVar[models.Manager[QuestionSet]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(organisation=None) | Q(region=None), name="question_set_one_owner"
            ),
            models.CheckConstraint(
                condition=Q(address_code__regex=r"^[0-9a-f]{30}$"), name="question_set_address"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class EditionState(models.TextChoices):
    """From draft to out, and out no longer."""

    DRAFT = "draft", _("concept")
    PUBLISHED = "published", _("gepubliceerd")
    WITHDRAWN = "withdrawn", _("ingetrokken")


class QuestionEditionQuerySet(models.QuerySet["QuestionEdition"]):
    """Editions by what may be done with them."""

    def offered(self, day: date) -> Self:
        """Published, and the licence still holds on this day (its last day counts)."""
        holds = Q(licence_expires=None) | Q(licence_expires__gte=day)
        return self.filter(holds, state=EditionState.PUBLISHED)


class QuestionEdition(models.Model):
    """One version of a set. A trigger in the database keeps it as it is from the day that it is out.

    ``content`` is a set for the web (``question_rules``) or an instrument (``question_instrument``).
    ``is_imported``: the texts are somebody else's and are not edited here. ``may_be_given_on``: the
    licence lets anybody have the file.
    """

    question_set = models.ForeignKey(QuestionSet, models.CASCADE, related_name="editions")
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=EditionState, default=EditionState.DRAFT)
    content = models.JSONField[Any, Any]()
    title = models.CharField(_("naam"), max_length=300)
    licence_holder = models.CharField(_("wie heeft de rechten?"), max_length=300)
    licence_terms = models.CharField(_("wat mag er?"), max_length=2000)
    licence_source = models.CharField(_("waar komt de set vandaan?"), max_length=300, blank=True)
    licence_expires = models.DateField(_("tot en met wanneer?"), null=True, blank=True)
    source_version = models.CharField(max_length=60, blank=True)
    is_imported = models.BooleanField(default=False)
    may_be_given_on = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    personal_data = HoldsNone(_("Vragen, hun teksten en hun licentie."))
    objects = QuestionEditionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["question_set", "version"], name="question_edition_version_once"
            ),
            models.UniqueConstraint(
                fields=["question_set"],
                condition=Q(state="draft"),
                name="question_edition_one_draft",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", published_at=None)
                | Q(state__in=["published", "withdrawn"], published_at__isnull=False),
                name="question_edition_published_at",
            ),
            models.CheckConstraint(
                condition=Q(state="withdrawn", withdrawn_at__isnull=False)
                | (~Q(state="withdrawn") & Q(withdrawn_at=None)),
                name="question_edition_withdrawn_at",
            ),
            models.CheckConstraint(
                condition=~Q(licence_holder="") & ~Q(licence_terms="") & Q(version__gte=1),
                name="question_edition_has_licence",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"


class TranslationState(models.TextChoices):
    """Whose turn it is."""

    WORKING = "working", _("in de maak")
    OFFERED = "offered", _("wacht op iemand die meeleest")
    REVIEWED = "reviewed", _("nagekeken")


class QuestionTranslation(models.Model):
    """The texts of one edition in one language more.

    ``texts`` is what editors work on; ``reviewed_texts`` goes out, and stays out while they go on.
    """

    edition = models.ForeignKey(QuestionEdition, models.CASCADE, related_name="translations")
    language = models.CharField(max_length=12)
    state = models.CharField(max_length=10, choices=TranslationState, default="working")
    texts = models.JSONField[Any, Any](default=dict)
    reviewed_texts = models.JSONField[Any, Any](null=True, blank=True)
    remark = models.CharField(max_length=1000, blank=True)
    translated_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reviewed_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    changed_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True, blank=True)

    personal_data = Holds(
        what=_("Wie een vertaling maakte en wie haar nakeek"),
        purpose=_("Laten zien dat twee mensen naar een vertaling keken"),
        ground=_("Gerechtvaardigd belang"),
        until=_("2 jaar na de laatste wijziging van de vertaling"),
        keep=KEPT_TRANSLATION,
    )
    objects: ClassVar[models.Manager[QuestionTranslation]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["language"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["edition", "language"], name="question_translation_once"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None)
                | Q(translated_by=None)
                | ~Q(reviewed_by=F("translated_by")),
                name="question_translation_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(state="reviewed")
                | Q(reviewed_texts__isnull=False, reviewed_at__isnull=False),
                name="question_translation_reviewed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.language}"


class TranslationHand(models.Model):
    """Somebody wrote in this translation since it was last reviewed, so they are not the one to review it."""

    translation = models.ForeignKey(QuestionTranslation, models.CASCADE, related_name="hands")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")

    personal_data = Holds(
        what=_("Wie aan een vertaling meeschreef"),
        purpose=_("Een vertaling door iemand anders laten nakijken"),
        ground=_("Gerechtvaardigd belang"),
        until=_("Tot de vertaling is nagekeken, hoogstens 2 jaar"),
        keep=KEPT_TRANSLATION,
    )
    objects: ClassVar[models.Manager[TranslationHand]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["translation", "person"], name="question_translation_hand_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.translation_id} {self.person_id}"
