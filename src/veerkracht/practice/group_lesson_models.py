"""A lesson that a group shares: one sentence, published only when everybody who was there agrees."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.personal_data import Holds, HoldsNone
from veerkracht.meetings.models import Meeting, Theme
from veerkracht.people.models import Person
from veerkracht.places.models import Area

WAITS_FOR = timedelta(days=60)  # for everybody's yes; after that it is gone


class Lesson(models.Model):
    """One sentence. Until it is published it belongs to a meeting; from then on to a region alone."""

    region = models.ForeignKey(Area, models.PROTECT, related_name="+")
    theme = models.CharField(max_length=14, choices=Theme, blank=True)
    sentence = models.CharField(_("les"), max_length=240)
    meeting = models.ForeignKey(Meeting, models.CASCADE, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    published_on = models.DateField(null=True)

    personal_data = HoldsNone(_("Lessen zonder namen, waar iedereen die erbij was ja op zei."))
    objects: ClassVar[models.Manager[Lesson]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(published_on=None, meeting__isnull=False)
                | Q(published_on__isnull=False, meeting=None),
                name="lesson_published_without_its_meeting",
            ),
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(published_on=None), name="lesson_one_a_meeting"
            ),
        ]

    def __str__(self) -> str:
        return f"lesson {self.pk}"


class LessonVoice(models.Model):
    """Somebody who was there and is asked; ``agreed`` once they said yes. A no takes the lesson away."""

    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="voices")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    agreed = models.BooleanField(default=False)

    personal_data = Holds(
        what=_("Dat iemand wordt gevraagd of een les gedeeld mag worden"),
        purpose=_("Alleen delen waar iedereen ja op zegt"),
        ground=_("Toestemming"),
        until=_("Tot de les gedeeld of weg is, hooguit 60 dagen"),
        keep=WAITS_FOR,
    )
    objects: ClassVar[models.Manager[LessonVoice]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["lesson", "person"], name="lesson_voice_once"),
        ]

    def __str__(self) -> str:
        return f"voice {self.pk}"
