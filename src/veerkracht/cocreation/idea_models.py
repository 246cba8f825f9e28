"""Quiet ideas: a question, ideas that everybody writes alone, and dots with a budget."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from veerkracht.cocreation.council_models import Council
from veerkracht.kernel.personal_data import Holds, HoldsNone
from veerkracht.meetings.models import Meeting
from veerkracht.people.models import Person

KEPT_OPEN = timedelta(days=120)  # a round lasts no longer, whatever happens


class IdeaRound(models.Model):
    """A question. Until ``writes_until`` members write alone; until ``votes_until`` they give dots.

    When it is settled, each idea keeps its number of dots; who wrote and who voted is gone. ``voters``: how
    many gave dots.
    """

    council = models.ForeignKey(Council, models.CASCADE, related_name="idea_rounds")
    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, blank=True, related_name="+")
    question = models.CharField(_("vraag"), max_length=200)
    dots = models.PositiveSmallIntegerField(_("stippen per persoon"), default=5)
    most = models.PositiveSmallIntegerField(_("hoogstens per idee"), default=3)
    opened_at = models.DateTimeField()
    writes_until = models.DateTimeField()
    votes_until = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    voters = models.PositiveSmallIntegerField(default=0)

    personal_data = HoldsNone(_("Een vraag aan een denktank."))
    objects: ClassVar[models.Manager[IdeaRound]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(votes_until__gte=F("writes_until"))
                & Q(writes_until__gte=F("opened_at")),
                name="idea_round_writes_then_votes",
            ),
            models.CheckConstraint(
                condition=Q(dots__gte=1, dots__lte=20, most__gte=1, most__lte=F("dots")),
                name="idea_round_dots",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["votes_until"], condition=Q(settled_at=None), name="idea_rounds_open"
            ),
        ]

    def __str__(self) -> str:
        return self.question


class Idea(models.Model):
    """One idea. ``writer`` only as long as it may be changed; ``dots`` only once the round is settled.

    Its key is random, so that it does not tell which idea came first.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(IdeaRound, models.CASCADE, related_name="ideas")
    words = models.CharField(_("idee"), max_length=300)
    writer = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    dots = models.PositiveIntegerField(null=True)

    personal_data = Holds(
        what=_("Wie een stil idee schreef, zolang de ronde loopt"),
        purpose=_("Je eigen idee kunnen veranderen"),
        ground=_("Gerechtvaardigd belang"),
        until=_("Tot de ronde sluit"),
        keep=KEPT_OPEN,
    )
    objects: ClassVar[models.Manager[Idea]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(dots=None) | Q(writer=None), name="idea_counted_has_no_writer"
            ),
        ]

    def __str__(self) -> str:
        return self.words


class IdeaBallot(models.Model):
    """What one member has to give in a round, and how much of it is given. Gone when the round is settled."""

    round = models.ForeignKey(IdeaRound, models.CASCADE, related_name="ballots")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    budget = models.PositiveSmallIntegerField()
    spent = models.PositiveSmallIntegerField(default=0)

    personal_data = Holds(
        what=_("Hoeveel stippen iemand gaf, zolang de ronde loopt"),
        purpose=_("Ieder evenveel laten kiezen"),
        ground=_("Gerechtvaardigd belang"),
        until=_("Tot de ronde sluit"),
        keep=KEPT_OPEN,
    )
    objects: ClassVar[models.Manager[IdeaBallot]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "person"], name="idea_ballot_once"),
            models.CheckConstraint(
                condition=Q(spent__lte=F("budget")), name="idea_ballot_within_budget"
            ),
        ]

    def __str__(self) -> str:
        return f"ballot {self.pk}"


class IdeaDot(models.Model):
    """How many dots a member gives one idea. Gone when the round is settled."""

    ballot = models.ForeignKey(IdeaBallot, models.CASCADE, related_name="given")
    idea = models.ForeignKey(Idea, models.CASCADE, related_name="+")
    dots = models.PositiveSmallIntegerField()

    personal_data = Holds(
        what=_("Aan welke ideeën iemand stippen gaf, zolang de ronde loopt"),
        purpose=_("Je stippen kunnen verplaatsen"),
        ground=_("Gerechtvaardigd belang"),
        until=_("Tot de ronde sluit"),
        keep=KEPT_OPEN,
    )
    objects: ClassVar[models.Manager[IdeaDot]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ballot", "idea"], name="idea_dot_once"),
            models.CheckConstraint(condition=Q(dots__gte=1, dots__lte=20), name="idea_dot_counts"),
        ]

    def __str__(self) -> str:
        return f"dot {self.pk}"
