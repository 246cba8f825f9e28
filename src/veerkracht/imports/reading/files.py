"""What sort of file is this? Told by its first bytes, never by its name."""

from __future__ import annotations

import zipfile
from io import BytesIO

from veerkracht.imports.reading import text, workbook
from veerkracht.imports.reading.table import MOST_BYTES, Problem, Table, Unreadable

OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # the container of old Office files, and of locked new ones
LOCKED_PART = "EncryptedPackage".encode("utf-16-le")
OTHER_KINDS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"Rar!", b"7z\xbc\xaf")


def read(content: bytes, *, sheet: str = "") -> Table:
    """The table in a file or pasted text.

    ``sheet`` chooses a sheet of a workbook; empty takes the first with something in it. Raises
    Unreadable with the reason.
    """
    if len(content) > MOST_BYTES:
        raise Unreadable(Problem.TOO_LARGE)
    if content.startswith(OLE):
        locked = LOCKED_PART in content
        raise Unreadable(Problem.LOCKED if locked else Problem.OLD_WORKBOOK)
    if content.startswith(b"PK"):
        return workbook.read(_opened(content), content, sheet)
    if content.startswith(OTHER_KINDS):
        raise Unreadable(Problem.NOT_A_LIST)
    return text.read(content)


def _opened(content: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Unreadable(Problem.DAMAGED) from error
