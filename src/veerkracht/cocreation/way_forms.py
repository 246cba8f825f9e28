"""Forms of ways of working: they parse and never write."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.cocreation.join_open import LineField
from veerkracht.cocreation.models import ForWhom, Way, WayDimension
from veerkracht.cocreation.way_actions import Contents, Used
from veerkracht.cocreation.way_models import LARGEST_GROUP, LONGEST_MINUTES
from veerkracht.cocreation.way_queries import WayChoice
from veerkracht.cocreation.way_rules import read_steps
from veerkracht.kernel.clock import today
from veerkracht.kernel.forms import DayField
from veerkracht.people.models import Sector

ANY = [("", gettext_lazy("Maakt niet uit"))]
TIMES = [
    ("15", gettext_lazy("Hoogstens een kwartier")),
    ("30", gettext_lazy("Hoogstens een half uur")),
    ("60", gettext_lazy("Hoogstens een uur")),
    ("120", gettext_lazy("Hoogstens twee uur")),
]
MOST_STEPS = 15
LONGEST_STEP = 600
PLAIN = ("title", "title_en", "summary", "minutes", "group_least", "group_most")


class WayFilter(forms.Form):
    """What a visitor looks for."""

    q = LineField(label=gettext_lazy("Zoek een woord"), required=False, max_length=100)
    voor = forms.ChoiceField(
        label=gettext_lazy("Voor wie?"), required=False, choices=[*ANY, *ForWhom.choices]
    )
    tijd = forms.ChoiceField(
        label=gettext_lazy("Hoeveel tijd heb je?"), required=False, choices=[*ANY, *TIMES]
    )
    quiet_optional = True

    def choice(self) -> WayChoice:
        """What was chosen; what makes no sense is left out."""
        self.is_valid()
        given = self.cleaned_data
        return WayChoice(given.get("q", ""), given.get("voor", ""), given.get("tijd", ""))


class WayForm(forms.Form):
    """A way of working; its steps as lines that begin with minutes."""

    title = LineField(label=gettext_lazy("Titel"), max_length=100)
    title_en = LineField(label=gettext_lazy("Titel in het Engels"), max_length=100, required=False)
    summary = LineField(
        label=gettext_lazy("Waar helpt het bij?"),
        help_text=gettext_lazy("In één of twee zinnen."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    for_whom = forms.MultipleChoiceField(
        label=gettext_lazy("Voor wie?"),
        choices=ForWhom.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    sectors = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Voor welke sectoren?"),
        help_text=gettext_lazy("Kies niets als het voor iedereen is."),
        queryset=Sector.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Hoeveel minuten duurt het?"), min_value=1, max_value=LONGEST_MINUTES
    )
    group_least = forms.IntegerField(
        label=gettext_lazy("Met hoeveel mensen minstens?"),
        min_value=1,
        max_value=LARGEST_GROUP,
        initial=1,
    )
    group_most = forms.IntegerField(
        label=gettext_lazy("Met hoeveel mensen hoogstens?"),
        min_value=1,
        max_value=LARGEST_GROUP,
        initial=12,
    )
    dimensions = forms.MultipleChoiceField(
        label=gettext_lazy("Welke delen van het web raakt het?"),
        choices=WayDimension.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    steps = forms.CharField(
        label=gettext_lazy("Welke stappen zet je?"),
        help_text=gettext_lazy(
            "Elke stap op een eigen regel. Begin met de minuten: “10 Loop samen een rondje”."
        ),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    material = LineField(label=gettext_lazy("Wat heb je nodig?"), max_length=500, required=False)
    source = LineField(
        label=gettext_lazy("Van wie is het idee?"),
        help_text=gettext_lazy("Bedacht je het zelf? Laat dit leeg. Neem geen teksten over."),
        max_length=200,
        required=False,
    )
    credit = LineField(
        label=gettext_lazy("Wie mogen we noemen als maker?"),
        help_text=gettext_lazy("Iedereen kan dit lezen. Leeg laten mag."),
        max_length=120,
        required=False,
    )

    def __init__(self, way: Way | None, data: Any = None) -> None:
        super().__init__(data, initial=_known(way) if way else None)

    def clean_steps(self) -> list[tuple[int, str]]:
        """Minutes and words of each step."""
        try:
            found = read_steps(self.cleaned_data["steps"])
        except ValueError as broken:
            message = _("Regel %(line)s begint niet met minuten.") % {"line": broken.args[0]}
            raise forms.ValidationError(message) from broken
        if not 1 <= len(found) <= MOST_STEPS:
            raise forms.ValidationError(
                _("Schrijf 1 tot %(most)s stappen op.") % {"most": MOST_STEPS}
            )
        if any(len(words) > LONGEST_STEP for _minutes, words in found):
            raise forms.ValidationError(_("Maak de langste stap korter."))
        return found

    def contents(self) -> Contents:
        """What was typed."""
        given = {**self.cleaned_data, "sectors": list(self.cleaned_data["sectors"])}
        return Contents(**given)


def _known(way: Way) -> dict[str, Any]:
    names = (*PLAIN, "for_whom", "dimensions", "material", "source", "credit")
    known = {name: getattr(way, name) for name in names}
    known["sectors"] = [one.pk for one in way.sectors.all()]
    known["steps"] = "\n".join(f"{one.minutes} {one.words}" for one in way.steps.all())
    return known


class UseForm(forms.Form):
    """How it went."""

    day = DayField(
        label=gettext_lazy("Wanneer deed je het?"),
    )
    with_whom = LineField(
        label=gettext_lazy("Met wie?"),
        help_text=gettext_lazy("In algemene woorden: “een team van zes”. Noem geen namen."),
        max_length=120,
    )
    went_well = forms.CharField(
        label=gettext_lazy("Wat ging goed?"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    tip = LineField(
        label=gettext_lazy("Welke tip heb je voor een ander?"), max_length=300, required=False
    )
    shows_name = forms.BooleanField(label=gettext_lazy("Mijn naam mag erbij"), required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"day": today()})

    def used(self) -> Used:
        """What was typed."""
        return Used(**self.cleaned_data)


class RemarkForm(forms.Form):
    """What could be better."""

    remark = forms.CharField(
        label=gettext_lazy("Wat kan er beter?"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
