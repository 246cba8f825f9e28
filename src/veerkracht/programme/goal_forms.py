"""Forms of goals and themes: they parse and never write."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy

from veerkracht.kernel.forms import DayField
from veerkracht.programme.models import GoalKind

if TYPE_CHECKING:
    from veerkracht.programme.models import Framework


def _day(label: Any, *, required: bool) -> forms.DateField:
    return DayField(label=label, required=required)


class FrameworkForm(forms.Form):
    """An agreement or programme of a region's own. People say the last day; we keep the day after."""

    name = forms.CharField(label=gettext_lazy("Naam"), max_length=120)
    name_en = forms.CharField(
        label=gettext_lazy("Naam in het Engels"), max_length=120, required=False
    )
    since = _day(gettext_lazy("Geldt vanaf"), required=True)
    until = _day(gettext_lazy("Geldt tot en met"), required=False)
    source = forms.CharField(
        label=gettext_lazy("Waar staat het?"),
        help_text=gettext_lazy("De titel en datum van het stuk, of een link."),
        max_length=200,
        required=False,
    )

    def __init__(self, data: Any = None, framework: Framework | None = None) -> None:
        super().__init__(data, initial=_initial(framework) if framework else None)

    def facts(self) -> dict[str, Any]:
        """What is said of the framework."""
        last = self.cleaned_data["until"]
        return self.cleaned_data | {"until": last + timedelta(days=1) if last else None}


def _initial(framework: Framework) -> dict[str, Any]:
    names = ("name", "name_en", "since", "source")
    last = framework.until - timedelta(days=1) if framework.until else None
    return {name: getattr(framework, name) for name in names} | {"until": last}


class GoalForm(forms.Form):
    """A goal of a framework."""

    title = forms.CharField(label=gettext_lazy("Doel"), max_length=160)
    title_en = forms.CharField(
        label=gettext_lazy("Doel in het Engels"), max_length=160, required=False
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Soort"),
        choices=GoalKind.choices,
        initial=GoalKind.GOAL,
        widget=forms.RadioSelect,
    )


class ThemeForm(forms.Form):
    """A theme that regions write about."""

    programme = forms.CharField(
        label=gettext_lazy("Programma"),
        help_text=gettext_lazy("Bijvoorbeeld: Kansrijke Start."),
        max_length=80,
    )
    title = forms.CharField(label=gettext_lazy("Thema"), max_length=120)
    title_en = forms.CharField(
        label=gettext_lazy("Thema in het Engels"), max_length=120, required=False
    )
