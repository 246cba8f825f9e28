"""Every form keeps days and moments far from the ends of the calendar, where reckoning with them fails."""

from __future__ import annotations

from collections.abc import Iterator

from django import forms
from django.urls import get_resolver

from veerkracht.kernel.forms import DayField, MomentField

BOUNDED = (DayField, MomentField)


def ours(kind: type[forms.BaseForm] = forms.BaseForm) -> Iterator[type[forms.BaseForm]]:
    for below in kind.__subclasses__():
        yield below
        yield from ours(below)


def test_no_form_takes_a_day_of_any_year() -> None:
    assert get_resolver().url_patterns  # imports every form that a page uses
    found = {form for form in ours() if form.__module__.startswith("veerkracht.")}
    assert len(found) > 100
    loose = [
        f"{form.__module__}.{form.__qualname__}.{name}"
        for form in found
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.DateField | forms.DateTimeField)
        and not isinstance(field, BOUNDED)
    ]
    assert not loose
