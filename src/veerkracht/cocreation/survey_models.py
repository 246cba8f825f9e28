"""What is kept of surveys: the questions, and counts. Of who answered, nothing; nor which answers belong together."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from veerkracht.cocreation.wish_models import Need
from veerkracht.kernel.personal_data import Holds, HoldsNone
from veerkracht.people.models import Person, Sector
from veerkracht.places.models import Area


class SurveyState(models.TextChoices):
    """Where a survey stands. It is answered only while open, within its days."""

    DRAFT = "draft", _("in de maak")
    OPEN = "open", _("open")
    CLOSED = "closed", _("gesloten")


class QuestionKind(models.TextChoices):
    """How a question is answered."""

    ONE = "one", _("kies één antwoord")
    MANY = "many", _("kies een of meer antwoorden")
    SCALE = "scale", _("geef een cijfer van 1 tot 5")
    OPEN = "open", _("antwoord in eigen woorden")


class Survey(models.Model):
    """A short list of questions of a region.

    ``given`` counts who answered, ``shown`` for how many of them results are shown. ``hour`` and ``in_hour`` count
    the present hour only, against floods: at ``most_an_hour`` the survey is ``paused`` until a person looked.
    """

    region = models.ForeignKey(Area, models.PROTECT, related_name="+")
    slug = models.SlugField(_("adres"), max_length=60, unique=True)
    title = models.CharField(_("titel"), max_length=120)
    intro = models.CharField(_("waarom vraag je dit?"), max_length=600, blank=True)
    sectors = models.ManyToManyField(Sector, blank=True, related_name="+")
    state = models.CharField(max_length=8, choices=SurveyState, default=SurveyState.DRAFT)
    opens_on = models.DateField(_("open vanaf"))
    closes_on = models.DateField(_("open tot en met"))
    most_an_hour = models.PositiveSmallIntegerField(_("antwoorden per uur"), default=60)
    paused = models.BooleanField(default=False)
    hour = models.DateTimeField(null=True)
    in_hour = models.PositiveSmallIntegerField(default=0)
    given = models.PositiveIntegerField(default=0)
    shown = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    personal_data = Holds(
        what=_("Wie een vragenlijst maakte; van wie antwoordt niets"),
        purpose=_("Weten wat er nodig is in de regio"),
        ground=_("Gerechtvaardigd belang"),
        until=_("Zo lang als de vragenlijst"),
    )
    objects: ClassVar[models.Manager[Survey]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="survey_closes_after_opening"
            ),
            models.CheckConstraint(condition=Q(shown__lte=F("given")), name="survey_shows_given"),
            models.CheckConstraint(
                condition=~Q(state="draft") | Q(given=0), name="survey_draft_unanswered"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["region", "-made_at"], name="surveys_of_region"),
        ]

    def __str__(self) -> str:
        return self.title


class SurveyQuestion(models.Model):
    """One question. ``options`` are the answers of a choice, or the words at both ends of a scale.

    ``given`` counts who answered this question; ``shown`` for how many of them results are shown.
    """

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="questions")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(_("soort"), max_length=8, choices=QuestionKind)
    words = models.CharField(_("vraag"), max_length=300)
    options = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    required = models.BooleanField(_("iedereen moet deze vraag beantwoorden"), default=False)
    given = models.PositiveIntegerField(default=0)
    shown = models.PositiveIntegerField(default=0)

    personal_data = HoldsNone(_("Vragen, en hoeveel mensen antwoordden."))
    objects: ClassVar[models.Manager[SurveyQuestion]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words=""), name="survey_question_asks"),
            models.CheckConstraint(
                condition=Q(shown__lte=F("given")), name="survey_question_shows_given"
            ),
        ]

    def __str__(self) -> str:
        return self.words


class SurveyTally(models.Model):
    """How often one answer was given to one question, and how much of that is shown."""

    question = models.ForeignKey(SurveyQuestion, models.CASCADE, related_name="tallies")
    mark = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(default=0)
    shown = models.PositiveIntegerField(default=0)

    personal_data = HoldsNone(_("Optelsommen. Wie wat antwoordde, wordt nergens bewaard."))
    objects: ClassVar[models.Manager[SurveyTally]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["mark"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["question", "mark"], name="survey_tally_once"),
            models.CheckConstraint(
                condition=Q(shown__lte=F("number")), name="survey_tally_shows_given"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.mark}"


class OpenAnswer(models.Model):
    """Words that somebody answered. The random key is also the order in which they are read."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey(SurveyQuestion, models.CASCADE, related_name="texts")
    text = models.CharField(max_length=600)
    shown = models.BooleanField(default=False)
    need = models.ForeignKey(Need, models.SET_NULL, null=True, related_name="+")

    personal_data = HoldsNone(
        _("Eigen woorden zonder naam, tijd of volgorde. We vragen om geen namen te noemen.")
    )
    objects: ClassVar[models.Manager[OpenAnswer]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="open_answer_says_something"),
        ]

    def __str__(self) -> str:
        return f"open answer {self.pk}"


class SurveyPage(models.Model):
    """A page of a survey that was sent, so that sending it again counts once; gone after a day.

    ``mark`` is made of a random number that stood in the page. It says nothing of who had it, nor what was answered.
    """

    mark = models.CharField(max_length=44, unique=True)
    day = models.DateField()

    personal_data = HoldsNone(_("Een willekeurig getal, één dag lang."))
    objects: ClassVar[models.Manager[SurveyPage]] = models.Manager()

    def __str__(self) -> str:
        return f"page {self.pk}"
