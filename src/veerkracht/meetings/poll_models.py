"""Date polls: moments that are proposed, and who can come."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.personal_data import Holds, HoldsNone
from veerkracht.meetings.meeting_models import Meeting
from veerkracht.meetings.series_models import Series
from veerkracht.people.models import Person

KEPT_AFTER_POLL = timedelta(days=90)


def fresh_token() -> str:
    """128 random bits, fit for an address."""
    return secrets.token_urlsafe(16)


class Poll(models.Model):
    """Members are asked which of some moments suit. ``meeting`` is what came of it, if anything."""

    series = models.ForeignKey(Series, models.CASCADE, related_name="polls")
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    minutes = models.PositiveSmallIntegerField()
    place = models.CharField(_("plaats"), max_length=120, blank=True)
    online_link = models.URLField(_("online adres"), blank=True)
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    meeting = models.OneToOneField(Meeting, models.SET_NULL, null=True, related_name="poll")

    personal_data = Holds(
        what=_("Wie een datumprikker maakte"),
        purpose=_("Een datum vinden die past"),
        ground=_("Uitvoering van de overeenkomst"),
        until=_("90 dagen nadat de datumprikker dicht is"),
        keep=KEPT_AFTER_POLL,
    )
    objects: ClassVar[models.Manager[Poll]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["series"], condition=Q(closed_at=None), name="poll_one_open_per_series"
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=15, minutes__lte=720), name="poll_length_in_minutes"
            ),
        ]

    def __str__(self) -> str:
        return f"poll {self.pk}"


class PollDate(models.Model):
    """One moment that is proposed."""

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="dates")
    starts_at = models.DateTimeField()

    personal_data = HoldsNone(_("Voorgestelde momenten."))
    objects: ClassVar[models.Manager[PollDate]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["starts_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poll", "starts_at"], name="poll_date_once"),
        ]

    def __str__(self) -> str:
        return f"date {self.pk}"


class Says(models.TextChoices):
    """Whether somebody can come."""

    YES = "yes", _("Kan")
    MAYBE = "maybe", _("Kan als het moet")
    NO = "no", _("Kan niet")


class PollInvitation(models.Model):
    """The own page of a member in a poll, by a link that is theirs. ``answered_at``: they said all."""

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="invitations")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    token = models.CharField(max_length=32, unique=True, default=fresh_token)
    answered_at = models.DateTimeField(null=True)

    personal_data = Holds(
        what=_("Wie mee mag kiezen in een datumprikker, en wanneer die antwoordde"),
        purpose=_("Een datum vinden die past"),
        ground=_("Uitvoering van de overeenkomst"),
        until=_("90 dagen nadat de datumprikker dicht is"),
        keep=KEPT_AFTER_POLL,
    )
    objects: ClassVar[models.Manager[PollInvitation]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poll", "person"], name="poll_invitation_once"),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class PollAnswer(models.Model):
    """Whether somebody can come at one moment."""

    date = models.ForeignKey(PollDate, models.CASCADE, related_name="answers")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    says = models.CharField(max_length=5, choices=Says)

    personal_data = Holds(
        what=_("Wanneer iemand kan"),
        purpose=_("Een datum vinden die past"),
        ground=_("Uitvoering van de overeenkomst"),
        until=_("90 dagen nadat de datumprikker dicht is"),
        keep=KEPT_AFTER_POLL,
    )
    objects: ClassVar[models.Manager[PollAnswer]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["date", "person"], name="poll_answer_once"),
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"
