"""What a research instrument looks like: questions with weighted answers, and scores that are sums or means.

Only an instrument that somebody brought in has scores; the conversation has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from django.utils.translation import gettext as _

from veerkracht.conversations.question_rules import (
    LONGEST_TEXT,
    Json,
    Licence,
    clean_line,
    key_of,
    language_code,
    listing,
    mapping,
    one_of,
    read_licence,
    whole_version,
    written_licence,
)
from veerkracht.kernel.errors import RuleBroken

DEEPEST: Final = 6
MOST_QUESTIONS: Final = 500
MOST_OPTIONS: Final = 100
MOST_SCORES: Final = 50
KINDS: Final = ("group", "display", "choice", "integer", "decimal", "boolean", "string")
HOW: Final = ("sum", "mean")
LARGEST_WEIGHT: Final = Decimal(1_000_000)
FINEST_WEIGHT: Final = -6  # decimals
KEY: Final = re.compile(r"[^\s'\\]{1,200}")


@dataclass(frozen=True)
class Option:
    """One answer to choose; ``system`` names the list of codes it is from, if any."""

    code: str
    text: str
    system: str = ""
    weight: Decimal | None = None


@dataclass(frozen=True)
class Question:
    """A question, a heading or a group of them. ``key`` is its ``linkId``."""

    key: str
    kind: str
    text: str
    options: tuple[Option, ...] = ()
    parts: tuple[Question, ...] = ()


@dataclass(frozen=True)
class Score:
    """A sum or mean over questions. ``needs_all``: without one of the answers there is no score."""

    key: str
    text: str
    how: str
    over: tuple[str, ...]
    needs_all: bool = False


@dataclass(frozen=True)
class Instrument:
    """A questionnaire for research, in one language."""

    code: str
    version: int
    title: str
    intro: str
    language: str
    licence: Licence
    questions: tuple[Question, ...]
    scores: tuple[Score, ...] = ()


def every(questions: tuple[Question, ...]) -> Iterator[Question]:
    """Each question at any depth, in order of reading."""
    for each in questions:
        yield each
        yield from every(each.parts)


def weight_of(value: Json) -> Decimal:
    """A weight: a finite number of ordinary size. Raises RuleBroken (also for ``True`` and texts)."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise RuleBroken(_("Een gewicht van een antwoord is een getal."))
    found = Decimal(value)
    exponent = found.as_tuple().exponent if found.is_finite() else None
    if not isinstance(exponent, int) or abs(found) > LARGEST_WEIGHT or exponent < FINEST_WEIGHT:
        raise RuleBroken(_("Een gewicht is te groot, te fijn of geen getal."))
    return found.quantize(Decimal(1)) if found == found.to_integral_value() else found.normalize()


def check_key(key: str) -> None:
    """Raises RuleBroken for a linkId that is empty, long, or holds a space, quote or backslash."""
    if not KEY.fullmatch(key):
        raise RuleBroken(_("De linkId “%(key)s” kan hier niet.") % {"key": key[:60]})


def check_instrument(found: Instrument) -> Instrument:
    """The same instrument. Raises RuleBroken on too many or too deep, doubles, and scores over nothing."""
    _check_depth(found.questions, 1)
    keys = [each.key for each in every(found.questions)] + [score.key for score in found.scores]
    if len(keys) > MOST_QUESTIONS:
        raise RuleBroken(
            _("Een vragenlijst heeft hoogstens %(most)s vragen.") % {"most": MOST_QUESTIONS}
        )
    seen: set[str] = set()
    for key in keys:
        check_key(key)
        if key in seen:
            raise RuleBroken(_("De vraag “%(key)s” (linkId) staat er twee keer in.") % {"key": key})
        seen.add(key)
    for each in every(found.questions):
        _check_question(each)
    for score in found.scores:
        _check_score(score, found)
    return found


def _check_depth(questions: tuple[Question, ...], depth: int) -> None:
    if questions and depth > DEEPEST:
        raise RuleBroken(
            _("De vragen zitten dieper dan %(most)s lagen in elkaar.") % {"most": DEEPEST}
        )
    for each in questions:
        _check_depth(each.parts, depth + 1)


def _check_question(each: Question) -> None:
    codes = [option.code for option in each.options]
    if len(codes) != len(set(codes)):
        raise RuleBroken(_("Bij vraag “%(key)s” staat een antwoord twee keer.") % {"key": each.key})
    if (each.kind == "choice") != bool(each.options):
        raise RuleBroken(
            _("Bij vraag “%(key)s” passen de antwoorden niet bij de soort.") % {"key": each.key}
        )
    if each.kind == "display" and each.parts:
        raise RuleBroken(
            _("Onder de tekst “%(key)s” kunnen geen vragen staan.") % {"key": each.key}
        )


def _check_score(score: Score, found: Instrument) -> None:
    """A score counts each question once, and by one measure: weights or numbers."""
    known = {each.key: each for each in every(found.questions)}
    unknown = [key for key in score.over if not (key in known and scores_something(known[key]))]
    if not score.over or unknown or len(set(score.over)) != len(score.over):
        raise RuleBroken(
            _("De score “%(key)s” telt vragen die geen getal geven.") % {"key": score.key}
        )
    if not score.needs_all and len({known[key].kind == "choice" for key in score.over}) > 1:
        raise RuleBroken(
            _("De score “%(key)s” telt gewichten en getallen door elkaar.") % {"key": score.key}
        )


def scores_something(each: Question) -> bool:
    """Whether an answer gives a number: a number itself, or a choice of which each option has a weight."""
    if each.kind == "choice":
        return all(option.weight is not None for option in each.options)
    return each.kind in {"integer", "decimal"}


# As JSON, in an edition


def read_instrument(data: Json) -> Instrument:
    """The instrument that an edition's content describes. Raises RuleBroken."""
    fields = {"code", "version", "title", "intro", "language", "licence", "questions", "scores"}
    found = mapping(data, fields, where="instrument")
    questions = listing(found["questions"], where="questions", most=MOST_QUESTIONS)
    scores = listing(found["scores"], where="scores", most=MOST_SCORES)
    return check_instrument(
        Instrument(
            code=key_of(found["code"], where="code"),
            version=whole_version(found["version"]),
            title=clean_line(found["title"], where="title"),
            intro=clean_line(found["intro"], where="intro", longest=LONGEST_TEXT),
            language=language_code(found["language"]),
            licence=read_licence(found["licence"]),
            questions=tuple(_question(each, 1) for each in questions),
            scores=tuple(_score(each) for each in scores),
        )
    )


def _question(data: Json, depth: int) -> Question:
    if depth > DEEPEST:
        raise RuleBroken(
            _("De vragen zitten dieper dan %(most)s lagen in elkaar.") % {"most": DEEPEST}
        )
    found = mapping(data, {"key", "kind", "text", "options", "parts"}, where="questions")
    key = clean_line(found["key"], where="key")
    parts = listing(found["parts"], where=key, most=MOST_QUESTIONS)
    options = listing(found["options"], where=key, most=MOST_OPTIONS)
    return Question(
        key=key,
        kind=one_of(found["kind"], KINDS, where=key),
        text=clean_line(found["text"], where=key, longest=LONGEST_TEXT),
        options=tuple(_option(each) for each in options),
        parts=tuple(_question(each, depth + 1) for each in parts),
    )


def _option(data: Json) -> Option:
    found = mapping(data, {"code", "text", "system", "weight"}, where="options")
    weight = found["weight"]
    return Option(
        code=clean_line(found["code"], where="code"),
        text=clean_line(found["text"], where="text"),
        system=clean_line(found["system"], where="system"),
        weight=None if weight is None else _kept_weight(weight),
    )


def _kept_weight(value: Json) -> Decimal:
    """Weights are kept as text, so that no database rounds them."""
    try:
        return weight_of(Decimal(value if isinstance(value, str) and len(value) < 20 else ""))
    except InvalidOperation:
        raise RuleBroken(_("Een gewicht van een antwoord is een getal.")) from None


def _score(data: Json) -> Score:
    found = mapping(data, {"key", "text", "how", "over", "needs_all"}, where="scores")
    over = listing(found["over"], where="over", most=MOST_QUESTIONS)
    return Score(
        key=clean_line(found["key"], where="key"),
        text=clean_line(found["text"], where="text", longest=LONGEST_TEXT),
        how=one_of(found["how"], HOW, where="how"),
        over=tuple(clean_line(each, where="over") for each in over),
        needs_all=found["needs_all"] is True,
    )


def written_instrument(found: Instrument) -> dict[str, Json]:
    """The JSON of an instrument; ``read_instrument`` of it gives the same instrument."""
    return {
        "code": found.code,
        "version": found.version,
        "title": found.title,
        "intro": found.intro,
        "language": found.language,
        "licence": written_licence(found.licence),
        "questions": [_written_question(each) for each in found.questions],
        "scores": [
            {
                "key": score.key,
                "text": score.text,
                "how": score.how,
                "over": list(score.over),
                "needs_all": score.needs_all,
            }
            for score in found.scores
        ],
    }


def _written_question(each: Question) -> dict[str, Json]:
    return {
        "key": each.key,
        "kind": each.kind,
        "text": each.text,
        "options": [
            {
                "code": option.code,
                "text": option.text,
                "system": option.system,
                "weight": None if option.weight is None else str(option.weight),
            }
            for option in each.options
        ],
        "parts": [_written_question(part) for part in each.parts],
    }
