"""Fields for money and kilometres as people type them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

PLAIN = re.compile(r"-?[0-9]+(\.[0-9]*)?|-?\.[0-9]+")


class EurosField(forms.DecimalField):
    """Euros, ``12,50`` or ``12.50``, at most ``most``; the value is a whole number of cents, 0 for nothing typed."""

    def __init__(self, *, most: int = 1000, **named: Any) -> None:
        super().__init__(max_digits=8, decimal_places=2, localize=True, **named)
        self.validators += [
            MinValueValidator(0, _("Een bedrag is nooit minder dan nul.")),
            MaxValueValidator(Decimal(most)),
        ]
        self.widget.input_type = "text"
        self.widget.attrs["inputmode"] = "decimal"

    def to_python(self, value: Any) -> Any:
        """A comma or a point before the cents; a third decimal is refused, never rounded."""
        text = str(value or "").replace("€", "").replace(",", ".").strip()
        if text and not PLAIN.fullmatch(text):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return forms.DecimalField(max_digits=8, decimal_places=2).to_python(text)

    def clean(self, value: Any) -> Any:
        """Cents."""
        euros = super().clean(value)
        return int(euros * 100) if euros is not None else 0

    def prepare_value(self, value: Any) -> Any:
        """Cents from a row as euros for the screen; typed text stays as it was typed."""
        return f"{value // 100},{value % 100:02}" if isinstance(value, int) else value


class KilometresField(forms.DecimalField):
    """Kilometres with at most one decimal; 0 for nothing typed."""

    def __init__(self, **named: Any) -> None:
        super().__init__(max_digits=4, decimal_places=1, localize=True, **named)
        self.validators += [
            MinValueValidator(0, _("Vul nul of meer in.")),
            MaxValueValidator(Decimal(500)),
        ]
        self.widget.input_type = "text"
        self.widget.attrs["inputmode"] = "decimal"

    def to_python(self, value: Any) -> Any:
        """A comma or a point before the decimal."""
        text = str(value).replace(",", ".").strip() if value is not None else value
        return forms.DecimalField(max_digits=4, decimal_places=1).to_python(text)

    def clean(self, value: Any) -> Any:
        """A decimal."""
        found = super().clean(value)
        return found if found is not None else Decimal(0)

    def prepare_value(self, value: Any) -> Any:
        """A decimal from a row with a comma; nothing for 0."""
        if isinstance(value, Decimal):
            return str(value).replace(".", ",") if value else ""
        return value


def day_field(**named: Any) -> forms.DateField:
    """A day, with the browser's own picker."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, **named)
