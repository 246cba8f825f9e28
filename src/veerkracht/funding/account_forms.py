"""Forms of accounting: notes, money of others, and a period."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from veerkracht.funding.models import AwardLine, Performance
from veerkracht.funding.scheme_forms import years_of
from veerkracht.kernel.forms import DayField, EurosField

if TYPE_CHECKING:
    from veerkracht.funding.models import Scheme


class NoteForm(forms.Form):
    """What went otherwise, and why."""

    year = forms.TypedChoiceField(label=_("Over welk jaar?"), coerce=int)
    performance = forms.ModelChoiceField(
        Performance.objects.none(), label=_("Bij welke prestatie?"), required=False
    )
    text = forms.CharField(
        label=_("Wat ging anders, en waarom?"),
        help_text=_("Schrijf niets over personen."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, scheme: Scheme, data: Any = None) -> None:
        super().__init__(data)
        self.fields["year"].choices = years_of(scheme)  # type: ignore[attr-defined]
        promised = Performance.objects.filter(line__scheme=scheme).order_by("pk")
        self.fields["performance"].queryset = promised  # type: ignore[attr-defined]


class CoFundingForm(forms.Form):
    """Money of somebody else."""

    line = forms.ModelChoiceField(AwardLine.objects.none(), label=_("Bij welke begrotingsregel?"))
    year = forms.TypedChoiceField(label=_("Jaar"), coerce=int)
    payer = forms.CharField(label=_("Wie betaalde mee?"), max_length=120)
    amount = EurosField(label=_("Bedrag in euro's"))
    evidence = forms.CharField(label=_("Welk stuk bewijst dit?"), max_length=120)

    def __init__(self, scheme: Scheme, data: Any = None) -> None:
        super().__init__(data)
        self.fields["line"].queryset = scheme.lines.order_by("pk")  # type: ignore[attr-defined]
        self.fields["year"].choices = years_of(scheme)  # type: ignore[attr-defined]


class PeriodForm(forms.Form):
    """The period that one accounts on."""

    from_day = DayField(label=_("Eerste dag"))
    until_day = DayField(label=_("Laatste dag"))
