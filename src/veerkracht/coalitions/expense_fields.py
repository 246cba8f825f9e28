"""Fields for kilometres and days as people type them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.forms import DayField


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
    return DayField(**named)
