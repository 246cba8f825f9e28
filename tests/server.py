"""The tests' own PostgreSQL: the embedded one, in memory where there is plenty, without waiting for the disk."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parents[1]
MEMORY = Path("/dev/shm")  # noqa: S108 - one folder of our own, named after user and clone
ROOM = 6 * 2**30  # bytes that must be free there


@contextmanager
def running() -> Iterator[None]:
    """Set ``DATABASE_URL`` for the block; a server that is given from outside is left as it is."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    from veerkracht.config import embedded_postgres  # noqa: PLC0415 - after the path is set

    folder = Path(os.environ["VEERKRACHT_VAR"])
    folder.mkdir(parents=True, exist_ok=True)
    with embedded_postgres.running(_place(folder) / "postgres") as url:
        _hurry(url)
        os.environ["DATABASE_URL"] = url
        try:
            yield
        finally:
            del os.environ["DATABASE_URL"]


def _place(folder: Path) -> Path:
    """The folder itself, or one of the same clone and user in memory.

    A copy of a database has thousands of files. Where as many were removed a moment ago, ext4 takes three seconds
    for them; memory a tenth of one.
    """
    if not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < ROOM:
        return folder
    clone = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:12]
    place = MEMORY / f"veerkracht-{os.getuid()}-{clone}"
    place.mkdir(mode=0o755, exist_ok=True)
    return place


def _hurry(url: str) -> None:
    """Test data may be lost with the power; waiting for the disk only costs time."""
    with psycopg.connect(url, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("ALTER SYSTEM SET max_wal_size = '256MB'")
        connection.execute("SELECT pg_reload_conf()")
