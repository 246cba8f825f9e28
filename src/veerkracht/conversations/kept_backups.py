"""Backups of the key store: a file a day, for seven days, and never longer. That bound is what erasure promises.

A file holds keys and no webs: whoever has it needs the other database as well. It is closed to everybody but its
owner. Each line is a number, a key and the day it was made.
"""

from __future__ import annotations

import base64
import os
import re
import uuid
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from veerkracht.conversations import keystore
from veerkracht.conversations.kept_actions import KEYS_KEPT
from veerkracht.conversations.keystore import KEY, Key
from veerkracht.kernel.clock import today

NAME = re.compile(r"^keys-(\d{4}-\d{2}-\d{2})\.txt$")
HEAD = "veerkracht keys 1"
AT_ONCE = 1_000


def back_up(folder: Path) -> tuple[Path, int]:
    """Write today's file, whole or not at all, and remove those older than a week; path and number of keys."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    target, unfinished = folder / f"keys-{today()}.txt", folder / ".unfinished"
    unfinished.unlink(missing_ok=True)
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    count = 0
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(f"{HEAD}\n")
        for count, key in enumerate(keystore.every(), start=1):  # noqa: B007 - the last number is the count
            file.write(f"{key.id} {base64.b64encode(key.key).decode()} {key.made_on}\n")
        file.write(f"end {count}\n")
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(target)
    remove_old(folder)
    return target, count


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
    """Put the keys of a file back; those that are there stay. ValueError for a file that is not whole."""
    keys = list(_read(path))
    for first in range(0, len(keys), AT_ONCE):
        keystore.store(keys[first : first + AT_ONCE])
    return len(keys)


def _read(path: Path) -> Iterator[Key]:
    head, *lines, end = path.read_text("ascii").splitlines() or [""]
    if head != HEAD or end != f"end {len(lines)}":
        raise ValueError(f"{path} is no whole backup of keys")
    for line in lines:
        number, text, made_on = line.split(" ")
        key = base64.b64decode(text, validate=True)
        if len(key) != KEY:
            raise ValueError(f"{path} holds something that is no key")
        yield Key(uuid.UUID(number), key, date.fromisoformat(made_on))
