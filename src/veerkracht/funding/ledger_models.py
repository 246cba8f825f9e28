"""The ledger: accounts with a running total, bookings in a chain, and entries that cannot be changed.

Rows are written by the functions of the database (``migrations/0002_ledger.py``), which hold the scheme's
account of free money from the first line to the commit. Nothing here is ever changed or deleted but the
running totals and where a claim stands; the database refuses it.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from veerkracht.funding.scheme_models import Performance, Scheme
from veerkracht.kernel.personal_data import Holds, HoldsNone

ONLY_AMOUNTS = HoldsNone(_("Alleen bedragen en nummers van boekingen."))


class AccountKind(models.TextChoices):
    """Where money of a scheme can stand. What was awarded is the mirror of all that follows."""

    AWARDED = "awarded", _("toegekend")
    AVAILABLE = "available", _("vrij")
    RESERVED = "reserved", _("gereserveerd")
    COMMITTED = "committed", _("vastgelegd")
    REALISED = "realised", _("besteed")


class Account(models.Model):
    """An account of a scheme with its running total in cents.

    The row of free money is the lock of its scheme: whoever books holds it until the commit. It carries
    the head of the chain of bookings and how many there are.
    """

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="accounts")
    kind = models.CharField(max_length=10, choices=AccountKind)
    balance = models.BigIntegerField(default=0)
    head = models.BinaryField(max_length=32, default=bytes(32))
    bookings = models.BigIntegerField(default=0)

    personal_data = ONLY_AMOUNTS
    objects: ClassVar[models.Manager[Account]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scheme", "kind"], name="funding_account_once"),
            models.CheckConstraint(
                condition=Q(kind="awarded", balance__lte=0)
                | (~Q(kind="awarded") & Q(balance__gte=0)),
                name="funding_never_overspent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme_id} {self.kind}: {self.balance}"


class BookingKind(models.TextChoices):
    """Why money moved."""

    AWARD = "award", _("plafond vastgesteld")
    RESERVE = "reserve", _("gereserveerd")
    COMMIT = "commit", _("vastgelegd")
    REALISE = "realise", _("besteed")
    RELEASE = "release", _("vrijgevallen")
    MANUAL = "manual", _("met de hand geboekt")
    COUNTER = "counter", _("teruggeboekt")


class Cause(models.TextChoices):
    """What a booking is about; the number beside it says which one."""

    SCHEME = "scheme", _("de regeling")
    PLACE = "place", _("een plaats")
    HOURS = "hours", _("uren coaching")
    WAIT = "wait", _("wachten op geld")


class Booking(models.Model):
    """A transaction of the ledger: when, why, by whom as a number, and its place in the chain.

    ``link`` is the SHA-256 of the link before it in the scheme and all that this booking and its entries say.
    """

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="bookings")
    at = models.DateTimeField()
    kind = models.CharField(max_length=8, choices=BookingKind)
    cause = models.CharField(max_length=6, choices=Cause)
    cause_id = models.BigIntegerField()
    by_id = models.BigIntegerField(null=True)
    reason = models.CharField(_("waarom?"), max_length=300, blank=True)
    evidence = models.CharField(_("bewijs"), max_length=120, blank=True)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="correction")
    link = models.BinaryField(max_length=32)

    personal_data = Holds(
        what=_("Nummers van een inschrijving en van wie boekte, nooit een naam"),
        purpose=_("Elke euro subsidie kunnen uitleggen"),
        ground=_("Verantwoording van subsidie"),
        until=_("10 jaar na het einde van de regeling"),
    )
    objects: ClassVar[models.Manager[Booking]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(kind__in=["manual", "counter"])
                | (~Q(reason="") & ~Q(evidence="") & Q(by_id__isnull=False)),
                name="booking_by_hand_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(kind="counter", corrects__isnull=False)
                | (~Q(kind="counter") & Q(corrects=None)),
                name="booking_counter_corrects",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["scheme", "-id"], name="bookings_of_scheme"),
            models.Index(fields=["scheme", "kind", "-id"], name="bookings_by_kind"),
            models.Index(fields=["cause", "cause_id"], name="bookings_by_cause"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.kind} {self.cause} {self.cause_id}"


class Entry(models.Model):
    """One side of a booking: so many cents to (positive) or from (negative) an account."""

    booking = models.ForeignKey(Booking, models.PROTECT, related_name="entries", db_index=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="entries", db_index=False)
    amount = models.BigIntegerField()

    personal_data = ONLY_AMOUNTS
    objects: ClassVar[models.Manager[Entry]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(amount=0), name="entry_is_not_nothing"),
            models.UniqueConstraint(fields=["booking", "account"], name="entry_once_per_account"),
        ]

    def __str__(self) -> str:
        return f"{self.booking_id}: {self.amount}"


class Stand(models.TextChoices):
    """Where the money of a claim stands."""

    RESERVED = "reserved", _("gereserveerd")
    COMMITTED = "committed", _("vastgelegd")
    REALISED = "realised", _("besteed")
    RELEASED = "released", _("vrijgevallen")
    SHORT = "short", _("geen geld")


class Claim(models.Model):
    """What one place, coaching appointment or wait costs a scheme, and where that money stands.

    ``number`` is 1 for a place, and the minutes of an appointment. ``day`` decides the year that it counts for.
    """

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="claims")
    performance = models.ForeignKey(Performance, models.PROTECT, related_name="claims")
    cause = models.CharField(max_length=6, choices=Cause)
    cause_id = models.BigIntegerField()
    organisation_id = models.BigIntegerField(null=True)
    day = models.DateField()
    number = models.PositiveIntegerField(default=1)
    amount = models.PositiveBigIntegerField()
    stand = models.CharField(max_length=9, choices=Stand)

    personal_data = Holds(
        what=_("Nummers van een inschrijving of afspraak en het bedrag, nooit een naam"),
        purpose=_("Subsidie verantwoorden"),
        ground=_("Verantwoording van subsidie"),
        until=_("10 jaar na het einde van de regeling"),
    )
    objects: ClassVar[models.Manager[Claim]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cause", "cause_id"], name="claim_once"),
            models.CheckConstraint(condition=Q(amount__gte=1), name="claim_is_not_nothing"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["scheme", "stand", "day"], name="claims_of_scheme"),
            models.Index(fields=["performance", "stand", "day"], name="claims_of_performance"),
        ]

    def __str__(self) -> str:
        return f"{self.cause} {self.cause_id}: {self.amount} {self.stand}"


class Seal(models.Model):
    """The signed head of a scheme's chain at a moment: so many bookings, the last, and its link."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="seals")
    at = models.DateTimeField()
    bookings = models.BigIntegerField()
    last_id = models.BigIntegerField()
    link = models.BinaryField(max_length=32)
    signature = models.BinaryField(max_length=64)

    personal_data = ONLY_AMOUNTS
    objects: ClassVar[models.Manager[Seal]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scheme", "bookings"], name="funding_seal_once"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme_id} at {self.last_id}"
