"""Pilots side by side as a workbook (.xlsx): the comparison, and every reading on a line."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from openpyxl import Workbook

from veerkracht.kernel.workbooks import cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from veerkracht.cocreation.pilot_shown import ShownMeasure, ShownPilot

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDE = 40


def compared_file(pilots: Sequence[ShownPilot], name: str) -> HttpResponse:
    """The workbook to download."""
    response = HttpResponse(_book(pilots), content_type=EXCEL)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _book(pilots: Sequence[ShownPilot]) -> bytes:
    book = Workbook(write_only=True)
    head = ["", *(one.title for one in pilots)]
    _sheet(book, _("Pilots"), head, _compared(pilots))
    head = [_("Pilot"), _("Wat"), _("Moment"), _("Waarde"), _("Eenheid"), _("Doel")]
    head += [_("Dag"), _("Over hoeveel"), _("Bron")]
    _sheet(book, _("Metingen"), head, _measured(pilots))
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _sheet(book: Any, title: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "B2"
    for column in "ABCDEFG":
        sheet.column_dimensions[column].width = WIDE
    sheet.append([cell(sheet, text, bold=True) for text in head])
    for row in rows:
        sheet.append([cell(sheet, value) for value in row])


def _compared(pilots: Sequence[ShownPilot]) -> Iterable[list[Any]]:
    yield [_("Vraag"), *(one.question for one in pilots)]
    yield [_("Verwachting"), *(one.hypothesis for one in pilots)]
    yield [_("Wat anders ging"), *(one.different for one in pilots)]
    yield [_("Waar"), *(one.place for one in pilots)]
    yield [_("Sector"), *(str(one.row.sector) for one in pilots)]
    yield [_("Wanneer"), *(one.period for one in pilots)]
    yield [_("Wie"), *(one.team for one in pilots)]
    yield [_("Metingen"), *("\n".join(_line(each) for each in one.measures) for one in pilots)]
    yield [_("Kosten"), *(one.costs for one in pilots)]
    yield [_("Geleerd"), *("\n".join(note.learned for note in one.notes) for one in pilots)]
    yield [_("Stand"), *(one.state for one in pilots)]
    yield [_("Waarom"), *(one.reasons for one in pilots)]


def _line(measure: ShownMeasure) -> str:
    return f"{measure.what}: {measure.sentence}"


def _measured(pilots: Sequence[ShownPilot]) -> Iterable[list[Any]]:
    for one in pilots:
        for measure in one.measures:
            for reading in measure.readings:
                if reading.row is not None:
                    yield [
                        one.title,
                        measure.what,
                        reading.label,
                        reading.row.value,
                        measure.unit,
                        measure.row.target,
                        reading.row.day,
                        reading.row.over,
                        reading.source,
                    ]
