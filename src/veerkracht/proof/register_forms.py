"""Forms about registers: they parse and never write."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from veerkracht.proof.register_files import formats_of
from veerkracht.proof.register_models import ExportFormat, ExportKind

MOST_SESSIONS = 100


class RunForm(forms.Form):
    """The register's own number of a run, and how many sessions count."""

    identifier = forms.CharField(
        label=gettext_lazy("Nummer van de uitvoering bij het register"),
        help_text=gettext_lazy("Als het register er een geeft."),
        required=False,
        max_length=40,
    )
    sessions_needed = forms.IntegerField(
        label=gettext_lazy("Hoeveel bijeenkomsten moet iemand hebben gevolgd?"),
        help_text=gettext_lazy("Leeg betekent: allemaal."),
        required=False,
        min_value=1,
        max_value=MOST_SESSIONS,
    )


class ExportForm(forms.Form):
    """What goes into the file, and in which form the register takes it."""

    quiet_optional = True

    kind = forms.ChoiceField(
        label=gettext_lazy("Wie komt erin?"), choices=ExportKind.choices, widget=forms.RadioSelect
    )
    form = forms.ChoiceField(label=gettext_lazy("In welke vorm?"), widget=forms.RadioSelect)

    def __init__(self, *arguments: Any, register: str, again: bool, **named: Any) -> None:
        super().__init__(*arguments, **named)
        forms_here = formats_of(register)
        choices = [(one.value, one.label) for one in forms_here]
        self.fields["form"].choices = choices  # type: ignore[attr-defined]  # a field of Django's
        self.fields["form"].initial = forms_here[0].value
        self.fields["kind"].initial = ExportKind.CHANGES if again else ExportKind.FULL
        if not again:
            first = [(ExportKind.FULL.value, ExportKind.FULL.label)]
            self.fields["kind"].choices = first  # type: ignore[attr-defined]  # a field of Django's

    @property
    def chosen(self) -> tuple[ExportKind, ExportFormat]:
        """What was chosen."""
        return ExportKind(self.cleaned_data["kind"]), ExportFormat(self.cleaned_data["form"])
