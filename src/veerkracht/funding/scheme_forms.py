"""Forms of schemes: parse, never write."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from veerkracht.funding.models import AwardLine, Outcome, Performance, PerformanceKind, StepKind
from veerkracht.kernel.forms import DayField, EurosField
from veerkracht.people.models import Organisation
from veerkracht.places.models import Area
from veerkracht.training.models import Course, Edition

if TYPE_CHECKING:
    from veerkracht.funding.models import Scheme, SchemeRules


class SchemeForm(forms.Form):
    """A new scheme."""

    region = forms.ModelChoiceField(Area.objects.none(), label=_("Regio"))
    name = forms.CharField(label=_("Naam"), max_length=160)
    name_en = forms.CharField(label=_("Naam in het Engels"), max_length=160, required=False)
    funder = forms.ModelChoiceField(Organisation.objects.none(), label=_("Wie betaalt?"))
    client = forms.ModelChoiceField(Organisation.objects.none(), label=_("Wie krijgt de subsidie?"))
    reference = forms.CharField(label=_("Kenmerk van de subsidie"), max_length=80, required=False)
    from_day = DayField(label=_("Eerste dag"))
    until_day = DayField(label=_("Laatste dag"))

    def __init__(self, regions: list[Area], data: Any = None) -> None:
        super().__init__(data)
        choices = Area.objects.filter(pk__in=[area.pk for area in regions]).order_by("name")
        self.fields["region"].queryset = choices  # type: ignore[attr-defined]
        organisations = Organisation.objects.order_by("name")
        for name in ("funder", "client"):
            self.fields[name].queryset = organisations  # type: ignore[attr-defined]
        if len(regions) == 1:
            self.fields["region"].initial = regions[0].pk


class RulesForm(forms.Form):
    """A new version of the rules."""

    from_day = DayField(label=_("Geldt vanaf"))
    seat_amount = EurosField(
        label=_("Bedrag voor een plaats, in euro's"),
        help_text=_("Leeg: wat bij de training staat dat de subsidie betaalt."),
        required=False,
    )
    hour_rate = EurosField(
        label=_("Bedrag voor een uur coaching, in euro's"),
        help_text=_("Leeg: uren kosten de subsidie niets."),
        required=False,
    )
    most_per_organisation = EurosField(
        label=_("Hoogste bedrag voor één organisatie, in euro's"),
        help_text=_("Leeg: geen grens."),
        required=False,
    )
    no_show = forms.ChoiceField(
        label=_("Iemand komt niet"), choices=Outcome, widget=forms.RadioSelect
    )
    left_late = forms.ChoiceField(
        label=_("Iemand meldt zich te laat af"), choices=Outcome, widget=forms.RadioSelect
    )
    hours_to_answer = forms.IntegerField(
        label=_("Uren om te antwoorden als er weer geld is"), min_value=1, max_value=720
    )
    names_asked = forms.BooleanField(
        label=_("De subsidiegever vraagt namen bij het bewijs"), required=False
    )

    def __init__(self, last: SchemeRules, today: date, data: Any = None) -> None:
        known = {name: getattr(last, name) for name in self.base_fields if name != "from_day"}
        super().__init__(data, initial=known | {"from_day": max(today, last.from_day)})


class CeilingForm(forms.Form):
    """The ceiling of the whole scheme."""

    amount = EurosField(label=_("Plafond in euro's"))
    reason = forms.CharField(label=_("Waarom?"), max_length=300)
    evidence = forms.CharField(label=_("Kenmerk van de brief"), max_length=120)


class YearCeilingForm(forms.Form):
    """The most for one year."""

    year = forms.ChoiceField(label=_("Jaar"))
    amount = EurosField(label=_("Plafond in euro's"))

    def __init__(self, scheme: Scheme, data: Any = None) -> None:
        super().__init__(data)
        self.fields["year"].choices = years_of(scheme)  # type: ignore[attr-defined]


def years_of(scheme: Scheme) -> list[tuple[int, str]]:
    """The years of a scheme as choices."""
    return [(year, str(year)) for year in range(scheme.from_day.year, scheme.until_day.year + 1)]


class StepForm(forms.Form):
    """A step of the chain."""

    kind = forms.ChoiceField(label=_("Welke stap?"), choices=StepKind)
    on = DayField(label=_("Op welke dag?"))
    amount = EurosField(label=_("Bedrag in euro's"), required=False)
    document = forms.CharField(label=_("Kenmerk van de brief"), max_length=120)
    note = forms.CharField(label=_("Toelichting"), max_length=300, required=False)


class LineForm(forms.Form):
    """A budget line of the award."""

    name = forms.CharField(label=_("Begrotingsregel"), max_length=120)
    amount = EurosField(label=_("Toegekend bedrag in euro's"))
    co_funding = EurosField(label=_("Eigen bijdrage volgens plan, in euro's"), required=False)


class PerformanceForm(forms.Form):
    """A performance on a line."""

    line = forms.ModelChoiceField(AwardLine.objects.none(), label=_("Bij welke begrotingsregel?"))
    name = forms.CharField(label=_("Prestatie"), max_length=160)
    kind = forms.ChoiceField(label=_("Wat tellen we?"), choices=PerformanceKind)
    planned = forms.IntegerField(label=_("Hoeveel volgens plan?"), min_value=0, max_value=1_000_000)
    courses = forms.ModelMultipleChoiceField(
        Course.objects.none(),
        label=_("Welke trainingen?"),
        help_text=_("Nieuwe edities hiervan vallen vanzelf onder de subsidie."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, scheme: Scheme, data: Any = None) -> None:
        super().__init__(data)
        self.fields["line"].queryset = scheme.lines.order_by("pk")  # type: ignore[attr-defined]
        courses = Course.objects.filter(region=scheme.region_id).order_by("title")
        self.fields["courses"].queryset = courses  # type: ignore[attr-defined]


class CoverForm(forms.Form):
    """An edition that the scheme pays for."""

    edition = forms.ModelChoiceField(Edition.objects.none(), label=_("Training"))
    performance = forms.ModelChoiceField(
        Performance.objects.none(), label=_("Bij welke prestatie?")
    )

    def __init__(self, scheme: Scheme, editions: Any, data: Any = None) -> None:
        super().__init__(data)
        self.fields["edition"].queryset = editions  # type: ignore[attr-defined]
        promised = Performance.objects.filter(
            line__scheme=scheme, kind=PerformanceKind.SEATS
        ).order_by("pk")
        self.fields["performance"].queryset = promised  # type: ignore[attr-defined]
