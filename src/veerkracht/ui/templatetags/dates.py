"""Django's ``date`` with Dutch spelling, in every template: "9 dec", where Django writes "9 Dec"."""

from __future__ import annotations

import re
from typing import Any

from django import template
from django.template.defaultfilters import date as djangos_date
from django.utils.translation import get_language

register = template.Library()
SHORT_MONTH = re.compile(r"(?<!\\)M")


@register.filter(name="date", expects_localtime=True, is_safe=False)
def date(value: Any, form: str | None = None) -> str:
    """As Django's; in Dutch a short month is written small, as the language wants it."""
    if form and (get_language() or "").startswith("nl"):
        form = SHORT_MONTH.sub("b", form)
    return str(djangos_date(value, form))
