"""Forms of coalitions: they parse and never write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy

from veerkracht.coalitions.agenda_standing import standing_items
from veerkracht.coalitions.models import CoalitionKind, SeatKind
from veerkracht.people.models import Organisation
from veerkracht.people.queries import find_person
from veerkracht.places.models import Area, AreaKind
from veerkracht.places.queries import municipalities

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.people.models import Person

NOBODY_KNOWN = gettext_lazy("Dit adres kennen we niet. Vraag deze persoon om eerst in te loggen.")


def address_field(label: Any, *, required: bool = False) -> forms.EmailField:
    """The address of somebody who is known here."""
    hint = gettext_lazy("Het e-mailadres waarmee deze persoon inlogt.")
    return forms.EmailField(label=label, help_text=hint, required=required, max_length=254)


def known_person(address: str) -> Person | None:
    """Who has this address, if anything was typed; ValidationError for an unknown one."""
    person = find_person(address) if address else None
    if address and (person is None or not person.is_active):
        raise forms.ValidationError(NOBODY_KNOWN)
    return person


class CoalitionForm(forms.Form):
    """What a coalition is called and works at."""

    name = forms.CharField(label=gettext_lazy("Naam"), max_length=80)
    purpose = forms.CharField(
        label=gettext_lazy("Waar werkt de coalitie aan?"),
        help_text=gettext_lazy("In een paar zinnen. Iedereen kan dit lezen."),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class StartForm(CoalitionForm):
    """A new coalition in a region that somebody coordinates."""

    kind = forms.ChoiceField(label=gettext_lazy("Soort"), choices=CoalitionKind.choices)
    area = forms.TypedChoiceField(label=gettext_lazy("Voor welk gebied?"), coerce=int)
    coordinator = address_field(gettext_lazy("Wie coördineert de coalitie?"))

    def __init__(self, region: Area, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.areas = {one.pk: one for one in areas_of(region)}
        field = self.fields["area"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - for the type checker
        field.choices = [(pk, str(one)) for pk, one in self.areas.items()]

    def clean_coordinator(self) -> Person | None:
        """Who it is."""
        return known_person(self.cleaned_data["coordinator"])


def areas_of(region: Area) -> list[Area]:
    """The region itself, its municipalities, and partnerships."""
    partnerships = Area.objects.filter(kind=AreaKind.PARTNERSHIP, valid_until=None)
    return [region, *municipalities(region), *partnerships.order_by("name")]


class SeatForm(forms.Form):
    """A seat: how, for which organisation, and who."""

    kind = forms.ChoiceField(label=gettext_lazy("Hoe zit deze deelnemer erin?"), choices=SeatKind)
    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Organisatie"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=gettext_lazy("Geen organisatie"),
    )
    address = address_field(gettext_lazy("E-mailadres van de persoon"))
    role = forms.CharField(
        label=gettext_lazy("Als wat?"),
        help_text=gettext_lazy("Bijvoorbeeld voorzitter of projectleider."),
        max_length=80,
        required=False,
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        field.queryset = Organisation.objects.order_by("name")

    def clean_address(self) -> Person | None:
        """Who it is."""
        return known_person(self.cleaned_data["address"])


class CoordinatorForm(forms.Form):
    """Who coordinates from now on."""

    address = address_field(gettext_lazy("Wie coördineert de coalitie?"), required=True)

    def clean_address(self) -> Person | None:
        """Who it is."""
        return known_person(self.cleaned_data["address"])


class StandingForm(forms.Form):
    """Which points stand on every agenda."""

    standing = forms.MultipleChoiceField(
        label=gettext_lazy("Vaste punten"),
        help_text=gettext_lazy("Ze vullen zichzelf. Je keuze geldt vanaf de volgende agenda."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, left_out: Sequence[str], *arguments: Any, **named: Any) -> None:
        known = standing_items.items()
        on = [name for name, _item in known if name not in left_out]
        super().__init__(*arguments, **named)
        self.initial = {"standing": on}
        field = self.fields["standing"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - for the type checker
        field.choices = [(name, str(item.title)) for name, item in known]
