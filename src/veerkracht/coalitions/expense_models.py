"""Fees and expenses of parents in coalitions, their bank numbers, and the lists by which they are paid."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import ClassVar

from django.core.files.storage import default_storage
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from veerkracht.coalitions.coalition_models import KEPT, Coalition
from veerkracht.coalitions.expense_rules import MOST_CENTS, ClaimState
from veerkracht.kernel.personal_data import Holds
from veerkracht.meetings.models import Meeting
from veerkracht.people.models import Person
from veerkracht.places.models import Area

BANK_NUMBER_KEPT = timedelta(days=90)  # after the last payment


def receipt_stored_at(claim: Claim, name: str) -> str:
    """Where a receipt lies: a name that nobody can guess, and nothing of what it was called."""
    return f"receipts/{secrets.token_urlsafe(24)}"


STATE_WORDS = [
    (ClaimState.SENT, _("Wacht op de coördinator")),
    (ClaimState.ASKED, _("Er is een vraag")),
    (ClaimState.APPROVED, _("Goedgekeurd")),
    (ClaimState.PAID, _("Betaald")),
    (ClaimState.WITHDRAWN, _("Ingetrokken")),
]


class PaymentRun(models.Model):
    """A list of claims that a payer pays in one go, in one region."""

    region = models.ForeignKey(Area, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    pay_on = models.DateField(_("betalen op"))
    paid_at = models.DateTimeField(null=True, blank=True)

    personal_data = Holds(
        what=_("Wie een betaallijst maakte"),
        purpose=_("Vergoedingen uitbetalen en verantwoorden"),
        ground=_("Wettelijke plicht"),
        until=_("7 jaar na de betaling"),
        keep=KEPT,
    )
    objects: ClassVar[models.Manager[PaymentRun]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["region"], condition=Q(paid_at=None), name="payment_run_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"run {self.pk}"


class Claim(models.Model):
    """What a parent asks for one meeting or day: a fee, travel and childcare, in cents.

    ``word`` is what the coordinator or payer asks when the claim is ASKED. ``version`` goes up with every change.
    """

    coalition = models.ForeignKey(Coalition, models.PROTECT, related_name="claims")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, blank=True, related_name="+")
    day = models.DateField(_("wanneer?"))
    fee_cents = models.PositiveIntegerField(default=0)
    kilometres = models.DecimalField(max_digits=5, decimal_places=1, default=0)
    travel_cents = models.PositiveIntegerField(default=0)
    ticket_cents = models.PositiveIntegerField(default=0)
    childcare_cents = models.PositiveIntegerField(default=0)
    note = models.CharField(_("wil je er iets bij zeggen?"), max_length=300, blank=True)
    receipt = models.FileField(upload_to=receipt_stored_at, storage=default_storage, blank=True)
    receipt_name = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=9, choices=STATE_WORDS, default=ClaimState.SENT)
    word = models.CharField(_("wat wil je weten?"), max_length=300, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    run = models.ForeignKey(
        PaymentRun, models.SET_NULL, null=True, blank=True, related_name="claims"
    )
    paid_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    personal_data = Holds(
        what=_("Wat een ouder voor een bijeenkomst vraagt en krijgt, met het bonnetje"),
        purpose=_("Vergoedingen uitbetalen en verantwoorden"),
        ground=_("Wettelijke plicht"),
        until=_("7 jaar na de betaling"),
        keep=KEPT,
    )
    objects: ClassVar[models.Manager[Claim]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["coalition", "person", "day"],
                condition=~Q(state="withdrawn") & Q(person__isnull=False),
                name="claim_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(
                    fee_cents__lte=MOST_CENTS,
                    travel_cents__lte=MOST_CENTS,
                    ticket_cents__lte=MOST_CENTS,
                    childcare_cents__lte=MOST_CENTS,
                ),
                name="claim_is_reasonable",
            ),
            models.CheckConstraint(
                condition=Q(fee_cents__gt=0)
                | Q(travel_cents__gt=0)
                | Q(ticket_cents__gt=0)
                | Q(childcare_cents__gt=0),
                name="claim_asks_something",
            ),
            models.CheckConstraint(
                condition=Q(state="paid", paid_at__isnull=False)
                | (~Q(state="paid") & Q(paid_at=None)),
                name="claim_paid_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(run=None) | Q(state__in=["approved", "paid"]),
                name="claim_in_run_is_approved",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "paid"]) | Q(approved_at__isnull=False),
                name="claim_approved_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="asked") | ~Q(word=""), name="claim_asked_has_word"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["coalition", "state"], name="claims_by_state"),
            models.Index(fields=["person", "day"], name="claims_of_person"),
        ]

    def __str__(self) -> str:
        return f"claim {self.pk}"

    @property
    def total_cents(self) -> int:
        """All of it."""
        return self.fee_cents + self.travel_cents + self.ticket_cents + self.childcare_cents


class BankNumber(models.Model):
    """The bank number of who is paid, encrypted; only the last four signs are plain, to show it masked."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    sealed = models.CharField(max_length=400)
    ending = models.CharField(max_length=4)
    holder = models.CharField(_("op naam van"), max_length=70)
    set_at = models.DateTimeField()

    personal_data = Holds(
        what=_("Bankrekeningnummer en op wiens naam het staat, versleuteld"),
        purpose=_("Je vergoeding op je rekening zetten"),
        ground=_("Uitvoering van de overeenkomst"),
        until=_("90 dagen na de laatste betaling"),
        keep=BANK_NUMBER_KEPT,
    )
    objects: ClassVar[models.Manager[BankNumber]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(sealed=""), name="bank_number_is_sealed"),
        ]

    def __str__(self) -> str:
        return f"bank number {self.pk}"


class PayingAccount(models.Model):
    """The account from which a region pays, encrypted: needed for the bank's file."""

    region = models.OneToOneField(Area, models.CASCADE, related_name="+")
    holder = models.CharField(_("op naam van"), max_length=70)
    sealed = models.CharField(max_length=400)
    ending = models.CharField(max_length=4)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    personal_data = Holds(
        what=_("Wie de rekening van een regio invulde"),
        purpose=_("Vergoedingen uitbetalen"),
        ground=_("Gerechtvaardigd belang"),
        until=_("Tot de rekening verandert"),
    )
    objects: ClassVar[models.Manager[PayingAccount]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(sealed=""), name="paying_account_is_sealed"),
        ]

    def __str__(self) -> str:
        return f"account {self.pk}"
