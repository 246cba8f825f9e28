"""The tests' own PostgreSQL: the embedded one below var/test, without waiting for the disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parents[1]


@contextmanager
def running() -> Iterator[None]:
    """Set ``DATABASE_URL`` for the block; a server that is given from outside is left as it is."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    from veerkracht.config import embedded_postgres  # noqa: PLC0415 - after the path is set

    folder = Path(os.environ["VEERKRACHT_VAR"])
    folder.mkdir(parents=True, exist_ok=True)
    with embedded_postgres.running(folder / "postgres") as url:
        _hurry(url)
        os.environ["DATABASE_URL"] = url
        try:
            yield
        finally:
            del os.environ["DATABASE_URL"]


def _hurry(url: str) -> None:
    """Test data may be lost with the power; waiting for the disk only costs time."""
    with psycopg.connect(url, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
