"""Parents and experts by experience: what they get, invitations, and what was done with what they said."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from veerkracht.coalitions.coalition_models import Coalition, Seat, SeatKind
from veerkracht.coalitions.parent_rules import MOST
from veerkracht.kernel.personal_data import Holds
from veerkracht.meetings.models import Meeting
from veerkracht.people.models import Organisation, Person
from veerkracht.places.models import Area

KEPT_INVITATION = timedelta(days=365)
KEPT_WORD = timedelta(days=2 * 365)


def fresh_token() -> str:
    """128 random bits, fit for an address."""
    return secrets.token_urlsafe(16)


class ParentTerms(models.Model):
    """What a coalition gives parents who take part, and whom they can call. Money in cents."""

    coalition = models.OneToOneField(Coalition, models.CASCADE, related_name="parent_terms")
    fee_cents = models.PositiveIntegerField(_("vergoeding voor één bijeenkomst"), default=0)
    kilometre_cents = models.PositiveSmallIntegerField(_("vergoeding voor één kilometer"))
    childcare = models.BooleanField(_("we betalen oppas"), default=True)
    helper = models.CharField(_("wie helpt?"), max_length=80)
    helper_contact = models.CharField(_("telefoon of e-mail van wie helpt"), max_length=80)

    personal_data = Holds(
        what=_("Wie ouders in een coalitie helpt, met telefoon of e-mailadres"),
        purpose=_("Ouders laten weten wie ze kunnen bellen"),
        ground=_("Gerechtvaardigd belang"),
        until=_("Zo lang als de coalitie"),
    )
    objects: ClassVar[models.Manager[ParentTerms]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(fee_cents__lte=50_000), name="parent_fee_is_reasonable"
            ),
            models.CheckConstraint(
                condition=Q(kilometre_cents__lte=100), name="parent_kilometre_is_reasonable"
            ),
        ]

    def __str__(self) -> str:
        return f"terms {self.pk}"


class InvitationState(models.TextChoices):
    """How an invitation stands."""

    OPEN = "open", _("Nog geen antwoord")
    YES = "yes", _("Zei ja")
    NO = "no", _("Liever niet")
    WITHDRAWN = "withdrawn", _("Teruggenomen")


class ParentInvitation(models.Model):
    """A parent or expert by experience is asked to take part, by mail or on paper (no ``email``).

    ``asked``, ``when`` and ``place`` are the plain words on the page. The name and address of who said no
    are wiped at once.
    """

    coalition = models.ForeignKey(Coalition, models.CASCADE, related_name="parent_invitations")
    kind = models.CharField(
        max_length=12, choices=[(one.value, one.label) for one in list(SeatKind)[1:]]
    )
    name = models.CharField(_("naam"), max_length=80, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    asked = models.CharField(_("wat vraag je?"), max_length=400)
    when = models.CharField(_("wanneer?"), max_length=200)
    place = models.CharField(_("waar?"), max_length=200)
    token = models.CharField(max_length=32, unique=True, default=fresh_token)
    state = models.CharField(max_length=9, choices=InvitationState, default=InvitationState.OPEN)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    seat = models.ForeignKey(Seat, models.SET_NULL, null=True, blank=True, related_name="+")

    personal_data = Holds(
        what=_("Naam en e-mailadres van een ouder die we vragen om mee te doen, en het antwoord"),
        purpose=_("Ouders uitnodigen voor een coalitie"),
        ground=_("Gerechtvaardigd belang"),
        until=_("Naam en adres tot “liever niet”; de uitnodiging 1 jaar"),
        keep=KEPT_INVITATION,
    )
    objects: ClassVar[models.Manager[ParentInvitation]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="open", answered_at=None)
                | (~Q(state="open") & Q(answered_at__isnull=False)),
                name="parent_invitation_answer_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="no") | Q(name="", email=""), name="parent_no_leaves_no_name"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["parent", "experience"]), name="parent_invitation_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class ParentWord(models.Model):
    """What a parent said at a meeting, and what was done with it.

    Waits for the coordinator until ``done`` is written, or it is noted that there was ``nothing`` this time.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="+")
    coalition = models.ForeignKey(Coalition, models.CASCADE, related_name="parent_words")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    said = models.CharField(_("wat zei je?"), max_length=600, blank=True)
    said_at = models.DateTimeField()
    nothing = models.BooleanField(default=False)
    done = models.CharField(_("wat deden jullie ermee?"), max_length=1000, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    personal_data = Holds(
        what=_("Wat een ouder in een coalitie zei, en wat daarmee gebeurde"),
        purpose=_("Laten weten wat er met je woorden is gedaan"),
        ground=_("Toestemming"),
        until=_("2 jaar na de bijeenkomst"),
        keep=KEPT_WORD,
    )
    objects: ClassVar[models.Manager[ParentWord]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["-said_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "person"], name="parent_word_once"),
            models.CheckConstraint(
                condition=Q(done="", done_at=None) | (~Q(done="") & Q(done_at__isnull=False)),
                name="parent_word_done_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(nothing=True, said="", done="") | (Q(nothing=False) & ~Q(said="")),
                name="parent_word_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"word {self.pk}"


class ActivityKind(models.TextChoices):
    """What sort of thing was done with parents."""

    MEETING = "meeting", _("Ontmoeting of inloop")
    COURSE = "course", _("Cursus of groep")
    TALK = "talk", _("Gesprek over meedenken")
    WALK = "walk", _("Samen bewegen of iets doen")
    OTHER = "other", _("Iets anders")


class ParentActivity(models.Model):
    """Something that an organisation did with parents: how many came, and how many more only heard of Positive Health.

    Never who.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    region = models.ForeignKey(Area, models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Area, models.PROTECT, related_name="+")
    day = models.DateField(_("wanneer?"))
    kind = models.CharField(_("wat voor iets?"), max_length=8, choices=ActivityKind)
    title = models.CharField(_("hoe heette het?"), max_length=120)
    parents = models.PositiveSmallIntegerField(_("hoeveel ouders?"))
    experts = models.PositiveSmallIntegerField(_("hoeveel ervaringsdeskundigen?"), default=0)
    heard = models.PositiveSmallIntegerField(_("hoeveel anderen hoorden ervan?"), default=0)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    personal_data = Holds(
        what=_("Wie opschreef hoeveel ouders er waren; van de ouders zelf niets"),
        purpose=_("Weten hoeveel ouders we bereiken"),
        ground=_("Gerechtvaardigd belang"),
        until=_("7 jaar na de activiteit"),
        keep=timedelta(days=7 * 365),
    )
    objects: ClassVar[models.Manager[ParentActivity]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["-day", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(parents__lte=MOST) & Q(experts__lte=MOST) & Q(heard__lte=MOST),
                name="parent_activity_counts_are_reasonable",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="parent_activity_has_title"),
            models.UniqueConstraint(
                fields=["organisation", "municipality", "day", "title"],
                name="parent_activity_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["region", "day"], name="parent_activities_by_day"),
        ]

    def __str__(self) -> str:
        return self.title
