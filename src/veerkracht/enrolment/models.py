"""Who has a place, who waits, and every move with the rule that made it."""

from __future__ import annotations

import secrets
import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.personal_data import Holds, HoldsNone
from veerkracht.people.models import Person
from veerkracht.training.models import Edition


class State(models.TextChoices):
    """Where an enrolment is. The moves between them stand in ``rules.MOVES``."""

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


LIVE = (State.WAITING, State.OFFERED, State.PLACED)
SEATED = (State.OFFERED, State.PLACED)


class Seat(models.Model):
    """One place in an edition. There are as many rows as places, so more people cannot be seated."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="seats")
    number = models.PositiveIntegerField()
    taken = models.BooleanField(default=False)

    personal_data = HoldsNone(_("Alleen nummers van plaatsen."))
    objects: ClassVar[models.Manager[Seat]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "number"], name="seat_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="seat_counts_from_one"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["edition", "number"], condition=Q(taken=False), name="seat_free"),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}/{self.number}"


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    """Enrolments by state and place in the queue."""

    def live(self) -> Self:
        """Those that wait, are offered a place, or have one."""
        return self.filter(state__in=LIVE)

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

    personal_data = Holds(
        what=_("Wie zich wanneer waarvoor inschreef, en wat daarvan kwam"),
        purpose=_("Plaatsen eerlijk verdelen en de training geven"),
        ground=_("Uitvoering van de overeenkomst"),
        until=_("2 jaar na de laatste bijeenkomst; daarna blijft een telling over"),
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


def fresh_token() -> str:
    """128 random bits, fit for an address."""
    return secrets.token_urlsafe(16)


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
