"""Forms of actions: they parse and never write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.kernel.clock import AMSTERDAM
from veerkracht.kernel.forms import DayField
from veerkracht.people.queries import organisations
from veerkracht.programme import goal_queries
from veerkracht.programme.models import ActionStatus

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import QueryDict

    from veerkracht.people.models import Organisation
    from veerkracht.places.models import Area
    from veerkracht.programme.models import Action, ActionPartner, Goal, Theme

MOST_PARTNERS, MORE_PARTNERS = 20, 2
NEVER = datetime(1, 1, 2, tzinfo=AMSTERDAM)  # a moment at which nothing was changed


@dataclass(frozen=True)
class Choices:
    """What may be chosen in a region, by number, read once for all fields."""

    organisations: Mapping[int, Organisation]
    themes: Mapping[int, Theme]
    goals: Mapping[int, Goal]

    @classmethod
    def of(cls, region: Area, action: Action | None = None) -> Choices:
        """Everything of today, and the goals that an action serves already."""
        goals = {one.pk: one for one in goal_queries.goals_to_choose(region)}
        kept = action.goals.select_related("framework") if action else ()
        return cls(
            {one.pk: one for one in organisations()},
            {one.pk: one for one in goal_queries.themes()},
            goals | {one.pk: one for one in kept},
        )


def pairs(found: Mapping[int, Any], empty: str) -> list[tuple[str, str]]:
    """Choices of a list, with an empty one first."""
    return [("", empty), *((str(pk), str(one)) for pk, one in found.items())]


def set_choices(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    """What may be chosen in one field."""
    cast("forms.ChoiceField", form.fields[name]).choices = choices


def seen_at(text: str) -> datetime:
    """The moment in a hidden field; what cannot be read is a moment at which nothing was changed."""
    try:
        return parse_datetime(text) or NEVER
    except ValueError:
        return NEVER


def typed_again(data: QueryDict, seen: datetime) -> QueryDict:
    """What was typed, as an answer to how things stand now: who saves it again means it."""
    again = data.copy()
    again["seen"] = seen.isoformat()
    return again


def date_field(label: Any) -> forms.DateField:
    """A day that may be left open."""
    return DayField(label=label, required=False)


def text_area(rows: int = 3) -> forms.Textarea:
    """Some lines to write in."""
    return forms.Textarea(attrs={"rows": rows})


class ActionForm(forms.Form):
    """What, by whom, when and for which goals."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    what = forms.CharField(
        label=gettext_lazy("Wat gaan jullie doen?"), max_length=300, widget=text_area(2)
    )
    owner = forms.ChoiceField(
        label=gettext_lazy("Welke organisatie doet het?"),
        help_text=gettext_lazy("Deze organisatie vertelt hoe het gaat."),
    )
    person = forms.EmailField(
        label=gettext_lazy("E-mailadres van wie het daar doet"),
        help_text=gettext_lazy("Laat leeg, dan vragen we het aan de contactpersoon."),
        required=False,
    )
    theme = forms.ChoiceField(label=gettext_lazy("Thema"), required=False)
    starts_on = date_field(gettext_lazy("Begint op"))
    due_on = date_field(gettext_lazy("Klaar op"))
    status = forms.ChoiceField(
        label=gettext_lazy("Hoe staat het ervoor?"),
        choices=ActionStatus.choices,
        initial=ActionStatus.PLANNED,
        widget=forms.RadioSelect,
    )
    next_step = forms.CharField(label=gettext_lazy("Volgende stap"), max_length=300, required=False)
    evidence = forms.CharField(
        label=gettext_lazy("Waar zie je het aan?"),
        help_text=gettext_lazy("Bijvoorbeeld een verslag, een link of een aantal bijeenkomsten."),
        max_length=500,
        required=False,
        widget=text_area(2),
    )
    goals = forms.MultipleChoiceField(
        label=gettext_lazy("Aan welke doelen draagt dit bij?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    what_en = forms.CharField(
        label=gettext_lazy("In het Engels, voor wie de pagina in het Engels leest"),
        max_length=300,
        required=False,
    )

    def __init__(self, choices: Choices, data: Any = None, action: Action | None = None) -> None:
        super().__init__(data, initial=initial_of(action) if action else None)
        self.known = choices
        set_choices(self, "owner", pairs(choices.organisations, _("Kies een organisatie")))
        set_choices(self, "theme", pairs(choices.themes, _("Geen thema")))
        named = [(str(pk), f"{one} · {one.framework}") for pk, one in choices.goals.items()]
        set_choices(self, "goals", named)

    def facts(self) -> dict[str, Any]:
        """Facts of an action, without who is named: that is an address still."""
        given = dict(self.cleaned_data)
        theme, goals = given.pop("theme"), given.pop("goals")
        del given["seen"], given["person"]
        return given | {
            "owner": self.known.organisations[int(given["owner"])],
            "theme": self.known.themes[int(theme)] if theme else None,
            "goals": [self.known.goals[int(pk)] for pk in goals],
        }


def initial_of(action: Action) -> dict[str, Any]:
    """How an action stands, as the form says it."""
    names = ("what", "what_en", "starts_on", "due_on", "status", "next_step", "evidence")
    return {name: getattr(action, name) for name in names} | {
        "seen": action.changed_at.isoformat(),
        "owner": str(action.owner_id),
        "theme": str(action.theme_id or ""),
        "person": action.person.email if action.person else "",
        "goals": [str(one.pk) for one in action.goals.all()],
    }


class PartForm(forms.Form):
    """One partner."""

    organisation = forms.ChoiceField(label=gettext_lazy("Organisatie"), required=False)
    role = forms.CharField(label=gettext_lazy("Als wat?"), max_length=120, required=False)
    person = forms.EmailField(
        label=gettext_lazy("E-mailadres van wie het daar doet"), required=False
    )
    quiet_optional = True

    def __init__(
        self, choices: list[tuple[str, str]], part: ActionPartner | None, **given: Any
    ) -> None:
        super().__init__(initial=_part(part) if part else None, **given)
        set_choices(self, "organisation", choices)

    def clean(self) -> dict[str, Any]:
        """A role or person says nothing without an organisation."""
        given = super().clean() or {}
        if not given.get("organisation") and (given.get("role") or given.get("person")):
            self.add_error("organisation", _("Kies welke organisatie dit is."))
        return given


def _part(part: ActionPartner) -> dict[str, str]:
    return {
        "organisation": str(part.organisation_id),
        "role": part.role,
        "person": part.person.email if part.person else "",
    }


class WholeActionForm:
    """An action with its partners, and some room for more."""

    def __init__(self, choices: Choices, data: Any = None, action: Action | None = None) -> None:
        self.is_bound = data is not None
        self.action = ActionForm(choices, data, action)
        parts = list(action.partners.select_related("person").order_by("pk")) if action else []
        room = min(max(len(parts) + MORE_PARTNERS, 3), MOST_PARTNERS)
        named = pairs(choices.organisations, _("Geen"))
        self.parts = [
            PartForm(named, part, data=data, prefix=f"partner-{number}")
            for number, part in enumerate([*parts, *[None] * room][:room], start=1)
        ]

    def is_valid(self) -> bool:
        """Whether each part can be read."""
        checked = [one.is_valid() for one in (self.action, *self.parts)]
        return self.is_bound and all(checked)

    def chosen(self) -> list[tuple[PartForm, Organisation]]:
        """The partners that were chosen."""
        known = self.action.known.organisations
        filled = [one for one in self.parts if one.cleaned_data.get("organisation")]
        return [(one, known[int(one.cleaned_data["organisation"])]) for one in filled]


class WordForm(forms.Form):
    """A partner says how its own part goes."""

    words = forms.CharField(
        label=gettext_lazy("Hoe gaat jullie deel?"), max_length=600, widget=text_area()
    )
    evidence = forms.CharField(
        label=gettext_lazy("Waar zie je het aan?"), max_length=500, required=False
    )


class UpdateForm(forms.Form):
    """The owner says how it goes."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    status = forms.ChoiceField(
        label=gettext_lazy("Hoe staat het ervoor?"),
        choices=ActionStatus.choices,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(label=gettext_lazy("Hoe gaat het?"), max_length=600, widget=text_area())
    next_step = forms.CharField(label=gettext_lazy("Volgende stap"), max_length=300, required=False)
    evidence = forms.CharField(
        label=gettext_lazy("Waar zie je het aan?"), max_length=500, required=False
    )


class GiveForm(forms.Form):
    """Who answers for an action from now on."""

    owner = forms.ChoiceField(label=gettext_lazy("Welke organisatie neemt de actie over?"))
    person = forms.EmailField(
        label=gettext_lazy("E-mailadres van wie het daar doet"), required=False
    )

    def __init__(self, found: Mapping[int, Organisation], data: Any = None) -> None:
        super().__init__(data)
        self.known = found
        set_choices(self, "owner", pairs(found, _("Kies een organisatie")))
