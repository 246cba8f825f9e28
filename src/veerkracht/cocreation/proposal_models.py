"""Proposals of a think tank with every version, and rounds in which members say whether they can live with one."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from veerkracht.cocreation.council_models import KEPT, Council
from veerkracht.cocreation.idea_models import Idea
from veerkracht.kernel.personal_data import Holds
from veerkracht.meetings.models import Decision
from veerkracht.people.models import Person
from veerkracht.programme.models import Plan

KEPT_VIEW = timedelta(days=2 * 365)


class ProposalState(models.TextChoices):
    """How a proposal stands."""

    DRAFT = "draft", _("Concept")
    IN_ROUND = "in-round", _("In een ronde")
    AGREED = "agreed", _("Aangenomen")
    SENT_BACK = "sent-back", _("Terug om te verbeteren")
    WITHDRAWN = "withdrawn", _("Ingetrokken")


class Proposal(models.Model):
    """A proposal; what it says stands in its versions. ``idea``: the quiet idea that it grew from."""

    council = models.ForeignKey(Council, models.CASCADE, related_name="proposals")
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.DRAFT)
    plan = models.ForeignKey(Plan, models.SET_NULL, null=True, blank=True, related_name="+")
    idea = models.ForeignKey(Idea, models.SET_NULL, null=True, blank=True, related_name="proposals")
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    personal_data = Holds(
        what=_("Wie een voorstel deed"),
        purpose=_("Weten wie je iets kunt vragen over een voorstel"),
        ground=_("Gerechtvaardigd belang"),
        until=_("7 jaar nadat er voor het laatst iets veranderde"),
        keep=KEPT,
    )
    objects: ClassVar[models.Manager[Proposal]] = models.Manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["council", "-changed_at"], name="proposals_of_council"),
        ]

    def __str__(self) -> str:
        return f"proposal {self.pk}"


class ProposalVersion(models.Model):
    """What a proposal said from one moment on. It never changes: other words are another version."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(_("titel"), max_length=120)
    what = models.TextField(_("wat stel je voor?"), max_length=4000)
    why = models.TextField(_("waarom?"), max_length=4000)
    part = models.CharField(_("voor welk deel van het plan?"), max_length=200, blank=True)
    changed = models.CharField(_("wat is er anders?"), max_length=300, blank=True)
    written_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField()

    personal_data = Holds(
        what=_("Wie een versie van een voorstel schreef"),
        purpose=_("Weten wie je iets kunt vragen over een voorstel"),
        ground=_("Gerechtvaardigd belang"),
        until=_("7 jaar nadat er voor het laatst iets veranderde"),
        keep=KEPT,
    )
    objects: ClassVar[models.Manager[ProposalVersion]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["proposal", "number"], name="proposal_version_once"),
        ]

    def __str__(self) -> str:
        return self.title


class RoundOutcome(models.TextChoices):
    """How a round ended."""

    PASSED = "passed", _("Aangenomen: niemand had bezwaar")
    OBJECTED = "objected", _("Er was een bezwaar")
    TOO_FEW = "too-few", _("Te weinig mensen zeiden iets")
    STOPPED = "stopped", _("Gestopt")


class ConsentRound(models.Model):
    """A round about one version, open until a moment.

    ``needed``: how many must say something. ``decision`` is what came of it when it passed; it is looked at
    again on ``review_on``.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="rounds")
    version = models.ForeignKey(ProposalVersion, models.CASCADE, related_name="rounds")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    closes_at = models.DateTimeField()
    needed = models.PositiveSmallIntegerField()
    review_on = models.DateField(_("opnieuw bekijken op"))
    reminded_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=8, choices=RoundOutcome, blank=True)
    decision = models.OneToOneField(
        Decision, models.SET_NULL, null=True, related_name="consent_round"
    )

    personal_data = Holds(
        what=_("Wie een ronde opende"),
        purpose=_("Weten wie je iets kunt vragen over een ronde"),
        ground=_("Gerechtvaardigd belang"),
        until=_("2 jaar na de ronde"),
        keep=KEPT_VIEW,
    )
    objects: ClassVar[models.Manager[ConsentRound]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["proposal"], condition=Q(closed_at=None), name="consent_round_one_open"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="")
                | Q(closed_at__isnull=False) & ~Q(outcome=""),
                name="consent_round_ends_somehow",
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opened_at")), name="consent_round_lasts"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["closes_at"], condition=Q(closed_at=None), name="consent_rounds_open"
            ),
        ]

    def __str__(self) -> str:
        return f"round {self.pk}"


class ViewKind(models.TextChoices):
    """What a member says in a round."""

    AGREE = "agree", _("Akkoord")
    REMARK = "remark", _("Akkoord, met een opmerking")
    OBJECTION = "objection", _("Bezwaar")
    ABSTAIN = "abstain", _("Ik laat het aan anderen")


class ConsentView(models.Model):
    """What a member says in a round, until it closes to be changed. An objection has its reason."""

    round = models.ForeignKey(ConsentRound, models.CASCADE, related_name="views")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=9, choices=ViewKind)
    words = models.CharField(max_length=1000, blank=True)
    said_at = models.DateTimeField()

    personal_data = Holds(
        what=_("Wat iemand van een voorstel vond, en waarom"),
        purpose=_("Samen besluiten zonder dat een bezwaar verloren gaat"),
        ground=_("Gerechtvaardigd belang"),
        until=_("De naam 2 jaar na de ronde; de woorden zolang het voorstel er is"),
        keep=KEPT_VIEW,
    )
    objects: ClassVar[models.Manager[ConsentView]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "person"], name="consent_view_once"),
            models.CheckConstraint(
                condition=~Q(kind__in=["objection", "remark"]) | ~Q(words=""),
                name="consent_view_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"view {self.pk}"
