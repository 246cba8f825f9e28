"""A stage for measuring: a server of its own with durable commits, a web with workers, and their CPU time."""

from __future__ import annotations

import json
import os
import platform
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]
VAR = ROOT / "var" / "bench"
WORKERS = int(os.environ.get("WORKERS", "3"))


@dataclass
class Stage:
    """A running web on a fresh database."""

    port: int
    database_url: str
    processes: list[psutil.Process]

    def cpu(self) -> dict[str, float]:
        """CPU seconds so far of the web, the jobs and PostgreSQL, each with its children."""
        names = ("web", "jobs", "PostgreSQL")
        return {name: _spent(top) for name, top in zip(names, self.processes, strict=True)}


def _spent(top: psutil.Process) -> float:
    """CPU seconds of a process and its children, also of children that ended."""
    total = 0.0
    for process in _family(top):
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system
        if process.pid == top.pid:
            total += times.children_user + times.children_system
    return total


def between(before: dict[str, float], after: dict[str, float]) -> dict[str, float]:
    """What was spent from one reading to the next, by part and in all."""
    parts = {name: after[name] - before[name] for name in after}
    return parts | {"all": sum(parts.values())}


def _family(process: psutil.Process) -> list[psutil.Process]:
    try:
        return [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def set_up(name: str) -> str:
    """Start the measuring server below var/bench and make ``name`` anew, from a migrated template; its address."""
    os.environ["VEERKRACHT_MODE"] = "test"
    os.environ["VEERKRACHT_VAR"] = str(VAR)
    os.environ["PYTHONPATH"] = str(ROOT / "src")
    os.environ["DJANGO_SETTINGS_MODULE"] = "veerkracht.config.settings"
    sys.path.insert(0, str(ROOT / "src"))
    VAR.mkdir(parents=True, exist_ok=True)
    from veerkracht.config import embedded_postgres

    os.environ["DATABASE_URL"] = embedded_postgres.url(VAR / "postgres", "postgres")
    import django

    django.setup()
    from tests import database

    database.make_template()
    database.renew(name=name)
    os.environ["DATABASE_URL"] = embedded_postgres.url(VAR / "postgres", name)
    return os.environ["DATABASE_URL"]


def tear_down() -> None:
    """Stop the measuring database."""
    from veerkracht.config import embedded_postgres

    embedded_postgres._server(VAR / "postgres").stop()  # noqa: SLF001


@contextmanager
def running(
    *, workers: int = WORKERS, page_cache: bool = True, threads: int = 1
) -> Iterator[Stage]:
    """The web (and the jobs) on the database of :func:`set_up`, with production's settings but for https."""
    port = _free_port()
    environment = os.environ | {
        "VEERKRACHT_MODE": "demo",
        "PUBLIC_URL": f"http://localhost:{port}",
        "RATE_LIMITS": "no",
        "PAGE_CACHE": "yes" if page_cache else "no",
        "PYTHONWARNINGS": "ignore",
    }
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"],
        cwd=ROOT,
        env=environment,
        check=True,
    )
    granian = [
        *(
            str(Path(sys.executable).parent / "granian"),
            "--interface",
            "wsgi",
            "--host",
            "127.0.0.1",
        ),
        *("--port", str(port), "--workers", str(workers), "--workers-kill-timeout", "5", "--no-ws"),
        *("--blocking-threads", str(threads), "--backlog", "4096", "--log-level", "warning"),
        "veerkracht.config.wsgi:application",
    ]
    jobs = [sys.executable, "manage.py", "run_jobs"]
    started = [
        subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
        for command in (granian, jobs)
    ]
    try:
        _wait_for(port)
        postmaster = psutil.Process(
            int((VAR / "postgres" / "postmaster.pid").read_text().split()[0])
        )
        processes = [*(psutil.Process(one.pid) for one in started), postmaster]
        yield Stage(port, os.environ["DATABASE_URL"], processes)
    finally:
        for one in started:
            os.killpg(one.pid, signal.SIGTERM)
        for one in started:
            _wait_or_kill(one)


def _wait_or_kill(process: subprocess.Popen[bytes]) -> None:
    """Jobs end after their round, which can hold thousands of letters that nobody measures."""
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _wait_for(port: int) -> None:
    import urllib.request

    for _ in range(200):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/gezond/", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the web did not start")


def machine() -> str:
    """What these figures were seen on; the yardstick tells how fast its cores were in that hour."""
    memory = psutil.virtual_memory().total // 2**30
    return (
        f"{psutil.cpu_count()} cores, {memory} GiB, {platform.system()}, Python {platform.python_version()},"
        f" yardstick {yardstick():.2f} s"
    )


def yardstick() -> float:
    """Seconds to make 200,000 keys and look them up out of order, the best of three.

    It waits for memory as our pages do; the same figures on another day or machine compare by it.
    """
    return min(_look_up() for _time in range(3))


def _look_up() -> float:
    began, chance = time.perf_counter(), random.Random(1)
    found = {str(chance.random()): [number] for number in range(200_000)}
    keys = list(found)
    chance.shuffle(keys)
    json.loads(json.dumps([found[key] for key in keys]))
    return time.perf_counter() - began


def percentile(values: list[float], share: float) -> float:
    """The value below which ``share`` of the sorted values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0
