"""Euros as people type them, in forms of funding."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST = 100_000_000_000  # cents: a thousand million euros
SHAPE = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d{1,12})(?:,\d{1,2})?|\d{1,12}\.\d{1,2}", re.ASCII)


class AmountField(forms.CharField):
    """``1.250,50``, ``1250,5`` or ``1250.50``; the value is a whole number of cents, None when empty.

    Never negative, never more than two decimals: both are refused in words.
    """

    def __init__(self, **named: Any) -> None:
        super().__init__(max_length=24, **named)
        self.widget.attrs["inputmode"] = "decimal"

    def clean(self, value: Any) -> int | None:
        """Cents."""
        text = str(super().clean(value)).replace("€", "").replace("\N{NO-BREAK SPACE}", "").strip()
        if not text:
            return None
        if text.startswith("-"):
            raise ValidationError(_("Een bedrag is niet lager dan nul."))
        if not SHAPE.fullmatch(text):
            raise ValidationError(_("Schrijf een bedrag zo: 1250 of 1250,50."))
        cents = in_cents(text)
        if cents > MOST:
            raise ValidationError(_("Dit bedrag is te hoog."))
        return cents

    def prepare_value(self, value: Any) -> Any:
        """Cents from a row as euros for the screen; typed text stays as it was typed."""
        return f"{value // 100},{value % 100:02}" if isinstance(value, int) else value


def in_cents(text: str) -> int:
    """A text of the right shape as cents; a point before three digits groups thousands."""
    if "," in text or re.fullmatch(r"\d{1,3}(?:\.\d{3})+", text):
        text = text.replace(".", "").replace(",", ".")
    whole, _point, rest = text.partition(".")
    return int(whole) * 100 + int(rest.ljust(2, "0") or 0)
