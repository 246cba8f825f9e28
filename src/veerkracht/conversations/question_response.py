"""Reading a FHIR R4 QuestionnaireResponse to an instrument: its answers, and the scores that it claims."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _

from veerkracht.conversations.question_fhir import WEIGHTS
from veerkracht.conversations.question_fhir_in import extensions, line, objects
from veerkracht.conversations.question_instrument import (
    DEEPEST,
    MOST_QUESTIONS,
    Instrument,
    Question,
    every,
    weight_of,
)
from veerkracht.conversations.question_json import read_json
from veerkracht.conversations.question_rules import clean_line
from veerkracht.conversations.question_scoring import (
    Answer,
    Difference,
    Scored,
    differences,
    scored,
)
from veerkracht.kernel.errors import RuleBroken

LONGEST_ANSWER: Final = 5_000

Resource = dict[str, Any]


@dataclass
class Answered:
    """What a response says: answers, claimed scores, and claimed weights that are other than ours."""

    answers: dict[str, Answer] = field(default_factory=dict)
    claims: dict[str, Decimal] = field(default_factory=dict)
    other_weights: list[str] = field(default_factory=list)
    count: int = 0


@dataclass(frozen=True)
class Checked:
    """A response worked out anew."""

    answers: dict[str, Answer]
    results: list[Scored]
    differences: list[Difference]
    other_weights: list[str]


def check_response(content: bytes, instrument: Instrument) -> Checked:
    """Scores worked out from the answers in a file, beside those it claims. Raises RuleBroken.

    Whose answers they are is not read, and nothing is kept.
    """
    resource = read_json(content)
    if not isinstance(resource, dict) or resource.get("resourceType") != "QuestionnaireResponse":
        raise RuleBroken(_("Dit bestand is geen FHIR QuestionnaireResponse."), field="file")
    found = read_answers(resource, instrument)
    results = scored(instrument, found.answers)
    return Checked(found.answers, results, differences(results, found.claims), found.other_weights)


def read_answers(resource: Resource, instrument: Instrument) -> Answered:
    """The answers by linkId. Raises RuleBroken on unknown, double or impossible answers."""
    questions = {each.key: each for each in every(instrument.questions)}
    scores = {score.key for score in instrument.scores}
    found = Answered()
    _take(resource.get("item"), questions, scores, found, 1)
    return found


def _take(
    items: object, questions: dict[str, Question], scores: set[str], found: Answered, depth: int
) -> None:
    """The answers of one level and those below."""
    if items and depth > 2 * DEEPEST:  # items below an answer count a level as well
        raise RuleBroken(
            _("De vragen zitten dieper dan %(most)s lagen in elkaar.") % {"most": DEEPEST}
        )
    for item in objects(items, where="item", most=MOST_QUESTIONS):
        found.count += 1
        if found.count > MOST_QUESTIONS:
            words = {"most": MOST_QUESTIONS}
            raise RuleBroken(_("Een vragenlijst heeft hoogstens %(most)s vragen.") % words)
        key = line(item, "linkId")
        given = objects(item.get("answer"), where=key, most=1)
        if key in scores:
            _take_claim(key, given, found)
        elif key in questions:
            _take_answer(questions[key], given, found)
        elif given:
            raise RuleBroken(
                _("Vraag “%(key)s” staat niet in deze vragenlijst.") % {"key": key[:60]}
            )
        for below in (item, *given):
            _take(below.get("item"), questions, scores, found, depth + 1)


def _take_claim(key: str, given: list[Resource], found: Answered) -> None:
    if key in found.claims:
        raise RuleBroken(_("De score “%(key)s” staat er twee keer in.") % {"key": key})
    for each in given:
        found.claims[key] = weight_of(each.get("valueDecimal", each.get("valueInteger")))


def _take_answer(question: Question, given: list[Resource], found: Answered) -> None:
    if given and question.key in found.answers:
        raise RuleBroken(_("Vraag “%(key)s” is twee keer beantwoord.") % {"key": question.key})
    for each in given:
        found.answers[question.key] = _answer(question, each, found)


def _answer(question: Question, given: Resource, found: Answered) -> Answer:
    """The answer as our questionnaire knows it. Raises RuleBroken for another kind."""
    if question.kind == "choice":
        return _choice(question, given, found)
    name = {"integer": "valueInteger", "decimal": "valueDecimal", "boolean": "valueBoolean"}
    value = given.get(name.get(question.kind, "valueString"))
    if question.kind == "boolean" and isinstance(value, bool):
        return value
    if question.kind == "string" and isinstance(value, str):
        return clean_line(value, where=question.key, longest=LONGEST_ANSWER)
    if question.kind == "integer" and type(value) is int:
        return weight_of(value)
    if question.kind == "decimal":
        return weight_of(value)
    raise _does_not_fit(question)


def _choice(question: Question, given: Resource, found: Answered) -> str:
    """The code of the chosen option; a weight that the file claims is compared and not used."""
    coding = given.get("valueCoding")
    if isinstance(coding, dict):
        code = line(coding, "code") or line(coding, "display")
    else:
        bare = given.get("valueInteger", given.get("valueString"))
        code = str(bare) if type(bare) is int or isinstance(bare, str) else ""
    option = next((each for each in question.options if each.code == code), None)
    if option is None:
        raise _does_not_fit(question)
    if isinstance(coding, dict):
        claimed = [each for each in extensions(coding) if each["url"] in WEIGHTS]
        if any(weight_of(each.get("valueDecimal")) != option.weight for each in claimed):
            found.other_weights.append(question.key)
    return code


def _does_not_fit(question: Question) -> RuleBroken:
    words = {"key": question.key}
    return RuleBroken(_("Het antwoord op vraag “%(key)s” past niet bij de vragenlijst.") % words)
