"""Who has a place, who waits, and every move with the rule that made it."""

from __future__ import annotations

import secrets
import uuid
from typing import TYPE_CHECKING, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.utils.translation import gettext_lazy as _

from veerkracht.enrolment.messages_to_participants_models import (  # noqa: F401 - this is their door
    Addressee,
    MessageToParticipants,
)
from veerkracht.kernel.clock import now
from veerkracht.kernel.personal_data import Holds, HoldsNone
from veerkracht.people.models import Organisation, Person, Sector
from veerkracht.places.models import Area
from veerkracht.training.models import Edition

if TYPE_CHECKING:
    from collections.abc import Collection


class State(models.TextChoices):
    """Where an enrolment is. The moves between them stand in ``rules.MOVES``."""

    ASKED = "asked", _("wacht op goedkeuring")
    WAITING = "waiting", _("op de wachtlijst")
    OFFERED = "offered", _("plaats aangeboden")
    PLACED = "placed", _("plaats gekregen")
    CANCELLED = "cancelled", _("afgemeld")
    WITHDRAWN = "withdrawn", _("van de wachtlijst af")
    DECLINED = "declined", _("aanbod afgeslagen")
    LAPSED = "lapsed", _("aanbod verlopen")
    SETTLED = "settled", _("elders geplaatst")
    HANDED_OVER = "handed-over", _("overgedragen aan een collega")
    CALLED_OFF = "called-off", _("training gaat niet door")
    REFUSED = "refused", _("niet goedgekeurd")


LIVE = (State.ASKED, State.WAITING, State.OFFERED, State.PLACED)
SEATED = (State.OFFERED, State.PLACED)


def fresh_token() -> str:
    """128 random bits, fit for an address."""
    return secrets.token_urlsafe(16)


class Approver(models.TextChoices):
    """Who must agree before somebody gets a place in an edition."""

    NOBODY = "", _("Niemand: een vrije plaats is meteen van wie hem vraagt")
    EMPLOYER = "employer", _("De contactpersoon van de eigen organisatie")
    COORDINATOR = "coordinator", _("De coördinator")


class Terms(models.Model):
    """What is special about places in one edition; most editions have no row.

    ``has_shares`` repeats whether there are shares in force, so that the busy path asks one row.
    ``collects_interest`` means that it opened without dates; ``dated_at`` is when they came.
    """

    edition = models.OneToOneField(Edition, models.CASCADE, related_name="terms")
    approver = models.CharField(
        _("wie moet een aanvraag goedkeuren?"),
        max_length=12,
        choices=Approver,
        default=Approver.NOBODY,
        blank=True,
    )
    has_shares = models.BooleanField(default=False)
    collects_interest = models.BooleanField(default=False)
    dated_at = models.DateTimeField(null=True)

    personal_data = HoldsNone(_("Afspraken over de plaatsen van een training."))
    objects: ClassVar[models.Manager[Terms]] = models.Manager()

    def __str__(self) -> str:
        return f"terms of {self.edition_id}"


class ShareKind(models.TextChoices):
    """What a share does with places."""

    KEPT = "kept", _("Plaatsen vrijhouden")
    CAPPED = "capped", _("Plaatsen begrenzen")


class Share(models.Model):
    """So many places of an edition are kept for a group until a moment, or the most that a group can have.

    The group is a sector, an organisation, an area (its municipalities on the day it was set), or
    students. Kept places are seats with this share; a cap has as many passes as people it lets in.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="shares")
    kind = models.CharField(_("soort"), max_length=6, choices=ShareKind)
    number = models.PositiveIntegerField(_("aantal"))
    until = models.DateTimeField(_("vrijhouden tot"), null=True, blank=True)
    released_at = models.DateTimeField(null=True)
    sector = models.ForeignKey(
        Sector, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("sector")
    )
    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisatie"),
    )
    area = models.ForeignKey(
        Area, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("gebied")
    )
    municipalities = ArrayField(models.BigIntegerField(), default=list, blank=True)
    students = models.BooleanField(_("studenten"), default=False)

    personal_data = HoldsNone(_("Afspraken over de plaatsen van een training."))
    objects: ClassVar[models.Manager[Share]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(sector__isnull=False, organisation=None, area=None, students=False)
                | Q(sector=None, organisation__isnull=False, area=None, students=False)
                | Q(sector=None, organisation=None, area__isnull=False, students=False)
                | Q(sector=None, organisation=None, area=None, students=True),
                name="share_is_for_one_group",
            ),
            models.CheckConstraint(
                condition=Q(kind="kept", until__isnull=False, number__gte=1)
                | Q(kind="capped", until=None),
                name="share_kept_has_end",
            ),
            models.UniqueConstraint(
                fields=["edition", "kind", "sector", "organisation", "area", "students"],
                condition=Q(released_at=None),
                nulls_distinct=False,
                name="share_once_per_group",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["until"],
                condition=Q(kind="kept", released_at=None),
                name="share_to_release",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.number} × {self.group}"

    @property
    def group(self) -> str:
        """Whom it is for, in a word."""
        sector = str(self.sector).lower() if self.sector else ""
        return sector or str(self.organisation or self.area or _("studenten"))


class Seat(models.Model):
    """One place in an edition. There are as many rows as places, so more people cannot be seated.

    A seat with a ``share`` is kept for that group until it is released.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="seats")
    number = models.PositiveIntegerField()
    taken = models.BooleanField(default=False)
    share = models.ForeignKey(Share, models.SET_NULL, null=True, related_name="seats")

    personal_data = HoldsNone(_("Alleen nummers van plaatsen."))
    objects: ClassVar[models.Manager[Seat]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "number"], name="seat_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="seat_counts_from_one"),
        ]
        indexes: ClassVar = [
            # Two, because PostgreSQL sees no order by number behind ``share_id IS NULL`` in one of three columns.
            models.Index(
                fields=["edition", "number"],
                condition=Q(taken=False, share=None),
                name="seat_to_take_open",
            ),
            models.Index(
                fields=["share", "number"],
                condition=Q(taken=False, share__isnull=False),
                name="seat_to_take_kept",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}/{self.number}"


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    """Enrolments by state and place in the queue."""

    def live(self) -> Self:
        """Those that wait, are offered a place, or have one."""
        return self.filter(state__in=LIVE)

    def stood_in(self, states: Collection[str]) -> Self:
        """Those in these states, or that were in them when the training was called off."""
        ended = Move.objects.filter(
            enrolment=OuterRef("pk"), after=State.CALLED_OFF, before__in=states
        )
        return self.filter(Q(state__in=states) | Q(Exists(ended), state=State.CALLED_OFF))

    def waiting(self) -> Self:
        """Those that wait, first come first."""
        return self.filter(state=State.WAITING).order_by("requested_at", "id")


class Enrolment(models.Model):
    """One person's request for one edition, and what came of it.

    Rows with the same ``wish`` were asked for at once. In one edition they are people who come
    together or not at all (a party); over several editions they ask for any one of them: when one is
    settled, so are the others. ``requested_at`` is when the wish was made; rank in the queue counts
    from it, then from ``id``.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="enrolments")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="enrolments")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    wish = models.UUIDField(default=uuid.uuid4)
    state = models.CharField(max_length=12, choices=State)
    requested_at = models.DateTimeField()
    seat = models.OneToOneField(
        Seat, models.PROTECT, null=True, blank=True, related_name="enrolment"
    )
    offer_expires_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    reason = models.CharField(max_length=200, default="", blank=True)
    came = models.BooleanField(_("was er"), null=True)

    personal_data = Holds(
        what=_("Wie zich wanneer waarvoor inschreef, en wat daarvan kwam"),
        purpose=_("Plaatsen eerlijk verdelen en de training geven"),
        ground=_("Uitvoering van de overeenkomst"),
        until=_(
            "2 jaar na de laatste bijeenkomst, of 7 jaar als bewijs van wie er was; daarna blijft een telling over"
        ),
    )
    objects: ClassVar[models.Manager[Enrolment]] = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "edition"],
                condition=Q(state__in=LIVE),
                name="enrolment_live_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=SEATED, seat__isnull=False)
                | (~Q(state__in=SEATED) & Q(seat__isnull=True)),
                name="enrolment_seated_has_seat",
            ),
            models.CheckConstraint(
                condition=Q(state=State.OFFERED, offer_expires_at__isnull=False)
                | (~Q(state=State.OFFERED) & Q(offer_expires_at__isnull=True)),
                name="enrolment_offer_has_end",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["edition", "requested_at", "id"],
                condition=Q(state="waiting"),
                name="enrolment_queue",
            ),
            models.Index(
                fields=["offer_expires_at"],
                condition=Q(state="offered"),
                name="enrolment_open_offers",
            ),
            models.Index(fields=["person", "state"], name="enrolment_of_person"),
            models.Index(
                fields=["wish"],
                condition=Q(state__in=["waiting", "offered"]),
                name="enrolment_wish",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.state} {self.edition_id}"

    @property
    def is_live(self) -> bool:
        """Whether the person still waits, is offered a place, or has one."""
        return self.state in LIVE

    @property
    def has_been(self) -> bool:
        """Whether somebody had a place in a training that is over."""
        ends_at = self.edition.ends_at
        return self.state == State.PLACED and ends_at is not None and ends_at <= now()


def stood() -> Case:
    """The state of an enrolment, or the one in which it was when the training was called off."""
    ended = Move.objects.filter(enrolment=OuterRef("pk"), after=State.CALLED_OFF)
    before = Subquery(ended.values("before")[:1])
    return Case(When(state=State.CALLED_OFF, then=before), default="state")


class Pass(models.Model):
    """One person that a capped group may still send. There are as many as the cap: a second guard."""

    share = models.ForeignKey(Share, models.CASCADE, related_name="passes")
    enrolment = models.ForeignKey(Enrolment, models.SET_NULL, null=True, related_name="passes")

    personal_data = HoldsNone(_("Alleen welke inschrijving binnen een grens valt."))
    objects: ClassVar[models.Manager[Pass]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["share", "enrolment"],
                condition=Q(enrolment__isnull=False),
                name="pass_once_per_enrolment",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["share"], condition=Q(enrolment=None), name="pass_to_give"),
            models.Index(
                fields=["enrolment"], condition=Q(enrolment__isnull=False), name="pass_held"
            ),
        ]

    def __str__(self) -> str:
        return f"pass of {self.share_id}"


class Approval(models.Model):
    """Somebody's request lies with an employer or coordinator, who says yes or no."""

    enrolment = models.OneToOneField(Enrolment, models.CASCADE, related_name="approval")
    approver = models.CharField(max_length=12, choices=Approver)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, related_name="approvals"
    )
    token = models.CharField(max_length=32, unique=True, default=fresh_token)
    asked_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    agreed = models.BooleanField(null=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    personal_data = Holds(
        what=_("Wie een aanvraag goedkeurde of afwees, en wanneer"),
        purpose=_("Weten dat de werkgever of coördinator het goed vindt"),
        ground=_("Gerechtvaardigd belang"),
        until=_("2 jaar na de laatste bijeenkomst"),
    )
    objects: ClassVar[models.Manager[Approval]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(decided_at=None, agreed=None)
                | Q(decided_at__isnull=False, agreed__isnull=False),
                name="approval_decided_has_answer",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["organisation"], condition=Q(decided_at=None), name="approval_open"
            ),
        ]

    def __str__(self) -> str:
        return f"approval of {self.enrolment_id}"


class Move(models.Model):
    """Who went from which state to which, and by which rule: the answer to "why not me?".

    ``passed_over`` counts those who had waited longer and were not helped by this move; anything
    but 0 needs a rule that allows it.
    """

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="moves")
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="moves")
    at = models.DateTimeField()
    before = models.CharField(max_length=12, default="", blank=True)
    after = models.CharField(max_length=12, choices=State)
    rule = models.CharField(max_length=40)
    passed_over = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    personal_data = Holds(
        what=_("Elke stap van een inschrijving en de regel die daarbij hoort"),
        purpose=_("Kunnen uitleggen waarom iemand wel of geen plaats kreeg"),
        ground=_("Gerechtvaardigd belang"),
        until=_("2 jaar na de laatste bijeenkomst"),
    )
    objects: ClassVar[models.Manager[Move]] = models.Manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["edition", "-id"], name="move_of_edition")]

    def __str__(self) -> str:
        return f"{self.before}→{self.after} {self.rule}"


class Handover(models.Model):
    """Somebody with a place asks a colleague, by e-mail address, to come instead."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="handovers")
    address = models.EmailField(_("e-mailadres van je collega"))
    token = models.CharField(max_length=32, unique=True, default=fresh_token)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    successor = models.OneToOneField(
        Enrolment, models.SET_NULL, null=True, related_name="taken_over_by_way_of"
    )

    personal_data = Holds(
        what=_("E-mailadres van een collega die je plaats kan overnemen"),
        purpose=_("Je collega uitnodigen"),
        ground=_("Gerechtvaardigd belang"),
        until=_("30 dagen na de vraag"),
    )
    objects: ClassVar[models.Manager[Handover]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(ended_at=None), name="handover_open_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("asked_at")),
                name="handover_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"handover of {self.enrolment_id}"
