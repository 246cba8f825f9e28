"""What people mean to do differently after a training, and how it went: theirs, and nobody else's."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.personal_data import Holds
from veerkracht.people.models import Person
from veerkracht.practice.coaching_handover_models import CoachingHandover, HandoverState
from veerkracht.practice.coaching_models import (
    AppointmentState,
    BusyCalendar,
    BusyTime,
    ClaimedQuarter,
    CoachingAppointment,
    CoachingRequest,
    CoachProfile,
    RequestState,
)
from veerkracht.practice.forming_models import (
    Invitation,
    JoinWish,
    KeptApart,
    Proposal,
    Proposed,
    Round,
)
from veerkracht.practice.group_lesson_models import Lesson, LessonVoice
from veerkracht.practice.group_models import Group
from veerkracht.practice.team_models import (
    TeamLine,
    TeamLineLook,
    TeamLook,
    TeamMember,
    TeamPlan,
)
from veerkracht.training.models import Edition

__all__ = [
    "AppointmentState",
    "BusyCalendar",
    "BusyTime",
    "ClaimedQuarter",
    "Coach",
    "CoachProfile",
    "CoachingAppointment",
    "CoachingHandover",
    "CoachingRequest",
    "Commitment",
    "Group",
    "HandoverState",
    "Influence",
    "Invitation",
    "JoinWish",
    "KeptApart",
    "Lesson",
    "LessonVoice",
    "LookBack",
    "Outcome",
    "Plan",
    "Proposal",
    "Proposed",
    "RequestState",
    "Round",
    "TeamLine",
    "TeamLineLook",
    "TeamLook",
    "TeamMember",
    "TeamPlan",
    "Went",
]

MOST = 3
LOOK_BACK_AFTER = (30, 90, 180)  # days after it was written down
KEPT = timedelta(days=2 * 365)  # after the last look-back


def fresh_token() -> str:
    """128 random bits, fit for an address."""
    return secrets.token_urlsafe(16)


class Plan(models.Model):
    """What one person will do differently after one edition: one to three commitments.

    ``stopped_at``: the person wants no more look-backs.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)

    personal_data = Holds(
        what=_("Dat iemand na een training opschreef wat die anders gaat doen"),
        purpose=_("De persoon helpen om het geleerde te gebruiken"),
        ground=_("Toestemming"),
        until=_("2 jaar na het laatste moment van terugkijken"),
        keep=KEPT,
    )
    objects: ClassVar[models.Manager[Plan]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "edition"], name="plan_once_per_edition"),
        ]

    def __str__(self) -> str:
        return f"plan {self.pk}"


class Commitment(models.Model):
    """One thing to do differently: what, with whom, by when. Withdrawn means gone."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="commitments")
    number = models.PositiveSmallIntegerField()
    what = models.CharField(_("wat ga je anders doen?"), max_length=300)
    with_whom = models.CharField(_("met wie?"), max_length=120, blank=True)
    by_when = models.DateField(_("wanneer is het gelukt?"), null=True, blank=True)

    personal_data = Holds(
        what=_("Wat iemand anders gaat doen, met wie en wanneer"),
        purpose=_("De persoon helpen om het geleerde te gebruiken"),
        ground=_("Toestemming"),
        until=_("2 jaar na het laatste moment van terugkijken"),
        keep=KEPT,
    )
    objects: ClassVar[models.Manager[Commitment]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "number"], name="commitment_number_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=MOST), name="commitment_at_most_three"
            ),
        ]

    def __str__(self) -> str:
        return f"commitment {self.pk}"


class LookBack(models.Model):
    """A moment to look back at a plan, by a link that is the person's own. ``told_at``: the mail went."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="look_backs")
    days = models.PositiveSmallIntegerField()
    due_at = models.DateTimeField()
    token = models.CharField(max_length=32, unique=True, default=fresh_token)
    told_at = models.DateTimeField(null=True)

    personal_data = Holds(
        what=_("Wanneer iemand wordt gevraagd terug te kijken"),
        purpose=_("De persoon helpen om het geleerde te gebruiken"),
        ground=_("Toestemming"),
        until=_("2 jaar na het laatste moment van terugkijken"),
        keep=KEPT,
    )
    objects: ClassVar[models.Manager[LookBack]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["days"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "days"], name="look_back_once"),
            models.CheckConstraint(condition=Q(days__in=LOOK_BACK_AFTER), name="look_back_after"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=Q(told_at=None), name="look_back_to_tell"),
        ]

    def __str__(self) -> str:
        return f"look-back {self.pk}"


class Went(models.TextChoices):
    """How it went."""

    DONE = "done", _("Gelukt")
    PARTLY = "partly", _("Een beetje gelukt")
    NOT = "not", _("Niet gelukt")


class Influence(models.TextChoices):
    """What helped, or what hindered."""

    TIME = "helped-time", _("Ik kreeg er tijd voor")
    COLLEAGUES = "helped-colleagues", _("Collega's deden mee")
    LEADER = "helped-leader", _("Mijn leidinggevende steunde het")
    PRACTICE = "helped-practice", _("Ik oefende het een paar keer")
    PEOPLE = "helped-people", _("Bewoners of cliënten reageerden goed")
    NO_TIME = "hindered-time", _("Ik had er geen tijd voor")
    ALONE = "hindered-colleagues", _("Collega's deden niet mee")
    NO_LEADER = "hindered-leader", _("Mijn leidinggevende steunde het niet")
    SYSTEMS = "hindered-systems", _("Formulieren of systemen zaten in de weg")
    FORGOT = "hindered-forgot", _("Ik vergat het")


class Outcome(models.Model):
    """How one commitment went at one look-back, and what helped or hindered."""

    look_back = models.ForeignKey(LookBack, models.CASCADE, related_name="outcomes")
    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="outcomes")
    went = models.CharField(max_length=8, choices=Went)
    influences = ArrayField(
        models.CharField(max_length=24, choices=Influence), default=list, blank=True
    )
    words = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField()

    personal_data = Holds(
        what=_("Hoe het ging met een voornemen, en wat hielp of in de weg zat"),
        purpose=_("De persoon helpen om het geleerde te gebruiken"),
        ground=_("Toestemming"),
        until=_("2 jaar na het laatste moment van terugkijken"),
        keep=KEPT,
    )
    objects: ClassVar[models.Manager[Outcome]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["look_back", "commitment"], name="outcome_once"),
        ]

    def __str__(self) -> str:
        return f"outcome {self.pk}"

    @property
    def reasons(self) -> list[str]:
        """What helped or hindered, in words."""
        return [str(Influence(one).label) for one in self.influences]


class Coach(models.Model):
    """A trainer or coach whom the person lets see a plan, until taken back."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="coaches")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    since = models.DateTimeField()

    personal_data = Holds(
        what=_("Wie iemand laat meekijken met de eigen voornemens"),
        purpose=_("Samen met een coach terugkijken"),
        ground=_("Toestemming"),
        until=_("Tot de persoon het terugneemt; anders zo lang als de voornemens"),
        keep=KEPT,
    )
    objects: ClassVar[models.Manager[Coach]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "person"], name="coach_once_per_plan"),
        ]

    def __str__(self) -> str:
        return f"coach {self.pk}"
