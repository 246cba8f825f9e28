"""What a set of questions for the web looks like, read strictly: anything unknown is refused.

A set has six dimensions in the order of the house, none up to many statements in each, and its texts
in one or more languages. It holds no weights, norms or totals: the web is for talking, not for measuring.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veerkracht.kernel.errors import RuleBroken
from veerkracht.ui.dimensions import KEYS

FORMS: Final = ("adult", "young", "parents", "plain", "pictures")
BARE_FORMS: Final = ("plain", "pictures")
DIRECTIONS: Final = ("ltr", "rtl")
MOST_STATEMENTS: Final = 20
MOST_LANGUAGES: Final = 30
LONGEST_LINE: Final = 300
LONGEST_TEXT: Final = 2000

KEY_SHAPE: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")
LANGUAGE_SHAPE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?\Z")
RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ku", "ps", "ti-Arab", "ur", "ckb", "sd", "yi"})

Json: TypeAlias = object


@dataclass(frozen=True)
class Licence:
    """Who holds the rights, on what terms, until when, and where the set comes from."""

    holder: str
    terms: str
    expires: date | None
    source: str


@dataclass(frozen=True)
class DimensionPart:
    """The statements of one dimension by key, in order; ``picture`` names its picture, if it has one."""

    key: str
    statements: tuple[str, ...]
    picture: str = ""


@dataclass(frozen=True)
class Wording:
    """All texts of a set in one language, by the key of the text (``text_keys``)."""

    name: str
    direction: str
    texts: Mapping[str, str]


@dataclass(frozen=True)
class WebSet:
    """A set of questions for the web. ``languages`` holds ``source_language`` in full."""

    code: str
    version: int
    form: str
    source_language: str
    licence: Licence
    dimensions: tuple[DimensionPart, ...]
    languages: Mapping[str, Wording]


def text_keys(dimensions: tuple[DimensionPart, ...]) -> tuple[str, ...]:
    """The key of each text that a set with these dimensions needs, in reading order."""
    keys = ["title", "intro", "scale.low", "scale.high"]
    for part in dimensions:
        keys += [f"dimensions.{part.key}.label", f"dimensions.{part.key}.question"]
        keys += [f"statements.{statement}" for statement in part.statements]
    return tuple(keys)


def required_keys(dimensions: tuple[DimensionPart, ...]) -> frozenset[str]:
    """The texts that may not be empty: all but the introduction."""
    return frozenset(text_keys(dimensions)) - {"intro"}


def direction_of(language: str) -> str:
    """``rtl`` for a language that is written from right to left, ``ltr`` for the others."""
    return (
        "rtl"
        if language in RIGHT_TO_LEFT or language.split("-", maxsplit=1)[0] in RIGHT_TO_LEFT
        else "ltr"
    )


def clean_line(value: Json, *, where: str, longest: int = LONGEST_LINE) -> str:
    """A text in composed form without hidden signs.

    Raises RuleBroken when it is no text, too long, or holds a sign that nobody sees (control signs,
    turned writing directions, halves of signs): such a text can look other than it is.
    """
    if not isinstance(value, str):
        raise RuleBroken(_("Bij %(where)s hoort een tekst.") % {"where": where})
    value = value.replace("\r\n", "\n").replace("\t", " ")
    if len(value) > longest:
        words = {"where": where, "longest": longest}
        raise RuleBroken(_("De tekst bij %(where)s is langer dan %(longest)s tekens.") % words)
    if hidden_signs(value):
        raise RuleBroken(_("De tekst bij %(where)s bevat onzichtbare tekens.") % {"where": where})
    return unicodedata.normalize("NFC", value).strip()


def hidden_signs(value: str) -> bool:
    """Whether a text holds signs that nobody sees; joiners that Arabic and Persian need are fine."""
    seen = value.replace("\n", "").replace("\u200c", "").replace("\u200d", "")
    return any(unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co", "Cn"} for sign in seen)


def key_of(value: Json, *, where: str) -> str:
    """A key in small letters, digits and hyphens. Raises RuleBroken for anything else."""
    if not isinstance(value, str) or len(value) > 60 or not KEY_SHAPE.match(value):
        raise RuleBroken(_("De sleutel bij %(where)s klopt niet.") % {"where": where})
    return value


def mapping(
    value: Json, keys: set[str], *, where: str, optional: frozenset[str] = frozenset()
) -> dict[str, Json]:
    """A JSON object with just these keys. Raises RuleBroken for a missing or unknown one."""
    if not isinstance(value, dict):
        raise RuleBroken(_("Bij %(where)s hoort een object.") % {"where": where})
    missing = keys - value.keys()
    unknown = value.keys() - keys - optional
    if missing or unknown:
        name = min(missing or unknown)[:60]
        sentence = (
            _("Bij %(where)s ontbreekt “%(name)s”.")
            if missing
            else _("Bij %(where)s is “%(name)s” onbekend.")
        )
        raise RuleBroken(sentence % {"where": where, "name": name})
    return value


def listing(value: Json, *, where: str, most: int) -> list[Json]:
    """A JSON list of at most ``most``. Raises RuleBroken."""
    if not isinstance(value, list) or len(value) > most:
        raise RuleBroken(
            _("Bij %(where)s hoort een lijst van hoogstens %(most)s.")
            % {"where": where, "most": most}
        )
    return value


def one_of(value: Json, choices: tuple[str, ...], *, where: str) -> str:
    """One of the choices. Raises RuleBroken."""
    if not isinstance(value, str) or value not in choices:
        raise RuleBroken(
            _("Kies bij %(where)s uit: %(choices)s.")
            % {"where": where, "choices": ", ".join(choices)}
        )
    return value


def language_code(value: Json) -> str:
    """A language code such as ``nl``, ``ar`` or ``zh-Hant``. Raises RuleBroken."""
    if not isinstance(value, str) or not LANGUAGE_SHAPE.match(value):
        raise RuleBroken(_("Dit is geen taalcode. Voorbeelden: nl, en, ar."), field="language")
    return value


def read_set(data: Json) -> WebSet:
    """The set that this JSON describes. Raises RuleBroken naming the place where it goes wrong."""
    fields = {"code", "version", "form", "source_language", "licence", "dimensions", "languages"}
    found = mapping(data, fields, where="set")
    form = one_of(found["form"], FORMS, where="form")
    dimensions = read_dimensions(found["dimensions"], form)
    source = language_code(found["source_language"])
    languages = read_languages(found["languages"], dimensions)
    if source not in languages:
        raise RuleBroken(_("De teksten in de taal %(language)s ontbreken.") % {"language": source})
    return WebSet(
        code=key_of(found["code"], where="code"),
        version=whole_version(found["version"]),
        form=form,
        source_language=source,
        licence=read_licence(found["licence"]),
        dimensions=dimensions,
        languages=languages,
    )


def whole_version(value: Json) -> int:
    """A version from 1 up. Raises RuleBroken (``True`` is no number)."""
    if type(value) is not int or not 1 <= value <= 9999:
        raise RuleBroken(_("Een versie is een heel getal vanaf 1."))
    return value


def read_licence(data: Json) -> Licence:
    """Raises RuleBroken when the holder or the terms are missing or the date is none."""
    found = mapping(data, {"holder", "terms", "expires", "source"}, where="licence")
    holder = clean_line(found["holder"], where="licence.holder")
    terms = clean_line(found["terms"], where="licence.terms", longest=LONGEST_TEXT)
    if not holder or not terms:
        raise RuleBroken(_("Schrijf op wie de rechten heeft en wat er mag."))
    source = clean_line(found["source"], where="licence.source")
    return Licence(holder, terms, read_date(found["expires"]), source)


def read_date(value: Json) -> date | None:
    """A day as YYYY-MM-DD, or none. Raises RuleBroken."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value if isinstance(value, str) and len(value) == 10 else "")
    except ValueError:
        raise RuleBroken(_("De einddatum van de licentie is geen datum.")) from None


def read_dimensions(data: Json, form: str) -> tuple[DimensionPart, ...]:
    """The six dimensions in the order of the house. Raises RuleBroken."""
    parts = tuple(
        read_dimension(each) for each in listing(data, where="dimensions", most=len(KEYS))
    )
    if tuple(part.key for part in parts) != KEYS:
        raise RuleBroken(
            _("Een set heeft zes dimensies, in deze volgorde: %(keys)s.")
            % {"keys": ", ".join(KEYS)}
        )
    check_statements(parts, form)
    return parts


def read_dimension(data: Json) -> DimensionPart:
    """Raises RuleBroken."""
    found = mapping(
        data, {"key", "statements"}, where="dimensions", optional=frozenset({"picture"})
    )
    key = one_of(found["key"], KEYS, where="dimensions.key")
    statements = listing(found["statements"], where=key, most=MOST_STATEMENTS)
    picture = key_of(found["picture"], where=f"{key}.picture") if "picture" in found else ""
    return DimensionPart(key, tuple(key_of(each, where=key) for each in statements), picture)


def check_statements(parts: tuple[DimensionPart, ...], form: str) -> None:
    """Raises RuleBroken when a key is used twice, or a form with one mark per dimension has statements."""
    keys = [statement for part in parts for statement in part.statements]
    twice = sorted(key for key in set(keys) if keys.count(key) > 1)
    if twice:
        raise RuleBroken(_("De stelling “%(key)s” staat er twee keer in.") % {"key": twice[0]})
    if keys and form in BARE_FORMS:
        raise RuleBroken(_("In deze vorm geef je één cijfer per dimensie, zonder stellingen."))


def read_languages(data: Json, dimensions: tuple[DimensionPart, ...]) -> dict[str, Wording]:
    """Raises RuleBroken."""
    if not isinstance(data, dict) or len(data) > MOST_LANGUAGES:
        raise RuleBroken(_("Bij %(where)s hoort een object.") % {"where": "languages"})
    return {
        language_code(code): read_wording(each, dimensions, where=code)
        for code, each in data.items()
    }


def read_wording(data: Json, dimensions: tuple[DimensionPart, ...], *, where: str) -> Wording:
    """All texts in one language. Raises RuleBroken when one is missing, empty or unknown."""
    fields = {"name", "direction", "title", "intro", "scale", "dimensions", "statements"}
    found = mapping(data, fields, where=where)
    texts = {
        "title": clean_line(found["title"], where=f"{where}.title"),
        "intro": clean_line(found["intro"], where=f"{where}.intro", longest=LONGEST_TEXT),
    }
    texts |= _scale_texts(found["scale"], where=where)
    texts |= _dimension_texts(found["dimensions"], where=where)
    texts |= _statement_texts(found["statements"], dimensions, where=where)
    check_complete(texts, dimensions, where=where)
    name = clean_line(found["name"], where=f"{where}.name")
    return Wording(name, one_of(found["direction"], DIRECTIONS, where=where), texts)


def _scale_texts(data: Json, *, where: str) -> dict[str, str]:
    scale = mapping(data, {"low", "high"}, where=f"{where}.scale")
    return {
        f"scale.{end}": clean_line(scale[end], where=f"{where}.scale.{end}")
        for end in ("low", "high")
    }


def _dimension_texts(data: Json, *, where: str) -> dict[str, str]:
    """The label and question of each dimension."""
    texts = {}
    for key, each in mapping(data, set(KEYS), where=f"{where}.dimensions").items():
        found = mapping(each, {"label", "question"}, where=f"{where}.{key}")
        for name in ("label", "question"):
            texts[f"dimensions.{key}.{name}"] = clean_line(
                found[name], where=f"{where}.{key}.{name}"
            )
    return texts


def _statement_texts(
    data: Json, dimensions: tuple[DimensionPart, ...], *, where: str
) -> dict[str, str]:
    keys = {statement for part in dimensions for statement in part.statements}
    found = mapping(data, keys, where=f"{where}.statements")
    return {
        f"statements.{key}": clean_line(text, where=f"{where}.{key}") for key, text in found.items()
    }


def check_complete(
    texts: Mapping[str, str], dimensions: tuple[DimensionPart, ...], *, where: str
) -> None:
    """Raises RuleBroken naming the first text that is still empty."""
    needed = required_keys(dimensions)
    empty = [key for key in text_keys(dimensions) if key in needed and not texts.get(key)]
    if empty:
        raise RuleBroken(
            ngettext(
                "Er is nog %(count)s tekst leeg, %(key)s (%(where)s).",
                "Er zijn nog %(count)s teksten leeg, om te beginnen %(key)s (%(where)s).",
                len(empty),
            )
            % {"count": len(empty), "key": empty[0], "where": where}
        )


def written_set(found: WebSet) -> dict[str, Json]:
    """The JSON of a set; ``read_set`` of it gives the same set."""
    return {
        "code": found.code,
        "version": found.version,
        "form": found.form,
        "source_language": found.source_language,
        "licence": written_licence(found.licence),
        "dimensions": [written_dimension(part) for part in found.dimensions],
        "languages": {
            code: written_wording(wording, found.dimensions)
            for code, wording in found.languages.items()
        },
    }


def written_licence(licence: Licence) -> dict[str, Json]:
    """The JSON of a licence."""
    expires = licence.expires.isoformat() if licence.expires else None
    return {
        "holder": licence.holder,
        "terms": licence.terms,
        "expires": expires,
        "source": licence.source,
    }


def written_dimension(part: DimensionPart) -> dict[str, Json]:
    """The JSON of one dimension; the picture only where there is one."""
    written: dict[str, Json] = {"key": part.key, "statements": list(part.statements)}
    return written | {"picture": part.picture} if part.picture else written


def written_wording(wording: Wording, dimensions: tuple[DimensionPart, ...]) -> dict[str, Json]:
    """The JSON of the texts in one language."""
    texts = wording.texts
    return {
        "name": wording.name,
        "direction": wording.direction,
        "title": texts["title"],
        "intro": texts.get("intro", ""),
        "scale": {"low": texts["scale.low"], "high": texts["scale.high"]},
        "dimensions": {
            part.key: {
                name: texts[f"dimensions.{part.key}.{name}"] for name in ("label", "question")
            }
            for part in dimensions
        },
        "statements": {
            key: texts[f"statements.{key}"] for part in dimensions for key in part.statements
        },
    }
