"""Files of every sort: read, or refused with a reason; never an error of ours."""

from __future__ import annotations

import csv
import struct
import zipfile
from io import BytesIO, StringIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from veerkracht.imports.reading import Problem, Unreadable, read
from veerkracht.imports.reading.files import LOCKED_PART, OLE
from veerkracht.imports.reading.table import MOST_BYTES, table, tidy_cell
from veerkracht.imports.tests.lists import workbook
from veerkracht.imports.words import TROUBLES, trouble_words


def archive(parts: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", method) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return file.getvalue()


def replaced(content: bytes, part: str, new: bytes) -> bytes:
    """A workbook with one of its parts changed."""
    with zipfile.ZipFile(BytesIO(content)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    return archive(parts | {part: new})


SHEET = "xl/worksheets/sheet1.xml"
LIST = workbook([["naam", "e-mail"], ["An", "an@lijst.example"]])
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    b'<c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
)
OUTSIDE = LAUGHS.replace(b'<!ENTITY a "ha">', b'<!ENTITY a SYSTEM "file:///etc/passwd">')


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", Problem.EMPTY),
        (b"\n\r\n ;;; \n", Problem.EMPTY),
        (b"a" * (MOST_BYTES + 1), Problem.TOO_LARGE),
        (b"%PDF-1.7 ...", Problem.NOT_A_LIST),
        (b"\x89PNG\r\n\x1a\n", Problem.NOT_A_LIST),
        (bytes(range(32)) * 50, Problem.NOT_A_LIST),
        (b"naam;e-mail\n\x00\x00an", Problem.NOT_A_LIST),
        (OLE + b"\0" * 500, Problem.OLD_WORKBOOK),
        (OLE + b"\0" * 500 + LOCKED_PART, Problem.LOCKED),
        (b"PK\x03\x04 no archive", Problem.DAMAGED),
        (LIST[: len(LIST) // 2], Problem.DAMAGED),
        (archive({"word/document.xml": b"<a/>", "[Content_Types].xml": b""}), Problem.NOT_A_LIST),
        (archive({"content.xml": b"<a/>", "mimetype": b"x"}), Problem.OTHER_SPREADSHEET),
        (replaced(LIST, SHEET, b"<worksheet><sheetData><row"), Problem.DAMAGED),
        (replaced(LIST, SHEET, LAUGHS), Problem.DAMAGED),
        (replaced(LIST, SHEET, OUTSIDE), Problem.DAMAGED),
        (replaced(LIST, "xl/sharedStrings.xml", b" " * 30_000_000), Problem.BLOWN_UP),
        (archive({f"xl/{n}": b"" for n in range(3_000)}), Problem.BLOWN_UP),
        (workbook([]), Problem.EMPTY),
        (b'naam;e-mail\n"An;an@lijst.example\nBo;bo@lijst.example\n', Problem.OPEN_QUOTE),
        (b'naam\n"' + b"a" * 200_000, Problem.OPEN_QUOTE),
        (b"x\n" * 20_100, Problem.TOO_MANY_ROWS),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(content: bytes, problem: Problem) -> None:
    with pytest.raises(Unreadable) as refused:
        read(content)
    assert refused.value.problem is problem


def test_every_reason_has_words_that_help() -> None:
    assert set(Problem) <= set(TROUBLES)
    assert all(len(trouble_words(problem)) > 20 for problem in Problem)


def test_sizes_that_lie_do_not_unpack_more_than_they_say() -> None:
    bomb = replaced(LIST, SHEET, b"0" * 40_000_000)
    place = bomb.rindex(SHEET.encode()) - 46
    assert bomb[place : place + 4] == b"PK\x01\x02"
    lying = bomb[: place + 24] + struct.pack("<I", 900_000) + bomb[place + 28 :]
    with pytest.raises(Unreadable):
        read(lying)


def test_a_long_cell_that_a_workbook_repeats_stays_within_bounds() -> None:
    long = ["lang " * 400] * 60
    with pytest.raises(Unreadable) as refused:
        table((number, long) for number in range(300))
    assert refused.value.problem is Problem.TOO_LARGE


def test_a_size_that_is_not_true_hides_no_rows() -> None:
    content = workbook([["naam", "e-mail"], ["An", "an@lijst.example"], ["Bo", "bo@lijst.example"]])
    with zipfile.ZipFile(BytesIO(content)) as old:
        sheet = old.read(SHEET).decode()
    small = sheet.replace('ref="A1:B3"', 'ref="A1"')
    assert small != sheet
    assert len(read(replaced(content, SHEET, small.encode())).rows) == 3


def test_cells_with_errors_are_empty() -> None:
    found = read(workbook([["naam", "e-mail"], ["#N/A", "an@lijst.example"]]))
    assert found.rows[1].cells == ["", "an@lijst.example"]


TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs"], include_characters=" \n;,"),
    max_size=20,
)
ROWS = st.lists(st.lists(TEXTS, min_size=3, max_size=3), min_size=2, max_size=12)


@settings(deadline=None)
@given(
    rows=ROWS,
    separator=st.sampled_from([";", "\t", ","]),
    encoding=st.sampled_from(["utf-8-sig", "utf-16"]),
)
@example(rows=[["a", "b", "c"], ["d\ne", "f;g", "h"]], separator=";", encoding="utf-8-sig")
def test_what_a_spreadsheet_writes_comes_back(
    rows: list[list[str]], separator: str, encoding: str
) -> None:
    whole = [["naam", "e-mail", "functie"], *rows, ["laatste", "rij", "hier"]]
    file = StringIO(newline="")
    csv.writer(file, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(whole)
    found = read(file.getvalue().encode(encoding))
    wanted = [[tidy_cell(cell) for cell in row] for row in whole]
    assert [row.cells for row in found.rows] == [row for row in wanted if any(row)]


@settings(deadline=None)
@given(st.binary(max_size=400))
@example(b"PK\x03\x04")
@example(b"\xff\xfe")
@example(b"\xff\xfea")
@example(b"sep=\n")
@example(b'"')
@example(b"<@")
@example(
    b"Jan <jan@lijst.example>;" + b" " * 20_000 + b"x"
)  # in one look, not in one from each space
def test_whatever_bytes_come_there_is_a_table_or_a_reason(content: bytes) -> None:
    for bytes_ in (content, b"PK\x03\x04" + content, OLE + content):
        try:
            found = read(bytes_)
        except Unreadable:
            continue
        assert all(len(row.cells) == len(found.columns) for row in found.rows)
