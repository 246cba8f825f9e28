"""FHIR questionnaires in and out: what goes out comes back the same, and hostile files keep nothing."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from veerkracht.conversations import question_fhir_out as out
from veerkracht.conversations.question_expression import read_formula
from veerkracht.conversations.question_fhir_in import read_questionnaire
from veerkracht.conversations.question_instrument import (
    Instrument,
    Option,
    Question,
    Score,
    every,
    read_instrument,
    written_instrument,
)
from veerkracht.conversations.question_reference import own_sets
from veerkracht.conversations.question_response import check_response
from veerkracht.conversations.question_rules import Licence, WebSet, read_set, written_set
from veerkracht.conversations.question_scoring import Answer, scored
from veerkracht.conversations.tests.question_files import (
    choice,
    invented,
    questionnaire,
    score,
    six_groups,
)
from veerkracht.kernel.errors import RuleBroken

A_SECOND = 1.0
plain_text = st.text("abcdefghijklmnopqrstuvwxyzé ؟م'\"<&", min_size=1, max_size=20).map(
    lambda text: text.strip() or "x"
)
weights = st.decimals(-100, 100, places=3).map(
    lambda number: number.quantize(Decimal(1)) if number == int(number) else number.normalize()
)


@st.composite
def instruments(draw: st.DrawFn) -> Instrument:
    """An instrument with groups, choices and numbers, and scores of both sorts over them."""
    leaves = [draw(_question(f"q{number}")) for number in range(draw(st.integers(1, 7)))]
    cut = draw(st.integers(0, len(leaves)))
    group = (Question("g", "group", draw(plain_text), parts=tuple(leaves[:cut])),) if cut else ()
    by_weight = [each.key for each in leaves if each.kind == "choice"]
    by_number = [each.key for each in leaves if each.kind == "integer"]
    scores = [
        Score(
            f"s{nth}",
            draw(plain_text),
            draw(st.sampled_from(["sum", "mean"])),
            tuple(over),
            draw(st.booleans()),
        )
        for nth, over in enumerate((by_weight, by_number))
        if over
    ]
    expires = draw(st.none() | st.dates(date(2020, 1, 1), date(2090, 1, 1)))
    licence = Licence(draw(plain_text), draw(plain_text), expires, draw(plain_text))
    return Instrument(
        "imported",
        1,
        draw(plain_text),
        draw(plain_text),
        "nl",
        licence,
        (*group, *leaves[cut:]),
        tuple(scores),
    )


@st.composite
def _question(draw: st.DrawFn, key: str) -> Question:
    kind = draw(st.sampled_from(["choice", "integer", "string", "boolean", "decimal"]))
    if kind != "choice":
        return Question(key, kind, draw(plain_text))
    found = draw(st.lists(weights, min_size=1, max_size=4))
    options = (
        Option(f"o{nth}", draw(plain_text), "urn:codes", weight) for nth, weight in enumerate(found)
    )
    return Question(key, kind, draw(plain_text), options=tuple(options))


def as_file(resource: dict[str, Any]) -> bytes:
    return json.dumps(resource, ensure_ascii=False).encode()


@settings(max_examples=60, deadline=None)
@given(instruments())
def test_an_instrument_comes_back_as_it_went(found: Instrument) -> None:
    assert read_instrument(json.loads(json.dumps(written_instrument(found)))) == found
    back = read_questionnaire(as_file(out.instrument_questionnaire(found)))
    assert back.content == found
    assert back.refused == ()


@pytest.mark.parametrize("found", own_sets(), ids=lambda found: found.code)
def test_our_own_sets_come_back_as_they_went(found: WebSet) -> None:
    back = read_questionnaire(as_file(out.web_questionnaire(found))).content
    assert isinstance(back, WebSet)
    assert replace(back, code=found.code, version=found.version) == found
    assert read_set(json.loads(json.dumps(written_set(found)))) == found


def plainly(instrument: Instrument, answers: dict[str, Answer], one: Score) -> Fraction | None:
    """A score as anybody would work it out by hand."""
    questions = {each.key: each for each in every(instrument.questions)}
    numbers = []
    for key in one.over:
        if key in answers:
            table = {option.code: option.weight for option in questions[key].options}
            numbers.append(Fraction(table[answers[key]] if table else answers[key]))  # type: ignore[arg-type,index]
    if not numbers or (one.needs_all and len(numbers) < len(one.over)):
        return None
    return sum(numbers) / (len(numbers) if one.how == "mean" else 1)  # type: ignore[return-value]


@settings(max_examples=60, deadline=None)
@given(instruments(), st.data())
def test_scores_equal_a_plain_model_and_a_response_comes_back(
    found: Instrument, data: st.DataObject
) -> None:
    kinds: dict[str, st.SearchStrategy[Answer]] = {
        "integer": st.integers(-50, 50).map(Decimal),
        "decimal": weights,
        "boolean": st.booleans(),
        "string": plain_text,
    }
    answers: dict[str, Answer] = {}
    for each in every(found.questions):
        if each.kind != "group" and data.draw(st.booleans()):
            codes = st.sampled_from([option.code for option in each.options] or ["-"])
            answers[each.key] = data.draw(kinds.get(each.kind, codes))
    results = scored(found, answers)
    for one in results:
        expected = plainly(found, answers, one.score)
        if expected is None:
            assert one.value is None
        else:
            assert one.value is not None
            assert abs(Fraction(one.value) - expected) <= Fraction(1, 20_000)
    checked = check_response(as_file(out.response(found, answers, results)), found)
    assert checked.answers == answers
    assert checked.results == results
    assert checked.differences == []
    assert checked.other_weights == []


def test_a_file_is_understood_and_a_wrong_mean_is_named() -> None:
    read = read_questionnaire(invented())
    assert isinstance(read.content, Instrument)
    assert [(one.key, one.how, one.over) for one in read.content.scores] == [
        ("som", "sum", ("a", "b", "c")),
        ("gemiddelde", "mean", ("a", "b", "c")),
    ]
    assert read.refused == (
        "Score “Score verkeerd” doet niet mee: de formule deelt door 5, maar telt 2 vragen op.",
    )
    assert read.source_version == "2.1"


def test_six_groups_of_somebody_else_become_the_six_dimensions() -> None:
    content = read_questionnaire(six_groups(effectivePeriod={"end": "2027-06-30"})).content
    assert isinstance(content, WebSet)
    assert [part.key for part in content.dimensions][:2] == ["body", "feeling"]
    assert content.languages["nl"].texts["dimensions.body.label"] == "Thema 1"
    assert content.languages["nl"].texts["statements.body-n2"] == "Uitspraak 1-2"
    assert content.licence.expires == date(2027, 6, 30)


def test_what_a_response_claims_is_worked_out_again() -> None:
    instrument = read_questionnaire(invented()).content
    assert isinstance(instrument, Instrument)
    heavy = {
        "code": "c1",
        "extension": [
            {"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": 9}
        ],
    }
    given_answers = [
        {"linkId": "deel", "item": [
            {"linkId": "a", "answer": [{"valueCoding": {"code": "c3"}}]},
            {"linkId": "b", "answer": [{"valueCoding": heavy}]},
        ]},
        {"linkId": "som", "answer": [{"valueDecimal": 12}]},
        {"linkId": "gemiddelde", "answer": [{"valueDecimal": 2.0}]},
    ]  # fmt: skip
    checked = check_response(
        as_file({"resourceType": "QuestionnaireResponse", "item": given_answers}), instrument
    )
    assert [(one.score.key, one.value, one.answered, one.asked) for one in checked.results] == [
        ("som", Decimal(4), 2, 3),
        ("gemiddelde", Decimal(2), 2, 3),
    ]
    assert [(one.key, one.claimed, one.worked_out) for one in checked.differences] == [
        ("som", Decimal(12), Decimal(4))
    ]
    assert checked.other_weights == ["b"]


QUESTIONS = (
    Question(
        "g",
        "group",
        "",
        parts=tuple(
            Question(key, "choice", "", options=(Option("1", "", weight=Decimal(1)),))
            for key in "abc"
        ),
    ),
    Question("d", "integer", ""),
)
ANSWER = "%resource.descendants().where(linkId='{}').answer.value.weight()"


@pytest.mark.parametrize(
    ("expression", "how", "over"),
    [
        (
            "%resource.item.item.where(linkId in ('a' | 'b')).answer.value.weight().sum()",
            "sum",
            "ab",
        ),
        (
            "%resource.repeat(item).where(linkId.startsWith('a')).answer.valueCoding.ordinal().avg()",
            "mean",
            "a",
        ),
        ("item.where(linkId='d').answer.valueInteger.sum()", "sum", "d"),
        (ANSWER.format("a") + " + " + ANSWER.format("c"), "sum", "ac"),
        (f"({ANSWER.format('a')} + {ANSWER.format('c')}) / 2", "mean", "ac"),
        (
            "%resource.item.item.answer.value.weight().sum() / %resource.item.item.answer.count()",
            "mean",
            "abc",
        ),
    ],
)
def test_sums_and_means_are_read(expression: str, how: str, over: str) -> None:
    found = read_formula(expression, QUESTIONS)
    assert (found.how, "".join(found.over)) == (how, over)


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ("iif(true, 1, 2)", "meer dan een som"),
        ("%resource.descendants().where(linkId='x').answer.value.weight().sum()", "die er niet is"),
        (f"({ANSWER.format('a')} | {ANSWER.format('b')}).sum()", "gelijk is aan een ander"),
        (f"{ANSWER.format('a')} + {ANSWER.format('b')} / 2", "zonder haakjes"),
        (f"{ANSWER.format('a')} + {ANSWER.format('a')}", "twee keer"),
        ("%resource.item.where(linkId='d').answer.value.weight().sum()", "past de formule niet"),
        ("%resource.item.where(linkId='g').answer.value.weight().sum()", "twee keer"),
        ("__import__('os').system('ls')", "meer dan een som"),
        ("(" * 3000 + "a", "meer dan een som"),
        (f"{ANSWER.format('a')}.sum() * 2", "meer dan een som"),
        ("", "meer dan een som"),
    ],
)
def test_anything_else_is_refused_with_the_reason(expression: str, reason: str) -> None:
    with pytest.raises(RuleBroken) as broken:
        read_formula(expression, QUESTIONS)
    assert reason in broken.value.message


def deep(levels: int) -> dict[str, Any]:
    item: dict[str, Any] = {"linkId": "bodem", "type": "integer"}
    for level in range(levels):
        item = {"linkId": f"g{level}", "type": "group", "item": [item]}
    return item


def wide(number: int) -> dict[str, Any]:
    marks = [{"linkId": f"q{nth}", "type": "integer"} for nth in range(number)]
    return {"linkId": "g", "type": "group", "item": marks}


def needing(key: str, other: str) -> dict[str, Any]:
    condition = {"question": other, "operator": "exists", "answerBoolean": True}
    return {"linkId": key, "type": "integer", "enableWhen": [condition]}


MARK = {"linkId": "m", "type": "integer"}
WEIGHED = b'{"resourceType":"Questionnaire","item":[{"linkId":"a","type":"choice","answerOption":[{"valueCoding":{"code":"x","extension":[{"url":"http://hl7.org/fhir/StructureDefinition/itemWeight","valueDecimal":%s}]}}]}]}'


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"[" * 50_000_000, "groter dan 1 MB"),
        (b"[" * 900_000, "te diep"),
        (b'{"a":' * 59 + b"1", "geen leesbare JSON"),
        (b"\xff\xfe\x00", "geen leesbare JSON"),
        (b'{"resourceType":"Questionnaire","resourceType":"Patient"}', "twee keer"),
        (rb'{"resourceType":"Questionnaire","\ud800":1}', "geen leesbare JSON"),
        (b'{"resourceType":"Bundle"}', "geen FHIR Questionnaire"),
        (questionnaire(deep(7)), "dieper dan 6"),
        (questionnaire(MARK, MARK), "twee keer"),
        (questionnaire(*({"linkId": f"q{n}", "type": "integer"} for n in range(5000))), "meer dan 500"),
        (questionnaire(wide(500)), "hoogstens 500"),
        (questionnaire(needing("a", "b"), needing("b", "a")), "af van zichzelf"),
        (questionnaire(needing("a", "weg")), "die er niet is"),
        (questionnaire(MARK, needing("a", "m")), "alleen bij een bepaald antwoord"),
        (questionnaire(MARK, url="https://x.example", derivedFrom=["https://x.example|1"]), "afgeleid van zichzelf"),
        (WEIGHED % b"NaN", "geen getal"),
        (WEIGHED % b"-Infinity", "geen getal"),
        (WEIGHED % b"1e400", "te groot of te klein"),
        (WEIGHED % (b"9" * 5000), "te groot of te klein"),
        (WEIGHED % b"1e9", "te groot"),
        (WEIGHED % b'"1"', "is een getal"),
        (WEIGHED % b"true", "is een getal"),
        (questionnaire({"linkId": 7, "type": "integer"}), "hoort een tekst"),
        (questionnaire({"linkId": "a", "type": ["integer"]}), "kan hier niet"),
        (questionnaire({"linkId": "a", "type": "group", "item": {"linkId": "b"}}), "lijst van objecten"),
        (questionnaire({"linkId": "a", "type": "integer", "text": "goed\u202etsluf"}), "onzichtbare tekens"),
        (questionnaire({"linkId": "a\u200b", "type": "integer"}), "onzichtbare tekens"),
        (questionnaire({"linkId": "e\u0301", "type": "integer"}, {"linkId": "\u00e9", "type": "integer"}), "twee keer"),
        (questionnaire({"linkId": "a' or 'b", "type": "integer"}), "kan hier niet"),
        (questionnaire({"linkId": "a", "type": "integer", "modifierExtension": []}), "betekenis verandert"),
        (questionnaire({"linkId": "a", "type": "choice", "answerValueSet": "x"}), "buiten het bestand"),
        (questionnaire({**MARK, "repeats": True}), "meer antwoorden"),
        (questionnaire({"linkId": "a", "type": "choice"}), "passen de antwoorden niet"),
        (questionnaire({**MARK, "text": "x" * 3000}), "langer dan"),
        (questionnaire(MARK, effectivePeriod={"end": "gisteren"}), "geen datum"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_hostile_files_are_refused_within_a_second(content: bytes, reason: str) -> None:
    began = time.perf_counter()
    with pytest.raises(RuleBroken) as broken:
        read_questionnaire(content)
    assert reason in broken.value.message
    assert time.perf_counter() - began < A_SECOND


def test_the_largest_file_with_the_longest_formulas_is_read_within_a_second() -> None:
    items = [choice(f"q{number}", 0, 1, 2) for number in range(450)]
    added = " + ".join(ANSWER.format(f"q{number}") for number in range(450))
    scores = [score(f"s{nth}", added) for nth in range(5)]
    began = time.perf_counter()
    read = read_questionnaire(questionnaire(*items, *scores))
    assert time.perf_counter() - began < A_SECOND
    assert isinstance(read.content, Instrument)
    assert len(read.content.scores) == 5


@pytest.mark.parametrize(
    ("items", "reason"),
    [
        ([{"linkId": "x", "answer": [{"valueInteger": 1}]}], "staat niet in"),
        ([{"linkId": "a", "answer": [{"valueCoding": {"code": "weg"}}]}], "past niet"),
        ([{"linkId": "d", "answer": [{"valueInteger": True}]}], "past niet"),
        ([{"linkId": "d", "answer": [{"valueInteger": 1}]}] * 2, "twee keer beantwoord"),
        ([{"linkId": "d"}] * 501, "meer dan 500"),
        ([{"linkId": "som", "answer": [{"valueDecimal": "5"}]}], "is een getal"),
        ([deep(13)], "dieper dan"),
    ],
)
def test_a_response_that_does_not_fit_is_refused(items: list[Any], reason: str) -> None:
    instrument = read_questionnaire(invented()).content
    assert isinstance(instrument, Instrument)
    with pytest.raises(RuleBroken) as broken:
        check_response(
            as_file({"resourceType": "QuestionnaireResponse", "item": items}), instrument
        )
    assert reason in broken.value.message
