"""What bookings announce; each event is sent in the transaction that made it true."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class BookingMade:
    """An organisation asked for places."""

    booking_id: int
    organisation_id: int


@dataclass(frozen=True)
class BookingAnswered:
    """Somebody who was booked said yes or no."""

    line_id: int
    booking_id: int
    organisation_id: int
