"""Forms of embedding checks: they parse and never write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.people.models import Organisation
from veerkracht.people.queries import organisations
from veerkracht.programme import embedding_rules as rules
from veerkracht.programme.agreement_forms import day_field
from veerkracht.programme.embedding_actions import Said
from veerkracht.programme.embedding_models import EmbeddingLevel, EmbeddingPart

if TYPE_CHECKING:
    from veerkracht.programme.embedding_models import EmbeddingCheck

QUESTIONS = {
    EmbeddingPart.POLICY: gettext_lazy("Staat Positieve Gezondheid in jullie beleid?"),
    EmbeddingPart.PRACTICE: gettext_lazy("Werken jullie er zo mee, elke dag?"),
    EmbeddingPart.PEOPLE: gettext_lazy("Weten nieuwe en vaste collega’s hoe het moet?"),
    EmbeddingPart.MONEY: gettext_lazy("Is er tijd en geld voor, ook volgend jaar?"),
}


class TrackForm(forms.Form):
    """Which partner, and from when."""

    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Welke partner?"), queryset=Organisation.objects.none()
    )
    starts_on = day_field(
        gettext_lazy("Vanaf wanneer?"),
        help_text=gettext_lazy("De partner kijkt dan, en na 3, 6 en 12 maanden weer."),
        required=True,
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        field: Any = self.fields["organisation"]
        field.queryset = organisations()


class PartForm(forms.Form):
    """How far one part is, with what shows it."""

    level = forms.TypedChoiceField(
        choices=EmbeddingLevel.choices, coerce=int, widget=forms.RadioSelect
    )
    evidence = forms.CharField(
        label=gettext_lazy("Waar zie je dat aan?"),
        help_text=gettext_lazy("Nodig vanaf “we doen het vaak zo”."),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    quiet_optional = True

    def __init__(self, part: EmbeddingPart, data: Any, initial: dict[str, Any]) -> None:
        super().__init__(data, prefix=part.value, initial=initial)
        self.fields["level"].label = QUESTIONS[part]
        self.part = part

    def clean(self) -> dict[str, Any]:
        """Who says that it happens often can point at it."""
        given = super().clean() or {}
        level = given.get("level")
        if level is not None and rules.needs_evidence(level) and not given.get("evidence"):
            self.add_error("evidence", _("Schrijf op waar je dat aan ziet."))
        return given


class NextStepForm(forms.Form):
    """What comes next, and what the writer saw."""

    next_step = forms.CharField(
        label=gettext_lazy("Wat is jullie volgende stap?"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class CheckForm:
    """A whole check: the four parts, and what comes next."""

    def __init__(self, check: EmbeddingCheck, data: Any = None) -> None:
        known = {one.part: one for one in check.answers.all()}
        self.is_bound = data is not None
        self.parts = [PartForm(part, data, _said(known.get(part.value))) for part in EmbeddingPart]
        self.next = NextStepForm(
            data, initial={"next_step": check.next_step, "version": check.version}
        )

    def is_valid(self) -> bool:
        """Whether each part has its answer."""
        checked = [form.is_valid() for form in (*self.parts, self.next)]
        return self.is_bound and all(checked)

    def said(self) -> dict[str, Said]:
        """By part how far it is."""
        return {form.part.value: Said(**form.cleaned_data) for form in self.parts}

    def saw(self, version: int) -> None:
        """Let the next attempt start from what stands there now."""
        self.next.data = dict(self.next.data.items()) | {"version": str(version)}


def _said(known: Any) -> dict[str, Any]:
    return {"level": known.level, "evidence": known.evidence} if known else {}
