"""What may be saved: a message of the protocol read and weighed. Pure.

The protocol stands in docs/explanation/gesprek-protocol.md. A browser of ours sends nothing else, so what is
refused here gets a status and one word, no sentence.
"""

from __future__ import annotations

import base64
import binascii
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

BUCKETS = (512, 2_048, 8_192, 32_768, 131_072)
OVERHEAD = 1 + 8 + 12 + 16 + 64  # format, version, iv, tag, signature
BOX_SIZES = frozenset(size + OVERHEAD for size in BUCKETS)
FORMAT = 1
MOST_BOXES, MOST_BYTES, MOST_SHARES = 40, 512 * 1024, 20
MOST_SEALED = 16 * 1024
LEAST_SEALED = 65 + 16  # the encapsulated secret and a tag
MOST_BODY = 1_200_000  # a message: 512 kB in base64, a header, and 20 shares
MOST_VERSION = 2**53 - 1  # what a browser counts exactly
AHEAD = timedelta(days=366)
ID, KEY, POINT, SIGNATURE = 16, 32, 65, 64


class Refused(Exception):
    """The protocol says no: a status, a word, and perhaps what the browser needs to know."""

    def __init__(self, status: int, word: str, **more: Any) -> None:
        super().__init__(word)
        self.status, self.word, self.more = status, word, more


@dataclass(frozen=True)
class AskedShare:
    """A share as the resident's browser sends it."""

    id: uuid.UUID
    reader: uuid.UUID
    sealed: bytes
    boxes: tuple[uuid.UUID, ...]
    until: date


@dataclass(frozen=True)
class Save:
    """One save, well-formed and within its limits, apart from what lies there already."""

    id: uuid.UUID
    version: int
    verify: bytes | None
    header: bytes
    boxes: Mapping[uuid.UUID, bytes]
    gone: tuple[uuid.UUID, ...]
    shares: tuple[AskedShare, ...]
    stopped: tuple[uuid.UUID, ...]


def read_message(body: bytes) -> dict[str, Any]:
    """A JSON object; Refused 400 for anything else: no JSON, NaN, too deep, no object."""
    try:
        message = json.loads(body, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:  # UnicodeDecodeError is a ValueError
        raise Refused(400, "json") from error
    if not isinstance(message, dict):
        raise Refused(400, "json")
    return message


def _no_number(word: str) -> None:
    raise ValueError(word)


def only(message: Mapping[str, Any], *names: str) -> None:
    """Refuse names that the protocol does not know."""
    if message.keys() - set(names):
        raise Refused(400, "name")


def read_bytes(value: object, *, length: int | None = None, word: str = "binary") -> bytes:
    """Base64url without padding, in its one spelling; of this length when given."""
    if not isinstance(value, str) or not value.isascii() or "=" in value:
        raise Refused(400, word)
    try:
        found = base64.b64decode(value + "=" * (-len(value) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise Refused(400, word) from error
    if length is not None and (len(found) != length or written(found) != value):
        raise Refused(400, word)
    return found


def written(value: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def read_id(value: object) -> uuid.UUID:
    """The number of a web, box, share or reader: 16 bytes."""
    return uuid.UUID(bytes=read_bytes(value, length=ID, word="id"))


def read_version(value: object) -> int:
    """A whole number from 1; True is none."""
    if type(value) is not int or not 1 <= value <= MOST_VERSION:
        raise Refused(400, "version")
    return value


def read_box(value: object, *, version: int | None = None) -> bytes:
    """A box on the wire, of exactly one of the sizes; with ``version`` it must say that one."""
    box = read_bytes(value, word="box")
    if len(box) not in BOX_SIZES or box[0] != FORMAT:
        raise Refused(400, "box")
    if version is not None and int.from_bytes(box[1:9], "big") != version:
        raise Refused(400, "version")
    return box


def read_list(value: object, most: int, word: str) -> list[Any]:
    """A list of at most so many things."""
    if not isinstance(value, list):
        raise Refused(400, word)
    if len(value) > most:
        raise Refused(413, word)
    return value


def read_ids(value: object, most: int) -> tuple[uuid.UUID, ...]:
    """A list of numbers, each once."""
    found = tuple(read_id(one) for one in read_list(value, most, "id"))
    if len(set(found)) != len(found):
        raise Refused(400, "id")
    return found


def read_save(message: Mapping[str, Any], today: date) -> Save:
    """A save; Refused when it is malformed or too much by itself."""
    names = ("do", "id", "version", "verify", "header", "boxes", "gone", "shares", "stopped")
    only(message, *names)
    if message.get("do") != "save":
        raise Refused(400, "do")
    version = read_version(message.get("version"))
    save = Save(
        id=read_id(message.get("id")),
        version=version,
        verify=_verify(message, version),
        header=read_box(message.get("header"), version=version),
        boxes=_boxes(message.get("boxes"), version),
        gone=read_ids(message.get("gone", []), MOST_BOXES),
        shares=_shares(message.get("shares", []), today),
        stopped=read_ids(message.get("stopped", []), MOST_SHARES),
    )
    return _consistent(save)


def _consistent(save: Save) -> Save:
    """A thing is written or goes, not both; what it holds by itself is not too much."""
    shares = [one.id for one in save.shares]
    if save.boxes.keys() & set(save.gone) or set(shares) & set(save.stopped):
        raise Refused(400, "both")
    if len(set(shares)) != len(shares):
        raise Refused(400, "id")
    check_room(save, boxes=0, size=0)
    return save


def _verify(message: Mapping[str, Any], version: int) -> bytes | None:
    """The public key comes with the first version, and only then."""
    if version != 1:
        only(message, *(message.keys() - {"verify"}))
        return None
    return read_bytes(message.get("verify"), length=KEY, word="verify")


def _boxes(value: object, version: int) -> dict[uuid.UUID, bytes]:
    if not isinstance(value, dict):
        raise Refused(400, "box")
    if len(value) > MOST_BOXES:
        raise Refused(413, "box")
    return {read_id(box): read_box(body, version=version) for box, body in value.items()}


def _shares(value: object, today: date) -> tuple[AskedShare, ...]:
    return tuple(_share(one, today) for one in read_list(value, MOST_SHARES, "share"))


def _share(value: object, today: date) -> AskedShare:
    if not isinstance(value, dict):
        raise Refused(400, "share")
    only(value, "id", "reader", "sealed", "boxes", "until")
    sealed = read_bytes(value.get("sealed"), word="share")
    if len(sealed) > MOST_SEALED:
        raise Refused(413, "share")
    if len(sealed) < LEAST_SEALED:
        raise Refused(400, "share")
    return AskedShare(
        id=read_id(value.get("id")),
        reader=read_id(value.get("reader")),
        sealed=sealed,
        boxes=read_ids(value.get("boxes"), MOST_BOXES),
        until=read_day(value.get("until"), latest=today + AHEAD),
    )


def read_day(value: object, *, latest: date) -> date:
    """A day written as 2026-11-28, not after ``latest``."""
    if not isinstance(value, str) or len(value) != len("2026-11-28"):
        raise Refused(400, "until")
    try:
        day = date.fromisoformat(value)
    except ValueError as error:
        raise Refused(400, "until") from error
    if day > latest:
        raise Refused(400, "until")
    return day


def check_room(save: Save, *, boxes: int, size: int) -> None:
    """Refuse with 413 when the web holds too much; ``boxes`` and ``size`` are of what stays beside it."""
    total = size + len(save.header) + sum(map(len, save.boxes.values()))
    if boxes + len(save.boxes) > MOST_BOXES or total > MOST_BYTES:
        raise Refused(413, "room")


def check_next(asked: int, there: int) -> None:
    """A save or erasure is one version on; else 409 with what lies there."""
    if asked != there + 1:
        raise Refused(409, "version", version=there)


def read_erase(message: Mapping[str, Any]) -> tuple[uuid.UUID, int]:
    """Which web to erase, and the version, one more than what lies there."""
    only(message, "do", "id", "version")
    if message.get("do") != "erase":
        raise Refused(400, "do")
    return read_id(message.get("id")), read_version(message.get("version"))


def months_before(day: date, months: int) -> date:
    """The first day of the month so many months before this day's."""
    number = day.year * 12 + day.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)
