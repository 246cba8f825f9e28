"""Who wants to join an intervision group, and the rounds in which a coordinator forms groups."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.personal_data import Holds
from veerkracht.people.models import Person, Register
from veerkracht.places.models import Area
from veerkracht.planning.forming import LARGEST, SMALLEST
from veerkracht.practice.group_models import Group

WISH_KEPT = timedelta(days=365)  # after it was withdrawn or led to a group that ended
ROUND_KEPT = timedelta(days=2 * 365)
PARTS = 15  # Monday to Friday: morning, afternoon, evening
MOST_KM = 60


class WishState(models.TextChoices):
    """What became of a wish."""

    OPEN = "open", _("Wacht op een groep")
    PLACED = "placed", _("Zit in een groep")
    WITHDRAWN = "withdrawn", _("Ingetrokken")


class Language(models.TextChoices):
    """Languages in which a group can talk."""

    DUTCH = "nl", _("Nederlands")
    ENGLISH = "en", _("Engels")
    GERMAN = "de", _("Duits")


class Experience(models.IntegerChoices):
    """How long somebody works in their profession."""

    BEGINNING = 0, _("Minder dan 3 jaar")
    SOME = 1, _("3 tot 10 jaar")
    LONG = 2, _("Langer dan 10 jaar")


class JoinWish(models.Model):
    """Somebody wants to join a group. ``parts``: numbers 0–14, Monday morning first.

    ``not_with`` and ``authority_with``: addresses of people with whom they cannot be in one group; only
    the search reads them.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    region = models.ForeignKey(Area, models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Area, models.PROTECT, related_name="+")
    parts = ArrayField(models.PositiveSmallIntegerField())
    in_person = models.BooleanField(default=True)
    online = models.BooleanField(default=False)
    travel_km = models.PositiveSmallIntegerField(default=20)
    languages = ArrayField(models.CharField(max_length=2, choices=Language))
    themes = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    experience = models.PositiveSmallIntegerField(choices=Experience)
    register = models.CharField(max_length=16, choices=Register, blank=True)
    not_with = ArrayField(models.EmailField(), default=list, blank=True)
    authority_with = ArrayField(models.EmailField(), default=list, blank=True)
    state = models.CharField(max_length=10, choices=WishState, default=WishState.OPEN)
    group = models.ForeignKey(Group, models.SET_NULL, null=True, related_name="wishes")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    personal_data = Holds(
        what=_(
            "Wanneer, waar, hoe ver en waarover iemand wil meedoen met intervisie, en met wie niet"
        ),
        purpose=_("Groepen maken die kunnen samenkomen"),
        ground=_("Toestemming"),
        until=_("1 jaar nadat de wens is ingetrokken of de groep stopte"),
        keep=WISH_KEPT,
    )
    objects: ClassVar[models.Manager[JoinWish]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"],
                condition=~Q(state=WishState.WITHDRAWN),
                name="join_wish_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(in_person=True) | Q(online=True), name="join_wish_meets_somewhere"
            ),
            models.CheckConstraint(
                condition=Q(parts__len__gte=1), name="join_wish_has_a_part_of_the_week"
            ),
            models.CheckConstraint(
                condition=Q(travel_km__lte=MOST_KM), name="join_wish_travels_at_most"
            ),
        ]

    def __str__(self) -> str:
        return f"wish {self.pk}"


class RoundState(models.TextChoices):
    """How far a round of forming groups is."""

    SEARCHING = "searching", _("Zoekt groepen")
    FOUND = "found", _("Voorstel klaar")
    FAILED = "failed", _("Mislukt")
    PUBLISHED = "published", _("Groepen gestart")
    DISCARDED = "discarded", _("Weggelegd")


class Round(models.Model):
    """A coordinator forms groups of the open wishes of a region: what was demanded, and how far the search is.

    ``value`` and ``bound``: points as in ``planning.forming``. ``done``: percent of the time that was given.
    """

    region = models.ForeignKey(Area, models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    least = models.PositiveSmallIntegerField(_("minste mensen in een groep"), default=5)
    most = models.PositiveSmallIntegerField(_("meeste mensen in een groep"), default=8)
    of_one_organisation = models.PositiveSmallIntegerField(
        _("meeste mensen van dezelfde organisatie"), default=2
    )
    outside_facilitator = models.BooleanField(
        _("elke groep krijgt een begeleider van buiten"), default=False
    )
    seconds = models.PositiveSmallIntegerField(default=10)
    state = models.CharField(max_length=10, choices=RoundState, default=RoundState.SEARCHING)
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)  # when the search last gave a sign of life
    tries = models.PositiveSmallIntegerField(default=0)
    stop_asked = models.BooleanField(default=False)
    done = models.PositiveSmallIntegerField(default=0)
    value = models.PositiveIntegerField(default=0)
    bound = models.PositiveIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)

    personal_data = Holds(
        what=_("Wie een ronde begon waarin groepen worden gevormd"),
        purpose=_("Weten wie welk voorstel deed"),
        ground=_("Gerechtvaardigd belang"),
        until=_("2 jaar na de ronde"),
        keep=ROUND_KEPT,
    )
    objects: ClassVar[models.Manager[Round]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(least__gte=SMALLEST, least__lte=F("most"), most__lte=LARGEST),
                name="round_sizes",
            ),
            models.CheckConstraint(
                condition=Q(of_one_organisation__gte=1), name="round_one_of_an_organisation"
            ),
            models.UniqueConstraint(
                fields=["region"],
                condition=Q(state__in=[RoundState.SEARCHING, RoundState.FOUND]),
                name="round_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"round {self.pk}"


class Proposal(models.Model):
    """A group as a round proposes it. ``venue``: None is online. ``facts``: numbers behind the sentence why."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="proposals")
    number = models.PositiveSmallIntegerField()
    part = models.PositiveSmallIntegerField()
    venue = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    language = models.CharField(max_length=2, choices=Language)
    facilitator = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    facts = models.JSONField(default=dict)
    pinned = models.BooleanField(default=False)
    group = models.OneToOneField(Group, models.SET_NULL, null=True, related_name="proposal")

    personal_data = Holds(
        what=_("Welke begeleider bij een voorgestelde groep hoort"),
        purpose=_("Groepen maken die kunnen samenkomen"),
        ground=_("Gerechtvaardigd belang"),
        until=_("2 jaar na de ronde"),
        keep=ROUND_KEPT,
    )
    objects: ClassVar[models.Manager[Proposal]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "number"], name="proposal_number_once"),
            models.CheckConstraint(condition=Q(part__lt=PARTS), name="proposal_part_of_the_week"),
        ]

    def __str__(self) -> str:
        return f"proposal {self.pk}"


class Proposed(models.Model):
    """Somebody in a proposed group; or left over, with reasons, when there is no ``proposal``."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="proposed")
    proposal = models.ForeignKey(Proposal, models.CASCADE, null=True, related_name="members")
    wish = models.ForeignKey(JoinWish, models.CASCADE, related_name="+")
    reasons = ArrayField(models.CharField(max_length=20), default=list, blank=True)

    personal_data = Holds(
        what=_("In welke groep een voorstel iemand zet, of waarom dat niet lukt"),
        purpose=_("Groepen maken die kunnen samenkomen"),
        ground=_("Toestemming"),
        until=_("2 jaar na de ronde"),
        keep=ROUND_KEPT,
    )
    objects: ClassVar[models.Manager[Proposed]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "wish"], name="proposed_once_in_a_round"),
        ]

    def __str__(self) -> str:
        return f"proposed {self.pk}"


class KeptApart(models.Model):
    """Two people whom a coordinator keeps out of the same group."""

    region = models.ForeignKey(Area, models.CASCADE, related_name="+")
    one = models.ForeignKey(Person, models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, models.CASCADE, related_name="+")
    since = models.DateTimeField()

    personal_data = Holds(
        what=_("Welke twee mensen niet in één intervisiegroep komen"),
        purpose=_("Groepen waarin iedereen vrij kan praten"),
        ground=_("Gerechtvaardigd belang"),
        until=_("2 jaar nadat het werd vastgelegd"),
        keep=ROUND_KEPT,
    )
    objects: ClassVar[models.Manager[KeptApart]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["region", "one", "other"], name="kept_apart_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="kept_apart_in_order"),
        ]

    def __str__(self) -> str:
        return f"kept apart {self.pk}"


class Invitation(models.Model):
    """Somebody was asked, after a training, whether they want to join a group; once."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    region = models.ForeignKey(Area, models.CASCADE, related_name="+")
    told_at = models.DateTimeField()

    personal_data = Holds(
        what=_("Dat iemand is uitgenodigd voor intervisie"),
        purpose=_("Niemand twee keer vragen"),
        ground=_("Gerechtvaardigd belang"),
        until=_("1 jaar na de uitnodiging"),
        keep=WISH_KEPT,
    )
    objects: ClassVar[models.Manager[Invitation]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "region"], name="invited_once_in_a_region"),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"
