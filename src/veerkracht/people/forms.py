"""Forms about oneself and about roles. They parse; actions write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from veerkracht.people import policies, queries
from veerkracht.people.models import Organisation, PersonKind, Register, RoleKind, Sector
from veerkracht.people.rules import MOST_FUNCTION, MOST_NAME
from veerkracht.places import queries as places
from veerkracht.places.models import Area

if TYPE_CHECKING:
    from veerkracht.people.models import Person

WORK = ("kind", "organisation", "sector", "function", "municipality")


class ProfileForm(forms.Form):
    """Who I am and where I work or study."""

    name = forms.CharField(
        label=_("Je naam"),
        help_text=_("Zo komt je naam op je bewijs van deelname."),
        max_length=MOST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    kind = forms.ChoiceField(
        label=_("Hoe doe je mee?"), choices=PersonKind.choices, widget=forms.RadioSelect
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Je organisatie of school"),
        required=False,
        empty_label=_("Staat er niet bij, of heb ik niet"),
    )
    sector = forms.ModelChoiceField(
        Sector.objects.none(),
        label=_("Waarin werk je of leer je?"),
        required=False,
        empty_label=_("Kies als je wilt"),
    )
    function = forms.CharField(
        label=_("Je functie of opleiding"),
        help_text=_("Bijvoorbeeld verloskundige, of student verpleegkunde."),
        max_length=MOST_FUNCTION,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    municipality = forms.ModelChoiceField(
        Area.objects.none(),
        label=_("In welke gemeente?"),
        help_text=_("Waar je werkt of studeert. Dan zie je wat er in de buurt is."),
        required=False,
        empty_label=_("Kies als je wilt"),
    )
    language = forms.ChoiceField(
        label=_("In welke taal mailen we je?"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choices = {
            "organisation": queries.organisations(),
            "sector": queries.sectors(),
            "municipality": places.municipalities(),
        }
        for name, found in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the reader and mypy
            field.queryset = found


def profile_of(person: Person) -> dict[str, Any]:
    """What the profile form starts with."""
    return {field: getattr(person, field) for field in ("name", "language", *WORK)}


class RegisterNumberForm(forms.Form):
    """A number in a professional register."""

    register = forms.ChoiceField(
        label=_("Register"), choices=[("", _("Kies een register")), *Register.choices]
    )
    number = forms.CharField(
        label=_("Nummer"),
        help_text=_(
            "Een BIG-nummer heeft 11 cijfers. Andere nummers beginnen met letters, zoals NIP-123456."
        ),
        max_length=60,
    )


class RoleForm(forms.Form):
    """Give somebody a role; the person is found or made by e-mail address."""

    email = forms.EmailField(label=_("E-mailadres"), max_length=254)
    name = forms.CharField(
        label=_("Naam"),
        help_text=_("Alleen nodig als deze persoon nog geen account heeft."),
        max_length=MOST_NAME,
        required=False,
    )
    kind = forms.ChoiceField(label=_("Rol"), choices=RoleKind.choices)
    region = forms.ModelChoiceField(
        Area.objects.none(),
        label=_("Regio"),
        help_text=_("Voor een trainer, coördinator, redacteur of betaler."),
        required=False,
        empty_label=_("Geen"),
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Organisatie"),
        help_text=_("Voor de contactpersoon van een werkgever."),
        required=False,
        empty_label=_("Geen"),
    )

    def __init__(self, *arguments: Any, by: Person, **named: Any) -> None:
        super().__init__(*arguments, **named)
        regions, organisation = self.fields["region"], self.fields["organisation"]
        assert isinstance(regions, forms.ModelChoiceField)  # noqa: S101 - for the reader and mypy
        assert isinstance(organisation, forms.ModelChoiceField)  # noqa: S101
        mine = [region.pk for region in policies.regions_of_coordinator(by)]
        regions.queryset = places.regions().filter(pk__in=mine)
        organisation.queryset = queries.organisations()
        if not policies.is_administrator(by):
            self._for_coordinator(regions, mine)

    def _for_coordinator(self, regions: forms.ModelChoiceField[Area], mine: list[int]) -> None:
        """A coordinator makes trainers only, in an own region."""
        trainer = [(RoleKind.TRAINER, RoleKind.TRAINER.label)]
        self.fields["kind"] = forms.ChoiceField(label=_("Rol"), choices=trainer)
        del self.fields["organisation"]
        regions.required, regions.help_text = True, ""
        regions.initial = mine[0] if len(mine) == 1 else None
