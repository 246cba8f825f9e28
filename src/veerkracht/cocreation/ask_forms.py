"""Forms of questions: they parse and never write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy

from veerkracht.cocreation.ask_actions import Asking
from veerkracht.cocreation.join_open import LineField, OpenForm
from veerkracht.cocreation.models import HelpKind
from veerkracht.people.models import Sector
from veerkracht.places.models import Area
from veerkracht.places.queries import municipalities

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.cocreation.models import Offer
    from veerkracht.people.models import Person

FIELDS = ["title", "text", "kind", "area", "sector", "name", "email", "homepage"]


def own_values(person: Person | None) -> dict[str, Any]:
    """What we know of who is signed in."""
    if person is None:
        return {}
    return {
        "name": person.name,
        "area": person.municipality_id,
        "sector": person.sector_id,
    }


def without_address(form: forms.Form, person: Person | None) -> None:
    """Who is signed in is not asked for an address."""
    if person is not None:
        form.fields.pop("email")


class AskForm(OpenForm):
    """A question: what, which help, where, and who asks."""

    title = LineField(
        label=gettext_lazy("Je vraag in één zin"),
        help_text=gettext_lazy("Bijvoorbeeld: wie weet hoe je een wandelgroep begint?"),
        max_length=120,
    )
    text = forms.CharField(
        label=gettext_lazy("Vertel er meer over"),
        help_text=gettext_lazy("Noem nooit namen van cliënten of gezinnen."),
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Welke hulp zoek je?"),
        choices=HelpKind.choices,
        widget=forms.RadioSelect,
    )
    area = forms.ModelChoiceField(
        label=gettext_lazy("In welke gemeente?"),
        queryset=Area.objects.none(),
        empty_label=gettext_lazy("Kies"),
    )
    sector = forms.ModelChoiceField(
        label=gettext_lazy("In welke sector werk je?"),
        queryset=Sector.objects.all(),
        required=False,
        empty_label=gettext_lazy("Geen, of meer dan één"),
    )
    name = LineField(label=gettext_lazy("Je naam"), max_length=80)
    email = forms.EmailField(
        label=gettext_lazy("Je e-mailadres"),
        help_text=gettext_lazy("Hier sturen we het antwoord heen. Wie helpt, ziet het niet."),
        max_length=254,
    )

    def __init__(self, person: Person | None, data: Any = None) -> None:
        super().__init__(data, initial=own_values(person))
        field: Any = self.fields["area"]
        field.queryset = municipalities()
        without_address(self, person)
        self.order_fields(FIELDS)

    def asking(self) -> Asking:
        """What was typed."""
        given = self.cleaned_data
        return Asking(
            title=given["title"],
            text=given["text"],
            kind=given["kind"],
            name=given["name"],
            email=given.get("email", "").lower(),
            area=given["area"],
            sector=given["sector"],
        )


class AnswerForm(forms.Form):
    """An answer."""

    text = forms.CharField(
        label=gettext_lazy("Je antwoord"),
        help_text=gettext_lazy(
            "Zet erbij hoe iemand je kan bereiken, als je dat wilt. Dit gaat per mail naar wie vroeg."
        ),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class PassForm(forms.Form):
    """Why somebody lets a question pass."""

    reason = LineField(
        label=gettext_lazy("Waarom geef je de vraag door?"),
        help_text=gettext_lazy("Wie vroeg, kan dit lezen."),
        max_length=300,
        required=False,
    )


class CloseForm(forms.Form):
    """Why a question ends."""

    reason = forms.CharField(
        label=gettext_lazy("Waarom sluit je de vraag af?"),
        help_text=gettext_lazy("Dit gaat per mail naar wie vroeg."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class GiveForm(forms.Form):
    """To whom a coordinator gives a question; those that fit come first."""

    offer = forms.ChoiceField(label=gettext_lazy("Wie kan helpen?"))

    def __init__(self, offers: Sequence[Offer], data: Any = None) -> None:
        super().__init__(data)
        self._offers = {str(one.pk): one for one in offers}
        field: Any = self.fields["offer"]
        field.choices = [(key, f"{one} ({one.area})") for key, one in self._offers.items()]

    def chosen(self) -> Offer:
        """The offer."""
        return self._offers[self.cleaned_data["offer"]]
