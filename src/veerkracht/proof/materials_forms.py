"""The form of materials: it parses and never writes."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.kernel.clock import wall_time
from veerkracht.kernel.forms import DayField
from veerkracht.proof.materials_rules import KINDS


class MaterialForm(forms.Form):
    """A title, and a file or a link, from a day on."""

    quiet_optional = True
    title = forms.CharField(label=gettext_lazy("Titel"), max_length=120)
    file = forms.FileField(
        label=gettext_lazy("Bestand"),
        help_text=gettext_lazy(
            "Tot 25 MB: pdf, document, presentatie, spreadsheet, foto, geluid of tekst."
        ),
        required=False,
        max_length=200,
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(f".{end}" for end in KINDS)}),
    )
    link = forms.URLField(
        label=gettext_lazy("Of een link"),
        help_text=gettext_lazy("Bijvoorbeeld naar een film of een website. Begin met https://"),
        required=False,
        max_length=200,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
    )
    visible_on = DayField(
        label=gettext_lazy("Te zien vanaf"),
        help_text=gettext_lazy("Laat dit leeg als deelnemers het meteen mogen zien."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Exactly one of file and link."""
        given = super().clean() or {}
        if "file" in self.errors or "link" in self.errors:
            return given
        if bool(given.get("file")) == bool(given.get("link")):
            self.add_error("file", _("Kies een bestand, of vul een link in. Eén van de twee."))
        return given

    @property
    def visible_from(self) -> datetime | None:
        """The beginning of that day, on a Dutch clock."""
        day = self.cleaned_data["visible_on"]
        return wall_time(datetime.combine(day, time(0))) if day else None
