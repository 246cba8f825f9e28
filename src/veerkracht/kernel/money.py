"""Money is a whole number of euro cents. Never a float."""

from __future__ import annotations

from django.utils.translation import get_language


def euros(cents: int) -> str:
    """Cents in words for a screen: ``€ 0``, ``€ 185``, ``€ 12,50`` (Dutch) or ``€12.50`` (English)."""
    sign, whole, rest = "-" if cents < 0 else "", abs(cents) // 100, abs(cents) % 100
    english = (get_language() or "nl").startswith("en")
    grouped = f"{whole:,}" if english else f"{whole:,}".replace(",", ".")
    decimals = f"{'.' if english else ','}{rest:02}" if rest else ""
    return f"{sign}€{'' if english else chr(0xA0)}{grouped}{decimals}"
