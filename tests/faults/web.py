"""The real web server on this worker's database, for tests that break something around it."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import psutil
from django.test import Client

from tests.environment import ROOT
from veerkracht.people.models import Person

TOKEN = "a" * 32


@dataclass(frozen=True)
class Answer:
    """A status, the headers and the text of an answer; status 0 when there was none."""

    status: int
    text: str
    headers: dict[str, str]


@dataclass(frozen=True)
class Web:
    """A running web."""

    port: int
    process: subprocess.Popen[bytes]

    def get(self, path: str, person: Person | None = None) -> Answer:
        """A page, as a visitor or as a person."""
        return self._ask("GET", path, person)

    def post(self, path: str, person: Person) -> Answer:
        """Send an empty form with its proof."""
        return self._ask("POST", path, person)

    def workers(self) -> list[psutil.Process]:
        """The processes that answer."""
        return list(psutil.Process(self.process.pid).children())

    def wait_for(self, path: str, status: int, seconds: float = 12) -> None:
        """Until a page answers with this status."""
        until = time.monotonic() + seconds
        while (found := self.get(path).status) != status:
            assert time.monotonic() < until, f"{path} still answers {found}"
            time.sleep(0.1)

    def _ask(self, method: str, path: str, person: Person | None) -> Answer:
        headers = {"Cookie": f"csrftoken={TOKEN}{session_of(person)}"}
        body = None
        if method == "POST":
            body = urlencode({"csrfmiddlewaretoken": TOKEN})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return Answer(answer.status, answer.read().decode(), dict(answer.getheaders()))
        except (OSError, http.client.HTTPException):
            return Answer(0, "", {})
        finally:
            connection.close()


_sessions: dict[int, str] = {}


def sign_in(*people: Person) -> None:
    """Open a session for each of these people."""
    for person in people:
        client = Client()
        client.force_login(person)
        _sessions[person.pk] = client.cookies["sessionid"].value


def session_of(person: Person | None) -> str:
    """The cookie of a person who was signed in."""
    return f"; sessionid={_sessions[person.pk]}" if person else ""


def environment(database_url: str, **more: str) -> dict[str, str]:
    """What a process of ours is started with."""
    return os.environ | {
        "DATABASE_URL": database_url,
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "veerkracht.config.settings",
        "PYTHONWARNINGS": "ignore",
        "RATE_LIMITS": "no",
        **more,
    }


@contextmanager
def running(database_url: str, workers: int = 1) -> Iterator[Web]:
    """Granian as it runs for real, ended with the block."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = int(trial.getsockname()[1])
    command = [
        *(
            str(Path(sys.executable).parent / "granian"),
            "--interface",
            "wsgi",
            "--host",
            "127.0.0.1",
        ),
        *("--port", str(port), "--workers", str(workers), "--workers-kill-timeout", "5", "--no-ws"),
        *("--respawn-failed-workers", "--respawn-interval", "0.5", "--blocking-threads", "1"),
        *("--log-level", "critical", "veerkracht.config.wsgi:application"),
    ]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment(database_url, PAGE_CACHE="yes", LOG_LEVEL="CRITICAL"),
        start_new_session=True,
    )
    web = Web(port, process)
    try:
        web.wait_for("/gezond/", 200, seconds=60)
        yield web
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
