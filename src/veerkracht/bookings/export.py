"""An organisation's bookings as a file for a spreadsheet, with nothing in it that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from openpyxl import Workbook

from veerkracht.bookings.rules import safe_rows
from veerkracht.kernel.clock import local

if TYPE_CHECKING:
    from veerkracht.bookings.models import Booking
    from veerkracht.bookings.queries import Row

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Rows = list[list[str]]


def rows(bookings: Sequence[Booking], lines: Mapping[int, list[Row]]) -> Rows:
    """A heading, and a row for each person that was booked."""
    head = [
        _("Training"),
        _("Begint"),
        _("Waar"),
        _("Naam"),
        _("E-mail"),
        _("Stand"),
        _("Plek op de wachtlijst"),
        _("Klas"),
        _("Wij betalen"),
        _("Kenmerk"),
        _("Geboekt op"),
        _("Geboekt door"),
    ]
    found = [head]
    for booking in bookings:
        found += [_line(booking, row) for row in lines.get(booking.pk, [])]
    return list(safe_rows(found))


def _line(booking: Booking, row: Row) -> list[str]:
    edition = booking.edition
    starts = date_format(local(edition.starts_at), "Y-m-d H:i") if edition.starts_at else ""
    return [
        str(edition.course),
        starts,
        edition.place,
        row.line.name,
        row.line.address,
        row.words,
        str(row.position or ""),
        str(booking.cohort or ""),
        _("ja") if booking.pays else _("nee"),
        booking.note,
        date_format(local(booking.at), "Y-m-d H:i"),
        str(booking.by),
    ]


def csv_file(content: Rows) -> tuple[bytes, str]:
    """With semicolons and a mark in front, so that Dutch spreadsheets open it well."""
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(content)
    return ("\ufeff" + text.getvalue()).encode(), "text/csv; charset=utf-8"


def xlsx_file(content: Rows) -> tuple[bytes, str]:
    """One sheet, every cell plain text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Boekingen"))
    for row in _without_controls(content):
        sheet.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue(), XLSX


def _without_controls(content: Rows) -> Iterator[list[str]]:
    """Signs that a sheet may not hold are left out."""
    for row in content:
        yield ["".join(sign for sign in cell if sign >= " ") for cell in row]
