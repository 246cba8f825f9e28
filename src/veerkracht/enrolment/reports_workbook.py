"""The report as a workbook (.xlsx): a sheet per month, per course and per edition. Text is never a formula."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from openpyxl import Workbook

from veerkracht.kernel.clock import local
from veerkracht.kernel.workbooks import cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from veerkracht.enrolment.reports_queries import Sums
    from veerkracht.training.models import Course, Edition

WIDE = 42


def workbook(
    *,
    months: Mapping[date, Sums],
    courses: Mapping[Course, Sums],
    editions: Iterable[tuple[Edition, Sums]],
) -> bytes:
    """The file's bytes. Rows are written as they come, so that ten thousand take little memory."""
    book = Workbook(write_only=True)
    _sheet(book, _("Per maand"), [_("Maand")], ([month, sums] for month, sums in months.items()))
    _sheet(
        book,
        _("Per training"),
        [_("Training")],
        ([str(course), sums] for course, sums in courses.items()),
    )
    named = [_("Training"), _("Begint"), _("Waar")]
    _sheet(book, _("Per editie"), named, (_edition_row(*pair) for pair in editions))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _edition_row(edition: Edition, sums: Sums) -> list[Any]:
    begins = local(edition.starts_at).replace(tzinfo=None) if edition.starts_at else ""
    return [str(edition.course), begins, edition.place, sums]


def _sheet(book: Workbook, title: str, named: list[str], rows: Iterable[list[Any]]) -> None:
    """A sheet with a bold head that stays in view; each row ends with its sums."""
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.column_dimensions["A"].width = WIDE
    head = [*named, *(label for label, _value in columns())]
    sheet.append([cell(sheet, text, bold=True) for text in head])
    for row in rows:
        *first, sums = row
        sheet.append([*(cell(sheet, one) for one in first), *numbers(sums)])


def columns() -> list[tuple[str, str]]:
    """The columns of numbers: label, and the name of the sum."""
    return [
        (_("Edities"), "editions"),
        (_("Plaatsen"), "places"),
        (_("Bezet"), "taken"),
        (_("Aanvragen die wachten"), "waiting"),
        (_("Aangeboden plaatsen"), "offered"),
        (_("Aanbod: ja"), "accepted"),
        (_("Aanbod: verlopen"), "lapsed"),
        (_("Laat afgemeld"), "late"),
        (_("Dagen tot plaats"), "days_to_place"),
    ]


def numbers(sums: Sums) -> list[int | float | None]:
    """The sums in the order of the columns; days with one decimal."""
    found = [getattr(sums, name) for _label, name in columns()]
    return [round(one, 1) if isinstance(one, float) else one for one in found]
