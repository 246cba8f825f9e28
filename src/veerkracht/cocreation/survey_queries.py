"""Reading surveys. Results hold only what was let out in company of at least five."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from veerkracht.cocreation import survey_rules as rules
from veerkracht.cocreation.models import (
    OpenAnswer,
    Survey,
    SurveyQuestion,
    SurveyState,
    SurveyTally,
)
from veerkracht.people.policies import regions_of_coordinator

if TYPE_CHECKING:
    from veerkracht.people.models import Person

MOST_TEXTS = 300


@dataclass(frozen=True)
class QuestionResult:
    """What was said to one question: for how many people it is shown, bars, and words in random order."""

    question: SurveyQuestion
    people: int
    bars: list[rules.Bar] = field(default_factory=list)
    average: float | None = None
    texts: list[OpenAnswer] = field(default_factory=list)


def surveys_for(person: Person) -> QuerySet[Survey]:
    """Surveys of the regions that somebody coordinates, the newest first."""
    regions = [one.pk for one in regions_of_coordinator(person)]
    return Survey.objects.filter(region__in=regions).select_related("region")


def survey_at(slug: str) -> Survey | None:
    """A survey that was opened, by its address; a draft is nobody's to see."""
    found = Survey.objects.filter(slug=slug).exclude(state=SurveyState.DRAFT)
    return found.select_related("region").first()


def labels_of(question: SurveyQuestion) -> list[tuple[int, str]]:
    """Each mark of a question with its words: ``(1, "1 – heel weinig")``."""
    if question.kind == rules.OPEN:
        return []
    if question.kind != rules.SCALE:
        return list(enumerate(question.options))
    ends = dict(zip((1, 5), question.options, strict=True)) if question.options else {}
    return [(mark, f"{mark} – {ends[mark]}" if mark in ends else f"{mark}") for mark in rules.MARKS]


def results(survey: Survey) -> list[QuestionResult]:
    """What may be known of the answers: three queries, however many there are."""
    texts = OpenAnswer.objects.filter(shown=True)
    found = survey.questions.prefetch_related(
        "tallies", Prefetch("texts", queryset=texts, to_attr="shown_texts")
    )
    return [_result(one) for one in found]


def _result(question: SurveyQuestion) -> QuestionResult:
    marks = {tally.mark: tally.shown for tally in _tallies(question)}
    is_scale = question.kind == rules.SCALE
    return QuestionResult(
        question,
        question.shown,
        bars=rules.bars(labels_of(question), marks, question.shown),
        average=rules.average(marks) if is_scale else None,
        texts=question.__dict__["shown_texts"][:MOST_TEXTS],
    )


def _tallies(question: SurveyQuestion) -> list[SurveyTally]:
    return list(question.tallies.all())


def paused_for(person: Person) -> QuerySet[Survey]:
    """Surveys that wait for a look, because very many answers came at once."""
    return surveys_for(person).filter(paused=True, state=SurveyState.OPEN)


def stands(survey: Survey) -> tuple[str, str]:
    """How a survey stands, in a word and a tone."""
    if survey.paused:
        return _("staat stil"), "danger"
    tones = {SurveyState.DRAFT: "plain", SurveyState.OPEN: "pine", SurveyState.CLOSED: "info"}
    return str(SurveyState(survey.state).label), tones[SurveyState(survey.state)]
