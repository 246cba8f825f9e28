"""The ledger as a workbook (.xlsx). Text is never a formula; amounts are euros with two decimals."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from openpyxl import Workbook

from veerkracht.kernel.clock import local
from veerkracht.kernel.workbooks import cell

if TYPE_CHECKING:
    from veerkracht.funding.ledger_queries import Line

MONEY = '"€" #,##0.00'
MOST_ROWS = 100_000
WIDE = 42


class Euros(int):
    """Cents that a sheet shows as euros."""


def ledger_workbook(lines: Iterable[Line]) -> bytes:
    """One row a booking, without names."""
    book = Workbook(write_only=True)
    head = [_("Nummer"), _("Wanneer"), _("Soort"), _("Van"), _("Naar"), _("Bedrag")]
    add_sheet(
        book,
        _("Boekingen"),
        [*head, _("Waarvoor"), _("Waarom"), _("Bewijs"), _("Boekt terug")],
        (_row(line) for line in lines),
    )
    return saved(book)


def _row(line: Line) -> list[Any]:
    one = line.booking
    return [
        one.pk,
        local(one.at).replace(tzinfo=None),
        str(one.get_kind_display()),
        line.source,
        line.target,
        Euros(line.amount),
        line.cause,
        one.reason,
        one.evidence,
        one.corrects_id,
    ]


def add_sheet(
    book: Workbook, title: str, head: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """A sheet with a bold head that stays in view."""
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.column_dimensions["A"].width = WIDE
    for letter in "BCDEFGHIJ":
        sheet.column_dimensions[letter].width = WIDE / 2
    sheet.append([cell(sheet, text, bold=True) for text in head])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet: Any, value: Any) -> Any:
    if not isinstance(value, Euros):
        return cell(sheet, value)
    made = cell(sheet, Decimal(value) / 100)
    made.number_format = MONEY
    return made


def saved(book: Workbook) -> bytes:
    """The file's bytes."""
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
