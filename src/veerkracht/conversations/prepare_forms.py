"""Forms of the professional's part: they parse and never write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.conversations.prepare_actions import OfferContents
from veerkracht.kernel.forms import DayField
from veerkracht.places.queries import municipalities
from veerkracht.ui.dimensions import DIMENSIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.conversations.prepare_models import LocalOffer
    from veerkracht.places.models import Area

SHEETS = [("a4", gettext_lazy("A4, een hele pagina")), ("a5", gettext_lazy("A5, een halve pagina"))]
LANGUAGES = [("nl", gettext_lazy("Nederlands")), ("en", gettext_lazy("Engels"))]
WHO = [
    ("adult", gettext_lazy("Een volwassene")),
    ("parents", gettext_lazy("(Aanstaande) ouders")),
    ("young", gettext_lazy("Een jongere")),
    ("plain", gettext_lazy("Iemand die liever weinig leest")),
]


class LeafletForm(forms.Form):
    """Which leaflet: for whom, in which language, on which sheet, and with an own question set."""

    form = forms.ChoiceField(label=gettext_lazy("Voor wie?"), choices=WHO, initial="adult")
    language = forms.ChoiceField(label=gettext_lazy("Taal"), choices=LANGUAGES, initial="nl")
    sheet = forms.ChoiceField(label=gettext_lazy("Papier"), choices=SHEETS, initial="a4")
    set_code = forms.SlugField(
        label=gettext_lazy("Code van jullie eigen vragenlijst"),
        help_text=gettext_lazy("Alleen als je organisatie zelf een vragenlijst heeft toegevoegd."),
        max_length=40,
        required=False,
    )


class OfferForm(forms.Form):
    """One offer nearby."""

    title = forms.CharField(label=gettext_lazy("Naam"), max_length=80)
    where = forms.ChoiceField(label=gettext_lazy("Waar?"))
    dimensions = forms.MultipleChoiceField(
        label=gettext_lazy("Bij welke kanten van het leven hoort het?"),
        choices=[(one.key, one.label) for one in DIMENSIONS],
        widget=forms.CheckboxSelectMultiple,
    )
    text = forms.CharField(
        label=gettext_lazy("Wat is het?"),
        help_text=gettext_lazy("In gewone woorden. Geen namen van mensen."),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    for_whom = forms.CharField(
        label=gettext_lazy("Voor wie?"),
        help_text=gettext_lazy("Bijvoorbeeld: ouders met een kind tot 4 jaar. Gratis."),
        max_length=160,
    )
    link = forms.URLField(
        label=gettext_lazy("Website"), max_length=300, required=False, assume_scheme="https"
    )
    phone = forms.RegexField(
        label=gettext_lazy("Telefoon"),
        regex=r"^\+?[0-9][0-9 ()\-]{2,28}$",
        max_length=30,
        required=False,
        error_messages={"invalid": gettext_lazy("Vul een telefoonnummer in, zoals 043 123 45 67.")},
    )
    valid_until = DayField(
        label=gettext_lazy("Tot en met welke dag?"),
        help_text=gettext_lazy("Laat leeg als het doorloopt."),
        required=False,
    )
    is_social_map = forms.BooleanField(
        label=gettext_lazy("Dit is de sociale kaart van de gemeente"),
        help_text=gettext_lazy("Die komt bovenaan te staan."),
        required=False,
    )

    def __init__(
        self, regions: Sequence[Area], offer: LocalOffer | None = None, data: Any = None
    ) -> None:
        super().__init__(data, initial=_of(offer))
        self._places = _places(regions)
        choices = [
            (
                region.name,
                [(key, label) for key, (_r, _m, label) in self._places[region.pk].items()],
            )
            for region in regions
        ]
        where: Any = self.fields["where"]
        where.choices = choices

    def contents(self) -> OfferContents:
        """What was typed."""
        given = dict(self.cleaned_data)
        given.pop("where")
        return OfferContents(**given)

    def place(self) -> tuple[Area, Area | None]:
        """The region, and the municipality when it is not for the whole of it."""
        every = {key: found for group in self._places.values() for key, found in group.items()}
        region, municipality, _label = every[self.cleaned_data["where"]]
        return region, municipality


Places = dict[str, "tuple[Area, Area | None, str]"]


def _places(regions: Sequence[Area]) -> dict[int, Places]:
    return {region.pk: _within(region) for region in regions}


def _within(region: Area) -> Places:
    whole = _("Heel %(region)s") % {"region": region.name}
    found: Places = {f"{region.code}:": (region, None, whole)}
    for one in municipalities(region):
        found[f"{region.code}:{one.code}"] = (region, one, one.name)
    return found


def _of(offer: LocalOffer | None) -> dict[str, Any]:
    if offer is None:
        return {}
    names = (
        "title",
        "dimensions",
        "text",
        "for_whom",
        "link",
        "phone",
        "valid_until",
        "is_social_map",
    )
    town = offer.municipality.code if offer.municipality else ""
    return {name: getattr(offer, name) for name in names} | {"where": f"{offer.region.code}:{town}"}
