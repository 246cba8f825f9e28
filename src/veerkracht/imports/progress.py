"""Telling how far a job is, beside its own transaction: others see it grow before anything is committed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connection, connections

from veerkracht.imports.models import Progress

PAUSE = 0.4  # seconds between two tellings


@contextmanager
def telling(imported_id: int, total: int) -> Iterator[Callable[[int], None]]:
    """Gives a function that hears how many are done; it writes on a connection of its own."""
    beside = connections.create_connection(DEFAULT_DB_ALIAS)
    table = connection.ops.quote_name(Progress._meta.db_table)
    last = 0.0

    def tell(done: int) -> None:
        nonlocal last
        if done and time.monotonic() - last < PAUSE:
            return
        last = time.monotonic()
        with beside.cursor() as cursor:
            cursor.execute(
                f"UPDATE {table} SET done = %s, total = %s WHERE imported_id = %s",  # noqa: S608 - our own name
                [min(done, total), total, imported_id],
            )

    try:
        tell(0)
        yield tell
    finally:
        beside.close()
