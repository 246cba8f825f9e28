"""Workbooks (.xlsx, .xlsm): looked over before anything is unpacked, then read row by row.

openpyxl reads the XML through defusedxml, which refuses entities; we refuse a document type as well.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from veerkracht.imports.reading.table import (
    MOST_COLUMNS_READ,
    MOST_ROWS,
    Problem,
    Table,
    Unreadable,
    table,
    tidy_cell,
)

MOST_PARTS = 2_000
MOST_UNPACKED = 150_000_000  # bytes
MOST_RATIO = 250  # XML of a list packs 10 to 60 times; a bomb a thousand times
SMALL = 1_000_000  # a small part may pack well without being dangerous
MOST_MERGED = 50_000
PIECE = 1_000_000
OVERLAP = 200  # bytes; a reference may lie across two pieces
MERGED = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^>]{0,80}?ref=[\"']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"
)
ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#N/B", "#VERW!"}

Area = tuple[int, int, int, int]  # first column and row, last column and row, from 1


def read(archive: zipfile.ZipFile, content: bytes, sheet: str) -> Table:
    """The chosen sheet, or the first with something in it; raises Unreadable."""
    with archive:
        _look_over(archive)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions that we do not use
            return _read(content, sheet)
    except Unreadable:
        raise
    except Exception as error:  # whatever a broken or hostile workbook does to its reader
        raise Unreadable(Problem.DAMAGED) from error


def _look_over(archive: zipfile.ZipFile) -> None:
    """Raise Unreadable for bombs, locked or other archives. Nothing is unpacked but small parts."""
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Unreadable(Problem.BLOWN_UP)
    for part in parts:
        if part.file_size > SMALL and part.file_size > MOST_RATIO * max(part.compress_size, 1):
            raise Unreadable(Problem.BLOWN_UP)
        if part.flag_bits & 0x1:
            raise Unreadable(Problem.LOCKED)
    if "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names):
        return
    other = names & {"content.xml", "Index/Document.iwa", "xl/workbook.bin"}
    raise Unreadable(Problem.OTHER_SPREADSHEET if other else Problem.NOT_A_LIST)


def _read(content: bytes, wanted: str) -> Table:
    book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        sheets = [one for one in book.worksheets if one.sheet_state == "visible"]
        filled = tuple(one.title for one in sheets if _holds_something(one))
        chosen = wanted if wanted in filled else (filled[0] if filled else "")
        if not chosen:
            raise Unreadable(Problem.EMPTY)
        sheet = book[chosen]
        with zipfile.ZipFile(BytesIO(content)) as archive:
            merged = _merged(archive, sheet._worksheet_path)  # noqa: SLF001 - the one way to its part
        return table(_filled(_rows(sheet), merged), sheets=filled, sheet=chosen)
    finally:
        book.close()


def _holds_something(sheet: Any) -> bool:
    return any(any(row) for _number, row in _rows(sheet))


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    sheet.reset_dimensions()  # some programs write a size that is not true
    widest = MOST_COLUMNS_READ + 50
    for number, row in enumerate(sheet.iter_rows(max_col=widest, values_only=True), start=1):
        if any(value is not None for value in row):
            yield number, _cells(row)


def _cells(row: tuple[Any, ...]) -> list[str]:
    """The row up to its last cell with something in it, as text."""
    cells = ["" if value is None else as_text(value) for value in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def as_text(value: Any) -> str:
    """A cell's value as somebody would type it: dates as 2022-12-31, whole numbers without a point."""
    if isinstance(value, str):
        return "" if value in ERRORS else tidy_cell(value)
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        whole_day = value.time() == time()
        return value.date().isoformat() if whole_day else value.isoformat(" ", "minutes")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return tidy_cell(str(value)) if not isinstance(value, timedelta) else ""


def _merged(archive: zipfile.ZipFile, part: str) -> list[Area]:
    """The merged areas of a sheet; they stand behind its rows, so the part is gone through in pieces."""
    found: dict[bytes, Area] = {}
    rest = b""
    with archive.open(part) as stream:
        while piece := stream.read(PIECE):
            for match in MERGED.finditer(rest + piece):
                found[match[1]] = range_boundaries(match[1].decode())
            rest = piece[-OVERLAP:]
            if len(found) > MOST_MERGED:
                return []
    return [area for area in found.values() if area[3] <= MOST_ROWS * 5]


def _filled(
    rows: Iterator[tuple[int, list[str]]], merged: list[Area]
) -> Iterator[tuple[int, list[str]]]:
    """Rows in which every cell of a merged area has the value of its first; rows left out come back."""
    if not merged:
        yield from rows
        return
    starting: dict[int, list[Area]] = {}
    for area in merged:
        starting.setdefault(area[1], []).append(area)
    open_areas: list[tuple[Area, str]] = []
    for number, cells in rows:
        open_areas = [(area, value) for area, value in open_areas if area[3] >= number]
        for area in starting.get(number, ()):
            value = cells[area[0] - 1] if area[0] <= len(cells) else ""
            open_areas.append((area, value))
        for (first, _top, last, _bottom), value in open_areas:
            if value and last <= MOST_COLUMNS_READ:
                _fill(cells, first - 1, last, value)
        yield number, cells


def _fill(cells: list[str], first: int, last: int, value: str) -> None:
    cells.extend([""] * (last - len(cells)))
    for place in range(first, last):
        cells[place] = cells[place] or value
