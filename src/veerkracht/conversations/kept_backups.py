"""Backups of the key store: a file a day, for seven days, and never longer. That bound is what erasure promises.

A file holds keys and no webs: whoever has it needs the other database as well. It is closed to everybody but its
owner. Each line is a number, a key and the day it was made; or ``erased``, the SHA-256 of the number of a key that
was erased, and the day. What was erased is not put back, as far as the store or a file in that folder knows of it.
"""

from __future__ import annotations

import base64
import os
import re
import uuid
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import TextIO

from veerkracht.conversations import keystore
from veerkracht.conversations.kept_actions import KEYS_KEPT
from veerkracht.conversations.keystore import KEY, Erased, Key, digest_of
from veerkracht.kernel.clock import today

NAME = re.compile(r"^keys-(\d{4}-\d{2}-\d{2})\.txt$")
HEAD = "veerkracht keys 1"
ERASED = "erased"
DIGEST = 32  # bytes
ERASED_KEPT = KEYS_KEPT + timedelta(days=3)  # longer than any file that could bring a key back
AT_ONCE = 1_000


def back_up(folder: Path) -> tuple[Path, int]:
    """Write today's file, whole or not at all, and remove those older than a week; path and number of keys."""
    keystore.forget_erased(before=today() - ERASED_KEPT)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    target, unfinished = folder / f"keys-{today()}.txt", folder / ".unfinished"
    unfinished.unlink(missing_ok=True)
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        count = _write(file)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(target)
    remove_old(folder)
    return target, count


def _write(file: TextIO) -> int:
    """All lines; how many of them are keys. The keys first: what is erased meanwhile stands below as erased."""
    keys = lines = 0
    file.write(f"{HEAD}\n")
    for keys, key in enumerate(keystore.every(), start=1):  # noqa: B007 - the last number is the count
        file.write(f"{key.id} {_text(key.key)} {key.made_on}\n")
    for lines, gone in enumerate(keystore.erased(), start=1):  # noqa: B007
        file.write(f"{ERASED} {_text(gone.digest)} {gone.erased_on}\n")
    file.write(f"end {keys + lines}\n")
    return keys


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()


def remove_old(folder: Path) -> list[Path]:
    """Files of more than seven days ago, by the day in their name; what has another name is not ours."""
    gone = []
    for path in sorted(folder.iterdir()):
        named = NAME.match(path.name)
        if named and date.fromisoformat(named[1]) < today() - KEYS_KEPT:
            path.unlink()
            gone.append(path)
    return gone


def restore(path: Path) -> int:
    """Put the keys of a file back, but for those that were erased; how many that were.

    Keys that are there stay. ValueError for a file that is not whole.
    """
    found = list(_read(path))
    gone = {*keystore.erased(), *(one for one in found if isinstance(one, Erased)), *_beside(path)}
    digests = {one.digest for one in gone}
    keys = [one for one in found if isinstance(one, Key) and digest_of(one.id) not in digests]
    for first in range(0, len(keys), AT_ONCE):
        keystore.store(keys[first : first + AT_ONCE])
    keystore.note_erased(gone)
    return len(keys)


def _beside(path: Path) -> Iterator[Erased]:
    """What the other files of the same folder know to be erased: a newer one may know more."""
    for other in path.parent.iterdir():
        if other != path and NAME.match(other.name):
            with suppress(
                ValueError
            ):  # one that is spoilt does not keep the others from coming back
                yield from [one for one in _read(other) if isinstance(one, Erased)]


def _read(path: Path) -> Iterator[Key | Erased]:
    head, *lines, end = path.read_text("ascii").splitlines() or [""]
    if head != HEAD or end != f"end {len(lines)}":
        raise ValueError(f"{path} is no whole backup of keys")
    for line in lines:
        yield _line(line, path)


def _line(line: str, path: Path) -> Key | Erased:
    number, text, day = line.split(" ")
    value = base64.b64decode(text, validate=True)
    if len(value) != (DIGEST if number == ERASED else KEY):
        raise ValueError(f"{path} holds something that is no key")
    if number == ERASED:
        return Erased(value, date.fromisoformat(day))
    return Key(uuid.UUID(number), value, date.fromisoformat(day))
