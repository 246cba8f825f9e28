"""A table of plain text, its limits, and why something cannot be read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

MOST_BYTES = 10_000_000
MOST_ROWS = 20_000  # rows with something in them, the header not counted
MOST_COLUMNS = 60  # columns that we use
MOST_COLUMNS_READ = 200
MOST_CELL = 2_000  # characters kept of one cell
MOST_TEXT = (
    30_000_000  # characters in all: a few long cells may be repeated by a file a million times
)
SPARE_ROWS = 30  # titles and a header above the rows


class Problem(StrEnum):
    """Why a file cannot be read; the words for the screen stand in ``wording.py``."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    TOO_MANY_ROWS = "too-many-rows"
    OLD_WORKBOOK = "old-workbook"
    LOCKED = "locked"
    OTHER_SPREADSHEET = "other-spreadsheet"
    NOT_A_LIST = "not-a-list"
    DAMAGED = "damaged"
    BLOWN_UP = "blown-up"
    OPEN_QUOTE = "open-quote"


class Unreadable(Exception):
    """This cannot be read as a list; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


class Row(NamedTuple):
    """A row with something in it, and its number in the file (from 1)."""

    number: int
    cells: list[str]


@dataclass(frozen=True)
class Table:
    """Rows of text, all of one width; empty rows and columns are left out.

    ``columns`` are the letters' numbers (from 1) that the kept columns had in the file. ``sheets`` names
    the sheets with something in them; ``sheet`` is the one that was read. ``left_out`` counts columns
    beyond what we read.
    """

    rows: list[Row]
    columns: list[int]
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    left_out: int = 0


def tidy_cell(text: str) -> str:
    """A cell's text: no spaces around it, no control signs, hard spaces as spaces; cut at a limit."""
    if len(text) > MOST_CELL:
        text = text[:MOST_CELL]
    if "\xa0" in text or "\u200b" in text or "\ufeff" in text:
        text = text.replace("\xa0", " ").replace("\u200b", "").replace("\ufeff", "")
    if not text.isprintable():
        text = "".join(sign if sign.isprintable() else " " for sign in text)
    return text.strip()


def table(
    cells: Iterable[tuple[int, list[str]]], *, sheets: tuple[str, ...] = (), sheet: str = ""
) -> Table:
    """A table of the rows that hold something; raises Unreadable when there are none or too many."""
    rows: list[Row] = []
    text = 0
    for number, row in cells:
        if not any(row):
            continue
        text += sum(map(len, row))
        if len(rows) >= MOST_ROWS + SPARE_ROWS:
            raise Unreadable(Problem.TOO_MANY_ROWS)
        if text > MOST_TEXT:
            raise Unreadable(Problem.TOO_LARGE)
        rows.append(Row(number, row))
    if not rows:
        raise Unreadable(Problem.EMPTY)
    return _narrowed(rows, sheets, sheet)


def _narrowed(rows: list[Row], sheets: tuple[str, ...], sheet: str) -> Table:
    width = max(len(row.cells) for row in rows)
    used: set[int] = set()
    for row in rows:
        used.update(place for place, cell in enumerate(row.cells) if cell)
    read = sorted(place for place in used if place < MOST_COLUMNS_READ)
    whole = read == list(range(width))
    kept = [
        row if whole and len(row.cells) == width else Row(row.number, _picked(row.cells, read))
        for row in rows
    ]
    columns = [place + 1 for place in read]
    return Table(kept, columns, sheets, sheet, left_out=len(used) - len(read))


def _picked(cells: list[str], places: list[int]) -> list[str]:
    width = len(cells)
    return [cells[place] if place < width else "" for place in places]
