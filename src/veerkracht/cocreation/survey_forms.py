"""Forms of surveys: they parse and never write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from veerkracht.cocreation import survey_rules as rules
from veerkracht.cocreation.models import QuestionKind
from veerkracht.cocreation.survey_actions import Asked, Facts
from veerkracht.cocreation.survey_answering import whose
from veerkracht.cocreation.survey_queries import labels_of
from veerkracht.cocreation.survey_rules import Given
from veerkracht.cocreation.wish_gate import GatedForm
from veerkracht.kernel.forms import DayField
from veerkracht.people.models import Sector

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from veerkracht.cocreation.models import Survey, SurveyQuestion
    from veerkracht.places.models import Area


def _day(label: Any) -> forms.DateField:
    return DayField(label=label)


class SurveyForm(forms.Form):
    """What a survey is about, for whom, and when it is open."""

    title = forms.CharField(label=_("Titel"), max_length=120)
    intro = forms.CharField(
        label=_("Waarom vraag je dit?"),
        help_text=_("Wat doe je met de antwoorden? Mensen lezen dit boven de vragen."),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    opens_on = _day(_("Open vanaf"))
    closes_on = _day(_("Open tot en met"))
    most_an_hour = forms.IntegerField(
        label=_("Hoeveel antwoorden verwacht je hoogstens in een uur?"),
        help_text=_("Komen er meer, dan staat de vragenlijst stil tot jij kijkt."),
        min_value=10,
        max_value=2000,
        initial=60,
    )
    region = forms.ChoiceField(label=_("Van welke regio?"))
    sectors = forms.ModelMultipleChoiceField(
        label=_("Voor welke sectoren?"),
        queryset=Sector.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, regions: Sequence[Area], today: date, data: Any = None, survey: Survey | None = None
    ) -> None:
        known: dict[str, Any] = {"opens_on": today}
        if survey is not None:
            known = {name: getattr(survey, name) for name in FACTS}
            known |= {"region": survey.region.code, "sectors": survey.sectors.all()}
        super().__init__(data, initial=known)
        self.regions = {one.code: one for one in regions}
        field: Any = self.fields["region"]
        field.choices = [(one.code, str(one)) for one in regions]
        if len(regions) == 1:
            field.widget = forms.HiddenInput()
            field.initial = regions[0].code

    def chosen(self) -> Area:
        """The region."""
        return self.regions[self.cleaned_data["region"]]

    def facts(self) -> Facts:
        """What was typed."""
        given = self.cleaned_data
        return Facts(**{name: given[name] for name in FACTS}, sectors=list(given["sectors"]))


FACTS = ("title", "intro", "opens_on", "closes_on", "most_an_hour")


class QuestionForm(forms.Form):
    """One question of a survey."""

    words = forms.CharField(label=_("Wat vraag je?"), max_length=300)
    kind = forms.ChoiceField(
        label=_("Hoe antwoorden mensen?"), choices=QuestionKind.choices, widget=forms.RadioSelect
    )
    options = forms.CharField(
        label=_("Waaruit kunnen ze kiezen?"),
        help_text=_("Elk antwoord op een eigen regel. Bij een cijfer: wat betekent 1, en wat 5?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    required = forms.BooleanField(label=_("Iedereen moet deze vraag beantwoorden"), required=False)

    def __init__(self, data: Any = None, question: SurveyQuestion | None = None) -> None:
        known: dict[str, Any] = {"kind": QuestionKind.ONE}
        if question is not None:
            known = {name: getattr(question, name) for name in ("words", "kind", "required")}
            known["options"] = "\n".join(question.options)
        super().__init__(data, initial=known)

    def asked(self) -> Asked:
        """What was typed."""
        given = self.cleaned_data
        options = rules.options_in(given["options"])
        return Asked(given["kind"], given["words"], options, given["required"])


class AnswerForm(GatedForm):
    """The questions of one survey, as they are answered."""

    def __init__(self, survey: Survey, data: Any = None) -> None:
        super().__init__(whose(survey), data)
        self.questions = list(survey.questions.all())
        for question in self.questions:
            self.fields[name_of(question)] = _field(question)
        self.order_fields([name_of(one) for one in self.questions])

    def answers(self) -> Mapping[int, Given]:
        """What was answered, by question."""
        return {one.pk: _given(one, self.cleaned_data[name_of(one)]) for one in self.questions}


def name_of(question: SurveyQuestion) -> str:
    """The name of a question's field."""
    return f"question-{question.pk}"


def _field(question: SurveyQuestion) -> forms.Field:
    named: dict[str, Any] = {"label": question.words, "required": question.required}
    if question.kind == rules.OPEN:
        widget = forms.Textarea(attrs={"rows": 4})
        hint = _("Noem geen namen, ook niet die van jezelf.")
        return forms.CharField(
            max_length=rules.LONGEST_TEXT, widget=widget, help_text=hint, **named
        )
    choices = [(str(mark), words) for mark, words in labels_of(question)]
    if question.kind == rules.MANY:
        box = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(choices=choices, widget=box, **named)
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **named)


def _given(question: SurveyQuestion, value: Any) -> Given:
    if question.kind == rules.OPEN:
        return Given(text=value.strip())
    marks = value if isinstance(value, list) else [value] if value else []
    return Given(marks=tuple(int(one) for one in marks))
