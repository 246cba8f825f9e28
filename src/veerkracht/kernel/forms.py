"""Carrying a form's values into an action, and a broken rule back onto the form; days and euros as people type them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.kernel.clock import local, wall_time
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.money import MOST_CENTS, NotMoney, Wrong, as_typed, cents_of


@contextmanager
def shown_on(form: forms.BaseForm) -> Iterator[None]:
    """Put a RuleBroken raised in the block on the form, at its field when it names one.

    After the block ``form.is_valid()`` tells whether the action went through.
    """
    try:
        yield
    except RuleBroken as broken:
        form.add_error(broken.field if broken.field in form.fields else None, broken.message)


FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)
_ANOTHER_CENTURY = gettext_lazy("Klopt het jaar? Kies een dag tussen 1900 en 2100.")


def _between(first: Any, last: Any) -> tuple[MinValueValidator, MaxValueValidator]:
    return (
        MinValueValidator(first, message=_ANOTHER_CENTURY),
        MaxValueValidator(last, message=_ANOTHER_CENTURY),
    )


class DayField(forms.DateField):
    """A day, with the browser's own picker; far enough from the ends of the calendar to reckon with it."""

    def __init__(self, **given: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, validators=_between(FIRST_DAY, LAST_DAY), **given)


class MomentField(forms.DateTimeField):
    """A day and time on a Dutch clock, with the browser's own picker; between the same days as a DayField."""

    def __init__(self, **given: Any) -> None:
        widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
        ends = (wall_time(datetime.combine(day, time())) for day in (FIRST_DAY, LAST_DAY))
        super().__init__(widget=widget, validators=_between(*ends), **given)

    def prepare_value(self, value: Any) -> Any:
        """A stored moment on the clock that the reader sees, without seconds."""
        if isinstance(value, datetime):
            return local(value).strftime("%Y-%m-%dT%H:%M")
        return value


class EurosField(forms.CharField):
    """Euros as people type them; the value is whole cents, at most ``most``, and ``nothing`` when left empty."""

    def __init__(self, *, most: int = MOST_CENTS, nothing: int | None = None, **given: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_length=40, widget=widget, **given)
        self.most, self.nothing = most, nothing

    def clean(self, value: Any) -> int | None:
        """Cents, or a sentence that says what is wrong."""
        text = str(super().clean(value))
        if not text:
            return self.nothing
        try:
            cents = cents_of(text)
        except NotMoney as wrong:
            raise forms.ValidationError(_why(wrong.why)) from wrong
        if cents > self.most:
            raise forms.ValidationError(_why(Wrong.TOO_MUCH))
        return cents

    def prepare_value(self, value: Any) -> Any:
        """Cents from a row as euros for the screen; typed text stays as it was typed."""
        return as_typed(value) if isinstance(value, int) else value


def _why(wrong: Wrong) -> str:
    return {
        Wrong.NEGATIVE: _("Een bedrag kan niet onder nul zijn."),
        Wrong.DECIMALS: _("Een bedrag heeft hoogstens twee cijfers achter de komma."),
        Wrong.UNREADABLE: _("Schrijf een bedrag in euro’s, zoals 45.000 of 1.250,50."),
        Wrong.TOO_MUCH: _("Dit bedrag is te groot. Klopt het?"),
    }[wrong]
