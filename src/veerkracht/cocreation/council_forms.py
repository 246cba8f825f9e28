"""Forms of think tanks: they parse and never write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy

from veerkracht.cocreation.council_actions import Asked, CouncilFacts
from veerkracht.cocreation.council_rules import MOST_WISHED, USUAL
from veerkracht.cocreation.models import CouncilRole
from veerkracht.kernel.forms import DayField
from veerkracht.people.queries import find_person, sectors
from veerkracht.places.models import Area
from veerkracht.places.queries import municipalities
from veerkracht.programme.models import Plan

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.forms.boundfield import BoundField

    from veerkracht.cocreation.models import Council
    from veerkracht.people.models import Person


def day_field(label: Any, hint: Any = "") -> forms.DateField:
    """A day, picked on a calendar."""
    return DayField(label=label, help_text=hint)


def several_lines(label: Any, hint: Any, most: int, *, rows: int = 5) -> forms.CharField:
    """A field for a few sentences."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=hint, max_length=most, widget=widget)


class CouncilForm(forms.Form):
    """What a think tank is called, thinks about, and how it decides."""

    name = forms.CharField(label=gettext_lazy("Naam"), max_length=80)
    purpose = forms.CharField(
        label=gettext_lazy("Waar denkt de denktank over?"),
        help_text=gettext_lazy("In een paar zinnen. Iedereen kan dit lezen."),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    plan = forms.ModelChoiceField(
        label=gettext_lazy("Aan welk plan werkt de denktank?"),
        queryset=Plan.objects.none(),
        required=False,
        empty_label=gettext_lazy("Nog geen plan"),
    )
    quorum = forms.IntegerField(
        label=gettext_lazy("Hoeveel procent van de leden moet iets zeggen in een ronde?"),
        help_text=gettext_lazy("Zeggen minder mensen iets, dan is er geen besluit."),
        min_value=1,
        max_value=100,
        initial=50,
    )
    reasons_public = forms.BooleanField(
        label=gettext_lazy("Iedereen mag lezen waarom er bezwaar was"),
        help_text=gettext_lazy("Altijd zonder namen. Spreek dit eerst af met de denktank."),
        required=False,
    )

    def __init__(self, plans: Sequence[Plan], council: Council | None, data: Any = None) -> None:
        known = {name: getattr(council, name) for name in self.base_fields} if council else {}
        super().__init__(data, initial=known)
        field = self.fields["plan"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        field.queryset = Plan.objects.filter(pk__in=[one.pk for one in plans]).order_by("slug")

    def facts(self) -> CouncilFacts:
        """What was typed."""
        return CouncilFacts(**{name: self.cleaned_data[name] for name in CouncilForm.base_fields})


class KnownPersonForm(forms.Form):
    """Somebody who is known here, by address."""

    address = forms.EmailField(
        label=gettext_lazy("Wie coördineert de denktank?"),
        help_text=gettext_lazy("Het e-mailadres waarmee deze persoon inlogt."),
        max_length=254,
    )

    def clean_address(self) -> Person:
        """Who it is."""
        person = find_person(self.cleaned_data["address"])
        if person is None or not person.is_active:
            message = gettext_lazy(
                "Dit adres kennen we niet. Vraag deze persoon om eerst in te loggen."
            )
            raise forms.ValidationError(message)
        return person


class AskForm(forms.Form):
    """Whom to ask, as what, and the plain words."""

    name = forms.CharField(label=gettext_lazy("Naam"), max_length=80)
    email = forms.EmailField(label=gettext_lazy("E-mailadres"), max_length=254)
    role = forms.ChoiceField(label=gettext_lazy("Als wat?"), choices=CouncilRole.choices)
    sector = forms.ModelChoiceField(
        label=gettext_lazy("Sector"),
        queryset=sectors().none(),
        required=False,
        empty_label=gettext_lazy("Geen sector"),
    )
    area = forms.ModelChoiceField(
        label=gettext_lazy("Gemeente"),
        queryset=Area.objects.none(),
        required=False,
        empty_label=gettext_lazy("Geen gemeente"),
    )
    asked = several_lines(
        gettext_lazy("Wat vraag je?"),
        gettext_lazy("In gewone woorden. Lees het hardop."),
        400,
        rows=3,
    )
    when = forms.CharField(
        label=gettext_lazy("Wanneer?"),
        help_text=gettext_lazy("Bijvoorbeeld: vier keer per jaar, op donderdag van 15 tot 17 uur."),
        max_length=200,
    )

    def __init__(self, council: Council, data: Any = None) -> None:
        first = gettext_lazy(
            "We denken samen na over wat beter kan. Jouw kant van het verhaal mist nog."
        )
        super().__init__(data, initial={"asked": first})
        chosen = {"sector": sectors(), "area": municipalities(council.region)}
        for name, rows in chosen.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
            field.queryset = rows

    def asked_person(self) -> Asked:
        """What was typed."""
        return Asked(**{name: self.cleaned_data[name] for name in self.base_fields})


class YesForm(forms.Form):
    """Saying yes: one's name, and whether it may be seen by everybody."""

    name = forms.CharField(label=gettext_lazy("Je naam"), max_length=80)
    public_name = forms.BooleanField(
        label=gettext_lazy("Mijn naam mag op de openbare pagina van de denktank"),
        help_text=gettext_lazy("Je kunt dit later altijd veranderen."),
        required=False,
    )


class WishedForm(forms.Form):
    """How many of each the coordinator wants."""

    def __init__(
        self,
        names: Mapping[str, tuple[Any, dict[str, str]]],
        wished: Mapping[str, int],
        data: Any = None,
    ) -> None:
        super().__init__(data)
        self.names = names
        for _title, rows in names.values():
            for key, name in rows.items():
                self.fields[key] = forms.IntegerField(
                    label=name,
                    min_value=0,
                    max_value=MOST_WISHED,
                    initial=wished.get(key, USUAL),
                )

    def groups(self) -> list[tuple[str, list[BoundField]]]:
        """The fields under their titles."""
        return [(title, [self[key] for key in rows]) for title, rows in self.names.values()]
