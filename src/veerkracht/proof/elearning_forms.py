"""Forms of e-learning: they parse and never write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.proof.elearning_models import StepKind

if TYPE_CHECKING:
    from veerkracht.proof.elearning_models import Step

MOST_OPTIONS = 8
MARK = "*"
MOST_FILE = 1_000_000


class StepForm(forms.Form):
    """One step: what sort, and what it says."""

    quiet_optional = True
    kind = forms.ChoiceField(
        label=gettext_lazy("Wat doet een deelnemer?"),
        choices=StepKind.choices,
        widget=forms.RadioSelect,
    )
    title = forms.CharField(label=gettext_lazy("Titel"), max_length=120)
    text = forms.CharField(
        label=gettext_lazy("Tekst"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    link = forms.URLField(
        label=gettext_lazy("Link naar de film"),
        required=False,
        max_length=200,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
    )
    answers = forms.CharField(
        label=gettext_lazy("Antwoorden bij een vraag"),
        help_text=gettext_lazy(
            "Eén antwoord per regel. Zet een * voor het goede antwoord. Geen *? Dan is elk antwoord goed."
        ),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_answers(self) -> tuple[list[str], int | None]:
        """The options, and which is right."""
        lines = [line.strip() for line in self.cleaned_data["answers"].splitlines() if line.strip()]
        right = [number for number, line in enumerate(lines) if line.startswith(MARK)]
        options = [line.removeprefix(MARK).strip() for line in lines]
        if len(right) > 1:
            raise forms.ValidationError(_("Zet maar bij één antwoord een *."))
        if len(options) > MOST_OPTIONS or any(not one or len(one) > 200 for one in options):
            raise forms.ValidationError(
                _("Gebruik hoogstens 8 antwoorden, van hoogstens 200 tekens.")
            )
        return options, right[0] if right else None

    def clean(self) -> dict[str, Any]:
        """Each sort has what it needs."""
        given = super().clean() or {}
        kind = given.get("kind")
        if kind == StepKind.FILM and not given.get("link") and "link" not in self.errors:
            self.add_error("link", _("Vul de link naar de film in."))
        if kind == StepKind.TEXT and not given.get("text") and "text" not in self.errors:
            self.add_error("text", _("Schrijf de tekst die deelnemers lezen."))
        few = len(given.get("answers", ((), None))[0]) < 2 and "answers" not in self.errors
        if kind == StepKind.QUESTION and few:
            self.add_error("answers", _("Geef minstens twee antwoorden."))
        return given

    @property
    def facts(self) -> dict[str, Any]:
        """What the actions take."""
        given = self.cleaned_data
        options, right = given["answers"]
        named = {name: given[name] for name in ("kind", "title", "text", "link")}
        return named | {"options": options, "right": right}


def step_as_typed(step: Step) -> dict[str, Any]:
    """A step as the form shows it."""
    answers = [
        f"{MARK} {option}" if number == step.right else option
        for number, option in enumerate(step.options)
    ]
    return {
        "kind": step.kind,
        "title": step.title,
        "text": step.text,
        "link": step.link,
        "answers": "\n".join(answers),
    }


class AnswerForm(forms.Form):
    """The option that somebody chooses."""

    answer = forms.TypedChoiceField(
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies een antwoord.")},
    )

    def __init__(self, *arguments: Any, step: Step, **named: Any) -> None:
        super().__init__(*arguments, **named)
        field = self.fields["answer"]
        field.label = step.title
        field.choices = list(enumerate(step.options))  # type: ignore[attr-defined]


class ListForm(forms.Form):
    """A list from another system: a file, or pasted."""

    quiet_optional = True
    file = forms.FileField(
        label=gettext_lazy("Bestand"),
        help_text=gettext_lazy(
            "Een .csv of .xlsx met drie kolommen: e-mailadres, stap (nummer, titel of “alles”) en datum."
        ),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,.txt"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Of plak hier je rijen"),
        required=False,
        strip=False,
        max_length=600_000,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
    )

    def clean_file(self) -> Any:
        """Not larger than a list can be."""
        file = self.cleaned_data["file"]
        if file and file.size > MOST_FILE:
            raise forms.ValidationError(
                _("Dit bestand is groter dan 1 MB. Kies een kleiner bestand.")
            )
        return file

    def clean(self) -> dict[str, Any]:
        """Something must be there."""
        given = super().clean() or {}
        if not self.errors and not given.get("file") and not given.get("text", "").strip():
            self.add_error("file", _("Kies een bestand, of plak je rijen."))
        return given

    @property
    def content(self) -> bytes:
        """The list as it came."""
        file = self.cleaned_data["file"]
        return bytes(file.read()) if file else self.cleaned_data["text"].encode()
