"""Whether a sentence looks like the story of one client or family. Pure.

Coalitions talk about how they work together, never about one person. What these rules notice is asked to be
written anew; they may be wrong, so that somebody can say so. Better a question too many than a name in minutes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

CHILD_YEARS = 12  # a full date this long ago is more often a birth date than a meeting
NEAR = 70  # characters in which an age and a family word belong together


class Looks(StrEnum):
    """What a piece of text looks like."""

    NUMBER = "citizen number"
    PHONE = "phone number"
    BIRTH = "birth date"
    AGE = "age of somebody"
    ADDRESS = "initials and an address"
    NAMED = "name of somebody"
    CLIENT = "a client"


@dataclass(frozen=True)
class Suspicion:
    """What was noticed, and the piece of text that made it so: shown to who typed it, kept nowhere."""

    looks: Looks
    piece: str


def passes_eleven(digits: str) -> bool:
    """Whether nine digits can be a burgerservicenummer: 9a+8b+…+2h−i is a multiple of 11 (elfproef)."""
    if len(digits) != 9 or not digits.isdigit() or not int(digits):
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True))
    return total % 11 == 0


def suspicions(text: str, year: int) -> list[Suspicion]:
    """All that looks like a story about somebody, each kind once, in a text typed in ``year``."""
    found: dict[Looks, Suspicion] = {}
    for looks, look in _LOOKS.items():
        piece = next(look(text, year), None)
        if piece is not None:
            found[looks] = Suspicion(looks, " ".join(piece.split()))
    return list(found.values())


_NINE = re.compile(r"(?<![\d.,/+-])\d(?:[ .]?\d){8}(?![\d/]|[.,-]\d)")


def _numbers(text: str, _year: int) -> Iterator[str]:
    for match in _NINE.finditer(text):
        if passes_eleven(re.sub(r"\D", "", match[0])):
            yield match[0]


_PHONE = re.compile(
    r"(?<![\d.,])(?:(?:\+|00)31[\s-]?(?:\(0\))?|\(?0)[1-9](?:[\s()-]{0,2}\d){8}(?!\d)"
)


def _phones(text: str, _year: int) -> Iterator[str]:
    yield from (match[0] for match in _PHONE.finditer(text))


_MONTH = r"(?:jan|feb|maart|mrt|apr|mei|juni|juli|jun|jul|aug|sep|okt|nov|dec)[a-z]*\.?"
_DATE = re.compile(
    rf"(?<!\d)(?:\d{{1,2}}[-/. ]\d{{1,2}}[-/. ]|\d{{1,2}} {_MONTH} )((?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_BORN = re.compile(
    r"\b(?:geboren (?:op|in)|geb\.|geboortedatum|geb\.?datum)\W{0,3}"
    rf"(?:\d{{1,2}}(?:[-/. ]\d{{1,2}}| {_MONTH})|{_MONTH} \d{{4}}|(?:19|20)\d\d)",
    re.IGNORECASE,
)


def _births(text: str, year: int) -> Iterator[str]:
    yield from (match[0] for match in _BORN.finditer(text))
    for match in _DATE.finditer(text):
        if int(match[1]) <= year - CHILD_YEARS:
            yield match[0]


_FAMILY = (
    r"(?:tiener|alleenstaande |aanstaande |jonge |zwangere )*"
    r"(?:moeder|vader|vrouw|man|meisje|meid|jongen|jongetje|zoon|zoontje|dochter|dochtertje|baby|kindje|kind|kleuter"
    r"|peuter|tiener|puber|broertje|zusje|oma|opa|gezin|zwangere|bewoner|bewoonster|mevrouw|meneer|ouder)"
)
_AGE = r"(?:\d{1,2}[ -]?(?:jaar|jarig|maanden|weken)|\d{1,2} ?jr\b)"
_AGED = (
    re.compile(
        rf"\b{_FAMILY}\b[^.!?;:\n]{{0,14}}?(?:\bvan\b |\()(?:net |bijna |pas )?\d{{1,2}}\b"
        r"(?! (?:tot|uur|euro|organisaties))",
        re.IGNORECASE,
    ),
    re.compile(rf"\b\d{{1,2}}-jarige? {_FAMILY}\b", re.IGNORECASE),
    re.compile(
        r"\b(?:een|de|die|deze|haar|zijn|hun|onze) \d{1,2}-jarige\b"
        r"(?= (?:die|is|wil|woont|heeft|kwam|komt|zit|werd|krijgt|met|uit)|[.,;]|$)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:een|deze|die|haar|zijn|hun) {_FAMILY}\b[^.!?\n]{{0,{NEAR}}}?\b{_AGE}", re.IGNORECASE
    ),
    re.compile(rf"\b(?:zij|hij|ze) is (?:net |pas |nog maar )?{_AGE}", re.IGNORECASE),
)
_EVERYBODY = re.compile(
    r"\b(?:ieder|elke?|per|alle|iedere|geen|vanaf|tot|onder|boven|ouder dan|jonger dan)\s+(?:de |een )?(?:\w+ )?$",
    re.IGNORECASE,
)


def _ages(text: str, _year: int) -> Iterator[str]:
    for pattern in _AGED:
        for match in pattern.finditer(text):
            if not _EVERYBODY.search(text[: match.start()]):
                yield match[0]


_CAPITAL = "[A-ZÀ-ÖØ-ÞĀ-Ž]"
_STREET = (
    rf"{_CAPITAL}[\w’'-]*(?:straat|laan|weg|plein|hof|pad|singel|dreef|dijk|kade|steeg|gracht)\b"
)
_ADDRESS = (
    re.compile(rf"\b(?:[A-Z]\. ?){{1,4}}[^.!?\n]{{0,40}}?{_STREET}"),
    re.compile(rf"{_STREET}[^.!?\n]{{0,40}}?\b(?:[A-Z]\. ?){{1,4}}(?=\s|$|[,;)])"),
    re.compile(rf"\bwoon(?:t|de|ten|achtig)?\b[^.!?\n]{{0,25}}?{_STREET}(?: \d+)?"),
    re.compile(r"\b[1-9]\d{3} ?[A-Z]{2}\b[^.!?\n]{0,10}\b(?:nr\.?|nummer|huisnummer) ?\d+"),
)


def _addresses(text: str, _year: int) -> Iterator[str]:
    yield from (match[0] for pattern in _ADDRESS for match in pattern.finditer(text))


_PARTICLES = r"(?:(?:van|de|den|der|ter|ten|het|’t|'t|la|el|al|ben)[ -])*"
_NAMED = (
    re.compile(
        r"\b(?:[Mm]evrouw|[Mm]eneer|[Mm]w\.?|[Mm]evr\.?|[Mm]ej\.?|[Dd]hr\.?|[Dd]e heer) "
        rf"{_PARTICLES}{_CAPITAL}[\w’'.-]*"
    ),
    re.compile(rf"\b(?:[Ff]amilie|[Ff]am\.|[Gg]ezin) {_PARTICLES}{_CAPITAL}(?:[\w’'-]+|\.)"),
    re.compile(
        r"\b(?:moeder|vader|zoontje|dochtertje|zoon|dochter|baby|meisje|jongetje|kindje) "
        rf"(?:genaamd |heet )?{_CAPITAL}\w*"
    ),
    re.compile(r"\binitialen\b[^.!?\n]{0,12}\b[A-Z]\.", re.IGNORECASE),
)


def _names(text: str, _year: int) -> Iterator[str]:
    yield from (match[0] for pattern in _NAMED for match in pattern.finditer(text))


_CLIENT = re.compile(
    r"\b(?:cli[ëe]nte?|pati[ëe]nte?|pupil|cli[ëe]ntje|zorgvrager)\b"
    r"(?! (?:centraal|staat centraal|voorop|zelf beslist))",
    re.IGNORECASE,
)
_STORY = re.compile(
    r"\b(?:casus|zaak|dossier) (?:van|over|rond|waarin|:|[A-Z])|\bcasus:|\b(?:is|wordt|werd) uit huis geplaatst\b"
    r"|\bmelding bij veilig thuis (?:gedaan )?over\b",
    re.IGNORECASE,
)
_ANY = re.compile(
    r"\b(?:ieder|elke?|iedere|per|geen|tussen)\s+(?:een )?$|\brond (?:de|een) $", re.IGNORECASE
)


def _clients(text: str, _year: int) -> Iterator[str]:
    for pattern in (_CLIENT, _STORY):
        for match in pattern.finditer(text):
            if not _ANY.search(text[: match.start()]):
                yield match[0]


_LOOKS: dict[Looks, Callable[[str, int], Iterator[str]]] = {
    Looks.NUMBER: _numbers,
    Looks.PHONE: _phones,
    Looks.BIRTH: _births,
    Looks.AGE: _ages,
    Looks.ADDRESS: _addresses,
    Looks.NAMED: _names,
    Looks.CLIENT: _clients,
}


def noticed(texts: list[str], day: date) -> list[Suspicion]:
    """What is noticed in several fields that were typed on a day, each kind once."""
    found: dict[Looks, Suspicion] = {}
    for text in texts:
        for one in suspicions(text, day.year):
            found.setdefault(one.looks, one)
    return list(found.values())
