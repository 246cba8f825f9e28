"""Which files may be given to participants, and under which name. Pure."""

from __future__ import annotations

import unicodedata
from enum import StrEnum

MOST_BYTES = 25 * 1024 * 1024
MOST_NAME = 80  # characters of a name, its end not counted
HEAD = 16  # bytes that tell what a file is

ZIP, OLE = (b"PK\x03\x04",), (b"\xd0\xcf\x11\xe0",)
OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN = "application/vnd.oasis.opendocument"
# The end of a name → kind of content, and how such a file begins (empty: text).
KINDS: dict[str, tuple[str, tuple[bytes, ...]]] = {
    "pdf": ("application/pdf", (b"%PDF",)),
    "docx": (f"{OFFICE}.wordprocessingml.document", ZIP),
    "pptx": (f"{OFFICE}.presentationml.presentation", ZIP),
    "xlsx": (f"{OFFICE}.spreadsheetml.sheet", ZIP),
    "odt": (f"{OPEN}.text", ZIP),
    "odp": (f"{OPEN}.presentation", ZIP),
    "ods": (f"{OPEN}.spreadsheet", ZIP),
    "png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    "jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "mp3": ("audio/mpeg", (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")),
    "txt": ("text/plain; charset=utf-8", ()),
}


class Fault(StrEnum):
    """Why a file is not taken; the words stand in ``materials_words``."""

    TOO_LARGE = "too-large"
    EMPTY = "empty"
    KIND = "kind"
    NOT_WHAT_IT_SAYS = "not-what-it-says"


def ending(name: str) -> str:
    """The end of a name, in small letters: ``pdf``."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def fault(name: str, size: int, head: bytes) -> Fault | None:
    """What is wrong with a file, by its name, size and first bytes; None when it may be given."""
    if size > MOST_BYTES:
        return Fault.TOO_LARGE
    if not size:
        return Fault.EMPTY
    kind = KINDS.get(ending(name))
    if kind is None:
        return Fault.KIND
    beginnings = kind[1]
    fits = head.startswith(beginnings) if beginnings else b"\0" not in head
    return None if fits else Fault.NOT_WHAT_IT_SAYS


def safe_name(name: str) -> str:
    """A name that is safe on every system: no folders, no control or odd signs, not long, never empty."""
    last = name.replace("\\", "/").rpartition("/")[2]
    stem = last.rpartition(".")[0] or "materiaal"
    plain = unicodedata.normalize("NFKC", stem)
    kept = "".join(sign if sign.isalnum() or sign in " -_()" else " " for sign in plain)
    tidy = " ".join(kept.split())[:MOST_NAME].strip() or "materiaal"
    return f"{tidy}.{ending(last)}"


def content_type(name: str) -> str:
    """What we say that a file is; never what the browser of who sent it said."""
    kind = KINDS.get(ending(name))
    return kind[0] if kind else "application/octet-stream"
