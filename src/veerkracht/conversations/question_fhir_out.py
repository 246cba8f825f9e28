"""From our sets and instruments to a FHIR R4 Questionnaire, and from answers to a QuestionnaireResponse."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from veerkracht.conversations.question_fhir import (
    CALCULATED,
    FHIRPATH,
    HIGHEST_MARK,
    ITEM_WEIGHT,
    LARGEST,
    LOWEST_MARK,
    OUR_FORM,
    OUR_PICTURE,
    OUR_SOURCE,
    QUESTION,
    SCALE_HIGH,
    SCALE_LOW,
    SMALLEST,
    TRANSLATION,
    address_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from veerkracht.conversations.question_instrument import Instrument, Option, Question, Score
    from veerkracht.conversations.question_rules import DimensionPart, Licence, WebSet
    from veerkracht.conversations.question_scoring import Answers, Scored

Resource = dict[str, Any]


def web_questionnaire(found: WebSet, *, status: str = "active") -> Resource:
    """A set for the web: a group per dimension, a whole number from 0 to 10 per statement."""
    texts = _Texts(found)
    return {
        "resourceType": "Questionnaire",
        **_head(found.code, found.version, found.source_language, found.licence, status),
        "code": [{"system": OUR_FORM, "code": found.form}],
        **texts.at("title", "title"),
        **texts.at("description", "intro"),
        "item": [
            {"linkId": SCALE_LOW, "type": "display", **texts.at("text", "scale.low")},
            {"linkId": SCALE_HIGH, "type": "display", **texts.at("text", "scale.high")},
            *(_dimension(part, texts) for part in found.dimensions),
        ],
    }


def _head(code: str, version: int, language: str, licence: Licence, status: str) -> Resource:
    """Names, rights and time of any questionnaire."""
    head: Resource = {
        "language": language,
        "url": address_of(code),
        "version": str(version),
        "name": code,
        "status": status,
        "publisher": licence.holder,
        "copyright": licence.terms,
    }
    if licence.source:
        head["extension"] = [{"url": OUR_SOURCE, "valueString": licence.source}]
    if licence.expires:
        head["effectivePeriod"] = {"end": licence.expires.isoformat()}
    return head


class _Texts:
    """A text in the source language, with the others as translations beside it."""

    def __init__(self, found: WebSet) -> None:
        self.source = found.languages[found.source_language].texts
        self.others = {
            code: each.texts
            for code, each in found.languages.items()
            if code != found.source_language
        }

    def at(self, element: str, key: str) -> Resource:
        """``element`` and its shadow ``_element``; an empty text is left out, as FHIR wants."""
        shadow = [
            {
                "url": TRANSLATION,
                "extension": [
                    {"url": "lang", "valueCode": code},
                    {"url": "content", "valueString": texts[key]},
                ],
            }
            for code, texts in self.others.items()
            if texts.get(key)
        ]
        found: Resource = {element: self.source[key]} if self.source.get(key) else {}
        return found | {f"_{element}": {"extension": shadow}} if shadow else found


def _dimension(part: DimensionPart, texts: _Texts) -> Resource:
    picture = {"extension": [{"url": OUR_PICTURE, "valueString": part.picture}]}
    question = {
        "linkId": f"{part.key}.{QUESTION}",
        "type": "display",
        **texts.at("text", f"dimensions.{part.key}.question"),
    }
    return {
        "linkId": part.key,
        "type": "group",
        **(picture if part.picture else {}),
        **texts.at("text", f"dimensions.{part.key}.label"),
        "item": [question, *(_statement(key, texts) for key in part.statements)],
    }


def _statement(key: str, texts: _Texts) -> Resource:
    return {
        "linkId": key,
        "type": "integer",
        "extension": [
            {"url": SMALLEST, "valueInteger": LOWEST_MARK},
            {"url": LARGEST, "valueInteger": HIGHEST_MARK},
        ],
        **texts.at("text", f"statements.{key}"),
    }


def instrument_questionnaire(found: Instrument, *, status: str = "active") -> Resource:
    """An instrument: its questions, and each score as a number with its calculation."""
    intro = {"description": found.intro} if found.intro else {}
    kinds = _kinds(found.questions)
    return {
        "resourceType": "Questionnaire",
        **_head(found.code, found.version, found.language, found.licence, status),
        "title": found.title,
        **intro,
        "item": [
            *(_question(each) for each in found.questions),
            *(_score(score, kinds) for score in found.scores),
        ],
    }


def _kinds(questions: tuple[Question, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in questions:
        found |= {each.key: each.kind, **_kinds(each.parts)}
    return found


def _question(each: Question) -> Resource:
    item: Resource = {"linkId": each.key, "type": each.kind}
    if each.text:
        item["text"] = each.text
    if each.options:
        item["answerOption"] = [_option(option) for option in each.options]
    if each.parts:
        item["item"] = [_question(part) for part in each.parts]
    return item


def _option(option: Option) -> Resource:
    coding: Resource = {"code": option.code}
    if option.system:
        coding["system"] = option.system
    if option.text:
        coding["display"] = option.text
    if option.weight is not None:
        coding["extension"] = [{"url": ITEM_WEIGHT, "valueDecimal": number(option.weight)}]
    return {"valueCoding": coding}


def _score(score: Score, kinds: Mapping[str, str]) -> Resource:
    expression = {"language": FHIRPATH, "expression": formula_text(score, kinds)}
    text = {"text": score.text} if score.text else {}
    return {
        "linkId": score.key,
        "type": "decimal",
        "readOnly": True,
        **text,
        "extension": [{"url": CALCULATED, "valueExpression": expression}],
    }


def formula_text(score: Score, kinds: Mapping[str, str]) -> str:
    """The expression that ``question_expression`` reads as just this score."""
    if score.needs_all:
        added = " + ".join(_answer(key, kinds) for key in score.over)
        return f"({added}) / {len(score.over)}" if score.how == "mean" else added
    names = " or ".join(f"linkId = '{key}'" for key in score.over)
    weight = ".weight()" if kinds[score.over[0]] == "choice" else ""
    end = "avg" if score.how == "mean" else "sum"
    return f"%resource.descendants().where({names}).answer.value{weight}.{end}()"


def _answer(key: str, kinds: Mapping[str, str]) -> str:
    weight = ".weight()" if kinds[key] == "choice" else ""
    return f"%resource.descendants().where(linkId = '{key}').answer.value{weight}"


def number(value: Decimal) -> int | float:
    """As JSON writes it; our numbers have so few digits that a float keeps them all."""
    return int(value) if value == value.to_integral_value() else float(value)


def response(
    instrument: Instrument, answers: Answers, results: list[Scored], *, status: str = "completed"
) -> Resource:
    """Answers with the scores that we worked out from them, and nothing about whose they are."""
    items = [_answered(each, answers) for each in instrument.questions]
    scores = [
        {
            "linkId": one.score.key,
            "text": one.score.text,
            "answer": [{"valueDecimal": number(one.value)}],
        }
        for one in results
        if one.value is not None
    ]
    return {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": f"{address_of(instrument.code)}|{instrument.version}",
        "status": status,
        "item": [*(item for item in items if item), *scores],
    }


def _answered(each: Question, answers: Answers) -> Resource | None:
    """A question with its answer; none where nothing was answered in it."""
    below = [item for item in (_answered(part, answers) for part in each.parts) if item]
    item: Resource = {"linkId": each.key}
    if each.text:
        item["text"] = each.text
    if each.kind == "group":
        return item | {"item": below} if below else None
    if each.key not in answers:
        return None
    given: Resource = {_value_name(each): _value(each, answers[each.key])}
    return item | {"answer": [given | {"item": below} if below else given]}


def _value_name(each: Question) -> str:
    names = {"choice": "Coding", "integer": "Integer", "decimal": "Decimal", "boolean": "Boolean"}
    return f"value{names.get(each.kind, 'String')}"


def _value(each: Question, answer: str | Decimal | bool) -> Any:  # noqa: FBT001 - an answer
    if isinstance(answer, Decimal):
        return number(answer)
    if each.kind != "choice":
        return answer
    option = next(option for option in each.options if option.code == answer)
    return _option(option)["valueCoding"]
