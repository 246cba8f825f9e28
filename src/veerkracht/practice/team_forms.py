"""Forms of team plans: they parse and never write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.kernel.forms import DayField
from veerkracht.practice.team_actions import Contents, Line, Went
from veerkracht.practice.team_models import MOST_LINES, LineWent

if TYPE_CHECKING:
    from veerkracht.practice.coaching_models import CoachProfile
    from veerkracht.practice.team_models import TeamLine, TeamLineLook, TeamPlan

FIRST_LINES, MORE_LINES = 3, 2


class TeamForm(forms.Form):
    """Which team, where it is and what it wants."""

    team = forms.CharField(
        label=gettext_lazy("Naam van je team"),
        help_text=gettext_lazy("Bijvoorbeeld: Wijkteam Noord."),
        max_length=80,
    )
    where_now = forms.CharField(
        label=gettext_lazy("Waar staan we?"),
        help_text=gettext_lazy("Wat doen jullie al met Positieve Gezondheid? Wat nog niet?"),
        max_length=1200,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    wanted = forms.CharField(
        label=gettext_lazy("Wat willen we?"),
        help_text=gettext_lazy("Waaraan merken cliënten of inwoners over een jaar het verschil?"),
        max_length=1200,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class LineForm(forms.Form):
    """One thing to do."""

    what = forms.CharField(label=gettext_lazy("Wat gaan we doen?"), max_length=200, required=False)
    who = forms.CharField(label=gettext_lazy("Wie?"), max_length=120, required=False)
    by_when = DayField(
        label=gettext_lazy("Voor wanneer?"),
        required=False,
    )
    quiet_optional = True

    def clean(self) -> dict[str, Any]:
        """Who or by when says nothing without what."""
        given = super().clean() or {}
        if not given.get("what") and (given.get("who") or given.get("by_when")):
            self.add_error("what", _("Schrijf op wat jullie gaan doen."))
        return given

    def line(self) -> Line | None:
        """What was typed; None for an empty part."""
        return Line(**self.cleaned_data) if self.cleaned_data.get("what") else None


class PlanForm:
    """A whole plan: the text, and its lines with two empty ones after them."""

    def __init__(self, plan: TeamPlan | None, data: Any = None) -> None:
        lines = {one.number: one for one in plan.lines.all()} if plan else {}
        self.is_bound = data is not None
        self.text = TeamForm(data, initial=_of(plan, "team", "where_now", "wanted"))
        shown = max(lines) + MORE_LINES if lines else FIRST_LINES
        self.lines = {
            number: LineForm(
                data,
                prefix=f"ding-{number}",
                initial=_of(lines.get(number), "what", "who", "by_when"),
            )
            for number in range(1, min(shown, MOST_LINES) + 1)
        }

    def is_valid(self) -> bool:
        """Whether each part can be read, and one line at least says something."""
        checked = [form.is_valid() for form in (self.text, *self.lines.values())]
        valid = self.is_bound and all(checked)
        if valid and not self.contents().lines:
            self.lines[1].add_error("what", _("Schrijf minstens één ding op."))
            return False
        return valid

    def contents(self) -> Contents:
        """What was typed."""
        found = {number: form.line() for number, form in self.lines.items()}
        lines = {number: line for number, line in found.items() if line}
        return Contents(**self.text.cleaned_data, lines=lines)


def _of(known: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(known, name) for name in names} if known else {}


class MembersForm(forms.Form):
    """Addresses of people of the team, one a line."""

    addresses = forms.CharField(
        label=gettext_lazy("E-mailadressen van je team"),
        help_text=gettext_lazy("Eén per regel. Ze krijgen een mail met de link naar het plan."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_addresses(self) -> list[str]:
        """The addresses, each once; what is none is named."""
        typed = self.cleaned_data["addresses"].replace(",", "\n").replace(";", "\n").split("\n")
        found = list(dict.fromkeys(one.strip().lower() for one in typed if one.strip()))
        for one in found:
            try:
                validate_email(one)
            except forms.ValidationError as error:
                message = _("“%(address)s” is geen e-mailadres.") % {"address": one}
                raise forms.ValidationError(message) from error
        return found


class TeamCoachForm(forms.Form):
    """Which coach looks along."""

    coach = forms.ChoiceField(
        label=gettext_lazy("Welke coach kijkt mee?"), widget=forms.RadioSelect
    )

    def __init__(
        self, coaches: Sequence[CoachProfile], chosen: int | None, data: Any = None
    ) -> None:
        super().__init__(data, initial={"coach": str(chosen or "")})
        field: Any = self.fields["coach"]
        field.required = False
        field.choices = [
            ("", _("Niemand")),
            *((str(one.person_id), _labelled(one)) for one in coaches),
        ]


def _labelled(one: CoachProfile) -> str:
    return (
        f"{one.person} ({one.person.organisation})" if one.person.organisation else str(one.person)
    )


class LineLookForm(forms.Form):
    """How one line stands."""

    went = forms.ChoiceField(
        label=gettext_lazy("Hoe staat het ervoor?"),
        choices=LineWent.choices,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=gettext_lazy("In een paar woorden"), max_length=200, required=False
    )
    quiet_optional = True


class NextForm(forms.Form):
    """What comes next."""

    next_step = forms.CharField(
        label=gettext_lazy("Wat doen we nu?"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )


class LookForm:
    """A whole look: each line, and what comes next."""

    def __init__(
        self,
        lines: Sequence[TeamLine],
        known: Mapping[int, TeamLineLook],
        next_step: str,
        data: Any = None,
    ) -> None:
        self.is_bound = data is not None
        self.parts = [
            (
                line,
                LineLookForm(
                    data,
                    prefix=f"regel-{line.pk}",
                    initial=_of(known.get(line.pk), "went", "words"),
                ),
            )
            for line in lines
        ]
        self.next = NextForm(data, initial={"next_step": next_step})

    def is_valid(self) -> bool:
        """Whether each line has its answer."""
        checked = [form.is_valid() for form in (*(one for _line, one in self.parts), self.next)]
        return self.is_bound and all(checked)

    def said(self) -> dict[int, Went]:
        """By line how it stands."""
        return {line.pk: Went(**form.cleaned_data) for line, form in self.parts}
