"""Results as a workbook (.xlsx): exactly what the page shows. Text is never a formula."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from openpyxl import Workbook

from veerkracht.kernel.workbooks import cell

if TYPE_CHECKING:
    from veerkracht.proof.evaluation_queries import QuestionResult, Results


def workbook(found: Results, why_not: str) -> bytes:
    """The file's bytes: a sheet of numbers and a sheet of words; ``why_not`` when nothing may be shown."""
    book = Workbook(write_only=True)
    numbers = book.create_sheet(_("Antwoorden"))
    numbers.column_dimensions["A"].width = numbers.column_dimensions["B"].width = 42
    numbers.append([cell(numbers, str(found.form.edition.course))])
    if why_not:
        numbers.append([cell(numbers, why_not)])
    else:
        numbers.append([_("Mensen die antwoordden"), "", found.people])
        _choices(numbers, found)
        _texts(book.create_sheet(_("Eigen woorden")), found)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _choices(sheet: Any, found: Results) -> None:
    head = (_("Vraag"), _("Antwoord"), _("Aantal"), _("Van"), _("Gemiddeld"))
    sheet.append([cell(sheet, text, bold=True) for text in head])
    for one in found.questions:
        for row in one.rows if one.answered else ():
            words = [cell(sheet, str(one.question)), cell(sheet, row.label)]
            sheet.append([*words, row.number, one.answered, one.average])


def _texts(sheet: Any, found: Results) -> None:
    sheet.column_dimensions["A"].width = sheet.column_dimensions["B"].width = 60
    sheet.append([cell(sheet, text, bold=True) for text in (_("Vraag"), _("Antwoord"))])
    for one in found.questions:
        _words(sheet, one)


def _words(sheet: Any, one: QuestionResult) -> None:
    for text in one.texts:
        sheet.append([cell(sheet, str(one.question)), cell(sheet, text)])
