"""From a FHIR R4 Questionnaire with six groups to a set for the web."""

from __future__ import annotations

import re
from typing import Any, Final

from django.utils.text import slugify
from django.utils.translation import gettext as _

from veerkracht.conversations.question_fhir import (
    CALCULATED,
    LANGUAGES,
    OUR_FORM,
    OUR_PICTURE,
    QUESTION,
    SCALE_HIGH,
    SCALE_LOW,
    TRANSLATION,
)
from veerkracht.conversations.question_rules import (
    BARE_FORMS,
    FORMS,
    KEY_SHAPE,
    LONGEST_TEXT,
    MOST_STATEMENTS,
    DimensionPart,
    Licence,
    WebSet,
    Wording,
    check_complete,
    check_statements,
    clean_line,
    direction_of,
    text_keys,
)
from veerkracht.kernel.errors import RuleBroken
from veerkracht.ui.dimensions import KEYS

MARKS: Final = frozenset({"integer", "decimal"})
SCALE: Final = {
    "nl": ("past nu niet bij mij", "past helemaal bij mij"),
    "en": ("does not fit me now", "fits me completely"),
}
LANGUAGE: Final = re.compile(r"[a-z]{2,3}\Z")

Resource = dict[str, Any]
Texts = dict[str, dict[str, str]]  # language → key → text


def is_web(resource: Resource, items: list[Resource]) -> bool:
    """Whether a questionnaire has six groups with marks only, and no calculations."""
    groups = _groups(items)
    leaves = [each for group in groups for each in _parts(group) if each.get("type") != "display"]
    plain = all(each.get("type") in MARKS and not each.get("item") for each in leaves)
    others = [each for each in items if each.get("type") not in {"group", "display"}]
    return len(groups) == len(KEYS) and plain and not others and not _calculates(leaves)


def _calculates(items: list[Resource]) -> bool:
    """Whether one of these is worked out from the others."""
    found = (each.get("extension") for each in items)
    return any(
        isinstance(one, dict) and one.get("url") == CALCULATED
        for each in found
        if isinstance(each, list)
        for one in each
    )


def _groups(items: list[Resource]) -> list[Resource]:
    return [each for each in items if each.get("type") == "group"]


def _parts(item: Resource) -> list[Resource]:
    found = item.get("item") or []
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def read_web(resource: Resource, items: list[Resource], licence: Licence) -> WebSet:
    """A set for the web, with the translations that the file brings. Raises RuleBroken.

    Groups that carry our own keys are those; six others are taken in their order, and the author sees which
    became which.
    """
    source = _source_language(resource)
    texts = _Texts(source)
    texts.take(resource, "title", "title")
    texts.take(resource, "description", "intro")
    _scale(items, texts)
    groups = _in_order(_groups(items))
    keys = _Keys()
    dimensions = tuple(_dimension(key, group, texts, keys) for key, group in groups)
    form = _form(resource, dimensions)
    check_statements(dimensions, form)
    languages = _wordings(texts, dimensions)
    return WebSet("imported", 1, form, source, licence, dimensions, languages)


def _source_language(resource: Resource) -> str:
    """The language of the file, Dutch when it does not say. Raises RuleBroken."""
    language = resource.get("language", "nl")
    found = language.split("-", maxsplit=1)[0] if isinstance(language, str) else ""
    if not LANGUAGE.match(found):
        raise RuleBroken(_("De taal van het bestand (language) is geen taalcode."))
    return found


def _in_order(groups: list[Resource]) -> list[tuple[str, Resource]]:
    """Each dimension with its group."""
    named = {each.get("linkId"): each for each in groups if isinstance(each.get("linkId"), str)}
    if set(named) == set(KEYS):
        return [(key, named[key]) for key in KEYS]
    return list(zip(KEYS, groups, strict=True))


class _Texts:
    """Texts by language, as they are found."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.found: Texts = {source: {}}

    def take(self, data: Resource, element: str, key: str) -> None:
        """A text and its translations. Raises RuleBroken."""
        longest = LONGEST_TEXT if key == "intro" else 300
        if element in data:
            self.found[self.source][key] = clean_line(data[element], where=key, longest=longest)
        for language, text in _translations(data.get(f"_{element}")):
            self.found.setdefault(language, {})[key] = clean_line(text, where=key, longest=longest)

    def get(self, key: str) -> str:
        """The text in the source language, empty when there is none."""
        return self.found[self.source].get(key, "")


def _translations(shadow: object) -> list[tuple[str, object]]:
    """Pairs of language and text from the translation extension; languages that we know only."""
    if not isinstance(shadow, dict) or not isinstance(shadow.get("extension"), list):
        return []
    found = []
    for each in shadow["extension"][:50]:
        if isinstance(each, dict) and each.get("url") == TRANSLATION:
            parts = each.get("extension")
            values = {
                one.get("url"): one.get("valueCode", one.get("valueString"))
                for one in (parts if isinstance(parts, list) else [])
                if isinstance(one, dict) and isinstance(one.get("url"), str)
            }
            if isinstance(values.get("lang"), str) and values["lang"] in LANGUAGES:
                found.append((values["lang"], values.get("content")))
    return found


def _scale(items: list[Resource], texts: _Texts) -> None:
    """The words at the ends of the scale; our own when the file has none."""
    for item in items:
        if item.get("linkId") in {SCALE_LOW, SCALE_HIGH}:
            texts.take(item, "text", str(item["linkId"]))
    for language, found in texts.found.items():
        low, high = SCALE.get(language, SCALE["en"])
        if language == texts.source:
            found.setdefault("scale.low", low)
            found.setdefault("scale.high", high)


class _Keys:
    """Keys for statements: the linkId where it is a fitting one, else made from the dimension and number."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def of(self, item: Resource, dimension: str, number: int) -> str:
        """A key that no other statement has. Raises RuleBroken when the file has it twice."""
        link = item.get("linkId")
        own = link if isinstance(link, str) and len(link) <= 60 and KEY_SHAPE.match(link) else ""
        key = own or slugify(f"{dimension}-n{number}")
        if key in self.taken or link in self.taken:
            raise RuleBroken(_("De vraag “%(key)s” (linkId) staat er twee keer in.") % {"key": key})
        self.taken |= {key, str(link)}
        return key


def _dimension(key: str, group: Resource, texts: _Texts, keys: _Keys) -> DimensionPart:
    parts = _parts(group)
    statements = [each for each in parts if each.get("type") in MARKS]
    if len(statements) > MOST_STATEMENTS:
        words = {"where": key, "most": MOST_STATEMENTS}
        raise RuleBroken(_("Bij %(where)s staan er meer dan %(most)s.") % words)
    texts.take(group, "text", f"dimensions.{key}.label")
    for each in parts:
        if each.get("linkId") == f"{key}.{QUESTION}":
            texts.take(each, "text", f"dimensions.{key}.question")
    label = texts.get(f"dimensions.{key}.label")
    texts.found[texts.source].setdefault(f"dimensions.{key}.question", label)
    chosen = [keys.of(each, key, number) for number, each in enumerate(statements, 1)]
    for statement, each in zip(chosen, statements, strict=True):
        texts.take(each, "text", f"statements.{statement}")
    return DimensionPart(key, tuple(chosen), _picture(group))


def _picture(group: Resource) -> str:
    found = group.get("extension")
    for each in found if isinstance(found, list) else []:
        value = each.get("valueString") if isinstance(each, dict) else None
        if isinstance(value, str) and each.get("url") == OUR_PICTURE and KEY_SHAPE.match(value):
            return value[:60]
    return ""


def _form(resource: Resource, dimensions: tuple[DimensionPart, ...]) -> str:
    """The form that the file names, else for adults or plain."""
    codes = resource.get("code")
    for each in codes if isinstance(codes, list) else []:
        if isinstance(each, dict) and each.get("system") == OUR_FORM and each.get("code") in FORMS:
            return str(each["code"])
    has_statements = any(part.statements for part in dimensions)
    return FORMS[0] if has_statements else BARE_FORMS[0]


def _wordings(texts: _Texts, dimensions: tuple[DimensionPart, ...]) -> dict[str, Wording]:
    """The source language in full; a translation only when it is whole."""
    check_complete(texts.found[texts.source], dimensions, where=texts.source)
    keys = text_keys(dimensions)
    found = {}
    for language, known in texts.found.items():
        whole = {key: known.get(key, "") for key in keys}
        if all(whole[key] for key in keys if key != "intro"):
            name = LANGUAGES.get(language, language)
            found[language] = Wording(name, direction_of(language), whole)
    return found
