"""One server for who uses it beside each other; it ends with the last."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests import environment

USES_IT = """
import sys
from pathlib import Path
from veerkracht.config import embedded_postgres
with embedded_postgres.running(Path(sys.argv[1])) as address:
    print(address, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """Where the server's own user may come, which is not so in pytest's folders."""
    place = Path(os.environ["VEERKRACHT_VAR"]) / f"server-{os.getpid()}"
    yield place / "postgres"
    shutil.rmtree(place)


class User:
    """Another process with a block of its own."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", USES_IT, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": str(environment.ROOT / "src")},
        )
        assert self.process.stdout
        self.address = self.process.stdout.readline().strip()

    def leave(self) -> None:
        self.process.communicate(timeout=60)
        assert self.process.returncode == 0


def test_who_leaves_last_stops_it(folder: Path) -> None:
    first, second = User(folder), User(folder)
    assert first.address == second.address
    first.leave()
    with psycopg.connect(second.address) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    third = User(folder)
    second.leave()
    with psycopg.connect(third.address) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    third.leave()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(third.address)


def test_after_one_that_was_killed_it_still_ends(folder: Path) -> None:
    killed, last = User(folder), User(folder)
    killed.process.kill()
    killed.process.communicate()
    last.leave()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(last.address)
