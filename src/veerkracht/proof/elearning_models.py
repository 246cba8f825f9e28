"""The steps that somebody takes alone, before or between the meetings of a course."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.clock import now
from veerkracht.kernel.personal_data import Holds, HoldsNone
from veerkracht.people.models import Person
from veerkracht.training.models import Course


class StepKind(models.TextChoices):
    """What one does in a step."""

    TEXT = "text", _("Lezen")
    FILM = "film", _("Een film kijken")
    QUESTION = "question", _("Een vraag beantwoorden")


class Step(models.Model):
    """One step of a course's e-learning, in order of ``position``.

    A film is a link. A question has options; ``right`` is the number of the right one (from 0), or
    None when every answer is good.
    """

    course = models.ForeignKey(Course, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("soort"), max_length=8, choices=StepKind)
    title = models.CharField(_("titel"), max_length=120)
    text = models.TextField(_("tekst"), blank=True)
    link = models.URLField(_("link naar de film"), blank=True)
    options = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    right = models.PositiveSmallIntegerField(null=True, blank=True)

    personal_data = HoldsNone(_("De inhoud van e-learning."))
    objects: ClassVar[models.Manager[Step]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            # Deferred: two steps change places within a transaction.
            models.UniqueConstraint(
                fields=["course", "position"],
                name="step_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(kind="film") & ~Q(link="") | ~Q(kind="film") & Q(link=""),
                name="step_film_has_link",
            ),
            models.CheckConstraint(
                condition=Q(kind="question", options__len__gte=2)
                | ~Q(kind="question") & Q(options__len=0, right=None),
                name="step_question_has_options",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class StepDone(models.Model):
    """Somebody took a step, here or (``taken_over``) in another system; ``answer`` is the option chosen."""

    step = models.ForeignKey(Step, models.CASCADE, related_name="done")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    done_at = models.DateTimeField(default=now)
    answer = models.PositiveSmallIntegerField(null=True, blank=True)
    taken_over = models.BooleanField(default=False)

    personal_data = Holds(
        what=_("Welke stappen van de e-learning iemand deed, wanneer, en het gekozen antwoord"),
        purpose=_("Laten zien wat iemand heeft gevolgd, en waar die verder kan"),
        ground=_("Uitvoering van de overeenkomst"),
        until=_("7 jaar na de stap"),
    )
    objects: ClassVar[models.Manager[StepDone]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["step", "person"], name="step_done_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "step"], name="step_done_of_person")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.step_id}"
