"""From a FHIR R4 Questionnaire to a set for the web or an instrument, and what was not taken over.

Whatever would change the meaning when it is left out is refused; the rest is named.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from veerkracht.conversations.question_expression import read_formula
from veerkracht.conversations.question_fhir import CALCULATED, FHIRPATH, OUR_SOURCE, WEIGHTS
from veerkracht.conversations.question_fhir_web import is_web, read_web
from veerkracht.conversations.question_instrument import (
    DEEPEST,
    MOST_OPTIONS,
    MOST_QUESTIONS,
    MOST_SCORES,
    Instrument,
    Option,
    Question,
    Score,
    check_instrument,
    check_key,
    every,
    weight_of,
)
from veerkracht.conversations.question_json import read_json
from veerkracht.conversations.question_rules import (
    LANGUAGE_SHAPE,
    LONGEST_TEXT,
    Licence,
    WebSet,
    clean_line,
    read_date,
)
from veerkracht.kernel.errors import RuleBroken

MOST_FORMULA: Final = 200_000  # signs in all formulas together
KIND_OF: Final = {
    **{kind: kind for kind in ("group", "display", "choice", "integer", "decimal", "boolean")},
    "string": "string",
    "text": "string",
}
READ_ITEM: Final = frozenset(
    {"linkId", "text", "_text", "type", "item", "answerOption", "readOnly", "id"}
)
READ_HEAD: Final = frozenset(
    {"resourceType", "id", "meta", "text", "language", "url", "version", "name", "title", "_title", "status"}
    | {"publisher", "copyright", "effectivePeriod", "description", "_description", "code", "item", "extension"}
)  # fmt: skip

Resource = dict[str, Any]


@dataclass(frozen=True)
class Understood:
    """What a file is, what of it was left out, and which scores were refused and why."""

    content: WebSet | Instrument
    source_version: str
    left_out: tuple[str, ...]
    refused: tuple[str, ...]


@dataclass
class Reading:
    """What is found on the way through one file."""

    seen: set[str] = field(default_factory=set)
    left_out: dict[str, int] = field(default_factory=dict)
    formulas: list[tuple[Resource, str]] = field(default_factory=list)
    conditions: dict[str, list[str]] = field(default_factory=dict)

    def leave_out(self, name: str) -> None:
        """Remember that something of this name is not taken over."""
        name = name[:80]
        if name in self.left_out or len(self.left_out) < 50:
            self.left_out[name] = self.left_out.get(name, 0) + 1


def read_questionnaire(content: bytes) -> Understood:
    """What a file with a FHIR R4 Questionnaire says. Raises RuleBroken; nothing is kept."""
    resource = read_json(content)
    if not isinstance(resource, dict) or resource.get("resourceType") != "Questionnaire":
        raise RuleBroken(_("Dit bestand is geen FHIR Questionnaire."), field="file")
    reading = Reading()
    _read_head(resource, reading)
    items = objects(resource.get("item"), where="item", most=MOST_QUESTIONS)
    questions = tuple(_questions(items, reading, 1))
    check_conditions(reading, questions)
    refused: list[str] = []
    found: WebSet | Instrument
    if is_web(resource, items):
        found = read_web(resource, items, licence_of(resource))
    else:
        found = _instrument(resource, questions, reading, refused)
    left_out = tuple(f"{name} ({count}×)" for name, count in reading.left_out.items())
    return Understood(found, line(resource, "version", 60), left_out, tuple(refused))


def objects(value: object, *, where: str, most: int) -> list[Resource]:
    """A list of objects, or none. Raises RuleBroken."""
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise RuleBroken(_("Bij %(where)s hoort een lijst van objecten.") % {"where": where})
    if len(value) > most:
        raise RuleBroken(
            _("Bij %(where)s staan er meer dan %(most)s.") % {"where": where, "most": most}
        )
    return value


def line(data: Resource, name: str, longest: int = 300) -> str:
    """A text of an element, empty when it is not there. Raises RuleBroken."""
    return clean_line(data[name], where=name, longest=longest) if name in data else ""


def _read_head(resource: Resource, reading: Reading) -> None:
    """Refuse what would change the meaning, and name what is left out."""
    _check_no_modifier(resource)
    for name in sorted(resource.keys() - READ_HEAD):
        reading.leave_out(name)
    own = resource.get("url")
    sources = resource.get("derivedFrom") or []
    if not isinstance(sources, list):
        raise RuleBroken(
            _("Bij %(where)s hoort een lijst van objecten.") % {"where": "derivedFrom"}
        )
    if own and any(str(each).split("|", maxsplit=1)[0] == own for each in sources):
        raise RuleBroken(_("De vragenlijst is afgeleid van zichzelf (derivedFrom)."))


def _check_no_modifier(data: Resource) -> None:
    if "modifierExtension" in data:
        raise RuleBroken(
            _("Het bestand bevat een uitbreiding die de betekenis verandert (modifierExtension).")
        )


def licence_of(resource: Resource) -> Licence:
    """Rights as far as the file tells them."""
    period = resource.get("effectivePeriod")
    end = period.get("end") if isinstance(period, dict) else None
    source = next(
        (each.get("valueString") for each in extensions(resource) if each["url"] == OUR_SOURCE),
        resource.get("url", ""),
    )
    return Licence(
        holder=line(resource, "publisher"),
        terms=line(resource, "copyright", LONGEST_TEXT),
        expires=_day(end),
        source=clean_line(source, where="url") if source != _own_address(resource) else "",
    )


def _own_address(resource: Resource) -> str:
    url = resource.get("url", "")
    return url if isinstance(url, str) and url.startswith("urn:veerkracht:") else ""


def _day(value: object) -> date | None:
    """The day of a date with or without a time."""
    return read_date(value[:10] if isinstance(value, str) else value)


def extensions(data: Resource) -> list[Resource]:
    """The extensions of an element; each has its address. Raises RuleBroken."""
    found = objects(data.get("extension"), where="extension", most=100)
    if not all(isinstance(each.get("url"), str) for each in found):
        raise RuleBroken(_("Een uitbreiding (extension) heeft geen adres."))
    return found


def language_of(resource: Resource) -> str:
    """The language of the file, Dutch when it does not say."""
    language = resource.get("language", "nl")
    found = language.split("-", maxsplit=1)[0] if isinstance(language, str) else ""
    if not LANGUAGE_SHAPE.match(found):
        raise RuleBroken(_("De taal van het bestand (language) is geen taalcode."))
    return found


# Questions


def _questions(items: list[Resource], reading: Reading, depth: int) -> list[Question]:
    """The questions of one level; items that are worked out are put aside."""
    if items and depth > DEEPEST:
        raise RuleBroken(
            _("De vragen zitten dieper dan %(most)s lagen in elkaar.") % {"most": DEEPEST}
        )
    found = (_item(item, reading, depth) for item in items)
    return [each for each in found if each is not None]


def _item(item: Resource, reading: Reading, depth: int) -> Question | None:
    key = line(item, "linkId")
    check_key(key)
    if key in reading.seen:
        raise RuleBroken(_("De vraag “%(key)s” (linkId) staat er twee keer in.") % {"key": key})
    reading.seen.add(key)
    if len(reading.seen) > MOST_QUESTIONS:
        raise RuleBroken(
            _("Een vragenlijst heeft hoogstens %(most)s vragen.") % {"most": MOST_QUESTIONS}
        )
    _check_item(item, key, reading)
    formula = _formula(item, reading)
    if formula is not None:
        reading.formulas.append((item, formula))
        return None
    return Question(
        key=key,
        kind=_kind(item, key),
        text=line(item, "text", LONGEST_TEXT),
        options=_options(item, key, reading),
        parts=tuple(
            _questions(
                objects(item.get("item"), where=key, most=MOST_QUESTIONS), reading, depth + 1
            )
        ),
    )


def _check_item(item: Resource, key: str, reading: Reading) -> None:
    """Refuse what changes which questions count; name what is left out."""
    _check_no_modifier(item)
    if item.get("repeats") not in {None, False}:
        raise RuleBroken(
            _("Bij vraag “%(key)s” kun je meer antwoorden geven; dat kan hier niet.") % {"key": key}
        )
    if "answerValueSet" in item:
        raise RuleBroken(
            _("De antwoorden van vraag “%(key)s” staan buiten het bestand.") % {"key": key}
        )
    if "enableWhen" in item:
        conditions = objects(item["enableWhen"], where=key, most=20)
        reading.conditions[key] = [line(each, "question") for each in conditions]
    for name in sorted(item.keys() - READ_ITEM - {"extension", "enableWhen", "repeats"}):
        reading.leave_out(f"item.{name}")


def _kind(item: Resource, key: str) -> str:
    kind = item.get("type")
    if not isinstance(kind, str) or kind not in KIND_OF:
        words = {"key": key, "kind": str(kind)[:40]}
        raise RuleBroken(_("De soort “%(kind)s” van vraag “%(key)s” kan hier niet.") % words)
    return KIND_OF[kind]


def _formula(item: Resource, reading: Reading) -> str | None:
    """The expression of an item that is worked out."""
    found = None
    for each in extensions(item):
        if each["url"] != CALCULATED:
            reading.leave_out(f"item.extension {each['url'].rsplit('/', 1)[-1]}")
            continue
        expression = each.get("valueExpression")
        if not isinstance(expression, dict) or expression.get("language") != FHIRPATH:
            raise RuleBroken(_("Een berekening is niet in FHIRPath geschreven."))
        found = expression.get("expression")
        if not isinstance(found, str):
            raise RuleBroken(_("Een berekening is niet in FHIRPath geschreven."))
    return found


def _options(item: Resource, key: str, reading: Reading) -> tuple[Option, ...]:
    found = objects(item.get("answerOption"), where=key, most=MOST_OPTIONS)
    return tuple(_option(each, key, reading) for each in found)


def _option(data: Resource, key: str, reading: Reading) -> Option:
    """An answer to choose: a coding, a whole number or a text, with its weight."""
    _check_no_modifier(data)
    for name in sorted(
        data.keys() - {"valueCoding", "valueInteger", "valueString", "extension", "id"}
    ):
        reading.leave_out(f"answerOption.{name}")
    weight = _weight(data)
    coding = data.get("valueCoding")
    if isinstance(coding, dict):
        own = _weight(coding)
        if weight is not None and own is not None and weight != own:
            raise RuleBroken(
                _("Bij vraag “%(key)s” heeft een antwoord twee gewichten.") % {"key": key}
            )
        return Option(
            code=line(coding, "code") or line(coding, "display"),
            text=line(coding, "display"),
            system=line(coding, "system"),
            weight=weight if own is None else own,
        )
    return _bare_option(data, key, weight)


def _bare_option(data: Resource, key: str, weight: Any) -> Option:
    whole, text = data.get("valueInteger"), data.get("valueString")
    if type(whole) is int:
        return Option(str(whole), str(whole), weight=weight)
    if isinstance(text, str):
        return Option(line(data, "valueString"), line(data, "valueString"), weight=weight)
    raise RuleBroken(_("Een antwoord bij vraag “%(key)s” is niet te lezen.") % {"key": key})


def _weight(data: Resource) -> Any:
    """The weight on an option or its coding; itemWeight and the older ordinalValue have to agree."""
    found = {
        weight_of(each.get("valueDecimal")) for each in extensions(data) if each["url"] in WEIGHTS
    }
    if len(found) > 1:
        raise RuleBroken(_("Een antwoord heeft twee verschillende gewichten."))
    return found.pop() if found else None


# Conditions: named when they go round in a circle, and refused altogether


def check_conditions(reading: Reading, questions: tuple[Question, ...]) -> None:
    """Raises RuleBroken when showing a question depends on an answer: scores would not be sure."""
    known = {each.key for each in every(questions)} | {
        str(item["linkId"]) for item, _text in reading.formulas
    }
    for key, needed in reading.conditions.items():
        unknown = [each for each in needed if each not in known]
        if unknown:
            words = {"key": key, "other": unknown[0]}
            raise RuleBroken(_("Vraag “%(key)s” hangt af van “%(other)s”, die er niet is.") % words)
    circle = in_circle(reading.conditions)
    if circle:
        raise RuleBroken(
            _("Vraag “%(key)s” hangt via andere vragen af van zichzelf.") % {"key": circle}
        )
    if reading.conditions:
        key = next(iter(reading.conditions))
        raise RuleBroken(
            _(
                "Vraag “%(key)s” verschijnt alleen bij een bepaald antwoord. Zulke vragenlijsten kunnen hier niet."
            )
            % {"key": key}
        )


def in_circle(needs: dict[str, list[str]]) -> str:
    """A key that needs itself by way of others, or nothing; without recursion."""
    left = {key: {each for each in needed if each in needs} for key, needed in needs.items()}
    while left:
        free = {key for key, needed in left.items() if not needed}
        if not free:
            return min(left)
        left = {key: needed - free for key, needed in left.items() if key not in free}
    return ""


# The whole


def _instrument(
    resource: Resource, questions: tuple[Question, ...], reading: Reading, refused: list[str]
) -> Instrument:
    """The instrument with the scores that could be read; the others are named in ``refused``."""
    return check_instrument(
        Instrument(
            code="imported",
            version=1,
            title=line(resource, "title") or line(resource, "name") or _("Vragenlijst zonder naam"),
            intro=line(resource, "description", LONGEST_TEXT),
            language=language_of(resource),
            licence=licence_of(resource),
            questions=check_instrument(_bare(resource, questions)).questions,
            scores=tuple(_scores(reading, questions, refused)),
        )
    )


def _bare(resource: Resource, questions: tuple[Question, ...]) -> Instrument:
    """Without scores, to be checked before a formula goes over it."""
    return Instrument("imported", 1, "", "", "nl", licence_of(resource), questions)


def _scores(reading: Reading, questions: tuple[Question, ...], refused: list[str]) -> list[Score]:
    if (
        len(reading.formulas) > MOST_SCORES
        or sum(len(text) for _item, text in reading.formulas) > MOST_FORMULA
    ):
        raise RuleBroken(_("Er staan te veel of te lange berekeningen in het bestand."))
    found = []
    for item, text in reading.formulas:
        key = line(item, "linkId")
        try:
            formula = read_formula(text, questions)
        except RuleBroken as broken:
            words = {"score": line(item, "text", LONGEST_TEXT) or key, "reason": broken.message}
            refused.append(_("Score “%(score)s” doet niet mee: %(reason)s.") % words)
        else:
            text_of = line(item, "text", LONGEST_TEXT)
            found.append(Score(key, text_of, formula.how, formula.over, formula.needs_all))
    return found
