"""Reports as workbooks (.xlsx): text is never a formula."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from veerkracht.kernel.clock import local
from veerkracht.proof.register_rules import plain
from veerkracht.proof.reports_words import (
    notes,
    safe_cells,
    safe_head,
    totals_cells,
    working_cells,
    working_head,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from veerkracht.proof.reports_queries import Counts
    from veerkracht.proof.reports_tables import SafeTable, SafeTotals
    from veerkracht.training.models import Course, Edition

WIDE, MOST_NAME = 42, 31  # a sheet's name has at most 31 signs


def working_book(
    courses: Mapping[Course, Counts], editions: Iterable[tuple[Edition, Counts]]
) -> bytes:
    """Working numbers: a sheet per course and one per edition."""
    book = Workbook(write_only=True)
    rows = [[str(course), *working_cells(counts)] for course, counts in courses.items()]
    _sheet(book, _("Per training"), [_("Training"), *working_head()], rows)
    rows = [_edition(edition) + working_cells(counts) for edition, counts in editions]
    named = [_("Training"), _("Laatste dag"), _("Waar")]
    _sheet(book, _("Per editie"), [*named, *working_head()], rows)
    return _saved(book)


def _edition(edition: Edition) -> list[Any]:
    ended = f"{local(edition.ends_at):%Y-%m-%d}" if edition.ends_at else ""
    return [str(edition.course), ended, edition.place]


def safe_book(totals: SafeTotals | None, tables: Sequence[tuple[str, str, SafeTable]]) -> bytes:
    """What a funder may see: a sheet of totals, one for each table (title, first column, table), and notes."""
    book = Workbook(write_only=True)
    if totals:
        rows = [list(pair) for pair in totals_cells(totals)]
        _sheet(book, _("Totaal"), [_("Wat"), _("Aantal")], rows)
    for title, first, table in tables:
        if table.rows:
            _sheet(book, title, safe_head(table, first), safe_cells(table))
    _sheet(book, _("Toelichting"), [_("Toelichting")], [[note] for note in notes()])
    return _saved(book)


def _sheet(book: Workbook, title: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A sheet with a bold head that stays in view."""
    sheet = book.create_sheet(title[:MOST_NAME])
    sheet.freeze_panes = "A2"
    sheet.column_dimensions["A"].width = WIDE
    sheet.append([_cell(sheet, text, bold=True) for text in head])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet: Any, value: Any, *, bold: bool = False) -> Any:
    """Numbers as numbers, digits too; text as text that is never run."""
    if isinstance(value, str):
        value = int(value) if value.isascii() and value.isdigit() else value
    cell = WriteOnlyCell(sheet, value=plain(value) if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.data_type = "s"
    cell.font = Font(bold=bold)
    return cell


def _saved(book: Workbook) -> bytes:
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()
