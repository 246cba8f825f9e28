"""Two addresses that are of one person: which stays, and which goes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.people import queries
from veerkracht.people.models import Person


class MergeForm(forms.Form):
    """By address; one out of sight is as unknown as one that is not there."""

    keep = forms.EmailField(
        label=gettext_lazy("Dit account blijft"),
        help_text=gettext_lazy("Het e-mailadres waarmee deze persoon inlogt."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    drop = forms.EmailField(
        label=gettext_lazy("Dit account verdwijnt"),
        help_text=gettext_lazy(
            "Inschrijvingen en trainingen gaan mee naar het account dat blijft."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *arguments: Any, by: Person, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.by = by

    def clean_keep(self) -> Person:
        """Somebody in sight."""
        return self._seen("keep")

    def clean_drop(self) -> Person:
        """Somebody in sight."""
        return self._seen("drop")

    def _seen(self, field: str) -> Person:
        found = queries.find_person(self.cleaned_data[field])
        if found is None or not queries.visible_to(self.by).filter(pk=found.pk).exists():
            raise forms.ValidationError(_("We kennen hier niemand met dit adres."))
        return found
