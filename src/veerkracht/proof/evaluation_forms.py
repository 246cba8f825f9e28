"""Forms of evaluation: a question of the bank, what is asked of an edition, and the answers themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.proof.evaluation_bank import Wording
from veerkracht.proof.evaluation_models import (
    MOST_QUESTIONS,
    EvaluationForm,
    Question,
    QuestionKind,
    Shows,
)
from veerkracht.proof.evaluation_queries import labels_of
from veerkracht.proof.evaluation_rules import Given

if TYPE_CHECKING:
    from collections.abc import Sequence

A_TEXT = 1_000


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class QuestionForm(forms.Form):
    """A question in Dutch and English, with its choices one a line."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Hoe antwoordt iemand?"),
        choices=QuestionKind.choices,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label=gettext_lazy("Vraag"), max_length=200)
    text_en = forms.CharField(
        label=gettext_lazy("Vraag in het Engels"), max_length=200, required=False
    )
    options = forms.CharField(
        label=gettext_lazy("Keuzes, één per regel"),
        help_text=gettext_lazy(
            "Bij een cijfer: het woord bij 1 en het woord bij 5. Bij eigen woorden: leeg."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    options_en = forms.CharField(
        label=gettext_lazy("De keuzes in het Engels, in dezelfde volgorde"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )

    @classmethod
    def of(cls, question: Question, data: Any = None) -> QuestionForm:
        """The form filled with a question as it is."""
        initial = {
            "kind": question.kind,
            "text": question.text,
            "text_en": question.text_en,
            "options": "\n".join(question.options),
            "options_en": "\n".join(question.options_en),
        }
        return cls(data, initial=initial)

    def clean_options(self) -> list[str]:
        """The choices, without empty lines."""
        return _short(_lines(self.cleaned_data["options"]))

    def clean_options_en(self) -> list[str]:
        """The same in English."""
        return _short(_lines(self.cleaned_data["options_en"]))

    def wording(self) -> Wording:
        """What was typed, for the action."""
        return Wording(**{name: self.cleaned_data[name] for name in self.fields})


def _short(options: list[str]) -> list[str]:
    if any(len(one) > 80 for one in options):
        raise forms.ValidationError(_("Maak elke keuze hoogstens 80 tekens lang."))
    return options


class ArrangeForm(forms.Form):
    """Which questions, for how many days, and when the results are seen."""

    questions = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Welke vragen stel je? Hoogstens 10"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.IntegerField(
        label=gettext_lazy("Hoeveel dagen staat de evaluatie open?"), min_value=1, max_value=60
    )
    shows = forms.ChoiceField(
        label=gettext_lazy("Wanneer zie je de uitkomsten?"),
        help_text=gettext_lazy(
            "Nooit van minder dan 5 mensen tegelijk. Zo kan niemand één antwoord herkennen."
        ),
        choices=Shows.choices,
        widget=forms.RadioSelect,
    )

    def __init__(self, bank: Sequence[Question], *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.bank = {question.pk: question for question in bank}
        self.fields["questions"].choices = [  # type: ignore[attr-defined]  # a field of Django's
            (pk, f"{question} ({question.get_kind_display().lower()})")
            for pk, question in self.bank.items()
        ]

    def clean_questions(self) -> list[Question]:
        """The questions, in the order of the bank; at most ten."""
        chosen = set(self.cleaned_data["questions"])
        if len(chosen) > MOST_QUESTIONS:
            raise forms.ValidationError(
                _("Je koos %(n)s vragen. Kies er hoogstens 10.") % {"n": len(chosen)}
            )
        return [question for pk, question in self.bank.items() if pk in chosen]


def arrange_initial(form: EvaluationForm | None, chosen: Sequence[Question]) -> dict[str, Any]:
    """How the form stands before anybody changes it."""
    return {
        "questions": [question.pk for question in chosen],
        "days": form.days if form else 14,
        "shows": form.shows if form else Shows.CLOSED,
    }


class AnswerForm(forms.Form):
    """The questions of one evaluation; every answer may be left out."""

    quiet_optional = True

    def __init__(self, questions: Sequence[Question], *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.questions = {f"question-{one.pk}": one for one in questions}
        for name, question in self.questions.items():
            self.fields[name] = _field(question)

    def bound_fields(self) -> list[tuple[str, forms.BoundField]]:
        """Each field with the kind of its question, for the page."""
        return [(question.kind, self[name]) for name, question in self.questions.items()]

    def given(self) -> dict[int, Given]:
        """What was said, by question; what was left out is not there."""
        found = {
            question.pk: _given(question, self.cleaned_data.get(name))
            for name, question in self.questions.items()
        }
        return {pk: one for pk, one in found.items() if not one.is_empty}


def _field(question: Question) -> forms.Field:
    label = str(question)
    if question.kind == QuestionKind.TEXT:
        area = forms.Textarea(attrs={"rows": 3})
        hint = _("Schrijf geen namen op. Wat je schrijft, kan de trainer lezen.")
        return forms.CharField(
            label=label, help_text=hint, max_length=A_TEXT, required=False, widget=area
        )
    choices = labels_of(question)
    if question.kind == QuestionKind.SEVERAL:
        boxes = forms.CheckboxSelectMultiple
        return forms.TypedMultipleChoiceField(
            label=label, choices=choices, coerce=int, required=False, widget=boxes
        )
    return forms.TypedChoiceField(
        label=label,
        choices=choices,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )


def _given(question: Question, value: Any) -> Given:
    if question.kind == QuestionKind.TEXT:
        return Given(text=(value or "").strip())
    if question.kind == QuestionKind.SEVERAL:
        return Given(marks=tuple(sorted(value or ())))
    return Given() if value is None else Given(marks=(value,))
