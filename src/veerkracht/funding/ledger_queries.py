"""Reading the ledger, with filters, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from veerkracht.funding.models import Booking, Cause, Scheme

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True)
class Asked:
    """What of the ledger one wants to see; empty for everything."""

    kind: str = ""
    cause: str = ""
    number: int | None = None
    since: date | None = None
    until: date | None = None


def bookings(scheme: Scheme, asked: Asked) -> QuerySet[Booking]:
    """The bookings of a scheme, the newest first, with their entries."""
    found = Booking.objects.filter(scheme=scheme)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.cause:
        found = found.filter(cause=asked.cause)
    if asked.number is not None:
        found = found.filter(cause_id=asked.number)
    if asked.since:
        found = found.filter(at__date__gte=asked.since)
    if asked.until:
        found = found.filter(at__date__lte=asked.until)
    related = found.select_related("correction").prefetch_related("entries__account")
    return related.order_by("-pk")


@dataclass(frozen=True)
class Line:
    """A booking as one reads it: from which account to which, and how much in cents."""

    booking: Booking
    source: str
    target: str
    amount: int

    @property
    def cause(self) -> str:
        """What it is about, with its number; nothing for the scheme itself."""
        of_scheme = self.booking.cause == Cause.SCHEME
        return "" if of_scheme else f"{self.booking.get_cause_display()} {self.booking.cause_id}"

    @property
    def can_be_undone(self) -> bool:
        """Whether it was made by hand and is not booked back yet."""
        return self.booking.kind == "manual" and not hasattr(self.booking, "correction")


def line_of(booking: Booking) -> Line:
    """A booking with its two sides."""
    sides = {entry.amount > 0: entry for entry in booking.entries.all()}
    return Line(
        booking,
        str(sides[False].account.get_kind_display()),
        str(sides[True].account.get_kind_display()),
        sides[True].amount,
    )
