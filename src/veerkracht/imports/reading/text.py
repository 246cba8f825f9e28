"""Text: .csv, .tsv and what is pasted. Encoding and separator are found out; quotes may hold line breaks."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO

from veerkracht.imports.reading.table import (
    MOST_COLUMNS_READ,
    Problem,
    Table,
    Unreadable,
    table,
    tidy_cell,
)

SEPARATORS = (";", "\t", ",", "|")
SAMPLE = 60  # rows to find the separator by
LONGEST_FIELD = 131_072  # characters; longer means that a quote was never closed
CONTROL_SIGNS = bytes(sign for sign in range(32) if sign not in b"\t\n\r")
SHARE_OF_TEXT = 0.98  # of a file's bytes; with more control signs it is no text
NAME = re.compile(r"[^\"<>;,@]{0,120}")
ADDRESS = re.compile(r"[^\s<>,;\"@]+@[^\s<>,;\"@]+")
BETWEEN_ADDRESSES = re.compile(r"[;,\n\r]+")


def read(content: bytes) -> Table:
    """The table in a text; raises Unreadable when it is no text, or holds nothing."""
    text = decoded(content)
    if people := _addressed(text):
        return table(enumerate(people, start=1))
    separator, text = _separator(text)
    return table(_rows(text, separator))


def decoded(content: bytes) -> str:
    """The text, whichever of the usual encodings it has: UTF-8, UTF-16 or Windows-1252."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if content.startswith(mark):
            return _strictly(content, encoding)
    if b"\0" in content:
        return _strictly(content, _which_utf16(content))
    if len(content.translate(None, CONTROL_SIGNS)) < len(content) * SHARE_OF_TEXT:
        raise Unreadable(Problem.NOT_A_LIST)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _strictly(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(Problem.NOT_A_LIST) from error
    if "\0" in text:
        raise Unreadable(Problem.NOT_A_LIST)
    return text


def _which_utf16(content: bytes) -> str:
    """UTF-16 without its mark: Latin letters leave every other byte empty."""
    sample = content[:2_000]
    odd, even = sample[1::2].count(0), sample[0::2].count(0)
    if max(odd, even) < len(sample) // 4:
        raise Unreadable(Problem.NOT_A_LIST)
    return "utf-16-le" if odd >= even else "utf-16-be"


def _addressed(text: str) -> list[list[str]]:
    """Names with addresses as a mail program copies them: “An Bos <an@…>; bo@…”; empty when it is no such text."""
    if "<" not in text or "@" not in text:
        return []
    people = []
    for piece in BETWEEN_ADDRESSES.split(text):
        if not piece.strip():
            continue
        name, address = _named(piece.strip())
        if not (NAME.fullmatch(name) and ADDRESS.fullmatch(address)):
            return []
        people.append([tidy_cell(name), address])
    return people


def _named(piece: str) -> tuple[str, str]:
    """Name and address of “An Bos <an@…>”, without quotes; no name when only the address is there."""
    before, bracket, after = piece.partition("<")
    if not bracket:
        return "", piece
    return before.strip().removeprefix('"').removesuffix('"'), after.removesuffix(">")


def _separator(text: str) -> tuple[str, str]:
    """The separator, and the text without Excel's own line that names it."""
    first, _break, rest = text.partition("\n")
    if match := re.fullmatch(r"\s*\"?sep=(.)\"?\s*", first):
        return match[1], rest
    scores = {separator: _score(text, separator) for separator in SEPARATORS}
    return max(SEPARATORS, key=lambda separator: scores[separator]), text


def _score(text: str, separator: str) -> tuple[int, int]:
    """How many of the first rows share the commonest width above one, and that width."""
    widths: Counter[int] = Counter()
    try:
        for _place, row in zip(range(SAMPLE), _reader(text, separator), strict=False):
            if any(row):
                widths[len(row)] += 1
    except csv.Error:
        return 0, 0
    widths.pop(1, None)
    if not widths:
        return 0, 0
    width, rows = max(widths.items(), key=lambda item: (item[1], item[0]))
    return rows, width


def _reader(text: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(StringIO(text, newline=""), delimiter=separator, skipinitialspace=True)


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the number of the line on which each begins."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, skipinitialspace=True)
    begins, last = 1, ""
    try:
        for row in reader:
            yield begins, [tidy_cell(cell) for cell in row[: MOST_COLUMNS_READ + 50]]
            begins, last = reader.line_num + 1, row[-1] if row else ""
    except csv.Error as error:
        raise Unreadable(Problem.OPEN_QUOTE) from error
    if "\n" in last.strip() and not text.rstrip().endswith('"'):  # a quote swallowed the rest
        raise Unreadable(Problem.OPEN_QUOTE)
