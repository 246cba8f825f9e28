"""Wishes as a workbook (.xlsx): what the board shows, without who asked. Text is never a formula."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from openpyxl import Workbook

from veerkracht.kernel.workbooks import cell

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from veerkracht.cocreation.models import Need

MOST = 5_000


def workbook(found: QuerySet[Need]) -> bytes:
    """The file's bytes: a wish a row, 5,000 at most."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Wensen"))
    sheet.column_dimensions["B"].width = sheet.column_dimensions["C"].width = 60
    head = (
        _("Gehoord op"),
        _("De wens"),
        _("In onze woorden"),
        _("Stand"),
        _("Sectoren"),
        _("Gemeente"),
        _("Thema"),
        _("Hoe de wens kwam"),
    )
    sheet.append([cell(sheet, text, bold=True) for text in head])
    for one in found.prefetch_related("sectors")[:MOST]:
        sheet.append([cell(sheet, value) for value in _row(one)])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _row(one: Need) -> tuple[object, ...]:
    return (
        one.heard_on,
        one.words,
        one.told,
        str(one.get_state_display()),
        ", ".join(str(sector) for sector in one.sectors.all()),
        str(one.area or ""),
        str(one.theme or ""),
        str(one.get_came_display()),
    )
