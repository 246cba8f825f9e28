"""What a place, an hour or somebody who did not come does to the money. Pure.

Money of a claim stands somewhere; :data:`PATHS` says what may follow. What was booked is never changed: a
step back is a booking of its own.
"""

from __future__ import annotations

from enum import StrEnum


class Happened(StrEnum):
    """What is known of a place."""

    OFFERED = "offered"
    GIVEN = "given"
    OFFER_ENDED = "offer-ended"
    GIVEN_UP = "given-up"
    GIVEN_UP_LATE = "given-up-late"
    CAME = "came"
    STAYED_AWAY = "stayed-away"
    NOT_KNOWN = "not-known"


# what happened → where the money belongs; "rule" is what the scheme says
PATHS: dict[Happened, str] = {
    Happened.OFFERED: "reserved",
    Happened.GIVEN: "committed",
    Happened.OFFER_ENDED: "released",
    Happened.GIVEN_UP: "released",
    Happened.GIVEN_UP_LATE: "rule",
    Happened.CAME: "realised",
    Happened.STAYED_AWAY: "rule",
    Happened.NOT_KNOWN: "committed",
}


def stand_after(happened: Happened, *, rule: str = "released") -> str:
    """Where the money of a place belongs; ``rule`` is the scheme's own: released or realised."""
    stand = PATHS[happened]
    return rule if stand == "rule" else stand


def cost_of_minutes(minutes: int, rate: int) -> int:
    """Minutes at a rate in cents an hour, to the nearest cent (a half goes up). ValueError when negative."""
    if minutes < 0 or rate < 0:
        raise ValueError("minutes and rates are not negative")
    return (minutes * rate * 2 + 60) // 120


def amount_for_seat(seat_amount: int | None, subsidy: int) -> int:
    """Cents charged for a place: what the rules say, or else what the edition says the subsidy pays."""
    return subsidy if seat_amount is None else seat_amount
