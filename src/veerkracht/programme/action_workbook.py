"""Actions as a workbook (.xlsx), and how any list becomes one: text is never a formula."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from openpyxl import Workbook

from veerkracht.kernel.clock import today
from veerkracht.kernel.workbooks import cell
from veerkracht.programme import action_rules as rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

    from veerkracht.programme.models import Action

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDE, MOST_NAME = 42, 31  # a sheet's name has at most 31 signs


def workbook(content: bytes, name: str) -> HttpResponse:
    """A workbook to download."""
    response = HttpResponse(content, content_type=EXCEL)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def actions_book(found: QuerySet[Action]) -> bytes:
    """One row an action."""
    head = [
        _("Actie"),
        _("Eigenaar"),
        _("Partners"),
        _("Thema"),
        _("Begint op"),
        _("Klaar op"),
        _("Stand"),
        _("Te laat"),
        _("Volgende stap"),
        _("Waar je het aan ziet"),
        _("Doelen"),
    ]
    return book_of([(_("Acties"), head, (_row(one) for one in found))])


def _row(one: Action) -> list[Any]:
    parts = [
        f"{part.organisation} ({part.role})" if part.role else f"{part.organisation}"
        for part in one.partners.all()
    ]
    late = rules.is_late(one.status, one.due_on, today())
    return [
        one.what,
        str(one.owner),
        ", ".join(parts),
        str(one.theme or ""),
        one.starts_on,
        one.due_on,
        str(one.get_status_display()),
        _("ja") if late else _("nee"),
        one.next_step,
        one.evidence,
        ", ".join(str(goal) for goal in one.goals.all()),
    ]


def book_of(sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Any]]]]) -> bytes:
    """A workbook of sheets: title, head, rows."""
    book = Workbook(write_only=True)
    for title, head, rows in sheets:
        sheet = book.create_sheet(title[:MOST_NAME])
        sheet.freeze_panes = "A2"
        sheet.column_dimensions["A"].width = WIDE
        sheet.append([_cell(sheet, text, bold=True) for text in head])
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _cell(sheet: Any, value: Any, *, bold: bool = False) -> Any:
    """Numbers and days as they are; text on one line that is shown and never run."""
    return cell(sheet, " ".join(value.split()) if isinstance(value, str) else value, bold=bold)
