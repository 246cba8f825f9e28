"""Forms of joining in: they parse and never write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy

from veerkracht.cocreation.ask_forms import own_values, without_address
from veerkracht.cocreation.join_actions import Joining, Offering
from veerkracht.cocreation.join_open import LineField, OpenForm
from veerkracht.cocreation.models import HelpKind, Offer, Shows
from veerkracht.people.models import Organisation, Sector
from veerkracht.places.models import Area
from veerkracht.places.queries import municipalities

if TYPE_CHECKING:
    from veerkracht.people.models import Person

FIELDS = ["kinds", "themes", "organisation", "organisation_name", "sector", "area", "shows"]


def _kinds() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=gettext_lazy("Wat bied je aan?"),
        choices=HelpKind.choices,
        widget=forms.CheckboxSelectMultiple,
    )


def _themes() -> forms.CharField:
    return LineField(
        label=gettext_lazy("Waar weet je veel van, of wat heb je?"),
        help_text=gettext_lazy(
            "In een paar woorden. Bijvoorbeeld: wandelgroepen, mantelzorg, een zaal voor twintig mensen."
        ),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _shows() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=gettext_lazy("Wat mag op de kaart van de beweging?"),
        help_text=gettext_lazy(
            "Kies zelf. Kies je niets, dan staat er niets. Je e-mailadres laten we nooit zien."
        ),
        choices=Shows.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class JoinForm(OpenForm):
    """Who joins, from where, with what, and what may be shown."""

    kinds = _kinds()
    themes = _themes()
    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Bij welke organisatie?"),
        queryset=Organisation.objects.all(),
        required=False,
        empty_label=gettext_lazy("Ik doe mee als mezelf, of ze staat er niet bij"),
    )
    organisation_name = LineField(
        label=gettext_lazy("Staat je organisatie er niet bij? Schrijf haar naam op"),
        max_length=120,
        required=False,
    )
    sector = forms.ModelChoiceField(
        label=gettext_lazy("In welke sector?"),
        queryset=Sector.objects.all(),
        required=False,
        empty_label=gettext_lazy("Geen, of meer dan één"),
    )
    area = forms.ModelChoiceField(
        label=gettext_lazy("In welke gemeente?"),
        queryset=Area.objects.none(),
        empty_label=gettext_lazy("Kies"),
    )
    shows = _shows()
    name = LineField(label=gettext_lazy("Je naam"), max_length=80)
    email = forms.EmailField(label=gettext_lazy("Je e-mailadres"), max_length=254)

    def __init__(self, person: Person | None, data: Any = None) -> None:
        known = own_values(person)
        if person is not None:
            known["organisation"] = person.organisation_id
        super().__init__(data, initial=known)
        field: Any = self.fields["area"]
        field.queryset = municipalities()
        without_address(self, person)
        self.order_fields(["name", "email", *FIELDS, "homepage"])

    def joining(self) -> Joining:
        """What was typed."""
        given = self.cleaned_data
        return Joining(
            name=given["name"],
            email=given.get("email", "").lower(),
            area=given["area"],
            organisation=given["organisation"],
            organisation_name=given["organisation_name"],
            sector=given["sector"],
            offering=Offering(given["kinds"], given["themes"], given["shows"]),
        )


class OfferForm(forms.Form):
    """What one offers, what may be shown, and whether one is busy."""

    kinds = _kinds()
    themes = _themes()
    shows = _shows()
    is_busy = forms.BooleanField(
        label=gettext_lazy("Ik heb het druk: stuur mij even geen vragen"), required=False
    )

    def __init__(self, offer: Offer, data: Any = None) -> None:
        names = ("kinds", "themes", "shows", "is_busy")
        super().__init__(data, initial={name: getattr(offer, name) for name in names})

    def offering(self) -> Offering:
        """What was typed."""
        return Offering(**self.cleaned_data)


class AcceptForm(forms.Form):
    """Which organisation an offer belongs to."""

    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Hoort bij deze organisatie"),
        queryset=Organisation.objects.all(),
        required=False,
        empty_label=gettext_lazy("Geen"),
    )
    make_organisation = forms.BooleanField(
        label=gettext_lazy("Maak de organisatie die is opgeschreven"), required=False
    )

    def __init__(self, offer: Offer, data: Any = None) -> None:
        super().__init__(data, initial={"organisation": offer.organisation_id})
        if not offer.organisation_name:
            del self.fields["make_organisation"]
