"""Reading evaluations. Results hold only what was let out in company of at least five."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from veerkracht.people.policies import is_administrator, regions_of_coordinator
from veerkracht.proof import evaluation_rules as rules
from veerkracht.proof.evaluation_come_along import default_keys
from veerkracht.proof.evaluation_models import (
    Answer,
    Ballot,
    EvaluationForm,
    Question,
    QuestionKind,
)
from veerkracht.proof.evaluation_tokens import hash_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.people.models import Person
    from veerkracht.training.models import Edition


@dataclass(frozen=True)
class QuestionResult:
    """What was said to one question: how many answered, and rows or words; the words in alphabetical order."""

    question: Question
    answered: int
    rows: list[rules.Row] = field(default_factory=list)
    average: float | None = None
    texts: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Results:
    """All that anybody may know of a form's answers at this moment; ``people`` are those whose answers are in."""

    form: EvaluationForm
    people: int
    questions: list[QuestionResult]


def evaluation_of(edition: Edition) -> EvaluationForm | None:
    """The form of an edition, when there is one."""
    return EvaluationForm.objects.filter(edition=edition).first()


def ballot_of(token: str) -> Ballot | None:
    """The ballot with this token."""
    return Ballot.objects.select_related("form").filter(token_hash=hash_of(token)).first()


def questions_of(form: EvaluationForm) -> list[Question]:
    """The questions of a form, in order."""
    return [row.question for row in form.rows.select_related("question")]


def results(form: EvaluationForm) -> Results:
    """What may be known of the answers: two queries. Says nothing when nothing may be shown."""
    if not form.shown:
        return Results(form, 0, [])
    given: dict[int, list[Answer]] = defaultdict(list)
    for one in Answer.objects.filter(form=form, shown=True):
        given[one.question_id].append(one)
    asked = questions_of(form)
    return Results(form, form.shown, [_result(one, given[one.pk]) for one in asked])


def _result(question: Question, answers: Sequence[Answer]) -> QuestionResult:
    if question.kind == QuestionKind.TEXT:
        texts = sorted((one.text for one in answers), key=str.casefold)
        return QuestionResult(question, len(answers), texts=texts)
    marks = [one.marks for one in answers]
    is_scale = question.kind == QuestionKind.SCALE
    return QuestionResult(
        question,
        len(answers),
        rows=rules.rows(labels_of(question), marks),
        average=rules.average(marks) if is_scale else None,
    )


def labels_of(question: Question) -> list[tuple[int, str]]:
    """Each mark of a question with its words: ``(1, "1 – heel weinig")``."""
    words = question.choices
    if question.kind != QuestionKind.SCALE:
        return list(enumerate(words))
    ends = {1: words[0], 5: words[1]} if words else {}
    return [(mark, f"{mark} – {ends[mark]}" if mark in ends else f"{mark}") for mark in rules.SCALE]


def bank(region_id: int) -> QuerySet[Question]:
    """The questions that a region can ask, in the order in which they came."""
    return Question.objects.filter(region=region_id, retired_at=None).order_by("pk")


def default_questions(region_id: int) -> list[Question]:
    """What is asked when nobody chose: the questions that came along, in their newest version."""
    found = Question.objects.filter(region=region_id)
    by_key = {one.key: one for one in found if one.key}
    newer = {one.replaces_id: one for one in found if one.replaces_id}
    chosen = [_newest(by_key[key], newer) for key in default_keys() if key in by_key]
    return [one for one in chosen if one.retired_at is None]


def _newest(question: Question, newer: dict[int, Question]) -> Question:
    while question.pk in newer:
        question = newer[question.pk]
    return question


def evaluations_for(person: Person) -> QuerySet[EvaluationForm]:
    """The forms that opened, of editions that somebody coordinates or trains at, the newest first."""
    opened = EvaluationForm.objects.filter(opened_at__isnull=False)
    if not is_administrator(person):
        mine = Q(edition__region__in=regions_of_coordinator(person))
        opened = opened.filter(mine | Q(edition__trainer_assignments__person=person)).distinct()
    return opened.select_related("edition__course", "edition__municipality").order_by(
        "-opened_at", "-pk"
    )
