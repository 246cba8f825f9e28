"""Questions to the movement, and every step that a question takes."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from veerkracht.cocreation.join_models import HelpKind, Offer, fresh_token
from veerkracht.kernel.personal_data import Holds
from veerkracht.people.models import Person, Sector
from veerkracht.places.models import Area

KEPT_QUESTION = timedelta(days=365)
KEPT_ADDRESS = timedelta(days=30)


class QuestionState(models.TextChoices):
    """Where a question stands."""

    ASKED = "asked", _("wacht op bevestiging")
    SENT = "sent", _("ligt bij iemand")
    STUCK = "stuck", _("ligt bij de coördinator")
    ANSWERED = "answered", _("beantwoord")
    CLOSED = "closed", _("afgesloten")
    WITHDRAWN = "withdrawn", _("ingetrokken")


class Helped(models.TextChoices):
    """What the asker said of the answer."""

    YES = "yes", _("Ja, dit helpt mij")
    NOT_YET = "not_yet", _("Nog niet")


class Question(models.Model):
    """A question. ``offer`` and ``due_at``: with whom it lies and until when that was promised."""

    token = models.CharField(max_length=48, unique=True, default=fresh_token)
    name = models.CharField(_("je naam"), max_length=80, blank=True)
    email = models.EmailField(_("je e-mailadres"), max_length=254, blank=True)
    language = models.CharField(max_length=5, default="nl")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    title = models.CharField(_("je vraag in één zin"), max_length=120)
    text = models.CharField(_("vertel er meer over"), max_length=1500)
    kind = models.CharField(_("welke hulp zoek je?"), max_length=12, choices=HelpKind)
    sector = models.ForeignKey(Sector, models.PROTECT, null=True, blank=True, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    region = models.ForeignKey(Area, models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    state = models.CharField(max_length=12, choices=QuestionState, default=QuestionState.ASKED)
    offer = models.ForeignKey(
        Offer, models.SET_NULL, null=True, blank=True, related_name="questions"
    )
    due_at = models.DateTimeField(null=True, blank=True)
    helped = models.CharField(max_length=8, choices=Helped, blank=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    personal_data = Holds(
        what=_("Een vraag, met naam en e-mailadres van wie vroeg"),
        purpose=_("De vraag brengen bij wie kan helpen, en het antwoord terug"),
        ground=_("Toestemming"),
        until=_("12 maanden na het einde; naam en adres 30 dagen na het einde"),
        keep=KEPT_QUESTION,
    )
    objects: ClassVar[models.Manager[Question]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(text=""), name="question_says_something"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, state__in=["asked", "sent", "stuck"])
                | Q(ended_at__isnull=False, state__in=["answered", "closed", "withdrawn"]),
                name="question_ended_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(state="sent") | Q(due_at=None), name="question_due_lies_somewhere"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["region", "state"], name="questions_of_region"),
            models.Index(
                fields=["due_at"], condition=Q(state="sent"), name="questions_with_a_promise"
            ),
            models.Index(fields=["offer", "state"], name="questions_of_offer"),
        ]

    def __str__(self) -> str:
        return self.title


class StepKind(models.TextChoices):
    """What happened with a question."""

    ASKED = "asked", _("gesteld")
    SENT = "sent", _("gestuurd naar")
    PASSED = "passed", _("doorgegeven door")
    LATE = "late", _("geen antwoord op tijd van")
    STUCK = "stuck", _("naar de coördinator")
    ANSWERED = "answered", _("beantwoord door")
    AGAIN = "again", _("nog niet geholpen")
    HELPED = "helped", _("geholpen")
    CLOSED = "closed", _("afgesloten")
    WITHDRAWN = "withdrawn", _("ingetrokken")


class QuestionStep(models.Model):
    """One step of a question: ``who`` as the asker may read it, ``text`` an answer or a reason, ``why`` this one."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=12, choices=StepKind)
    offer = models.ForeignKey(Offer, models.SET_NULL, null=True, blank=True, related_name="+")
    who = models.CharField(max_length=160, blank=True)
    text = models.CharField(max_length=3000, blank=True)
    why = ArrayField(models.CharField(max_length=64), default=list, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    personal_data = Holds(
        what=_("Wie een vraag kreeg, doorgaf of beantwoordde"),
        purpose=_("Laten zien waar een vraag ligt"),
        ground=_("Gerechtvaardigd belang"),
        until=_("Met de vraag, 12 maanden na het einde"),
        keep=KEPT_QUESTION,
    )
    objects: ClassVar[models.Manager[QuestionStep]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(kind="answered") | ~Q(text=""), name="question_answer_has_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of question {self.question_id}"
