"""What people thought of a training: the bank of questions, one form an edition, ballots and answers.

Nothing ties an answer to a person, by the shape of these tables: a ballot is the hash of a token and
whether it was used; an answer has a random key, no time, no order, and no link to a ballot or to the
other answers of the same person. ``evaluation_actions.answer`` rewrites all answers of a form at each
submission, so that the database's own row versions tell nothing either.
"""

from __future__ import annotations

import secrets
import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.bilingual import in_language
from veerkracht.kernel.personal_data import Holds, HoldsNone
from veerkracht.places.models import Area
from veerkracht.training.models import Edition

if TYPE_CHECKING:
    from datetime import datetime

MOST_QUESTIONS = 10
BALLOTS_KEPT = timedelta(days=30)  # after the form closed
ANSWERS_KEPT = timedelta(days=5 * 365)


class QuestionKind(models.TextChoices):
    """How a question is answered."""

    SCALE = "scale", _("Cijfer van 1 tot 5")
    ONE = "one", _("Eén keuze")
    SEVERAL = "several", _("Meer keuzes")
    TEXT = "text", _("Eigen woorden")


CHOOSING = (QuestionKind.ONE, QuestionKind.SEVERAL)


class Question(models.Model):
    """One question of a region's bank. What was asked once is not changed: a new version replaces it.

    ``options`` are what one can choose; of a scale the words at 1 and at 5. ``key`` names a question
    that came along, so that it comes only once.
    """

    region = models.ForeignKey(Area, models.PROTECT, related_name="+")
    key = models.SlugField(max_length=40, blank=True)
    kind = models.CharField(_("soort"), max_length=8, choices=QuestionKind)
    text = models.CharField(_("vraag"), max_length=200)
    text_en = models.CharField(_("vraag (Engels)"), max_length=200, blank=True)
    options = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    options_en = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    replaces = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="replaced_by"
    )
    retired_at = models.DateTimeField(null=True)

    personal_data = HoldsNone(_("Vragen voor evaluaties."))
    objects: ClassVar[models.Manager[Question]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["region", "key"], condition=~Q(key=""), name="question_comes_along_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["scale", "text"]) | Q(options__len__gte=2),
                name="question_has_choices",
            ),
        ]

    def __str__(self) -> str:
        return in_language(self, "text")

    @property
    def choices(self) -> list[str]:
        """The options in the reader's language, in order."""
        english = (get_language() or "nl").startswith("en") and self.options_en
        return list(self.options_en if english else self.options)


class Shows(models.TextChoices):
    """When results can be seen."""

    CLOSED = "closed", _("Als de evaluatie sluit")
    STEPS = "steps", _("Onderweg, steeds per 5 mensen")


def fresh_seed() -> str:
    """128 random bits that the tokens of one form are made with."""
    return secrets.token_hex(16)


class EvaluationForm(models.Model):
    """The questions about one edition, when they are open, and how many people's answers are shown.

    ``shown`` grows in steps of at least five people, or is set once when the form closes.
    """

    edition = models.OneToOneField(Edition, models.CASCADE, related_name="evaluation")
    days = models.PositiveSmallIntegerField(_("hoeveel dagen open?"), default=14)
    shows = models.CharField(
        _("wanneer zijn de uitkomsten te zien?"), max_length=8, choices=Shows, default=Shows.CLOSED
    )
    opened_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    shown = models.PositiveIntegerField(default=0)
    seed = models.CharField(max_length=32, default=fresh_seed)
    questions = models.ManyToManyField(Question, through="FormQuestion", related_name="forms")

    personal_data = HoldsNone(_("Welke vragen wanneer openstaan."))
    objects: ClassVar[models.Manager[EvaluationForm]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(opened_at=None, closes_at=None)
                | Q(opened_at__isnull=False, closes_at__isnull=False, closes_at__gt=F("opened_at")),
                name="evaluation_closes_after_opening",
            ),
            models.CheckConstraint(
                condition=Q(days__gte=1, days__lte=60), name="evaluation_open_days"
            ),
            models.CheckConstraint(
                condition=Q(shown=0) | Q(shown__gte=5), name="evaluation_shows_five_or_more"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["closes_at"], condition=Q(closed_at=None), name="evaluation_to_close"
            ),
        ]

    def __str__(self) -> str:
        return f"evaluation of {self.edition_id}"

    def is_open(self, moment: datetime) -> bool:
        """Whether a ballot can be used at this moment."""
        return bool(self.opened_at and self.closes_at and self.opened_at <= moment < self.closes_at)


class FormQuestion(models.Model):
    """A question on a form, at its place: at most ten."""

    form = models.ForeignKey(EvaluationForm, models.CASCADE, related_name="rows")
    question = models.ForeignKey(Question, models.PROTECT, related_name="rows")
    position = models.PositiveSmallIntegerField()

    personal_data = HoldsNone(_("Welke vragen op een formulier staan."))
    objects: ClassVar[models.Manager[FormQuestion]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["form", "question"], name="form_question_once"),
            models.UniqueConstraint(fields=["form", "position"], name="form_position_once"),
            models.CheckConstraint(
                condition=Q(position__gte=1, position__lte=MOST_QUESTIONS),
                name="form_asks_at_most_ten",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form_id}/{self.position}"


class Ballot(models.Model):
    """Somebody may answer once. Which somebody is not here: the token lies in their mail alone."""

    token_hash = models.CharField(max_length=64, primary_key=True)
    form = models.ForeignKey(EvaluationForm, models.CASCADE, related_name="ballots")
    used = models.BooleanField(default=False)

    personal_data = Holds(
        what=_("Dat een persoonlijke link naar een evaluatie is gebruikt; niet van wie"),
        purpose=_("Zorgen dat ieder één keer meedoet, en één keer herinneren"),
        ground=_("Gerechtvaardigd belang"),
        until=_("30 dagen nadat de evaluatie sloot"),
        keep=BALLOTS_KEPT,
    )
    objects: ClassVar[models.Manager[Ballot]] = models.Manager()

    def __str__(self) -> str:
        return "ballot"


class Answer(models.Model):
    """One answer to one question. ``marks``: the number of a scale, or the options chosen, from 0.

    ``shown`` answers are in the results; the others wait for enough company, and go when it never came.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    form = models.ForeignKey(EvaluationForm, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    marks = ArrayField(models.PositiveSmallIntegerField(), default=list)
    text = models.CharField(max_length=1000, blank=True)
    shown = models.BooleanField(default=False)

    personal_data = Holds(
        what=_("Antwoorden op een evaluatie, zonder naam"),
        purpose=_("De training beter maken"),
        ground=_("Gerechtvaardigd belang"),
        until=_("5 jaar nadat de evaluatie sloot"),
        keep=ANSWERS_KEPT,
    )
    objects: ClassVar[models.Manager[Answer]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(text="", marks__len__gte=1) | (~Q(text="") & Q(marks__len=0)),
                name="answer_says_something",
            ),
        ]

    def __str__(self) -> str:
        return "answer"
