"""The yearly poll among parents: three questions, no names. Only counts are kept, never an answer of one person."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.personal_data import Holds, HoldsNone
from veerkracht.people.models import Organisation, Person
from veerkracht.places.models import Area


def fresh_code() -> str:
    """96 random bits, fit for an address and a small QR code."""
    return secrets.token_urlsafe(12)


class ParentPoll(models.Model):
    """The poll of one organisation in one region and year, open from one day until another."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    region = models.ForeignKey(Area, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    opens_on = models.DateField(_("open vanaf"))
    closes_on = models.DateField(_("open tot en met"))
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    personal_data = Holds(
        what=_("Wie een peiling begon; van wie antwoordt niets"),
        purpose=_("Weten of ouders Positieve Gezondheid kennen"),
        ground=_("Gerechtvaardigd belang"),
        until=_("Zo lang als de peiling"),
    )
    objects: ClassVar[models.Manager[ParentPoll]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["-year"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["region", "year"], name="parent_poll_once_a_year"),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="parent_poll_closes_after_opening"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.year}"


class PollBatch(models.Model):
    """A stack of posters or cards with one QR code, for one place. ``most`` stops a flood of answers."""

    poll = models.ForeignKey(ParentPoll, models.CASCADE, related_name="batches")
    place = models.CharField(_("waar hangt of ligt het?"), max_length=80)
    code = models.CharField(max_length=24, unique=True, default=fresh_code)
    most = models.PositiveSmallIntegerField(_("hoeveel antwoorden hoogstens?"), default=200)
    given = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()

    personal_data = HoldsNone(
        _("Een plek met een QR-code, en hoeveel antwoorden er nog bij kunnen.")
    )
    objects: ClassVar[models.Manager[PollBatch]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["place", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poll", "place"], name="poll_batch_place_once"),
            models.CheckConstraint(condition=Q(given__lte=F("most")), name="poll_batch_has_room"),
        ]

    def __str__(self) -> str:
        return self.place


class PollTally(models.Model):
    """How often one answer was given to one question of a poll, over all places."""

    poll = models.ForeignKey(ParentPoll, models.CASCADE, related_name="tallies")
    question = models.CharField(max_length=8)
    answer = models.CharField(max_length=8)
    number = models.PositiveIntegerField(default=0)

    personal_data = HoldsNone(_("Optelsommen. Wie wat antwoordde, wordt nergens bewaard."))
    objects: ClassVar[models.Manager[PollTally]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poll", "question", "answer"], name="poll_tally_once"),
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.answer}"


class PollPage(models.Model):
    """A page of the poll that was sent, so that sending it again counts once; gone after a day.

    ``mark`` is a random number that stood in the page. It says nothing of who had it, nor what was answered.
    """

    mark = models.CharField(max_length=44, unique=True)
    day = models.DateField()

    personal_data = HoldsNone(_("Een willekeurig getal, één dag lang."))
    objects: ClassVar[models.Manager[PollPage]] = models.Manager()

    def __str__(self) -> str:
        return f"page {self.pk}"
