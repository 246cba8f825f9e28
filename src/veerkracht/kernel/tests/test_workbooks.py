"""Cells of spreadsheets."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from veerkracht.kernel.workbooks import cell


def kept(value: Any, *, bold: bool = False) -> Any:
    """The cell as another program reads it."""
    book, target = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet()
    sheet.append([cell(sheet, value, bold=bold)])
    book.save(target)
    return load_workbook(io.BytesIO(target.getvalue())).worksheets[0]["A1"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t"])
def test_text_that_a_spreadsheet_would_run_is_shown(sign: str) -> None:
    found = kept(f"{sign}1+1")
    assert (found.value, found.data_type) == (f"'{sign}1+1", "s")


def test_what_a_file_cannot_hold_is_left_out() -> None:
    assert kept("a\x00b\x0bc").value == "abc"


@pytest.mark.parametrize("value", [-5, 2.5, None, date(2026, 1, 1)])
def test_numbers_and_days_stay_what_they_are(value: Any) -> None:
    found = kept(value).value
    assert (found.date() if isinstance(value, date) else found) == value


def test_a_head_is_bold() -> None:
    assert kept("Naam", bold=True).font.b
    assert not kept("Naam").font.b
