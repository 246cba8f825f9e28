"""Cubes as a workbook (.xlsx): one that explains, then one for each. A hidden number is empty, its letter beside it."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from openpyxl import Workbook

from veerkracht.kernel.workbooks import cell
from veerkracht.monitoring.open_csv import columns, rows
from veerkracht.monitoring.open_words import column, explained

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from veerkracht.monitoring.open_cubes import Cube

NARROW, WIDE, WIDEST = 14, 28, 100
LEFT_OUT: Final = ("indicator", "as_of")  # stand on the first sheet
NOT_IN_A_TITLE: Final = re.compile(r"[\[\]:*?/\\]")
LONGEST: Final = 31  # of the title of a sheet, says Excel


def workbook(title: str, cubes: Sequence[Cube]) -> bytes:
    """The file; ``title`` is the first line of the sheet that explains."""
    book = Workbook(write_only=True)
    _explain(book.create_sheet(_("Uitleg")), title, cubes)
    taken: set[str] = {_("Uitleg").lower()}
    for one in cubes:
        _fill(book.create_sheet(_sheet_title(one.about.title, taken)), one)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _explain(sheet: Any, title: str, cubes: Sequence[Cube]) -> None:
    sheet.column_dimensions["A"].width = WIDEST
    lines = [title, *explained(), "", _("In dit bestand:")]
    lines += [f"{one.about.title} ({one.about.unit}). {_told(one)}" for one in cubes]
    for number, words in enumerate(lines):
        sheet.append([cell(sheet, words, bold=number == 0)])


def _told(one: Cube) -> str:
    """When this was so, by which release, and where the denominator comes from."""
    words = _("Stand van %(day)s, vrijgave %(number)s van %(area)s. Bron: %(source)s.")
    return words % {
        "day": date_format(one.about.as_of, "j F Y"),
        "number": one.about.number,
        "area": one.about.area_name,
        "source": one.about.source.rstrip("."),
    }


def _sheet_title(title: str, taken: set[str]) -> str:
    """A title that a workbook takes and that is not there yet, whatever its capitals."""
    plain = NOT_IN_A_TITLE.sub(" ", title).strip("' ")[:LONGEST].strip() or "-"
    found, number = plain, 1
    while found.lower() in taken:
        number += 1
        found = f"{plain[: LONGEST - len(str(number)) - 1]} {number}"
    taken.add(found.lower())
    return found


def _fill(sheet: Any, one: Cube) -> None:
    names = columns(one)
    kept = [place for place, name in enumerate(names) if name not in LEFT_OUT]
    sheet.freeze_panes = "A2"
    for number, place in enumerate(kept):
        wide = WIDE if names[place].endswith("_name") else NARROW
        sheet.column_dimensions[chr(ord("A") + number)].width = wide
    sheet.append([cell(sheet, column(names[place]), bold=True) for place in kept])
    _append(sheet, ([row[place] for place in kept] for row in rows(one)))


def _append(sheet: Any, lines: Iterable[Sequence[Any]]) -> None:
    for line in lines:
        sheet.append([None if value is None else cell(sheet, value) for value in line])
