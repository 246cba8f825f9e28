"""The files that registers take. Nothing in them is run by a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from veerkracht.enrolment.models import Enrolment
from veerkracht.kernel.clock import local
from veerkracht.kernel.papers import pdf
from veerkracht.people.models import Register
from veerkracht.proof.papers import TEMPLATES
from veerkracht.proof.register_models import ExportFormat, LineAction
from veerkracht.proof.register_rules import Deed, Step, plain

if TYPE_CHECKING:
    from veerkracht.proof.register_models import RegisterExport, RegisterRun
    from veerkracht.proof.register_queries import RunState

Rows = list[list[str]]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS: dict[str, tuple[str, str]] = {
    ExportFormat.PE_ONLINE: ("txt", "text/plain; charset=utf-8"),
    ExportFormat.KNOV_CSV: ("csv", "text/csv; charset=utf-8"),
    ExportFormat.KNOV_PDF: ("pdf", "application/pdf"),
    ExportFormat.CSV: ("csv", "text/csv; charset=utf-8"),
    ExportFormat.XLSX: ("xlsx", XLSX),
}


def formats_of(register: str) -> list[ExportFormat]:
    """The ways in which this register takes attendance, the usual one first."""
    knov = [ExportFormat.KNOV_CSV, ExportFormat.KNOV_PDF] if register == Register.KNOV else []
    return [ExportFormat.PE_ONLINE, *knov, ExportFormat.CSV, ExportFormat.XLSX]


def file_of(state: RunState, steps: Sequence[Step], form: ExportFormat) -> bytes:
    """The bytes of the file, in the language that is active."""
    if form == ExportFormat.PE_ONLINE:
        return numbers_file(steps)
    named = names(steps)
    if form == ExportFormat.KNOV_PDF:
        return pdf(TEMPLATES / "register_proof.typ", _proof_facts(state.run, steps, named))
    wide = form in {ExportFormat.CSV, ExportFormat.XLSX}
    rows = _all_rows(state.run, steps, named) if wide else _proof_rows(state.run, steps, named)
    safe = [[plain(cell) for cell in row] for row in rows]
    return xlsx_file(safe) if form == ExportFormat.XLSX else csv_file(safe)


def file_name(export: RegisterExport) -> str:
    """What the file is called: register, edition and which export it is."""
    register = export.run.accreditation.register
    ending = KINDS[export.format][0]
    return f"{register}-editie-{export.run.edition_id}-export-{export.number}.{ending}"


def numbers_file(steps: Sequence[Step]) -> bytes:
    """A number a line, of all to be added; what is taken back must be taken back in PE-online itself."""
    lines = [step.line.number for step in steps if step.deed != Deed.WITHDRAW]
    return "".join(f"{line}\r\n" for line in lines).encode()


def csv_file(rows: Rows) -> bytes:
    """With semicolons and a mark in front, so that Dutch spreadsheets open it well."""
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    return ("\ufeff" + text.getvalue()).encode()


def xlsx_file(rows: Rows) -> bytes:
    """One sheet with a bold head, every cell plain text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Aanwezigen"))
    sheet.freeze_panes = "A2"
    for number, row in enumerate(rows):
        sheet.append([_cell(sheet, text, bold=number == 0) for text in row])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _cell(sheet: Any, text: str, *, bold: bool) -> Any:
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    cell.font = Font(bold=bold)
    return cell


def names(steps: Sequence[Step]) -> dict[int, str]:
    """What people in an export are called, by enrolment."""
    rows = Enrolment.objects.filter(pk__in=[step.line.enrolment for step in steps])
    return {row.pk: row.person.name for row in rows.select_related("person")}


def _proof_rows(run: RegisterRun, steps: Sequence[Step], named: dict[int, str]) -> Rows:
    """Per person what the KNOV asks of proof: name, number, activity, ID, hours and date."""
    head = [
        _("Naam"),
        _("Nummer"),
        _("Activiteit"),
        _("ID"),
        _("Uren"),
        _("Datum"),
        _("Actie"),
    ]
    return [head] + [
        [
            named.get(step.line.enrolment, ""),
            step.line.number,
            str(run.edition.course),
            identifiers(run),
            decimal(run.edition.course.hours),
            last_day(run),
            str(LineAction(step.deed.value).label),
        ]
        for step in steps
    ]


def _all_rows(run: RegisterRun, steps: Sequence[Step], named: dict[int, str]) -> Rows:
    """All that a register may want to know."""
    head = [
        _("Register"),
        _("Nummer"),
        _("Naam"),
        _("Activiteit"),
        _("Accreditatie"),
        _("Uitvoering"),
        _("Punten"),
        _("Uren"),
        _("Datum"),
        _("Actie"),
    ]
    return [head] + [
        [
            run.accreditation.get_register_display(),
            step.line.number,
            named.get(step.line.enrolment, ""),
            str(run.edition.course),
            run.accreditation.identifier,
            run.identifier,
            decimal(step.line.points),
            decimal(run.edition.course.hours),
            last_day(run),
            str(LineAction(step.deed.value).label),
        ]
        for step in steps
    ]


def _proof_facts(run: RegisterRun, steps: Sequence[Step], named: dict[int, str]) -> dict[str, Any]:
    """What the printed proof says, as plain values."""
    rows = _proof_rows(run, steps, named)
    short = [[row[0], row[1], row[6]] for row in rows]
    course = run.edition.course
    return {
        "title": _("Bewijs van deelname: %(course)s") % {"course": course},
        "lead": _("Deze mensen volgden de training. Per persoon staan naam en nummer hieronder."),
        "facts": [
            [_("Register"), str(run.accreditation.get_register_display())],
            [_("Activiteit"), str(course)],
            [_("ID"), identifiers(run)],
            [_("Uren"), decimal(course.hours)],
            [_("Punten"), decimal(run.accreditation.points)],
            [_("Datum"), last_day(run)],
            [_("Waar"), run.edition.place],
        ],
        "head": short[0],
        "rows": short[1:],
        "page": _("Pagina"),
        "of": _("van"),
    }


def identifiers(run: RegisterRun) -> str:
    """The number of the accreditation, and of the run where the register gave one."""
    return " / ".join(part for part in (run.accreditation.identifier, run.identifier) if part)


def decimal(number: Decimal) -> str:
    """A number as Dutch registers write it: ``7`` or ``7,5``."""
    text = f"{number:f}"
    whole = text.rstrip("0").rstrip(".") if "." in text else text
    return whole.replace(".", ",")


def last_day(run: RegisterRun) -> str:
    """The last day of the edition: ``2026-11-23``."""
    return f"{local(run.edition.ends_at):%Y-%m-%d}" if run.edition.ends_at else ""
