"""A think tank: for which region and plan, who sits in it from when until when, and who was asked."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.personal_data import Holds
from veerkracht.meetings.models import Series
from veerkracht.people.models import Person, Sector
from veerkracht.places.models import Area
from veerkracht.programme.models import Plan

KEPT = timedelta(days=7 * 365)
KEPT_INVITATION = timedelta(days=365)


def fresh_token() -> str:
    """128 random bits, fit for an address."""
    return secrets.token_urlsafe(16)


class Council(models.Model):
    """A think tank: people from the whole field who make proposals for a region.

    ``series`` holds its sessions. ``wished`` says how many the coordinator wants of each (``sector:4``,
    ``area:12``, ``role:parent``); what is not there is one. ``quorum`` is the share of members, in per cent,
    that must say something before a round counts. ``reasons_public``: why somebody objected may be read by
    everybody, without names.
    """

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("naam"), max_length=80)
    region = models.ForeignKey(Area, models.PROTECT, related_name="+")
    coordinator = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    series = models.OneToOneField(Series, models.PROTECT, related_name="council")
    plan = models.ForeignKey(Plan, models.SET_NULL, null=True, blank=True, related_name="+")
    purpose = models.CharField(_("waar denkt de denktank over?"), max_length=600, blank=True)
    quorum = models.PositiveSmallIntegerField(_("hoeveel procent moet iets zeggen?"), default=50)
    reasons_public = models.BooleanField(_("iedereen leest waarom"), default=False)
    wished = models.JSONField(default=dict, blank=True)
    since = models.DateField(_("vanaf"))
    until = models.DateField(_("tot"), null=True, blank=True)

    personal_data = Holds(
        what=_("Wie een denktank coördineert"),
        purpose=_("Weten wie je kunt vragen"),
        ground=_("Gerechtvaardigd belang"),
        until=_("7 jaar na het einde van de denktank"),
        keep=KEPT,
    )
    objects: ClassVar[models.Manager[Council]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="council_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(quorum__gte=1, quorum__lte=100), name="council_quorum_is_a_share"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CouncilRole(models.TextChoices):
    """As what somebody sits in a think tank."""

    PROFESSIONAL = "professional", _("professional")
    MANAGER = "manager", _("leidinggevende")
    TEACHER = "teacher", _("docent")
    STUDENT = "student", _("student")
    PARENT = "parent", _("ouder")
    EXPERIENCE = "experience", _("ervaringsdeskundige")
    POLICY = "policy", _("beleidsmedewerker")


class CouncilMember(models.Model):
    """Somebody in a think tank, from one day until another. ``public_name``: their name may be on the public page."""

    council = models.ForeignKey(Council, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    role = models.CharField(_("als wat?"), max_length=12, choices=CouncilRole)
    sector = models.ForeignKey(Sector, models.PROTECT, null=True, blank=True, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    public_name = models.BooleanField(_("naam mag op de openbare pagina"), default=False)
    since = models.DateField(_("vanaf"))
    until = models.DateField(_("tot"), null=True, blank=True)

    personal_data = Holds(
        what=_("Wie in een denktank zit, als wat, uit welke sector en gemeente"),
        purpose=_("Samen meedenken, en zien wie er nog mist"),
        ground=_("Gerechtvaardigd belang; je naam in het openbaar alleen met toestemming"),
        until=_("7 jaar na het einde"),
        keep=KEPT,
    )
    objects: ClassVar[models.Manager[CouncilMember]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["council", "person"],
                condition=Q(until=None),
                name="council_member_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="council_member_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}"


class CouncilAnswer(models.TextChoices):
    """How an invitation stands."""

    OPEN = "open", _("Nog geen antwoord")
    YES = "yes", _("Zei ja")
    NO = "no", _("Liever niet")
    WITHDRAWN = "withdrawn", _("Teruggenomen")


class CouncilInvitation(models.Model):
    """Somebody is asked for a think tank by mail. Name and address of who said no are wiped at once."""

    council = models.ForeignKey(Council, models.CASCADE, related_name="invitations")
    name = models.CharField(_("naam"), max_length=80, blank=True)
    email = models.EmailField(_("e-mailadres"), max_length=254, blank=True)
    role = models.CharField(_("als wat?"), max_length=12, choices=CouncilRole)
    sector = models.ForeignKey(Sector, models.PROTECT, null=True, blank=True, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    asked = models.CharField(_("wat vraag je?"), max_length=400)
    when = models.CharField(_("wanneer?"), max_length=200)
    token = models.CharField(max_length=32, unique=True, default=fresh_token)
    state = models.CharField(max_length=9, choices=CouncilAnswer, default=CouncilAnswer.OPEN)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    member = models.ForeignKey(CouncilMember, models.SET_NULL, null=True, related_name="+")

    personal_data = Holds(
        what=_("Wie voor een denktank is gevraagd: naam, e-mailadres, en als wat"),
        purpose=_("Iemand vragen om mee te denken"),
        ground=_("Gerechtvaardigd belang"),
        until=_("Na een nee meteen; anders een jaar"),
        keep=KEPT_INVITATION,
    )
    objects: ClassVar[models.Manager[CouncilInvitation]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="no") | Q(name="", email=""), name="council_no_is_forgotten"
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"
