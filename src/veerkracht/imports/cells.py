"""What the text of a cell means: dates, years, numbers, addresses, names, yes and no. Pure.

Every function takes what somebody typed and gives a value, or None when it is not one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

MONTHS = {
    "jan": 1, "feb": 2, "mrt": 3, "maa": 3, "mar": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
SERIAL_ZERO = date(
    1899, 12, 30
)  # day 0 of a spreadsheet's calendar, its false 29 February 1900 counted in
SERIALS = range(20_000, 80_000)  # 1954 to 2119
NEAR_FUTURE = 2069  # of two digits, 00–69 are of this century
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
PARTS = re.compile(r"(\d{1,2})\s?[-/.\s]\s?(\d{1,2})\s?[-/.\s]\s?(\d{4}|\d{2}|'\d{2})")
WORDS = re.compile(r"(\d{1,2})[-\s.]*([a-zà-ÿ]{3,9})\.?[-\s,]*(\d{4}|'?\d{2})")
COMPACT = re.compile(r"(20\d{2})(\d{2})(\d{2})")
TIME = re.compile(r"[\st]+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s*uur)?(?:\s?z)?$")
WEEKDAY = re.compile(r"^(?:ma|di|wo|do|vr|za|zo)[a-z]*\.?,?\s+")
AROUND_ADDRESS = re.compile(r"[\s<>,;:\"()\[\]\\]+")
LONGEST_DATE = 60  # signs; some patterns would look at a longer cell for very long
YES = {"ja", "j", "yes", "y", "x", "1", "waar", "true", "v", "✓", "✔"}
NO = {"nee", "n", "no", "0", "onwaar", "false", "-", "geen"}
LEGAL_FORMS = {"bv", "nv", "vof", "stichting", "vereniging", "cooperatie", "ua", "st"}
SPREADSHEET_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def key(text: str) -> str:
    """A text for comparing: small letters, no accents, only letters and digits with single spaces."""
    if not text.isascii():
        parts = unicodedata.normalize("NFKD", text)
        text = "".join(sign for sign in parts if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[^0-9a-z]+", " ", text.lower()).split())


def organisation_key(name: str) -> str:
    """An organisation's name for comparing, without its legal form: “Stichting Zuyderland” is “Zuyderland”."""
    words = key(name.replace(".", "")).split()
    return " ".join(word for word in words if word not in LEGAL_FORMS) or key(name)


def as_date(text: str, *, month_first: bool = False) -> date | None:
    """A day: 31-12-2022, 31/12/22, 2022-12-31, 12 jan. 2023, or a spreadsheet's day number."""
    text = _without_time(text)
    if text.isascii() and text.isdigit() and len(text) == 5:
        return SERIAL_ZERO + timedelta(days=int(text)) if int(text) in SERIALS else None
    for pattern in (ISO, COMPACT):
        if match := pattern.fullmatch(text):
            return _day(match[1], match[2], match[3])
    if match := PARTS.fullmatch(text):
        first, second, year = match.groups()
        return _day(year, first, second) if month_first else _day(year, second, first)
    if match := WORDS.fullmatch(text):
        return _day(match[3], str(MONTHS.get(key(match[2])[:3], 0)), match[1])
    return None


def _without_time(text: str) -> str:
    """A date's own signs: small, without a day of the week before it or a time behind it."""
    text = text.strip().lower()
    return WEEKDAY.sub("", TIME.sub("", text)) if len(text) <= LONGEST_DATE else ""


def months_come_first(texts: Iterable[str]) -> bool:
    """Whether dates of a column are written 12/31/2022: some can only be, and none can be the other way."""
    american = european = False
    for text in texts:
        if match := PARTS.fullmatch(_without_time(text)):
            european |= int(match[1]) > 12
            american |= int(match[2]) > 12
    return american and not european


def as_year(text: str) -> int | None:
    """A year: 2022, or the first of 2022/2023, 2022-23."""
    match = re.fullmatch(r"((?:19|20)\d{2})(?:\s?[-/–]\s?(?:20)?\d{2})?", text.strip())
    return int(match[1]) if match else None


def as_number(text: str) -> int | None:
    """A whole number: 12, 1.200, “14 deelnemers”."""
    match = re.fullmatch(
        r"(\d{1,3}(?:[. ]\d{3})+|\d{1,9})(?:[.,]0+)?(?:\s+[a-z]+)?", text.strip().lower()
    )
    return int(re.sub(r"[. ]", "", match[1])) if match else None


def as_hours(text: str) -> Decimal | None:
    """Hours: 7, 7,5, “7.5 uur”, 3:30, above 0 and below 1000, on a tenth."""
    typed = re.sub(r"\s*(?:uren|uur|hours?|h|u)\.?$", "", text.strip().lower()).replace(",", ".")
    if clock := re.fullmatch(r"(\d{1,3}):([0-5]\d)(?::00)?", typed):
        typed = str(int(clock[1]) + int(clock[2]) / 60)
    if not re.fullmatch(r"\d{1,3}(?:\.\d{1,20})?", typed):
        return None
    hours = Decimal(typed).quantize(Decimal("0.1"))
    return hours if 0 < hours < 1000 else None


def as_address(text: str) -> str:
    """The e-mail address in a cell, small; else the text as it was typed (empty stays empty)."""
    pieces = (piece.strip(".'") for piece in AROUND_ADDRESS.split(text))
    return next((piece.lower() for piece in pieces if _is_address(piece)), text.strip())


def _is_address(piece: str) -> bool:
    name, _at, host = piece.partition("@")
    return bool(name) and "@" not in host and "." in host[1:-1]


def as_yes(text: str) -> bool | None:
    """Yes or no; None when it says neither."""
    typed = text.strip().lower()
    return True if typed in YES else False if typed in NO else None


def as_name(text: str) -> str:
    """A name in speaking order: “Berg, Jan van den” is “Jan van den Berg”."""
    last, comma, first = text.partition(",")
    if comma and first.strip() and "," not in first:
        return f"{first.strip()} {last.strip()}"
    return text.strip()


def as_several(text: str) -> list[str]:
    """Several values in one cell, between ; , / | or line breaks."""
    return [part.strip() for part in re.split(r"[;,/|\n]| en ", text) if part.strip()]


def plain(text: str) -> str:
    """A text that a spreadsheet shows and does not run."""
    return f"'{text}" if text.startswith(SPREADSHEET_SIGNS) else text


def _day(year: str, month: str, day: str) -> date | None:
    number = int(year.strip("'"))
    if number < 100:
        number += 2000 if number <= NEAR_FUTURE - 2000 else 1900
    try:
        return date(number, int(month), int(day))
    except ValueError:
        return None
