"""Forms of coaching: they parse and never write."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.forms import DayField
from veerkracht.people import queries as people
from veerkracht.people.policies import regions_of_coordinator
from veerkracht.places import queries as places
from veerkracht.practice.coaching_actions import Offer, Wish
from veerkracht.practice.coaching_appointment_actions import SeriesPlan
from veerkracht.practice.coaching_models import (
    MOST_PEOPLE,
    CoachingLanguage,
    CoachingTheme,
    CoachingWay,
)
from veerkracht.practice.coaching_rules import MOST_TIMES, MOST_WEEKS_BETWEEN

if TYPE_CHECKING:
    from veerkracht.people.models import Person, Sector
    from veerkracht.places.models import Area
    from veerkracht.practice.coaching_models import CoachProfile

MINUTES = (30, 45, 60, 90, 120)


def _ticks(label: Any, choices: Any, **more: Any) -> forms.MultipleChoiceField:
    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label, choices=choices, widget=widget, **more)


class _Matching(forms.Form):
    """What a coach and a person both say."""

    themes = _ticks(_("Thema's"), CoachingTheme.choices)
    languages = _ticks(_("Talen"), CoachingLanguage.choices)
    way = forms.ChoiceField(
        label=_("Hoe wil je afspreken?"), choices=CoachingWay.choices, widget=forms.RadioSelect
    )


class CoachProfileForm(_Matching):
    """What a coach offers."""

    regions: forms.ModelMultipleChoiceField[Area] = forms.ModelMultipleChoiceField(
        label=_("In welke regio's kun je coachen?"),
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
    )
    sectors: forms.ModelMultipleChoiceField[Sector] = forms.ModelMultipleChoiceField(
        label=_("Welke sectoren ken je van binnen?"),
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    load = forms.IntegerField(
        label=_("Hoeveel mensen kun je tegelijk coachen?"), min_value=1, max_value=MOST_PEOPLE
    )
    about = forms.CharField(
        label=_("Over jou"),
        help_text=_("Een of twee zinnen. Wie een coach zoekt, leest dit."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    is_open = forms.BooleanField(label=_("Er kunnen mensen bij komen"), required=False)
    field_order = ("themes", "sectors", "regions", "languages", "way", "load", "about", "is_open")

    def __init__(self, profile: CoachProfile | None, data: Any = None) -> None:
        super().__init__(data, initial=_initial(profile))
        fields: Any = self.fields
        fields["regions"].queryset = places.regions()
        fields["sectors"].queryset = people.sectors()

    def offer(self) -> Offer:
        """What was filled in."""
        given = self.cleaned_data
        return Offer(
            **{**given, "regions": list(given["regions"]), "sectors": list(given["sectors"])}
        )


def _initial(profile: CoachProfile | None) -> dict[str, Any]:
    if profile is None:
        return {"languages": ["nl"], "way": CoachingWay.EITHER, "load": 3, "is_open": True}
    names = ("themes", "languages", "way", "load", "about", "is_open")
    known = {name: getattr(profile, name) for name in names}
    if not profile.themes:  # appointed, and here for the first time
        known |= {"languages": ["nl"], "is_open": True}
    areas = [one.pk for one in profile.regions.all()]
    return {**known, "regions": areas, "sectors": [one.pk for one in profile.sectors.all()]}


class RequestForm(_Matching):
    """What somebody asks for."""

    region: forms.ModelChoiceField[Area] = forms.ModelChoiceField(
        label=_("In welke regio werk je?"),
        queryset=None,
        widget=forms.RadioSelect,
        empty_label=None,
    )
    goal = forms.CharField(
        label=_("Waar wil je hulp bij?"),
        help_text=_(
            "Alleen de coach die je krijgt, leest dit. Schrijf niets op waaraan je een cliënt herkent."
        ),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    field_order = ("themes", "goal", "region", "languages", "way")

    def __init__(self, person: Person, data: Any = None) -> None:
        town = person.municipality
        region = places.region_of(town) if town else None
        initial = {"languages": [person.language], "way": CoachingWay.EITHER, "region": region}
        super().__init__(data, initial=initial)
        field: Any = self.fields["region"]
        field.queryset = places.regions()

    def wish(self) -> Wish:
        """What was filled in."""
        return Wish(**self.cleaned_data)


class _Moment(forms.Form):
    """A day and a time on a Dutch clock; ``sure`` is asked when something stands in the way."""

    date = DayField(
        label=_("Datum"),
    )
    time = forms.TimeField(
        label=_("Begin"),
        help_text=_("Op een heel kwartier."),
        widget=forms.TimeInput(attrs={"type": "time", "step": 900}, format="%H:%M"),
    )
    sure = forms.BooleanField(label=_("Plan het toch"), required=False, widget=forms.HiddenInput)
    quiet_optional = True

    def moment(self) -> datetime:
        """The moment on a Dutch wall clock, naive."""
        return datetime.combine(self.cleaned_data["date"], self.cleaned_data["time"])

    def ask_whether_sure(self) -> None:
        """Show the box when something was said about it."""
        if self.has_error("sure"):
            self.fields["sure"].widget = forms.CheckboxInput()


class SeriesForm(_Moment):
    """A series of appointments."""

    minutes = forms.TypedChoiceField(
        label=_("Hoe lang?"), coerce=int, choices=[(one, _("%s minuten") % one) for one in MINUTES]
    )
    times = forms.IntegerField(label=_("Hoe vaak?"), min_value=1, max_value=MOST_TIMES)
    weeks = forms.IntegerField(
        label=_("Om de hoeveel weken?"), min_value=1, max_value=MOST_WEEKS_BETWEEN
    )
    place = forms.CharField(label=_("Waar?"), max_length=160, required=False)
    online_link = forms.URLField(label=_("Link voor online"), required=False, assume_scheme="https")
    field_order = ("date", "time", "minutes", "times", "weeks", "place", "online_link", "sure")

    def plan(self) -> SeriesPlan:
        """What was filled in."""
        names = ("minutes", "times", "weeks", "place", "online_link")
        return SeriesPlan(self.moment(), **{name: self.cleaned_data[name] for name in names})


class MoveForm(_Moment):
    """Where an appointment moves to."""

    field_order = ("date", "time", "sure")


class AddressForm(forms.Form):
    """The address of a coach's own calendar."""

    address = forms.CharField(
        label=_("Geheim adres van je agenda"),
        help_text=_("Begint met https:// en eindigt vaak op .ics. Zet in je agenda “delen” aan."),
        max_length=2000,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "url"}),
    )


class AppointForm(forms.Form):
    """Whom to make coach, and where."""

    email = forms.EmailField(
        label=_("E-mailadres"), widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    region: forms.ModelChoiceField[Area] = forms.ModelChoiceField(
        label=_("Regio"), queryset=None, empty_label=None
    )

    def __init__(self, by: Person, data: Any = None) -> None:
        super().__init__(data)
        mine = [area.pk for area in regions_of_coordinator(by)]
        field: Any = self.fields["region"]
        field.queryset = places.regions().filter(pk__in=mine)
