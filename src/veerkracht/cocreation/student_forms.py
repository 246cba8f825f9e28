"""Forms of the board: they parse and never write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy

from veerkracht.cocreation.join_open import LineField, OpenForm
from veerkracht.cocreation.models import Level, Placement, PlacementKind
from veerkracht.cocreation.student_actions import Reacting, Wanted
from veerkracht.cocreation.student_queries import BoardChoice
from veerkracht.kernel.forms import DayField
from veerkracht.places.models import Area
from veerkracht.places.queries import municipalities, regions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.people.models import Organisation

ANY = [("", gettext_lazy("Maakt niet uit"))]
NAMES = ("title", "kind", "levels", "study", "area", "from_on", "until_on", "hours", "text")


def _day(label: Any) -> forms.DateField:
    return DayField(label=label)


class BoardFilter(forms.Form):
    """What a student looks for."""

    soort = forms.ChoiceField(
        label=gettext_lazy("Wat zoek je?"), required=False, choices=[*ANY, *PlacementKind.choices]
    )
    niveau = forms.ChoiceField(
        label=gettext_lazy("Welk niveau?"), required=False, choices=[*ANY, *Level.choices]
    )
    regio = forms.ChoiceField(label=gettext_lazy("In welke regio?"), required=False)
    quiet_optional = True

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        field: Any = self.fields["regio"]
        field.choices = [*ANY, *((one.code, one.name) for one in regions())]

    def choice(self) -> BoardChoice:
        """What was chosen; what makes no sense is left out."""
        self.is_valid()
        given = self.cleaned_data
        return BoardChoice(given.get("soort", ""), given.get("niveau", ""), given.get("regio", ""))


class PlacementForm(forms.Form):
    """What an organisation asks of a student."""

    organisation = forms.ChoiceField(label=gettext_lazy("Van welke organisatie?"))
    title = LineField(label=gettext_lazy("Titel"), max_length=100)
    kind = forms.ChoiceField(
        label=gettext_lazy("Wat voor opdracht is het?"), choices=PlacementKind.choices
    )
    levels = forms.MultipleChoiceField(
        label=gettext_lazy("Welk niveau?"),
        choices=Level.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    study = LineField(label=gettext_lazy("Voor welke opleiding?"), max_length=120)
    area = forms.ModelChoiceField(
        label=gettext_lazy("In welke gemeente?"),
        queryset=Area.objects.none(),
        empty_label=gettext_lazy("Kies"),
    )
    from_on = _day(gettext_lazy("Van"))
    until_on = _day(gettext_lazy("Tot en met"))
    hours = forms.IntegerField(
        label=gettext_lazy("Hoeveel uur in de week?"), min_value=1, max_value=40
    )
    text = forms.CharField(
        label=gettext_lazy("Wat ga je doen?"),
        help_text=gettext_lazy("Schrijf aan de student. Reacties komen via deze site."),
        max_length=2500,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    closes_on = _day(gettext_lazy("Reageren kan tot en met"))

    def __init__(
        self,
        organisations: Sequence[Organisation],
        placement: Placement | None = None,
        data: Any = None,
    ) -> None:
        known = (
            {name: getattr(placement, name) for name in (*NAMES, "closes_on")} if placement else {}
        )
        super().__init__(data, initial=known)
        self._organisations = {str(one.pk): one for one in organisations}
        fields: Any = self.fields
        fields["area"].queryset = municipalities()
        fields["organisation"].choices = [(pk, str(one)) for pk, one in self._organisations.items()]
        if len(organisations) == 1:
            fields["organisation"].widget = forms.HiddenInput()
            fields["organisation"].initial = str(organisations[0].pk)

    def chosen(self) -> Organisation:
        """The organisation."""
        return self._organisations[self.cleaned_data["organisation"]]

    def wanted(self) -> Wanted:
        """What was typed."""
        return Wanted(**{name: self.cleaned_data[name] for name in (*NAMES, "closes_on")})


class ReactForm(OpenForm):
    """What a student writes to an organisation."""

    name = LineField(label=gettext_lazy("Je naam"), max_length=80)
    email = forms.EmailField(
        label=gettext_lazy("Je e-mailadres"),
        help_text=gettext_lazy("De organisatie ziet je adres niet. Het antwoord komt via ons."),
        max_length=254,
    )
    study = LineField(label=gettext_lazy("Welke opleiding en school?"), max_length=120)
    text = forms.CharField(
        label=gettext_lazy("Waarom spreekt dit je aan?"),
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.order_fields(["name", "email", "study", "text", "homepage"])

    def reacting(self) -> Reacting:
        """What was typed."""
        given = self.cleaned_data
        return Reacting(given["name"], given["email"].lower(), given["study"], given["text"])


class AnswerStudentForm(forms.Form):
    """An answer to a student."""

    text = forms.CharField(
        label=gettext_lazy("Je antwoord"),
        help_text=gettext_lazy(
            "Dit gaat per mail naar de student. Zet erbij hoe je te bereiken bent."
        ),
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class RefuseForm(forms.Form):
    """Why a placement does not go on the board."""

    remark = forms.CharField(
        label=gettext_lazy("Waarom past het niet?"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
