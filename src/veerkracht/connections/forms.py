"""Forms for tokens and webhooks. They parse; actions write."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from veerkracht.connections.rules import LONGEST_LIFE, MOST_NAME, Scope
from veerkracht.connections.words import SCOPES
from veerkracht.kernel.clock import today, wall_time
from veerkracht.kernel.forms import DayField

USUAL_LIFE = timedelta(days=90)


def end_of(day: date) -> datetime:
    """The moment until which something works that works through this day; far away is far enough."""
    day = min(max(day, today() - LONGEST_LIFE), today() + 2 * LONGEST_LIFE)
    return wall_time(datetime.combine(day + timedelta(days=1), time()))


class TokenForm(forms.Form):
    """What a token is for, and until when."""

    name = forms.CharField(
        label=_("Naam"),
        help_text=_("Waar gebruik je het? Bijvoorbeeld: mijn agenda-app."),
        max_length=MOST_NAME,
    )
    scopes = forms.MultipleChoiceField(
        label=_("Wat mag het?"),
        help_text=_("Kies niet meer dan nodig is."),
        widget=forms.CheckboxSelectMultiple,
    )
    expires_at = DayField(
        label=_("Wat is de laatste dag dat het werkt?"),
        help_text=_("Hoogstens een jaar. Korter is veiliger."),
    )

    def __init__(self, *arguments: Any, scopes: Iterable[Scope], **named: Any) -> None:
        super().__init__(*arguments, **named)
        field = self.fields["scopes"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - for the reader and mypy
        field.choices = [(scope.value, SCOPES[scope]) for scope in scopes]
        day = self.fields["expires_at"]
        day.initial = today() + USUAL_LIFE
        last = today() + LONGEST_LIFE - timedelta(days=1)
        day.widget.attrs |= {"min": today().isoformat(), "max": last.isoformat()}


class WebhookForm(forms.Form):
    """Where messages go, and which."""

    address = forms.CharField(
        label=_("Adres"),
        help_text=_("Begint met https:// en is voor iedereen op internet te bereiken."),
        max_length=500,
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
    )
    events = forms.MultipleChoiceField(
        label=_("Wat wil je horen?"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *arguments: Any, events: Iterable[tuple[str, Any]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        field = self.fields["events"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - for the reader and mypy
        field.choices = list(events)
