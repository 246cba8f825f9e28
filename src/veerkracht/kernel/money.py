"""Money is a whole number of euro cents. Never a float."""

from __future__ import annotations

import re
from enum import StrEnum

from django.utils.translation import get_language

MOST_CENTS = 10**13


def euros(cents: int) -> str:
    """Cents in words for a screen: ``€ 0``, ``€ 185``, ``€ 12,50`` (Dutch) or ``€12.50`` (English)."""
    sign, whole, rest = "-" if cents < 0 else "", abs(cents) // 100, abs(cents) % 100
    english = (get_language() or "nl").startswith("en")
    grouped = f"{whole:,}" if english else f"{whole:,}".replace(",", ".")
    decimals = f"{'.' if english else ','}{rest:02}" if rest else ""
    return f"{sign}€{'' if english else chr(0xA0)}{grouped}{decimals}"


class Wrong(StrEnum):
    """Why something typed is no amount."""

    NEGATIVE = "negative"
    DECIMALS = "decimals"
    UNREADABLE = "unreadable"
    TOO_MUCH = "too-much"


class NotMoney(ValueError):
    """What was typed is no amount of money."""

    def __init__(self, why: Wrong) -> None:
        super().__init__(why.value)
        self.why = why


_DUTCH = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,([0-9]*|-{1,2}))?")
_POINT = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)\.([0-9]{1,2}|[0-9]{4,})")
_LEFT_OUT = str.maketrans("", "", "€ \t\u00a0\u202f'")


def cents_of(text: str) -> int:
    """What was typed, in cents: “45.000”, “€ 45.000,50”, “45000.5”, “12,-”.

    Raises NotMoney for less than nothing, more than two decimals, too much, and what cannot be read.
    """
    plain = text.strip().translate(_LEFT_OUT)
    if plain.startswith(("-", "−", "(")) and any(sign.isdigit() for sign in plain):
        raise NotMoney(Wrong.NEGATIVE)
    found = _DUTCH.fullmatch(plain) or _POINT.fullmatch(plain)
    if found is None:
        raise NotMoney(Wrong.UNREADABLE)
    decimals = (found[2] or "").strip("-")
    if len(decimals) > 2:
        raise NotMoney(Wrong.DECIMALS)
    whole = re.sub(r"[.,]", "", found[1])
    cents = int(whole[:20]) * 100 + int(decimals.ljust(2, "0"))
    if len(whole) > 20 or cents > MOST_CENTS:
        raise NotMoney(Wrong.TOO_MUCH)
    return cents


def as_typed(cents: int) -> str:
    """Cents as somebody would type them: “45.000”, “45.000,50”."""
    whole, rest = divmod(cents, 100)
    return f"{whole:,}".replace(",", ".") + (f",{rest:02}" if rest else "")
