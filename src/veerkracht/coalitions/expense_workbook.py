"""A payment list as a workbook (.xlsx): text is never a formula, money has two decimals."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from openpyxl import Workbook

from veerkracht.coalitions.expense_rules import spaced
from veerkracht.kernel.workbooks import cell

if TYPE_CHECKING:
    from veerkracht.coalitions.expense_queries import Line

MONEY = "€ #,##0.00"


def payment_book(lines: Sequence[Line]) -> bytes:
    """One sheet: a line a claim, and the total."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Betaallijst"))
    sheet.freeze_panes = "A2"
    for column, width in zip("ABCDEF", (12, 30, 28, 14, 14, 40), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.append([_cell(sheet, text, bold=True) for text in _head()])
    for one in lines:
        sheet.append(_row(sheet, one))
    total = _cell(sheet, Decimal(sum(one.cents for one in lines)) / 100, bold=True)
    sheet.append([_cell(sheet, _("Samen"), bold=True), None, None, total])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _head() -> list[str]:
    return [
        _("Kenmerk"),
        _("Op naam van"),
        _("Rekeningnummer"),
        _("Bedrag"),
        _("Dag"),
        _("Coalitie"),
    ]


def _row(sheet: Any, one: Line) -> list[Any]:
    values = (
        str(one.claim_number),
        one.holder,
        spaced(one.number),
        Decimal(one.cents) / 100,
        one.day,
        one.coalition,
    )
    return [_cell(sheet, value) for value in values]


def _cell(sheet: Any, value: Any, *, bold: bool = False) -> Any:
    """Amounts as money; text is shown and never run."""
    made = cell(sheet, value, bold=bold)
    if isinstance(value, Decimal):
        made.number_format = MONEY
    return made
