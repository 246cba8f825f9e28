"""Reading a pasted list, how long an answer may take, study years, and what who booked may see. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

MOST_COLLEAGUES = 30
MOST_STUDENTS = 200
MOST_TOGETHER = 10  # as many as enrolment lets in as one party
MOST_NAME = 120
MOST_ADDRESS = 254  # RFC 5321
MOST_TEXT = 60_000  # characters of a pasted list

# Reading a list


class Trouble(StrEnum):
    """Why a line of a list cannot be booked; ``words.py`` says it in a sentence."""

    NO_ADDRESS = "no-address"
    SEVERAL_ADDRESSES = "several-addresses"
    NOT_AN_ADDRESS = "not-an-address"
    DOUBLE = "double"
    BOOKED_BEFORE = "booked-before"


@dataclass(frozen=True)
class Entry:
    """Somebody on a list: the number of the line, name and address, and why it cannot be booked."""

    line: int
    name: str
    address: str
    trouble: Trouble | None = None
    text: str = ""


_BETWEEN = re.compile(r"[\s<>()\[\],;\"]+")
_HEADER = {
    "naam",
    "voornaam",
    "achternaam",
    "name",
    "e-mail",
    "email",
    "mail",
    "e-mailadres",
    "adres",
}
_PLAIN_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def read_list(text: str) -> list[Entry]:
    """Everybody on a list, one a line (or several, as a mail program writes them), in order.

    Names and addresses stand in any order, with spaces, commas, semicolons or tabs between them, or
    as ``Name <address>``. Empty lines and a header are passed over; each double keeps its number.
    """
    entries: list[Entry] = []
    for number, line in enumerate(text.splitlines(), start=1):
        plain = _plain(line)
        if plain.strip(' ,;<>"') and not (not entries and _is_header(plain)):
            entries += [_entry(number, part) for part in _parts(plain)]
    return _with_doubles(entries)


def _plain(line: str) -> str:
    """Without control signs and invisible ones; a tab stays a space between."""
    return "".join(
        " " if unicodedata.category(sign) in {"Cc", "Cf", "Zl", "Zp"} else sign for sign in line
    )


def _is_header(line: str) -> bool:
    words = {word.lower().strip(":") for word in _BETWEEN.split(line)}
    return "@" not in line and bool(words & _HEADER)


def _parts(line: str) -> list[str]:
    """A line with several addresses cut into one for each, where it says how."""
    if line.count("@") < 2:
        return [line]
    for sign in (";", ","):
        parts = [part for part in line.split(sign) if part.strip()]
        if len(parts) > 1 and all(part.count("@") == 1 for part in parts):
            return parts
    return [line]


def _entry(number: int, part: str) -> Entry:
    words = [word for word in _BETWEEN.split(part) if word]
    found = [word for word in words if "@" in word]
    shown = part.strip()[:120]
    if len(found) != 1:
        trouble = Trouble.SEVERAL_ADDRESSES if found else Trouble.NO_ADDRESS
        return Entry(number, "", "", trouble, shown)
    address = found[0].lower().removeprefix("mailto:").strip("'.:")
    name = _name(part, [word for word in words if "@" not in word])
    wrong = address.count("@") != 1 or len(address) > MOST_ADDRESS
    return Entry(number, name, address, Trouble.NOT_AN_ADDRESS if wrong else None, shown)


def _name(part: str, words: list[str]) -> str:
    """The name on one line; ``Jansen, Noor <…>``, as mail programs write it, is turned around."""
    kept = [word.strip("'") for word in words if not word.isdigit() and "/" not in word]
    family, comma, given = part.partition("<")[0].partition(",")
    if "<" in part and comma and "," not in given and given.strip():
        kept = [*_BETWEEN.split(given.strip(' "')), *_BETWEEN.split(family.strip(' "'))]
    return " ".join(word for word in kept if word)[:MOST_NAME].strip()


def _with_doubles(entries: Iterable[Entry]) -> list[Entry]:
    seen: set[str] = set()
    marked = []
    for entry in entries:
        double = entry.trouble is None and entry.address in seen
        marked.append(replace(entry, trouble=Trouble.DOUBLE) if double else entry)
        seen.add(entry.address)
    return marked


def without_booked(entries: Iterable[Entry], booked: Collection[str]) -> list[Entry]:
    """The list with those marked whom the same organisation booked for this edition before."""
    return [
        replace(entry, trouble=Trouble.BOOKED_BEFORE)
        if entry.trouble is None and entry.address in booked
        else entry
        for entry in entries
    ]


def readable(entries: Iterable[Entry]) -> list[Entry]:
    """Those who can be booked."""
    return [entry for entry in entries if entry.trouble is None]


def is_nowhere(address: str) -> bool:
    """Whether an address cannot exist (RFC 2606): of an emptied account, or of a stand-in."""
    return address.lower().rstrip(".").endswith(".invalid")


def written(entries: Iterable[Entry]) -> str:
    """A list as text that :func:`read_list` reads back."""
    return "\n".join(f"{entry.name} <{entry.address}>".strip() for entry in entries)


def likely_name(address: str) -> str:
    """A first name to go on with, from an address: ``noor.jansen@…`` is “Noor Jansen”."""
    words = re.split(r"[._\-+]+", address.partition("@")[0])
    return " ".join(word.capitalize() for word in words if word)[:MOST_NAME] or address[:MOST_NAME]


def first_name(name: str) -> str:
    """The first word of a name that somebody else typed, when it is a plain word; else nothing.

    It stands at the head of a mail to a third person: an address of a website must not get there.
    """
    first = name.split(" ", maxsplit=1)[0]
    return first if _PLAIN_WORD.fullmatch(first) and len(first) <= 40 else ""


# How long an answer may take

PATIENCE = timedelta(days=14)
BEFORE_START = timedelta(days=3)
AT_LEAST = timedelta(days=1)


def answer_until(at: datetime, starts_at: datetime | None) -> datetime:
    """When places that nobody answered for go on to who waits.

    Two weeks after the booking, at the latest three days before the start so that others can still
    come; but everybody gets a day, or until the start when that is sooner.
    """
    if starts_at is None:
        return at + PATIENCE
    wanted = max(min(at + PATIENCE, starts_at - BEFORE_START), at + AT_LEAST)
    return max(at, min(wanted, starts_at))


# Study years


def study_year(day: date) -> str:
    """The study year in which a day falls, such as ``2026-2027``; it begins in August."""
    first = day.year if day.month >= 8 else day.year - 1
    return f"{first}-{first + 1}"


def study_years(day: date) -> list[str]:
    """The study years one can choose: this one, the next and the previous."""
    first = int(study_year(day)[:4])
    return [f"{year}-{year + 1}" for year in (first, first + 1, first - 1)]


# What who booked may see


class Fate(StrEnum):
    """Where somebody who was booked stands, as who booked may know it."""

    ASKED = "asked"
    PLACED = "placed"
    WAITS = "waits"
    OFFERED = "offered"
    CAME = "came"
    MISSED = "missed"
    SAID_NO = "said-no"
    LEFT = "left"
    NO_ANSWER = "no-answer"
    WITHDRAWN = "withdrawn"
    CALLED_OFF = "called-off"


_AFTER_YES = {
    "asked": Fate.WAITS,
    "waiting": Fate.WAITS,
    "offered": Fate.OFFERED,
    "placed": Fate.PLACED,
    "called-off": Fate.CALLED_OFF,
    # a place on another date is no business of who booked this one
    "settled": Fate.SAID_NO,
}


@dataclass(frozen=True)
class Seen:
    """What is known of a line.

    ``answer`` is "yes", "no" or nothing; ``ended`` "withdrawn", "lapsed" or nothing; ``state`` that of
    the enrolment; ``came`` None while not known.
    """

    answer: str
    ended: str
    state: str
    came: bool | None


def fate(seen: Seen) -> Fate:
    """What who booked may see: nothing of a person before that person said yes."""
    if seen.ended:
        return Fate.WITHDRAWN if seen.ended == "withdrawn" else Fate.NO_ANSWER
    if seen.answer != "yes":
        return Fate.SAID_NO if seen.answer == "no" else Fate.ASKED
    if seen.state == "placed" and seen.came is not None:
        return Fate.CAME if seen.came else Fate.MISSED
    return _AFTER_YES.get(seen.state, Fate.LEFT)


# Files for a spreadsheet

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run these


def safe_cell(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def safe_rows(rows: Iterable[Iterable[str]]) -> Iterator[list[str]]:
    """Rows of such text."""
    for row in rows:
        yield [safe_cell(cell) for cell in row]
