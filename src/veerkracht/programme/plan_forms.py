"""Forms of plans: a form for each row of a block, two empty ones after them; they parse and never write."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.kernel.numbers import whole
from veerkracht.people.models import Organisation, Sector
from veerkracht.people.queries import organisations, sectors
from veerkracht.places.models import Area, AreaKind
from veerkracht.programme.agreement_forms import day_field
from veerkracht.programme.measures import measures
from veerkracht.programme.plan_actions import (
    MOST_ROWS,
    Aim,
    Party,
    Phase,
    PlanFacts,
    Section,
    Target,
)
from veerkracht.programme.plan_models import PlanPartyRole, PlanPhaseState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.programme.plan_actions import Row
    from veerkracht.programme.plan_models import PlanVersion

EMPTY_ROWS = 2
ENGLISH = gettext_lazy("Hetzelfde in het Engels")


def _text(label: Any, most: int, *, rows: int = 0, required: bool = False) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, max_length=most, required=required, widget=widget)


class FactsForm(forms.Form):
    """Name and time of a plan."""

    title = _text(gettext_lazy("Naam van het plan"), 120, required=True)
    title_en = _text(gettext_lazy("Naam in het Engels"), 120)
    since = day_field(gettext_lazy("Loopt vanaf"), required=True)
    until = day_field(gettext_lazy("Loopt tot en met"))

    def facts(self) -> PlanFacts:
        """What was typed."""
        return PlanFacts(**self.cleaned_data)


class NewPlanForm(FactsForm):
    """The same, with the area that keeps it."""

    region = forms.ModelChoiceField(
        label=gettext_lazy("Voor welk gebied?"), queryset=Area.objects.none()
    )

    def __init__(self, areas: Sequence[Area], data: Any = None) -> None:
        super().__init__(data)
        field: Any = self.fields["region"]
        field.queryset = Area.objects.filter(pk__in=[one.pk for one in areas]).order_by("name")

    def facts(self) -> PlanFacts:
        """What was typed, without the area."""
        return PlanFacts(**{n: v for n, v in self.cleaned_data.items() if n != "region"})


class RowForm(forms.Form):
    """One row of a block. ``must`` names the fields without which a row says nothing."""

    quiet_optional = True
    made: ClassVar[Any]
    must: ClassVar[tuple[str, ...]] = ()

    def clean(self) -> dict[str, Any]:
        """A row that says something says what it must; an empty one is left out."""
        given = super().clean() or {}
        if self.says_something():
            for name in self.must:
                if not given.get(name) and given.get(name) != 0 and name not in self.errors:
                    self.add_error(name, _("Vul dit nog in."))
        return given

    def says_something(self) -> bool:
        """Whether anything was typed or chosen; what stands ready in an empty row does not count."""
        return any(
            self.cleaned_data.get(name) or name in self.errors
            for name in self.fields
            if name not in {"role", "state", "measure"}
        )

    def row(self) -> Row | None:
        """What was typed; None for an empty row."""
        if not self.says_something():
            return None
        made: Row = self.made(**self.cleaned_data)
        return made


class SectionForm(RowForm):
    """A heading with its text."""

    made, must = Section, ("heading",)
    heading = _text(gettext_lazy("Kop"), 120)
    body = _text(gettext_lazy("Tekst"), 6000, rows=6)
    heading_en = _text(gettext_lazy("Kop in het Engels"), 120)
    body_en = _text(gettext_lazy("Tekst in het Engels"), 6000, rows=6)


class AimForm(RowForm):
    """An aim."""

    made, must = Aim, ("text",)
    text = _text(gettext_lazy("Doel"), 300, rows=2)
    text_en = _text(ENGLISH, 300, rows=2)


class TargetForm(RowForm):
    """A number to reach."""

    made, must = Target, ("what", "area", "year", "wanted")
    what = _text(gettext_lazy("Wat wil je bereiken?"), 120)
    what_en = _text(ENGLISH, 120)
    wanted = forms.IntegerField(
        label=gettext_lazy("Aantal"), min_value=0, max_value=1_000_000, required=False
    )
    year = forms.IntegerField(label=gettext_lazy("Jaar"), required=False)
    area = forms.ModelChoiceField(
        label=gettext_lazy("Gebied"), queryset=Area.objects.none(), required=False
    )
    sector = forms.ModelChoiceField(
        label=gettext_lazy("Sector"),
        queryset=Sector.objects.none(),
        required=False,
        empty_label=gettext_lazy("Alle sectoren"),
    )
    measure = forms.ChoiceField(label=gettext_lazy("Wat wordt geteld?"), required=False)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        declared: dict[str, Any] = self.fields
        large = [AreaKind.PROVINCE, AreaKind.REGION]
        declared["area"].queryset = Area.objects.filter(kind__in=large).order_by("kind", "name")
        declared["sector"].queryset = sectors()
        counted = [(name, str(one.title)) for name, one in measures.items()]
        declared["measure"].choices = [("", _("Niemand telt dit hier")), *counted]


class PhaseForm(RowForm):
    """A phase."""

    made, must = Phase, ("title", "since", "until")
    title = _text(gettext_lazy("Fase"), 120)
    title_en = _text(ENGLISH, 120)
    since = day_field(gettext_lazy("Vanaf"))
    until = day_field(gettext_lazy("Tot en met"))
    state = forms.ChoiceField(
        label=gettext_lazy("Stand"), choices=PlanPhaseState.choices, required=False
    )

    def clean(self) -> dict[str, Any]:
        """A phase ends after it begins."""
        given = super().clean()
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", _("Dit is voor het begin."))
        given["state"] = given.get("state") or PlanPhaseState.PLANNED
        return given


class PartyForm(RowForm):
    """An organisation and as what it stands in the plan."""

    made = Party
    role = forms.ChoiceField(
        label=gettext_lazy("Als wat?"), choices=PlanPartyRole.choices, required=False
    )
    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Organisatie"), queryset=Organisation.objects.none(), required=False
    )
    name = _text(gettext_lazy("Of een naam die niet in de lijst staat"), 120)
    name_en = _text(gettext_lazy("Die naam in het Engels"), 120)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        field: Any = self.fields["organisation"]
        field.queryset = organisations()

    def clean(self) -> dict[str, Any]:
        """One of the list, or a name; not both."""
        given = super().clean()
        if given.get("organisation") and given.get("name"):
            self.add_error("name", _("Kies uit de lijst of typ een naam, niet allebei."))
        if self.says_something() and not given.get("role"):
            self.add_error("role", _("Vul dit nog in."))
        return given


ROW_FORMS: dict[str, type[RowForm]] = {
    "sections": SectionForm,
    "aims": AimForm,
    "targets": TargetForm,
    "phases": PhaseForm,
    "parties": PartyForm,
}


class SeenForm(forms.Form):
    """Which state of the draft the writer saw."""

    edited = forms.IntegerField(required=False, widget=forms.HiddenInput)


class BlockForm:
    """A whole block: a form for each row, two empty ones after them, and what the writer saw."""

    def __init__(self, version: PlanVersion, block: str, data: Any = None) -> None:
        form = ROW_FORMS[block]
        known = [_initial(form, one) for one in getattr(version, block).all()]
        posted = _posted_rows(data)
        shown = posted or min(len(known) + EMPTY_ROWS, MOST_ROWS)
        known += [{}] * (shown - len(known))
        self.is_bound = data is not None
        self.rows = [
            form(data, prefix=f"regel-{number}", initial=initial)
            for number, initial in enumerate(known[:shown], start=1)
        ]
        self.seen = SeenForm(data, initial={"edited": version.edited})
        self.number_of_rows = shown

    def is_valid(self) -> bool:
        """Whether each row can be read."""
        checked = [form.is_valid() for form in (*self.rows, self.seen)]
        return self.is_bound and all(checked)

    def found(self) -> list[Row]:
        """The rows that say something."""
        return [row for row in (form.row() for form in self.rows) if row is not None]

    def saw(self, edited: int) -> None:
        """Let the next attempt start from what stands there now."""
        self.seen.data = dict(self.seen.data.items()) | {"edited": str(edited)}


def _posted_rows(data: Any) -> int:
    """How many rows the page had that was sent; 0 for none or nonsense."""
    typed = data.get("rows", "") if data is not None else ""
    return min(whole(typed) or 0, MOST_ROWS)


def _initial(form: type[RowForm], one: Any) -> dict[str, Any]:
    return {field.name: getattr(one, field.name) for field in fields(form.made)}


class PublishForm(forms.Form):
    """What is different, from the second version on."""

    changed = _text(gettext_lazy("Wat is er anders dan eerst?"), 300, rows=2)
    changed_en = _text(ENGLISH, 300, rows=2)


class HangForm(forms.Form):
    """Something of one kind to hang on a plan."""

    key = forms.TypedChoiceField(coerce=int)

    def __init__(self, label: str, choices: Sequence[tuple[int, str]], data: Any = None) -> None:
        super().__init__(data, auto_id=False)
        field: Any = self.fields["key"]
        field.label, field.choices = label, choices
