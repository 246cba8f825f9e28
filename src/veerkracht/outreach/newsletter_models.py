"""The newsletter: who asked for it, its issues, what stands in them, and each mail on its way."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.bilingual import in_language
from veerkracht.kernel.personal_data import Holds, HoldsNone
from veerkracht.outreach import newsletter_rules as rules
from veerkracht.people.models import Person, Sector
from veerkracht.places.models import Area

KEPT_ASKED = timedelta(days=30)
KEPT_DELIVERY = timedelta(days=365)
KEPT_LIST = timedelta(days=5 * 365)
LANGUAGES = [("nl", _("Nederlands")), ("en", _("Engels"))]


class Interest(models.TextChoices):
    """What somebody likes to read about."""

    TRAININGS = "trainings", _("Trainingen en bijeenkomsten")
    NEWS = "news", _("Nieuws")
    STORIES = "stories", _("Verhalen uit de praktijk")
    PLANS = "plans", _("Denktank en plannen")
    PILOTS = "pilots", _("Pilots")


class SubscriberState(models.TextChoices):
    """How far somebody is."""

    ASKED = "asked", _("aangevraagd")
    CONFIRMED = "confirmed", _("bevestigd")
    LEFT = "left", _("afgemeld")


class Ground(models.TextChoices):
    """Why a region may ask the people on a list whether they want the newsletter."""

    ASKED = "asked", _("Ze vroegen er zelf om, bijvoorbeeld op een bijeenkomst")
    PARTICIPANT = "participant", _("Ze deden mee aan een training of bijeenkomst van ons")
    PARTNER = "partner", _("Ze werken bij een organisatie waarmee we samenwerken")


class AddressList(models.Model):
    """A list of addresses that somebody brought in, on which ground, and what came of it; not the addresses."""

    region = models.ForeignKey(Area, models.PROTECT, related_name="+")
    ground = models.CharField(max_length=11, choices=Ground)
    source = models.CharField(_("waar komt de lijst vandaan?"), max_length=200)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    asked = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)
    unreadable = models.PositiveIntegerField(default=0)

    personal_data = Holds(
        what=_("Wie een lijst met adressen inlas, en met welke reden"),
        purpose=_("Kunnen laten zien waarom we iemand vroegen"),
        ground=_("Gerechtvaardigd belang"),
        until=_("5 jaar"),
        keep=KEPT_LIST,
    )
    objects: ClassVar[models.Manager[AddressList]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(source=""), name="address_list_has_source"),
        ]

    def __str__(self) -> str:
        return f"list {self.pk}"


class Subscriber(models.Model):
    """Somebody who asked for the newsletter. No regions, sectors or kinds chosen means: all of them.

    ``mark`` is a keyed hash of the address. Of who left only that stays, so that a list does not bring
    the address back in. ``token`` stands in the links of one's mails. ``refused`` counts mails in a row that
    the other side did not take.
    """

    email = models.EmailField(max_length=254, blank=True)
    mark = models.CharField(max_length=64, unique=True)
    token = models.CharField(max_length=43, unique=True)
    state = models.CharField(max_length=9, choices=SubscriberState, default=SubscriberState.ASKED)
    language = models.CharField(max_length=2, choices=LANGUAGES, default="nl")
    regions = models.ManyToManyField(Area, blank=True, related_name="+")
    sectors = models.ManyToManyField(Sector, blank=True, related_name="+")
    kinds = ArrayField(models.CharField(max_length=9, choices=Interest), default=list, blank=True)
    brought_by = models.ForeignKey(
        AddressList, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    refused = models.PositiveSmallIntegerField(default=0)

    personal_data = Holds(
        what=_("E-mailadres, taal, regio’s, sectoren en onderwerpen"),
        purpose=_("De nieuwsbrief sturen die iemand zelf bevestigde"),
        ground=_("Toestemming"),
        until=_(
            "Tot je je afmeldt, daarna alleen een onleesbare vingerafdruk. Bevestig je niet, dan 30 dagen"
        ),
        keep=KEPT_ASKED,
    )
    objects: ClassVar[models.Manager[Subscriber]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="left", email="", left_at__isnull=False)
                | (Q(state__in=["asked", "confirmed"]) & ~Q(email="")),
                name="subscriber_left_without_address",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(confirmed_at__isnull=False),
                name="subscriber_confirmed_has_day",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["id"], condition=Q(state="confirmed"), name="subscribers_confirmed"
            ),
            models.Index(fields=["asked_at"], condition=Q(state="asked"), name="subscribers_asked"),
        ]

    def __str__(self) -> str:
        return f"subscriber {self.pk}"


class Issue(models.Model):
    """One newsletter of a region, for everybody or for sectors. ``goes_on_at``: when the next mails may go.

    ``pace`` is in mails a minute. ``public``: it stands in the archive once it was sent.
    """

    region = models.ForeignKey(Area, models.PROTECT, related_name="+")
    sectors = models.ManyToManyField(Sector, blank=True, related_name="+")
    subject = models.CharField(_("onderwerp"), max_length=120)
    subject_en = models.CharField(_("onderwerp in het Engels"), max_length=120, blank=True)
    intro = models.TextField(_("begin"), max_length=2000, blank=True)
    intro_en = models.TextField(_("begin in het Engels"), max_length=2000, blank=True)
    state = models.CharField(
        max_length=7,
        choices=[
            (rules.IssueState.DRAFT.value, _("concept")),
            (rules.IssueState.SENDING.value, _("wordt verstuurd")),
            (rules.IssueState.PAUSED.value, _("even gestopt")),
            (rules.IssueState.SENT.value, _("verstuurd")),
            (rules.IssueState.STOPPED.value, _("afgebroken")),
        ],
        default=rules.IssueState.DRAFT.value,
    )
    public = models.BooleanField(default=True)
    pace = models.PositiveIntegerField(default=rules.USUAL)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    goes_on_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    personal_data = Holds(
        what=_("Wie een nieuwsbrief maakte"),
        purpose=_("Kunnen nagaan wie wat verstuurde"),
        ground=_("Gerechtvaardigd belang"),
        until=_("Tot die persoon het account verwijdert"),
    )
    objects: ClassVar[models.Manager[Issue]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(subject=""), name="issue_has_subject"),
            models.CheckConstraint(
                condition=Q(state="draft", sent_at=None)
                | (~Q(state="draft") & Q(sent_at__isnull=False)),
                name="issue_sent_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="sending") | Q(goes_on_at__isnull=False),
                name="issue_sending_goes_on",
            ),
            models.CheckConstraint(
                condition=Q(pace__gte=rules.SLOWEST, pace__lte=rules.FASTEST),
                name="issue_pace_within_bounds",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["goes_on_at"], condition=Q(state="sending"), name="issues_being_sent"
            ),
            models.Index(fields=["region", "-made_at"], name="issues_of_region"),
        ]

    def __str__(self) -> str:
        return in_language(self, "subject")


class IssueItem(models.Model):
    """A piece of an issue. ``source`` and ``key`` name the live thing that it tells of, if any."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=9, choices=Interest, default=Interest.NEWS)
    source = models.CharField(max_length=40, blank=True)
    key = models.CharField(max_length=60, blank=True)
    title = models.CharField(_("kop"), max_length=160)
    title_en = models.CharField(_("kop in het Engels"), max_length=160, blank=True)
    text = models.TextField(_("tekst"), max_length=1500, blank=True)
    text_en = models.TextField(_("tekst in het Engels"), max_length=1500, blank=True)
    url = models.URLField(_("link"), max_length=400, blank=True)
    url_en = models.URLField(max_length=400, blank=True)

    personal_data = HoldsNone(_("Openbare stukjes tekst."))
    objects: ClassVar[models.Manager[IssueItem]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(title=""), name="issue_item_has_title"),
            models.UniqueConstraint(
                fields=["issue", "source", "key"],
                condition=~Q(source=""),
                name="issue_item_once_of_a_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"item {self.pk}"


class DeliveryState(models.TextChoices):
    """Where one mail of an issue is. HANDED: the server has all of it, and did not answer yet."""

    WAITING = "waiting", _("wacht")
    HANDED = "handed", _("verstuurd, ontvangst niet bevestigd")
    SENT = "sent", _("verstuurd")
    BOUNCED = "bounced", _("niet aangekomen")
    SKIPPED = "skipped", _("niet meer nodig")


class Delivery(models.Model):
    """An issue on its way to one subscriber: once, whatever happens to the process that sends it."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="deliveries")
    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="+")
    state = models.CharField(max_length=7, choices=DeliveryState, default=DeliveryState.WAITING)
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=120, blank=True)

    personal_data = Holds(
        what=_("Welke nieuwsbrief naar wie ging"),
        purpose=_("Elke nieuwsbrief precies één keer sturen"),
        ground=_("Toestemming"),
        until=_("1 jaar na het versturen"),
        keep=KEPT_DELIVERY,
    )
    objects: ClassVar[models.Manager[Delivery]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issue", "subscriber"], name="delivery_once"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["issue", "due_at", "id"],
                condition=Q(state="waiting"),
                name="deliveries_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"delivery {self.pk} {self.state}"
