"""Forms of wishes: they parse and never write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from veerkracht.cocreation import wish_rules as rules
from veerkracht.cocreation.models import NeedSource, NeedState
from veerkracht.cocreation.wish_actions import Heard, Step
from veerkracht.cocreation.wish_gate import GatedForm
from veerkracht.cocreation.wish_queries import Wanted
from veerkracht.people.models import Sector
from veerkracht.places.models import Area
from veerkracht.places.queries import municipalities
from veerkracht.programme.queries import themes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.cocreation.models import Need

WISH = "wish"  # for what the page carries its mark
Grouped = list[tuple[str, list[tuple[str, str]]]]


class WishForm(GatedForm):
    """What a visitor wishes."""

    words = forms.CharField(
        label=_("Wat wens je?"),
        help_text=_("In je eigen woorden. Noem geen namen van anderen."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    area = forms.ModelChoiceField(
        label=_("In welke gemeente?"), queryset=Area.objects.none(), empty_label=_("Kies")
    )
    sector = forms.ModelChoiceField(
        label=_("In welke sector werk je?"),
        queryset=Sector.objects.all(),
        required=False,
        empty_label=_("Ik ben inwoner, of het maakt niet uit"),
    )
    email = forms.EmailField(
        label=_("Je e-mailadres, als je antwoord wilt"),
        help_text=_("Alleen om je te laten weten wat we doen. Daarna is het weg."),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(WISH, data)
        field: Any = self.fields["area"]
        field.queryset = municipalities()

    def heard(self) -> Heard:
        """What was typed."""
        given = self.cleaned_data
        sectors = [given["sector"]] if given["sector"] else []
        return Heard(words=given["words"], sectors=sectors, area=given["area"])


class AboutForm(forms.Form):
    """What a wish is about: sectors, municipality, theme."""

    sectors = forms.ModelMultipleChoiceField(
        label=_("Over welke sectoren gaat het?"),
        queryset=Sector.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    area = forms.ModelChoiceField(
        label=_("In welke gemeente?"),
        queryset=Area.objects.none(),
        required=False,
        empty_label=_("In de hele regio"),
    )
    theme = forms.ModelChoiceField(
        label=_("Bij welk thema hoort het?"),
        queryset=themes(),
        required=False,
        empty_label=_("Bij geen thema, of bij meer"),
    )

    def __init__(self, region: Area | None, data: Any = None, need: Need | None = None) -> None:
        known: dict[str, Any] = {}
        if need is not None:
            known = {"area": need.area_id, "theme": need.theme_id, "sectors": need.sectors.all()}
        super().__init__(data, initial=known)
        field: Any = self.fields["area"]
        field.queryset = municipalities(region)

    def heard(self) -> Heard:
        """What was chosen; the words when they are asked."""
        given = self.cleaned_data
        return Heard(
            words=given.get("words", ""),
            sectors=list(given["sectors"]),
            area=given["area"],
            theme=given["theme"],
        )


class NeedForm(AboutForm):
    """A wish that a coordinator writes down."""

    words = forms.CharField(
        label=_("Welke wens hoorde je?"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    region = forms.ChoiceField(label=_("In welke regio?"))

    def __init__(self, regions: Sequence[Area], data: Any = None) -> None:
        super().__init__(regions[0] if len(regions) == 1 else None, data)
        self.regions = {one.code: one for one in regions}
        field: Any = self.fields["region"]
        field.choices = [(one.code, str(one)) for one in regions]
        if len(regions) == 1:
            field.widget = forms.HiddenInput()
            field.initial = regions[0].code
        self.order_fields(["words", "region", "area", "theme", "sectors"])

    def chosen(self) -> Area:
        """The region."""
        return self.regions[self.cleaned_data["region"]]


class StepForm(forms.Form):
    """A step with a wish: the words that go with it, and what came of it."""

    seen = forms.CharField(widget=forms.HiddenInput(), max_length=12)
    told = forms.CharField(
        label=_("De wens in onze woorden"),
        help_text=_("Iedereen kan dit lezen. Schrijf het kort, zonder namen."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    outcome = forms.ChoiceField(
        label=_("Wat kwam eruit?"),
        help_text=_("Iedereen kan de titel lezen."),
        required=False,
    )
    words = forms.CharField(
        label=_("Wat zeg je tegen wie erom vroeg?"),
        help_text=_("Het komt in de mail en op de pagina “Jij zei, wij deden”."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )

    def __init__(self, need: Need, after: str, choices: Grouped, data: Any = None) -> None:
        told = need.told or (need.words[:300] if need.came == NeedSource.TALK else "")
        super().__init__(data, initial={"seen": need.state, "told": told})
        self._after = after
        field: Any = self.fields["outcome"]
        field.choices = [("", _("Kies, of schrijf het hieronder")), *choices]
        if after not in {rules.PLANNED, rules.DONE}:
            del self.fields["outcome"]
        if after in {rules.ASIDE, rules.HEARD}:
            del self.fields["told"]
        if after == rules.ASIDE:
            self.fields["words"].label = _("Waarom leggen we deze wens weg?")

    def step(self) -> Step:
        """What was typed."""
        given = self.cleaned_data
        return Step(
            seen=given["seen"],
            after=self._after,
            words=given["words"].strip(),
            told=given.get("told", ""),
            outcome=given.get("outcome", ""),
        )


class OutcomeForm(forms.Form):
    """What else came of a wish."""

    outcome = forms.ChoiceField(label=_("Wat kwam eruit?"))

    def __init__(self, choices: Grouped, data: Any = None) -> None:
        super().__init__(data)
        field: Any = self.fields["outcome"]
        field.choices = [("", _("Kies")), *choices]


class BoardForm(forms.Form):
    """What one looks for on the board. What cannot be is passed over."""

    quiet_optional = True
    words = forms.CharField(label=_("Zoek op woorden"), required=False, max_length=200)
    region = forms.TypedChoiceField(label=_("Regio"), required=False, coerce=int, empty_value=None)
    sector = forms.TypedChoiceField(label=_("Sector"), required=False, coerce=int, empty_value=None)
    area = forms.TypedChoiceField(label=_("Gemeente"), required=False, coerce=int, empty_value=None)
    theme = forms.TypedChoiceField(label=_("Thema"), required=False, coerce=int, empty_value=None)
    came = forms.ChoiceField(
        label=_("Hoe kwam de wens?"),
        required=False,
        choices=[("", _("Alles")), *NeedSource.choices],
    )

    def __init__(self, regions: Sequence[Area], data: Any = None) -> None:
        super().__init__(data)
        within = regions[0] if len(regions) == 1 else None
        for name, found in (
            ("region", regions),
            ("sector", Sector.objects.all()),
            ("area", municipalities(within)),
            ("theme", themes()),
        ):
            field: Any = self.fields[name]
            field.choices = [("", _("Alles")), *((one.pk, str(one)) for one in found)]
        if len(regions) == 1:
            del self.fields["region"]

    def wanted(self) -> Wanted:
        """What was asked for."""
        self.is_valid()
        return Wanted(**self.cleaned_data)


class ToldForm(forms.Form):
    """What a visitor looks for among what was told."""

    quiet_optional = True
    region = forms.TypedChoiceField(label=_("Regio"), required=False, coerce=int, empty_value=None)
    theme = forms.TypedChoiceField(label=_("Thema"), required=False, coerce=int, empty_value=None)
    state = forms.ChoiceField(
        label=_("Hoe staat het?"),
        required=False,
        choices=[("", _("Alles")), *((one, NeedState(one).label) for one in rules.PUBLIC)],
    )

    def __init__(self, regions: Sequence[Area], data: Any = None) -> None:
        super().__init__(data)
        for name, found in (("region", regions), ("theme", themes())):
            field: Any = self.fields[name]
            field.choices = [("", _("Alles")), *((one.pk, str(one)) for one in found)]
