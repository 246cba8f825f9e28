"""Forms of research: they parse and never write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy

from veerkracht.kernel.forms import DayField
from veerkracht.monitoring.models import ResearchGround
from veerkracht.monitoring.research_actions import Verdict, Wish
from veerkracht.monitoring.research_rules import columns_of
from veerkracht.monitoring.research_words import column_choices
from veerkracht.places.models import Area
from veerkracht.places.queries import regions

if TYPE_CHECKING:
    from veerkracht.monitoring.models import ResearchRequest

YES, NO = "yes", "no"


def _day(label: Any, hint: Any = "", **given: Any) -> forms.DateField:
    return DayField(label=label, help_text=hint, **given)


def _columns(label: Any, hint: Any = "", **given: Any) -> forms.MultipleChoiceField:
    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label, help_text=hint, widget=widget, **given)


class WishForm(forms.Form):
    """Who asks for what, why, on which ground, until when; of one kind of records."""

    title = forms.CharField(
        label=gettext_lazy("Waar gaat je onderzoek over?"),
        help_text=gettext_lazy(
            "In één regel. Iedereen kan dit lezen als je verzoek is goedgekeurd."
        ),
        max_length=120,
    )
    purpose = forms.CharField(
        label=gettext_lazy("Wat wil je weten, en wat hebben mensen daaraan?"),
        help_text=gettext_lazy("In een paar zinnen. Ook dit is daarna openbaar."),
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    researcher = forms.CharField(label=gettext_lazy("Wie doet het onderzoek?"), max_length=120)
    institution = forms.CharField(label=gettext_lazy("Voor welke instelling?"), max_length=120)
    ground = forms.ChoiceField(
        label=gettext_lazy("Op welke grond gebruik je de gegevens?"),
        choices=ResearchGround.choices,
        widget=forms.RadioSelect,
    )
    columns = _columns(
        gettext_lazy("Welke gegevens heb je nodig?"),
        gettext_lazy("Kies er zo weinig mogelijk. Namen en organisaties gaan nooit mee."),
    )
    region = forms.ModelChoiceField(
        label=gettext_lazy("Uit welke regio?"),
        queryset=Area.objects.none(),
        required=False,
        empty_label=gettext_lazy("Alle regio’s (een beheerder besluit)"),
    )
    since = _day(gettext_lazy("Vanaf welke dag?"))
    until = _day(gettext_lazy("Tot en met welke dag?"))
    keep_until = _day(
        gettext_lazy("Wanneer vernietig je het bestand?"),
        gettext_lazy("Hoogstens twee jaar na vandaag."),
    )

    def __init__(self, records: str, data: Any = None) -> None:
        codes = columns_of(records)
        super().__init__(data, initial={"ground": ResearchGround.SCIENCE, "columns": codes[:2]})
        self.records = records
        self.fields["columns"].choices = column_choices(records)  # type: ignore[attr-defined]
        self.fields["region"].queryset = regions()  # type: ignore[attr-defined]

    def wish(self) -> Wish:
        """What was typed."""
        return Wish(records=self.records, **self.cleaned_data)


class DecideForm(forms.Form):
    """Yes on an agreement, perhaps with less than was asked; or no with a reason."""

    quiet_optional = True  # what must be filled in hangs on the answer

    answer = forms.ChoiceField(
        label=gettext_lazy("Mag dit?"),
        choices=[
            (YES, gettext_lazy("Ja, er is een overeenkomst over de gegevens getekend")),
            (NO, gettext_lazy("Nee")),
        ],
        widget=forms.RadioSelect,
    )
    agreement = forms.CharField(
        label=gettext_lazy("Kenmerk van de overeenkomst"),
        help_text=gettext_lazy("Alleen bij ja."),
        max_length=120,
        required=False,
    )
    columns = _columns(
        gettext_lazy("Welke gegevens mogen mee?"),
        gettext_lazy("Haal weg wat niet nodig is voor het doel."),
        required=False,
    )
    keep_until = _day(
        gettext_lazy("Tot wanneer mag de onderzoeker het bestand bewaren?"), required=False
    )
    words = forms.CharField(
        label=gettext_lazy("Toelichting"),
        help_text=gettext_lazy("De aanvrager leest dit. Bij nee schrijf je hier waarom."),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, request: ResearchRequest, data: Any = None) -> None:
        known = {
            "columns": request.columns,
            "keep_until": request.keep_until,
            "seen": request.version,
        }
        super().__init__(data, initial=known)
        self.asked = request
        asked = [one for one in column_choices(request.records) if one[0] in request.columns]
        self.fields["columns"].choices = asked  # type: ignore[attr-defined]

    def verdict(self) -> Verdict:
        """What was decided."""
        given = self.cleaned_data
        return Verdict(
            agreed=given["answer"] == YES,
            columns=given["columns"],
            keep_until=given["keep_until"] or self.asked.keep_until,
            agreement=given["agreement"],
            words=given["words"],
        )
