"""Coaching: who coaches, who asks for it, when they meet, and when a coach is not free."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.personal_data import Holds
from veerkracht.people.models import Person, Sector
from veerkracht.places.models import Area

KEPT_HOURS = timedelta(days=7 * 365)  # evidence for the subsidy, and for registers of five years
KEPT_GOAL = timedelta(days=365)  # what somebody wanted help with, after the end
MOST_PEOPLE = 20


class CoachingTheme(models.TextChoices):
    """What coaching can be about: a list, so that nobody needs to write it down."""

    CONVERSATION = "conversation", _("Het andere gesprek voeren")
    WEB = "web", _("Werken met het web")
    TEAM = "team", _("Positieve Gezondheid in je team")
    POLICY = "policy", _("Positieve Gezondheid in beleid")
    RESISTANCE = "resistance", _("Omgaan met weerstand")
    COOPERATION = "cooperation", _("Samenwerken in de wijk of de keten")
    FAMILIES = "families", _("Gezinnen en Kansrijke Start")
    ONESELF = "oneself", _("Goed voor jezelf zorgen in je werk")


class CoachingLanguage(models.TextChoices):
    """Languages in which people here talk at work."""

    DUTCH = "nl", _("Nederlands")
    ENGLISH = "en", _("Engels")
    GERMAN = "de", _("Duits")
    FRENCH = "fr", _("Frans")


class CoachingWay(models.TextChoices):
    """How people meet."""

    PLACE = "place", _("Op een plek")
    ONLINE = "online", _("Online")
    EITHER = "either", _("Allebei kan")


class CoachProfile(models.Model):
    """What a coach offers. ``load``: how many people at once. ``appointed_by``: a coordinator made them coach."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="coach_profile")
    regions = models.ManyToManyField(Area, related_name="+", verbose_name=_("regio's"))
    sectors = models.ManyToManyField(
        Sector, blank=True, related_name="+", verbose_name=_("sectoren")
    )
    themes = ArrayField(models.CharField(max_length=16, choices=CoachingTheme), default=list)
    languages = ArrayField(models.CharField(max_length=2, choices=CoachingLanguage), default=list)
    way = models.CharField(max_length=8, choices=CoachingWay, default=CoachingWay.EITHER)
    load = models.PositiveSmallIntegerField(
        _("hoeveel mensen tegelijk"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PEOPLE)],
    )
    about = models.CharField(_("over jou"), max_length=300, blank=True)
    is_open = models.BooleanField(_("er kunnen mensen bij"), default=True)
    appointed_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    is_appointed = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    personal_data = Holds(
        what=_("Wat een coach kan, waar, in welke talen en voor hoeveel mensen"),
        purpose=_("Mensen en coaches bij elkaar brengen"),
        ground=_("Uitvoering van de overeenkomst"),
        until=_("Tot de coach stopt of het account verdwijnt"),
    )
    objects: ClassVar[models.Manager[CoachProfile]] = models.Manager()

    class Meta:
        verbose_name = _("profiel van een coach")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(load__gte=1, load__lte=MOST_PEOPLE), name="coach_profile_load"
            ),
        ]

    def __str__(self) -> str:
        return f"coach {self.person_id}"


class RequestState(models.TextChoices):
    """How far a request for coaching came."""

    WAITING = "waiting", _("Wacht op een coach")
    MATCHED = "matched", _("Loopt")
    ENDED = "ended", _("Afgerond")
    WITHDRAWN = "withdrawn", _("Ingetrokken")


WITH_COACH = (RequestState.MATCHED, RequestState.ENDED)


class CoachingRequest(models.Model):
    """Somebody asks for coaching; matched, it is the coaching itself.

    ``goal`` is read by the person and the chosen coach alone. ``proposed`` is the coach of the last
    proposal, ``because`` why there was none.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    region = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("regio"))
    themes = ArrayField(models.CharField(max_length=16, choices=CoachingTheme), default=list)
    languages = ArrayField(models.CharField(max_length=2, choices=CoachingLanguage), default=list)
    way = models.CharField(max_length=8, choices=CoachingWay, default=CoachingWay.EITHER)
    goal = models.CharField(_("waar wil je hulp bij?"), max_length=600, blank=True)
    state = models.CharField(max_length=10, choices=RequestState, default=RequestState.WAITING)
    coach = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    proposed = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    because = models.CharField(max_length=12, blank=True)
    made_at = models.DateTimeField()
    matched_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    personal_data = Holds(
        what=_("Dat iemand coaching vraagt, over welke thema's, waarvoor, en bij welke coach"),
        purpose=_("Een coach vinden die past, en uren die tellen kunnen laten zien"),
        ground=_("Uitvoering van de overeenkomst"),
        until=_("7 jaar na het einde; waar iemand hulp bij wilde, 1 jaar na het einde"),
        keep=KEPT_HOURS,
    )
    objects: ClassVar[models.Manager[CoachingRequest]] = models.Manager()

    class Meta:
        verbose_name = _("vraag om coaching")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state=RequestState.WAITING),
                name="coaching_request_one_waiting",
            ),
            models.CheckConstraint(
                condition=Q(state__in=WITH_COACH, coach__isnull=False)
                | (~Q(state__in=WITH_COACH) & Q(coach=None)),
                name="coaching_request_matched_has_coach",
            ),
            models.CheckConstraint(
                condition=~Q(coach=F("person")), name="coaching_request_not_oneself"
            ),
        ]

    def __str__(self) -> str:
        return f"coaching {self.pk}"


class AppointmentState(models.TextChoices):
    """Whether an appointment stands, was held, or not."""

    PLANNED = "planned", _("Gepland")
    HELD = "held", _("Ging door")
    MISSED = "missed", _("Iemand kwam niet")
    CANCELLED = "cancelled", _("Gaat niet door")


class CoachingAppointment(models.Model):
    """A coach and a person meet. ``sequence`` grows with each change (RFC 5545)."""

    coaching = models.ForeignKey(CoachingRequest, models.CASCADE, related_name="appointments")
    starts_at = models.DateTimeField(_("begin"))
    ends_at = models.DateTimeField(_("einde"))
    place = models.CharField(_("waar"), max_length=160, blank=True)
    online_link = models.URLField(_("link voor online"), blank=True)
    state = models.CharField(
        max_length=10, choices=AppointmentState, default=AppointmentState.PLANNED
    )
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)  # the coach said whether it was held

    personal_data = Holds(
        what=_("Wanneer een coach en iemand afspreken, en of het doorging"),
        purpose=_("Afspreken, en de uren voor subsidie en register verantwoorden"),
        ground=_("Uitvoering van de overeenkomst"),
        until=_("7 jaar na het einde"),
        keep=KEPT_HOURS,
    )
    objects: ClassVar[models.Manager[CoachingAppointment]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["starts_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="coaching_appointment_ends_later"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "starts_at"], name="coaching_appointment_when"),
        ]

    def __str__(self) -> str:
        return f"coaching appointment {self.pk}"


class ClaimedQuarter(models.Model):
    """A quarter of an hour that one person has given away: twice is impossible. ``slot``: quarters since 1970."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    slot = models.PositiveIntegerField()
    appointment = models.ForeignKey(
        CoachingAppointment, models.CASCADE, related_name="claimed_quarters"
    )

    personal_data = Holds(
        what=_("Op welke kwartieren iemand een afspraak heeft"),
        purpose=_("Niemand dubbel plannen"),
        ground=_("Uitvoering van de overeenkomst"),
        until=_("Zo lang als de afspraak"),
        keep=KEPT_HOURS,
    )
    objects: ClassVar[models.Manager[ClaimedQuarter]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "slot"], name="claimed_quarter_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.slot}"


class BusyCalendar(models.Model):
    """A coach's own calendar elsewhere, of which only busy times are kept. The address is sealed.

    ``trouble`` says in a word why the last reading failed; empty when it went well.
    """

    person = models.OneToOneField(Person, models.CASCADE, related_name="busy_calendar")
    sealed = models.TextField()
    host = models.CharField(max_length=255)
    made_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=12, blank=True)

    personal_data = Holds(
        what=_("Het geheime adres van de agenda van een coach, en wanneer die gelezen is"),
        purpose=_("Geen afspraken voorstellen op momenten dat een coach bezet is"),
        ground=_("Toestemming"),
        until=_("Tot de coach het adres weghaalt"),
    )
    objects: ClassVar[models.Manager[BusyCalendar]] = models.Manager()

    def __str__(self) -> str:
        return f"calendar of {self.person_id}"


class BusyTime(models.Model):
    """A coach is busy from one moment until another; with what is never kept."""

    calendar = models.ForeignKey(BusyCalendar, models.CASCADE, related_name="times")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    personal_data = Holds(
        what=_("Van wanneer tot wanneer een coach bezet is, zonder waarmee"),
        purpose=_("Geen afspraken voorstellen op momenten dat een coach bezet is"),
        ground=_("Toestemming"),
        until=_("Tot de agenda opnieuw gelezen wordt, of de coach het adres weghaalt"),
    )
    objects: ClassVar[models.Manager[BusyTime]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="busy_time_ends_later"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["calendar", "ends_at"], name="busy_time_when")]

    def __str__(self) -> str:
        return f"busy {self.pk}"
