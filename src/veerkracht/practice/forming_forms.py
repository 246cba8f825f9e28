"""Forms of joining and forming groups: they parse and never write."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.people.models import Person, Register
from veerkracht.places import queries as places
from veerkracht.places.models import Area
from veerkracht.planning.forming import LARGEST, SMALLEST
from veerkracht.practice.forming_actions import QUICK, THOROUGH, Demanded, Wished
from veerkracht.practice.forming_models import MOST_KM, Experience, JoinWish, Language
from veerkracht.practice.forming_words import THEMES, parts

if TYPE_CHECKING:
    from veerkracht.practice.forming_models import Round

MOST_THEMES, MOST_ADDRESSES = 3, 5
DISTANCES = (5, 10, 15, 20, 30, 45, MOST_KM)


class Addresses(forms.CharField):
    """Mail addresses, one a line or with commas between."""

    widget = forms.Textarea(attrs={"rows": 2})

    def clean(self, value: Any) -> list[str]:
        """Each in small letters, once. Raises ValidationError with the one that is none."""
        found = list(dict.fromkeys(re.split(r"[\s,;]+", super().clean(value).strip().lower())))
        addresses = [one for one in found if one]
        for one in addresses:
            try:
                validate_email(one)
            except ValidationError as error:
                raise ValidationError(
                    _("“%(word)s” is geen e-mailadres."), params={"word": one}
                ) from error
        if len(addresses) > MOST_ADDRESSES:
            raise ValidationError(_("Noem er hoogstens vijf."))
        return addresses


class JoinForm(forms.Form):
    """When, where and about what somebody wants to meet."""

    parts = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Wanneer kun je?"),
        help_text=gettext_lazy("Kies er liefst drie of meer. Dan vind je sneller een groep."),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Kies minstens één deel van de week.")},
    )
    municipality = forms.ModelChoiceField(
        Area.objects.none(), label=gettext_lazy("Vanuit welke gemeente reis je?")
    )
    in_person = forms.BooleanField(label=gettext_lazy("Ik wil elkaar zien"), required=False)
    travel_km = forms.TypedChoiceField(
        label=gettext_lazy("Hoe ver wil je reizen?"),
        coerce=int,
        choices=[(km, gettext_lazy("%(km)s kilometer")) for km in DISTANCES],
        initial=20,
    )
    online = forms.BooleanField(label=gettext_lazy("Online mag ook"), required=False)
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("In welke taal kun je meepraten?"),
        choices=Language.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=["nl"],
    )
    themes = forms.MultipleChoiceField(
        label=gettext_lazy("Waarover wil je praten?"),
        help_text=gettext_lazy("Kies er hoogstens drie."),
        choices=list(THEMES.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    experience = forms.TypedChoiceField(
        label=gettext_lazy("Hoe lang doe je je werk?"),
        choices=Experience.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies wat het best past.")},
    )
    register = forms.ChoiceField(
        label=gettext_lazy("Telt intervisie mee voor een register?"), required=False
    )
    authority_with = Addresses(
        label=gettext_lazy("Wie is je leidinggevende, of over wie heb jij de leiding?"),
        help_text=gettext_lazy(
            "Hun e-mailadres. Jullie komen dan niet in één groep. Niemand ziet wat je hier invult."
        ),
        required=False,
    )
    not_with = Addresses(
        label=gettext_lazy("Met wie wil je liever niet in een groep?"),
        help_text=gettext_lazy("Hun e-mailadres. Niemand ziet wat je hier invult."),
        required=False,
    )

    def __init__(self, person: Person, wish: JoinWish | None, data: Any = None) -> None:
        super().__init__(data, initial=_initial(person, wish))
        self.choices("parts", parts())
        self.choices("travel_km", [(km, _("%(km)s kilometer") % {"km": km}) for km in DISTANCES])
        self.choices("register", [("", _("Nee, of dat weet ik niet")), *Register.choices])
        municipality = self.fields["municipality"]
        if isinstance(municipality, forms.ModelChoiceField):
            municipality.queryset = places.municipalities()

    def choices(self, name: str, options: list[Any]) -> None:
        """Give a field its choices, in the reader's language."""
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = options

    def clean_themes(self) -> list[str]:
        """At most three, so that they say something."""
        chosen: list[str] = self.cleaned_data["themes"]
        if len(chosen) > MOST_THEMES:
            raise ValidationError(_("Kies er hoogstens drie."))
        return chosen

    def clean(self) -> dict[str, Any]:
        """Somewhere they must meet."""
        given = super().clean() or {}
        if not given.get("in_person") and not given.get("online"):
            self.add_error("in_person", _("Kies minstens een van de twee: elkaar zien, of online."))
        return given

    def wished(self) -> Wished:
        """What was filled in."""
        return Wished(**self.cleaned_data)


def _initial(person: Person, wish: JoinWish | None) -> dict[str, Any]:
    if wish is None:
        return {"municipality": person.municipality_id, "in_person": True, "languages": ["nl"]}
    given = {name: getattr(wish, name) for name in JoinForm.base_fields if name != "municipality"}
    return given | {
        "municipality": wish.municipality_id,
        "not_with": "\n".join(wish.not_with),
        "authority_with": "\n".join(wish.authority_with),
    }


class DemandsForm(forms.Form):
    """What the groups of a round must be like."""

    least = forms.IntegerField(
        label=gettext_lazy("Minste mensen in een groep"),
        min_value=SMALLEST,
        max_value=LARGEST,
        initial=5,
    )
    most = forms.IntegerField(
        label=gettext_lazy("Meeste mensen in een groep"),
        min_value=SMALLEST,
        max_value=LARGEST,
        initial=8,
    )
    of_one_organisation = forms.IntegerField(
        label=gettext_lazy("Meeste mensen van dezelfde organisatie"),
        min_value=1,
        max_value=LARGEST,
        initial=2,
    )
    outside_facilitator = forms.BooleanField(
        label=gettext_lazy("Elke groep krijgt een begeleider van buiten"), required=False
    )
    seconds = forms.TypedChoiceField(
        label=gettext_lazy("Hoe lang mag het zoeken duren?"),
        coerce=int,
        choices=[
            (QUICK, gettext_lazy("Kort: 20 seconden")),
            (THOROUGH, gettext_lazy("Grondig: 1 minuut")),
        ],
        initial=QUICK,
        widget=forms.RadioSelect,
    )

    def demanded(self) -> Demanded:
        """What was filled in."""
        return Demanded(**self.cleaned_data)


class ApartForm(forms.Form):
    """Two people of a round who must not be in one group."""

    one = forms.ModelChoiceField(Person.objects.none(), label=gettext_lazy("Deze persoon"))
    other = forms.ModelChoiceField(Person.objects.none(), label=gettext_lazy("niet samen met"))

    def __init__(self, made: Round, data: Any = None) -> None:
        super().__init__(data)
        within = Person.objects.filter(pk__in=made.proposed.values("wish__person"))
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = within.order_by("name")

    def clean(self) -> dict[str, Any]:
        """Two different people."""
        given = super().clean() or {}
        if given.get("one") and given.get("one") == given.get("other"):
            self.add_error("other", _("Kies twee verschillende mensen."))
        return given
