"""Results of a survey as a workbook (.xlsx): exactly what the page shows. Text is never a formula."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from openpyxl import Workbook

from veerkracht.kernel.workbooks import cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.cocreation.models import Survey
    from veerkracht.cocreation.survey_queries import QuestionResult


def workbook(survey: Survey, found: Sequence[QuestionResult]) -> bytes:
    """The file's bytes: a sheet of numbers and a sheet of words; nothing before five people answered."""
    book = Workbook(write_only=True)
    numbers = book.create_sheet(_("Antwoorden"))
    numbers.column_dimensions["A"].width = numbers.column_dimensions["B"].width = 42
    numbers.append([cell(numbers, survey.title, bold=True)])
    if found:
        numbers.append([_("Mensen die antwoordden"), "", survey.shown])
        _choices(numbers, found)
        _texts(book.create_sheet(_("Eigen woorden")), found)
    else:
        numbers.append([cell(numbers, _("Er zijn nog te weinig antwoorden om te laten zien."))])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _choices(sheet: Any, found: Sequence[QuestionResult]) -> None:
    head = (_("Vraag"), _("Antwoord"), _("Aantal"), _("Van"), _("Gemiddeld"))
    sheet.append([cell(sheet, text, bold=True) for text in head])
    for one in found:
        for bar in one.bars if one.people else ():
            words = [cell(sheet, one.question.words), cell(sheet, bar.label)]
            sheet.append([*words, bar.number, one.people, one.average])


def _texts(sheet: Any, found: Sequence[QuestionResult]) -> None:
    sheet.column_dimensions["A"].width = sheet.column_dimensions["B"].width = 60
    sheet.append([cell(sheet, text, bold=True) for text in (_("Vraag"), _("Antwoord"))])
    for one in found:
        for text in one.texts:
            sheet.append([cell(sheet, one.question.words), cell(sheet, text.text)])
