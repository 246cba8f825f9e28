"""Lists of denominators and of figures of others: rows of text become values, and what cannot be is said by row. Pure.

A list has a row of headings. An area is named by its code or name, a sector or function by that of its group.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MOST_FAULTS = 10
FIRST_YEAR, LAST_YEAR = 2011, 2050
MOST = 2_000_000_000
WHOLE = re.compile(r"\d{1,3}(?:[. ]\d{3})+|\d+")
DECIMAL = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d{1,3})?|-?\d+\.\d{1,3}")
THOUSANDS = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
HIDDEN = re.compile(r"[<≤]\s*\d+|x|\*|\.|-|–|geheim|afgeschermd", re.IGNORECASE)
ALL = frozenset({"", "alle", "alles", "totaal", "all", "total"})
HEADINGS = {
    "area": ("gebied", "gemeente", "regio", "area", "municipality"),
    "sector": ("sector",),
    "function": ("functie", "function"),
    "year": ("jaar", "year"),
    "number": ("aantal", "waarde", "number", "value"),
}


class Fault(StrEnum):
    """Why a list or a row of it cannot be taken."""

    NO_HEADINGS = "no-headings"
    AREA = "area"
    SECTOR = "sector"
    FUNCTION = "function"
    YEAR = "year"
    NUMBER = "number"
    TWICE = "twice"


class Wrong(NamedTuple):
    """A fault, in which row of the list, and what stood there."""

    row: int
    fault: Fault
    text: str


@dataclass(frozen=True)
class Names:
    """What a list may name: small names and codes of areas (→ number), sectors and functions (→ code)."""

    areas: Mapping[str, int]
    sectors: Mapping[str, str]
    functions: Mapping[str, str]


class Line(NamedTuple):
    """A denominator as a row of a list says it."""

    area: int
    sector: str
    function: str
    year: int
    number: int


class Value(NamedTuple):
    """A figure of others as a row says it; hidden when its source hid it, else None when it had none."""

    area: int
    year: int
    value: Decimal | None
    is_hidden: bool


def columns(heading: Sequence[str]) -> dict[str, int]:
    """Which column holds what, by the words of the first row."""
    small = [cell.strip().casefold() for cell in heading]
    return {
        name: next(place for place, cell in enumerate(small) if cell in words)
        for name, words in HEADINGS.items()
        if any(cell in words for cell in small)
    }


def whole_number(text: str) -> int | None:
    """A count as people write it, such as 2.900; None for anything else."""
    if not WHOLE.fullmatch(text):
        return None
    number = int(re.sub(r"[. ]", "", text))
    return number if number <= MOST else None


def decimal_number(text: str) -> Decimal | None:
    """A number with a comma or a point, such as 12,5 or 1.234,5; None for anything else."""
    if not DECIMAL.fullmatch(text):
        return None
    if THOUSANDS.fullmatch(text):
        text = text.replace(".", "")
    number = Decimal(text.replace(",", "."))
    return number if abs(number) <= MOST else None


def a_year(text: str) -> int | None:
    """A year that we keep figures of; None for anything else."""
    year = whole_number(text)
    return year if year is not None and FIRST_YEAR <= year <= LAST_YEAR else None


class Reader:
    """Reads the rows of one list; ``wrong`` collects what cannot be."""

    def __init__(self, rows: Iterable[tuple[int, Sequence[str]]], names: Names) -> None:
        self.names = names
        self.wrong: list[Wrong] = []
        found = list(rows)
        self._columns = columns(found[0][1]) if found else {}
        self._rows = found[1:]
        if not {"area", "year", "number"} <= self._columns.keys():
            self.wrong.append(Wrong(found[0][0] if found else 1, Fault.NO_HEADINGS, ""))
            self._rows = []

    def denominators(self) -> list[Line]:
        """Every row that can be a denominator."""
        lines = [self._line(number, cells) for number, cells in self._rows]
        found = [(line, number) for line, number in lines if line is not None]
        self._twice([(line[:4], number) for line, number in found])
        return [line for line, _number in found]

    def values(self) -> list[Value]:
        """Every row that can be a figure of others."""
        read = [self._value(number, cells) for number, cells in self._rows]
        found = [(value, number) for value, number in read if value is not None]
        self._twice([(value[:2], number) for value, number in found])
        return [value for value, _number in found]

    def _cell(self, cells: Sequence[str], name: str) -> str:
        place = self._columns.get(name)
        return cells[place].strip() if place is not None and place < len(cells) else ""

    def _place(self, row: int, cells: Sequence[str]) -> tuple[int | None, int | None]:
        named, said = self._cell(cells, "area"), self._cell(cells, "year")
        area, year = self.names.areas.get(named.casefold()), a_year(said)
        if area is None:
            self.wrong.append(Wrong(row, Fault.AREA, named))
        if year is None:
            self.wrong.append(Wrong(row, Fault.YEAR, said))
        return area, year

    def _line(self, row: int, cells: Sequence[str]) -> tuple[Line | None, int]:
        area, year = self._place(row, cells)
        sector = self._group(row, self._cell(cells, "sector"), self.names.sectors, Fault.SECTOR)
        function = self._group(
            row, self._cell(cells, "function"), self.names.functions, Fault.FUNCTION
        )
        number = whole_number(self._cell(cells, "number"))
        if number is None:
            self.wrong.append(Wrong(row, Fault.NUMBER, self._cell(cells, "number")))
        if area is None or year is None or sector is None or function is None or number is None:
            return None, row
        return Line(area, sector, function, year, number), row

    def _group(self, row: int, text: str, known: Mapping[str, str], fault: Fault) -> str | None:
        small = text.casefold()
        if small in ALL:
            return ""
        if small not in known:
            self.wrong.append(Wrong(row, fault, text))
        return known.get(small)

    def _value(self, row: int, cells: Sequence[str]) -> tuple[Value | None, int]:
        area, year = self._place(row, cells)
        text = self._cell(cells, "number")
        hidden = bool(HIDDEN.fullmatch(text))
        value = None if hidden or not text else decimal_number(text)
        if text and not hidden and value is None:
            self.wrong.append(Wrong(row, Fault.NUMBER, text))
            return None, row
        if area is None or year is None:
            return None, row
        return Value(area, year, value, hidden), row

    def _twice(self, found: Iterable[tuple[object, int]]) -> None:
        seen: set[object] = set()
        for key, row in found:
            if key in seen:
                self.wrong.append(Wrong(row, Fault.TWICE, ""))
            seen.add(key)
