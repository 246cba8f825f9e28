"""Turning an uploaded file into the text of a list: .csv in any usual writing, and .xlsx without its dangers."""

from __future__ import annotations

import io
import warnings
import zipfile
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from veerkracht.kernel.errors import RuleBroken

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

MOST_BYTES = 1_000_000
MOST_UNPACKED = 20_000_000  # what a sheet may be when unpacked; a zip bomb is far larger
MOST_PARTS = 300
MOST_ROWS, MOST_COLUMNS = 1_000, 10
OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"  # an .xls, or an .xlsx behind a password


def text_of(upload: UploadedFile[bytes]) -> str:
    """The rows of a file as lines of text, empty rows as well, so that numbers of lines are those of the file.

    Raises RuleBroken (``field="file"``) when it is too large or cannot be read.
    """
    if (upload.size or 0) > MOST_BYTES:
        raise _refused(_("Dit bestand is groter dan 1 MB. Kies een kleiner bestand."))
    content = upload.read()
    if content.startswith(OLD_OR_LOCKED):
        raise _refused(
            _(
                "Dit is een oud Excel-bestand, of er zit een wachtwoord op. Bewaar het als .xlsx of .csv."
            )
        )
    return _sheet(content) if content.startswith(b"PK") else _plain_text(content)


def _refused(message: str) -> RuleBroken:
    return RuleBroken(message, field="file")


def _plain_text(content: bytes) -> str:
    """Text in UTF-8 or UTF-16 with a mark in front, or as old Windows programs write it."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", errors="replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", errors="replace")
    if "\0" in text:
        raise _refused(_("Dit bestand kunnen we niet lezen. Kies een .csv- of .xlsx-bestand."))
    return text


def _sheet(content: bytes) -> str:
    """The first sheet; of a formula the value that was kept with it."""
    try:
        _check_unpacked(content)
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # openpyxl warns of what it leaves out, such as pictures
            return "\n".join(_rows(content))
    except RuleBroken:
        raise
    except Exception as error:  # a broken file fails in as many ways as there are readers of it
        message = _(
            "Dit bestand is stuk of is geen Excel-bestand. Bewaar het opnieuw, of plak de lijst."
        )
        raise _refused(message) from error


def _check_unpacked(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = packed.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise _refused(
            _("Er zit te veel in dit bestand. Kopieer alleen de lijst naar een nieuw bestand.")
        )


def _rows(content: bytes) -> list[str]:
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    try:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        found = sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
        return [
            ";".join(" ".join(str(cell).split()) for cell in row if cell is not None)
            for row in found
        ]
    finally:
        book.close()
