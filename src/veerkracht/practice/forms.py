"""Forms of practice: they parse and never write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.kernel.forms import DayField
from veerkracht.practice.actions import Thing
from veerkracht.practice.models import MOST, Influence

if TYPE_CHECKING:
    from veerkracht.practice.models import Plan


class ThingForm(forms.Form):
    """One thing to do differently."""

    what = forms.CharField(
        label=gettext_lazy("Wat ga je anders doen?"),
        help_text=gettext_lazy(
            "Maak het klein. Bijvoorbeeld: ik begin elk gesprek met een open vraag."
        ),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    with_whom = forms.CharField(label=gettext_lazy("Met wie?"), max_length=120, required=False)
    by_when = DayField(
        label=gettext_lazy("Wanneer wil je dat het lukt?"),
        required=False,
    )
    quiet_optional = True

    def clean(self) -> dict[str, Any]:
        """With whom or by when says nothing without what."""
        given = super().clean() or {}
        if not given.get("what") and (given.get("with_whom") or given.get("by_when")):
            self.add_error("what", _("Schrijf op wat je anders gaat doen."))
        return given

    def thing(self) -> Thing | None:
        """What was typed; None for an empty part."""
        given = self.cleaned_data
        return Thing(**given) if given.get("what") else None


class PlanForm:
    """Three parts, of which one at least is filled in."""

    def __init__(self, plan: Plan | None, data: Any = None) -> None:
        known = {one.number: one for one in plan.commitments.all()} if plan else {}
        self.is_bound = data is not None
        self.parts = {
            number: ThingForm(data, prefix=f"ding-{number}", initial=_initial(known.get(number)))
            for number in range(1, MOST + 1)
        }

    def is_valid(self) -> bool:
        """Whether each part can be read, and one at least says something."""
        checked = [
            part.is_valid() for part in self.parts.values()
        ]  # each, so that each says its own
        valid = self.is_bound and all(checked)
        if valid and not self.things():
            self.parts[1].add_error("what", _("Schrijf minstens één ding op."))
            return False
        return valid

    def things(self) -> dict[int, Thing]:
        """What was typed, by number."""
        found = {number: part.thing() for number, part in self.parts.items()}
        return {number: thing for number, thing in found.items() if thing}


def _initial(commitment: Any) -> dict[str, Any]:
    names = ("what", "with_whom", "by_when")
    return {name: getattr(commitment, name) for name in names} if commitment else {}


class WhyForm(forms.Form):
    """What helped or hindered."""

    influences = forms.MultipleChoiceField(
        label=gettext_lazy("Wat hielp, of wat zat in de weg?"),
        choices=Influence.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    words = forms.CharField(
        label=gettext_lazy("In je eigen woorden"),
        help_text=gettext_lazy("Schrijf niets op waaraan je een cliënt herkent."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )


class CoachForm(forms.Form):
    """Whom to let look along."""

    address = forms.EmailField(
        label=gettext_lazy("E-mailadres van je trainer of coach"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
