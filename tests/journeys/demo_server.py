"""The demo as people meet it: the web, the conversation and the jobs, on a database of this test worker's own.

Starting them takes seconds of every core, so they run as long as the tests do. Each journey begins with
a fresh copy of the demo below the running processes (:meth:`Demo.renew`).
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import database, environment
from tests.journeys import RENEWED
from veerkracht.config.demo import drawings, processes


@dataclass(frozen=True)
class Demo:
    """A running demo: its address, the conversation's (``own``), and the file that tells of a fresh database."""

    address: str
    own: str
    renewed: Path

    def renew(self) -> None:
        """Put a fresh copy of the demo below the running processes, and let the tests look into it."""
        database.renew(database.demo_template_name(), database.demo_name())
        self.renewed.touch()


@contextmanager
def running(trusted: Path) -> Iterator[Demo]:
    """A running demo; it ends with the block, and ends only what it started.

    ``trusted`` is a certificate file: systems on this machine that have it may be called.
    """
    port, own_port = _free_port(), _free_port()
    own = f"http://127.0.0.1:{own_port}"
    demo = Demo(f"http://localhost:{port}", own, _folder() / f"renewed-{port}")
    demo.renewed.touch()
    variables = _variables(port, own) | {
        "OUTGOING_LOOPBACK": str(trusted),
        RENEWED: str(demo.renewed),
    }
    with _own_database():
        started = [processes.start(command, variables) for command in _commands(port, own_port)]
        try:
            processes.wait_until_up(port, started)
            processes.wait_until_up(own_port, started, path="/gesprek/schil.json")
            yield demo
        finally:
            processes.end(started)
            demo.renewed.unlink()


@contextmanager
def _own_database() -> Iterator[None]:
    """A copy of the demo beside the database of this worker's other tests."""
    database.renew(database.demo_template_name(), database.demo_name())
    database.point_at(database.worker_name())
    try:
        yield
    finally:
        database.drop(database.demo_name())


def prepare() -> None:
    """Make what every demo of the journeys stands on: the template, static files and pictures."""
    database.make_demo_template()
    _collect(_variables(0, ""))
    drawings.write_all(_folder() / "media")


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _folder() -> Path:
    """Where the demo of the journeys keeps its files; apart from the other tests' static files."""
    return Path(os.environ["VEERKRACHT_VAR"]) / "journeys"


def _variables(port: int, own: str) -> dict[str, str]:
    return os.environ | {
        "VEERKRACHT_MODE": "demo",
        "VEERKRACHT_VAR": str(_folder()),
        "DATABASE_URL": database.url(database.demo_name()),
        "PUBLIC_URL": f"http://localhost:{port}",
        "CONVERSATIONS_URL": own,
        "PYTHONPATH": os.pathsep.join((str(environment.ROOT / "src"), str(environment.ROOT))),
        "PYTHONWARNINGS": "ignore",
        "DJANGO_SETTINGS_MODULE": "veerkracht.config.settings",
    }


def _commands(port: int, own_port: int) -> list[list[str]]:
    """The same processes as ``make demo`` starts, but for what :mod:`tests.journeys.served` adds."""
    jobs = [sys.executable, "manage.py", "run_jobs", "--skip-checks", "--pause", "0.2"]
    return [_server(port, workers=2), _server(own_port, workers=1), jobs]


def _server(port: int, *, workers: int) -> list[str]:
    granian = str(Path(sys.executable).parent / "granian")
    server = [granian, "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    server += ["--workers", str(workers), "--workers-kill-timeout", "5", "--no-ws"]
    server += ["--blocking-threads", "8"]
    return [*server, "--log-level", "error", "tests.journeys.served:application"]


def _collect(variables: dict[str, str]) -> None:
    """Collect static files when they changed; workers beside each other wait for the first."""
    _folder().mkdir(parents=True, exist_ok=True)
    with (_folder() / "static.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        mark, wanted = _folder() / "static.done", _static_digest()
        if mark.exists() and mark.read_text() == wanted:
            return
        command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"]
        subprocess.run(command, cwd=environment.ROOT, env=variables, check=True)
        mark.write_text(wanted)


def _static_digest() -> str:
    digest = hashlib.sha256()
    own = environment.ROOT.glob("src/veerkracht/*/static/**/*")
    for path in sorted([*own, *environment.ROOT.glob("var/styles/**/*")]):
        if path.is_file():
            digest.update(str(path).encode() + path.read_bytes())
    for packages in ("requirements/dev.txt", "package-lock.json"):
        digest.update((environment.ROOT / packages).read_bytes())
    return digest.hexdigest()
