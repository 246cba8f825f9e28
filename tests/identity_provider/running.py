"""Starting and ending the school: its database in the tests' PostgreSQL, its server on a port of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from psycopg import sql

from tests import environment
from veerkracht.config.demo import processes

PATIENCE = 60  # seconds until the first page
SECRET = "een-geheim-van-de-tests"
CLIENT = "veerkracht-in-de-tests"


@contextmanager
def running(come_back: str, proof: Path, key: Path) -> Iterator[str]:
    """The issuer of a running provider that sends people back to this address; it ends with the block.

    ``proof`` and ``key`` are its certificate and key (:func:`certificate.make`).
    """
    port, database = _free_port(), f"school_{os.getpid()}"
    variables = _variables(database, key, come_back)
    with _own_database(database):
        load = [sys.executable, "-m", "tests.identity_provider.load"]
        subprocess.run(load, cwd=environment.ROOT, env=variables, check=True)
        server = processes.start(_server(port, proof, key), variables)
        try:
            _wait_until_up(port, server)
            yield f"https://localhost:{port}"
        finally:
            processes.end([server])


def _variables(database: str, key: Path, come_back: str) -> dict[str, str]:
    where: dict[str, Any] = settings.DATABASES["default"]
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.identity_provider.settings",
        "PYTHONPATH": str(environment.ROOT),
        "PYTHONWARNINGS": "ignore",
        "SCHOOL_KEY": str(key),
        "SCHOOL_DATABASE": database,
        "SCHOOL_DATABASE_HOST": str(where["HOST"]),
        "SCHOOL_DATABASE_PORT": str(where["PORT"]),
        "SCHOOL_DATABASE_USER": str(where["USER"]),
        "SCHOOL_DATABASE_PASSWORD": str(where["PASSWORD"]),
        "CLIENT_ID": CLIENT,
        "CLIENT_SECRET": SECRET,
        "CLIENT_RETURN": come_back,
    }


def _server(port: int, proof: Path, key: Path) -> list[str]:
    granian = str(Path(sys.executable).parent / "granian")
    command = [granian, "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", "1", "--workers-kill-timeout", "5", "--no-ws", "--log-level", "error"]
    command += ["--ssl-certificate", str(proof), "--ssl-keyfile", str(key)]
    return [*command, "tests.identity_provider.wsgi:application"]


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _wait_until_up(port: int, server: processes.Process) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert server.poll() is None, "the provider could not start; the reason stands above"
        with socket.socket() as line:
            line.settimeout(1)
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError(f"the provider did not answer within {PATIENCE} seconds")


@contextmanager
def _own_database(name: str) -> Iterator[None]:
    with _postgres() as server:
        _drop(server, name)
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        yield
    finally:
        with _postgres() as server:
            _drop(server, name)


def _drop(server: psycopg.Connection[Any], name: str) -> None:
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _postgres() -> psycopg.Connection[Any]:
    where: dict[str, Any] = settings.DATABASES["default"]
    given = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    facts = {key: where[value] for key, value in given.items() if where[value]}
    return psycopg.connect(dbname="postgres", autocommit=True, **facts)
