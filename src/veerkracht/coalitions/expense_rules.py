"""What may be claimed, by which steps a claim is paid, and what makes a bank number one. Pure."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

MOST_CENTS = 100_000  # of one part of one claim
MOST_KILOMETRES = 500
MOST_BYTES = 5 * 1024 * 1024
HEAD = 16
MOST_NAME = 60
KEPT_BACK = 365  # days: how long after a meeting one may claim


class ClaimState(StrEnum):
    """How a claim stands."""

    SENT = "sent"
    ASKED = "asked"
    APPROVED = "approved"
    PAID = "paid"
    WITHDRAWN = "withdrawn"


class ClaimDeed(StrEnum):
    """What is done with a claim."""

    CHANGE = "change"
    WITHDRAW = "withdraw"
    APPROVE = "approve"
    ASK = "ask"
    GIVE_BACK = "give back"
    PAY = "pay"


# The states of a claim; the diagram in the documentation is made from this table.
CLAIM_STEPS: dict[tuple[ClaimState, ClaimDeed], ClaimState] = {
    (ClaimState.SENT, ClaimDeed.CHANGE): ClaimState.SENT,
    (ClaimState.ASKED, ClaimDeed.CHANGE): ClaimState.SENT,
    (ClaimState.SENT, ClaimDeed.WITHDRAW): ClaimState.WITHDRAWN,
    (ClaimState.ASKED, ClaimDeed.WITHDRAW): ClaimState.WITHDRAWN,
    (ClaimState.SENT, ClaimDeed.APPROVE): ClaimState.APPROVED,
    (ClaimState.SENT, ClaimDeed.ASK): ClaimState.ASKED,
    (ClaimState.APPROVED, ClaimDeed.GIVE_BACK): ClaimState.ASKED,
    (ClaimState.APPROVED, ClaimDeed.PAY): ClaimState.PAID,
}
OPEN_CLAIM = (ClaimState.SENT, ClaimState.ASKED, ClaimState.APPROVED)


def after_claim(state: str, deed: ClaimDeed) -> ClaimState | None:
    """How a claim stands after this; None where it cannot be done."""
    return CLAIM_STEPS.get((ClaimState(state), deed))


def travel(kilometres: Decimal, rate: int) -> int:
    """Cents for kilometres at a rate in cents, a half cent up. ValueError below 0 or for hundredths."""
    if kilometres < 0 or kilometres != kilometres.quantize(Decimal("0.1")):
        raise ValueError("kilometres have one decimal at most")
    return int((kilometres * rate).quantize(Decimal(1), rounding=ROUND_HALF_UP))


# Bank numbers (ISO 13616): SEPA countries that write an IBAN, and how long it is there.
IBAN_LENGTHS = {
    "AD": 24, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20,
    "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GI": 23, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IS": 26,
    "IT": 27, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MT": 31, "NL": 18, "NO": 15, "PL": 28,
    "PT": 25, "RO": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "VA": 22,
}  # fmt: skip


def tidy_iban(typed: str) -> str:
    """As it is stored: capitals without spaces, dots or dashes."""
    return "".join(sign for sign in typed.upper() if sign not in " .-\u00a0\t")


def is_iban(number: str) -> bool:
    """Whether a tidy number can be an IBAN: its country, its length and its check digits (mod 97)."""
    if not (number.isascii() and number.isalnum() and number[2:4].isdigit()):
        return False
    if IBAN_LENGTHS.get(number[:2]) != len(number):
        return False
    turned = number[4:] + number[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


def spaced(number: str) -> str:
    """In groups of four, as people read it."""
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))


def masked(ending: str) -> str:
    """How it is shown to the person: only the last four signs."""
    return f"•••• •••• •••• {ending}"


# Receipts


class ReceiptFault(StrEnum):
    """Why a file is not taken as a receipt."""

    TOO_LARGE = "too-large"
    EMPTY = "empty"
    KIND = "kind"
    NOT_WHAT_IT_SAYS = "not-what-it-says"


RECEIPTS: dict[str, tuple[str, bytes]] = {
    "pdf": ("application/pdf", b"%PDF"),
    "png": ("image/png", b"\x89PNG\r\n\x1a\n"),
    "jpg": ("image/jpeg", b"\xff\xd8\xff"),
    "jpeg": ("image/jpeg", b"\xff\xd8\xff"),
}


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def receipt_fault(name: str, size: int, head: bytes) -> ReceiptFault | None:
    """What is wrong with a file, by its name, size and first bytes; None when it may be a receipt."""
    if size > MOST_BYTES:
        return ReceiptFault.TOO_LARGE
    if not size:
        return ReceiptFault.EMPTY
    kind = RECEIPTS.get(_ending(name))
    if kind is None:
        return ReceiptFault.KIND
    return None if head.startswith(kind[1]) else ReceiptFault.NOT_WHAT_IT_SAYS


def receipt_name(name: str) -> str:
    """A name that is safe on every system: no folders, no odd signs, not long, never empty."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = unicodedata.normalize("NFKC", last.rpartition(".")[0])
    kept = "".join(sign if sign.isalnum() or sign in " -_" else " " for sign in plain)
    return f"{' '.join(kept.split())[:MOST_NAME].strip() or 'bon'}.{_ending(last)}"


def receipt_type(name: str) -> str:
    """What we say that a receipt is; never what the browser of who sent it said."""
    return RECEIPTS[_ending(name)][0]


# What a volunteer may receive in a year without tax


@dataclass(frozen=True)
class YearlyMaximum:
    """From which day how much a volunteer may receive in a year, in cents, and who says so."""

    since: date
    cents: int
    source: str


TAX = "Belastingdienst, Regels voor vrijwilligers: hoogste vergoeding per jaar"
# To be compared with the published rule every January. It warns whoever approves, and never blocks.
YEARLY_MAXIMA = (
    YearlyMaximum(date(2023, 1, 1), 190_000, TAX),
    YearlyMaximum(date(2024, 1, 1), 210_000, TAX),
)


def yearly_maximum(day: date) -> YearlyMaximum | None:
    """The maximum that holds on a day: the latest that had begun; None before the first."""
    begun = [one for one in YEARLY_MAXIMA if one.since <= day]
    return max(begun, key=lambda one: one.since, default=None)


def is_over(received: int, asked: int, day: date) -> bool:
    """Whether with this claim somebody gets more in that year than the maximum."""
    maximum = yearly_maximum(day)
    return maximum is not None and received + asked > maximum.cents
