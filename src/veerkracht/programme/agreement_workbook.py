"""Agreements as a workbook (.xlsx): text is never a formula, days are days."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from openpyxl import Workbook

from veerkracht.kernel.bilingual import in_language
from veerkracht.kernel.workbooks import cell
from veerkracht.programme.agreement_queries import causes_of
from veerkracht.programme.agreement_words import money

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from veerkracht.programme.agreement_models import Agreement

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDE = {"A": 28, "B": 48, "C": 20, "D": 26, "J": 40, "K": 40, "L": 40}


def agreements_book(found: Iterable[Agreement]) -> bytes:
    """One sheet with a row for each agreement."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Afspraken"))
    sheet.freeze_panes = "A2"
    for column, width in WIDE.items():
        sheet.column_dimensions[column].width = width
    sheet.append([_cell(sheet, label, bold=True) for label in _head()])
    for one in found:
        sheet.append([_cell(sheet, value) for value in _row(one)])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _head() -> Sequence[str]:
    return (
        _("Wie belooft het"),
        _("Wat is beloofd"),
        _("Regio"),
        _("Thema"),
        _("Hoe vast"),
        _("Structureel"),
        _("Vanaf"),
        _("Tot en met"),
        _("Opnieuw bekijken op"),
        _("Beleid of begroting"),
        _("Geld"),
        _("Vraagt aandacht"),
    )


def _row(one: Agreement) -> Sequence[Any]:
    return (
        str(one.promised_by),
        in_language(one, "what"),
        str(one.region),
        str(one.theme or ""),
        str(one.get_step_display()),
        _("ja") if one.structural else _("nee"),
        one.since,
        one.until,
        one.review_on,
        one.laid_down_in,
        money(one),
        ", ".join(str(cause.label) for cause in causes_of(one)),
    )


def _cell(sheet: Any, value: Any, *, bold: bool = False) -> Any:
    """Numbers and days as they are; text on one line that is shown and never run."""
    return cell(sheet, " ".join(value.split()) if isinstance(value, str) else value, bold=bold)
