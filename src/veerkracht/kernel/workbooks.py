"""Cells of spreadsheets whose text is shown and never run, whoever typed it."""

from __future__ import annotations

from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run what begins so


def unrun(text: str) -> str:
    """A text that a spreadsheet shows and does not run; for cells of a .csv too."""
    return f"'{text}" if text.startswith(FORMULA) else text


def cell(sheet: Any, value: Any, *, bold: bool = False) -> Any:
    """A cell of a write-only sheet. Text loses what a file cannot hold; numbers and days stay what they are."""
    if isinstance(value, str):
        value = unrun(ILLEGAL_CHARACTERS_RE.sub("", value))
    made = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        made.data_type = "s"
    if bold:
        made.font = Font(bold=True)
    return made
