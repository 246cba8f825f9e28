"""Which row is the header, and what each column holds: guessed from headers and contents. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from veerkracht.imports import cells
from veerkracht.imports.fields import FIELDS, SYNONYMS, TELLING, Field, Kind
from veerkracht.imports.reading import Row
from veerkracht.imports.reading.table import MOST_COLUMNS

HEADER_WITHIN = 20  # rows
SAMPLE = 200  # rows whose contents are looked at
BIG_NUMBER = re.compile(r"\d{11}")
URL = re.compile(r"(?:https?://|www\.)\S+|[a-z0-9-]+\.(?:nl|eu|com|org)/?", re.IGNORECASE)
ENOUGH = 0.45  # a guess below this is none
WHOLE, PART, LOOKS = 1.0, 0.7, 0.6
NAME = re.compile(r"[^\W\d_][^\d@:/]*\s[^\d@:/]*[^\W\d_]\.?")
NAMES = {Field.NAME, Field.FIRST_NAME, Field.LAST_NAME}
MOSTLY = 0.6
ORGANISATION_NAME = (Field.NAME, Kind.ORGANISATIONS)


@dataclass(frozen=True)
class Known:
    """Keys (``cells.key``) of what the house knows already, to recognise contents by."""

    municipalities: Collection[str] = ()
    organisations: Collection[str] = ()
    sectors: Collection[str] = ()


def header_place(rows: Sequence[Row], kind: Kind) -> int | None:
    """The place of the header among the rows; None when the list has none."""
    words = frozenset[str]().union(*(_synonyms(field, kind) for field in FIELDS[kind]))
    best, most = None, 0
    for place, row in enumerate(rows[:HEADER_WITHIN]):
        keys = {cells.key(cell) for cell in row.cells if cell}
        found = len(keys & words) * 2 + sum(_telling(one, kind) is not None for one in keys - words)
        if found > most and not _holds_data(row) and len(keys) >= min(2, _width(rows)):
            best, most = place, found
    if best is None and len(rows) > 1 and not _holds_data(rows[0]) and _holds_data(rows[1]):
        return 0
    return best


def without_empty(rows: Sequence[Row], header: int | None) -> list[Row]:
    """The rows below the header."""
    return list(rows[0 if header is None else header + 1 :])


def headers(rows: Sequence[Row], header: int | None, columns: Sequence[int]) -> list[str]:
    """The words above each column; a column without words is called by its letter."""
    words = rows[header].cells if header is not None else [""] * len(columns)
    return [
        word[:80] or f"Kolom {letter(number)}" for word, number in zip(words, columns, strict=True)
    ]


def letter(number: int) -> str:
    """A column as a spreadsheet calls it: 1 is A, 27 is AA."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def signature(words: Sequence[str], kind: Kind) -> str:
    """The same for lists with the same headers in the same order, whatever their capitals."""
    text = "\n".join([kind, *(cells.key(word) for word in words)])
    return hashlib.sha256(text.encode()).hexdigest()


def guess(
    words: Sequence[str], rows: Sequence[Row], kind: Kind, known: Known
) -> list[Field | None]:
    """What each column holds; each field at most once, the surest first."""
    scores = [
        (score, -place, field)
        for place, word in enumerate(words)
        for field, score in _scores(word, _contents(rows, place), kind, known).items()
        if score >= ENOUGH
    ]
    fields: list[Field | None] = [None] * len(words)
    given: set[Field] = set()
    for _score, place, field in sorted(scores, key=lambda one: (-one[0], -one[1])):
        if fields[-place] is None and field not in given and len(given) < MOST_COLUMNS:
            fields[-place] = field
            given.add(field)
    return _with_names(_without_halves(fields), rows, kind)


def _with_names(fields: list[Field | None], rows: Sequence[Row], kind: Kind) -> list[Field | None]:
    """Without a header above it, a column of names is known by its looks."""
    if Field.ADDRESS not in FIELDS[kind] or NAMES & set(fields):
        return fields
    for place, field in enumerate(fields):
        contents = _contents(rows, place)
        if field is None and contents:
            alike = sum(NAME.fullmatch(cell) is not None for cell in contents)
            if alike >= MOSTLY * len(contents):
                return [*fields[:place], Field.NAME, *fields[place + 1 :]]
    return fields


def _without_halves(fields: list[Field | None]) -> list[Field | None]:
    """A first and last name win from a column with the whole name; a date wins from a year."""
    if Field.FIRST_NAME in fields and Field.LAST_NAME not in fields and Field.NAME in fields:
        return [Field.LAST_NAME if field is Field.NAME else field for field in fields]
    return fields


def _scores(word: str, contents: list[str], kind: Kind, known: Known) -> dict[Field, float]:
    header = cells.key(word)
    telling = _telling(header, kind)
    scores = {}
    for field in FIELDS[kind]:
        named = WHOLE if header in _synonyms(field, kind) else PART if field is telling else 0.0
        looks = _looks_like(field, contents, known)
        if looks is None:
            scores[field] = named
        else:
            trust = 1.0 if named == WHOLE else 0.4 + 0.6 * looks  # part of a header may mislead
            scores[field] = named * trust + LOOKS * looks
    return scores


def _synonyms(field: Field, kind: Kind) -> frozenset[str]:
    """Words above a column; in a list of organisations their name may stand under “organisatie”."""
    own = SYNONYMS[field]
    return own | SYNONYMS[Field.ORGANISATION] if (field, kind) == ORGANISATION_NAME else own


def _telling(header: str, kind: Kind) -> Field | None:
    """What a header is about by one of its words."""
    for part, field in TELLING.items():
        if part in header and field in FIELDS[kind]:
            return field
    return None


def _looks_like(field: Field, contents: list[str], known: Known) -> float | None:
    """The share of cells that look like this; None for a field without a look of its own."""
    if not contents:
        return None
    match field:
        case Field.ADDRESS:
            fitting = sum("@" in cell for cell in contents)
        case Field.ON:
            fitting = sum(cells.as_date(cell) is not None for cell in contents)
        case Field.YEAR:
            fitting = sum(cells.as_year(cell) is not None for cell in contents)
        case Field.BIG:
            fitting = sum(
                BIG_NUMBER.fullmatch(cell.replace(" ", "")) is not None for cell in contents
            )
        case Field.WEBSITE:
            fitting = sum(URL.match(cell) is not None for cell in contents)
        case Field.MUNICIPALITY:
            fitting = sum(town(cell) in known.municipalities for cell in contents)
        case Field.ORGANISATION:
            fitting = sum(cells.organisation_key(cell) in known.organisations for cell in contents)
            return fitting / len(contents) if fitting else None
        case Field.SECTOR:
            fitting = sum(cells.key(cell) in known.sectors for cell in contents)
            return fitting / len(contents) if fitting else None
        case _:
            return None
    return fitting / len(contents)


def town(text: str) -> str:
    """A municipality's name for comparing: “Gemeente Heerlen” is “heerlen”."""
    return cells.key(text).removeprefix("gemeente ")


def _contents(rows: Sequence[Row], place: int) -> list[str]:
    return [row.cells[place] for row in rows[:SAMPLE] if row.cells[place]]


def _holds_data(row: Row) -> bool:
    """Whether a row holds an address, a date or a number: a header does not."""
    return any(
        "@" in cell or cells.as_date(cell) or cell.replace(" ", "").isdigit()
        for cell in row.cells
        if cell
    )


def _width(rows: Sequence[Row]) -> int:
    return len(rows[0].cells)
