"""Looking for words where they may not be: in what a browser sent, in every row, and in what was printed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import connection

if TYPE_CHECKING:
    from playwright.sync_api import Page, Request

TABLES = """SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1"""


@dataclass
class Sent:
    """Everything that a page asked from here on: addresses, headers and bodies."""

    parts: list[bytes] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        """Begin to write down what this page sends."""
        page.on("request", self._note)

    def _note(self, request: Request) -> None:
        said = f"{request.method} {request.url} {request.headers}"
        self.parts.append(said.encode() + b" " + (request.post_data_buffer or b""))

    def has(self, words: str) -> bool:
        """Whether these words were sent."""
        return any(form in part for part in self.parts for form in forms_of(words))


def forms_of(words: str) -> list[bytes]:
    """Words as they are, and as a database writes bytes."""
    plain = words.encode()
    return [plain, plain.hex().encode()]


def dump() -> Iterator[tuple[str, bytes]]:
    """Every table with all its rows as a backup would write them; mail lies in one of them."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        tables = [name for (name,) in cursor.fetchall()]
        for table in tables:
            raw: Any = cursor.cursor
            with raw.copy(f"COPY {table} TO STDOUT") as rows:
                yield table, b"".join(bytes(part) for part in rows)


def tables_with(words: str) -> list[str]:
    """The tables of a dump in which these words stand."""
    return [name for name, rows in dump() if any(form in rows for form in forms_of(words))]


def printed() -> bytes | None:
    """What the web, the jobs and this test wrote to their output; None when it is not kept in a file."""
    files = [one for one in (1, 2) if stat.S_ISREG(os.fstat(one).st_mode)]
    if not files:
        return None
    return b"".join(Path(f"/proc/self/fd/{number}").read_bytes() for number in files)
