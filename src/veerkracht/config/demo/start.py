"""``make demo``: start everything on this machine, say where it is, and end it all on Ctrl-C."""

from __future__ import annotations

import hashlib
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from veerkracht.config import embedded_postgres, env
from veerkracht.config.demo import processes as started
from veerkracht.config.env import ROOT

VAR = ROOT / "var" / "demo"
FIRST_PORT = 8000


def main() -> None:
    """Set up what changed, start the web and the jobs, and stay until told to stop."""
    signal.signal(signal.SIGTERM, _interrupt)
    began = time.monotonic()
    VAR.mkdir(parents=True, exist_ok=True)
    with embedded_postgres.running(VAR / "postgres") as database_url:
        port = _free_port(env.number("PORT", FIRST_PORT))
        own_port = _free_port(port + 1)
        environment = _environment(database_url, port, own_port)
        _prepare(environment)
        processes = _start(environment, port, own_port)
        try:
            started.wait_until_up(port, processes)
            started.wait_until_up(own_port, processes, path="/gesprek/schil.json")
            _say(environment, time.monotonic() - began)
            _stay(processes)
        except KeyboardInterrupt:
            print("\nStopping…")  # noqa: T201
        finally:
            started.end(processes)


def _interrupt(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _free_port(wanted: int) -> int:
    for port in range(wanted, wanted + 50):
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise SystemExit(
        f"No free port between {wanted} and {wanted + 50}. Set PORT to another number."
    )


def _environment(database_url: str, port: int, own_port: int) -> dict[str, str]:
    """The conversation has another host name, so that a browser shares no cookies between the two."""
    return env.everything() | {
        "VEERKRACHT_MODE": "demo",
        "VEERKRACHT_VAR": str(VAR),
        "DATABASE_URL": database_url,
        "PUBLIC_URL": f"http://localhost:{port}",
        "CONVERSATIONS_URL": f"http://127.0.0.1:{own_port}",
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONWARNINGS": "ignore",
    }


def _manage(environment: dict[str, str], *words: str) -> None:
    subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=environment, check=True)


def _prepare(environment: dict[str, str]) -> None:
    """Migrate, load and collect, each only when what it reads has changed."""
    static = [path for path in ROOT.glob("src/veerkracht/*/static/**/*") if path.is_file()]
    migrations = list(ROOT.glob("src/veerkracht/*/migrations/*.py"))
    packages = [ROOT / "requirements/dev.txt", ROOT / "package-lock.json"]
    _once(
        "database",
        [*migrations, *packages],
        lambda: _migrate(environment),
    )
    shipped = [path for path in ROOT.glob("src/veerkracht/*/data/**/*") if path.is_file()]
    data = [*shipped, *ROOT.glob("src/veerkracht/config/demo/*.py")]
    # Dates count from the day of loading; each month what lies ahead is filled up again.
    month = time.strftime("%Y-%m")
    _once("data", data, lambda: _load(environment), also=month)
    styles = list(ROOT.glob("var/styles/ui/*"))
    _once(
        "static",
        [*static, *styles, *packages],
        lambda: _manage(environment, "collectstatic", "--noinput", "--verbosity=0"),
    )


def _migrate(environment: dict[str, str]) -> None:
    print("Making the database (some three minutes the first time)…", flush=True)  # noqa: T201
    _manage(environment, "migrate", "--verbosity=0")


def _load(environment: dict[str, str]) -> None:
    print("Loading the demo (a minute or two the first time)…", flush=True)  # noqa: T201
    _manage(environment, "load_reference_data")
    _manage(environment, "load_demo")


def _once(name: str, sources: list[Path], work: Callable[[], None], *, also: str = "") -> None:
    digest = hashlib.sha256(also.encode())
    for path in sorted(sources):
        digest.update(path.name.encode() + path.read_bytes())
    mark = VAR / f"{name}.done"
    if not mark.exists() or mark.read_text() != digest.hexdigest():
        work()
        mark.write_text(digest.hexdigest())


def _start(environment: dict[str, str], port: int, own_port: int) -> list[subprocess.Popen[bytes]]:
    """Both web servers and the jobs, each in a process group of its own so that Ctrl-C comes to us first."""
    jobs = [sys.executable, "manage.py", "run_jobs"]
    commands = (_server(port, workers=2), _server(own_port, workers=1), jobs)
    return [started.start(command, environment) for command in commands]


def _server(port: int, *, workers: int) -> list[str]:
    return [
        *(
            str(Path(sys.executable).parent / "granian"),
            "--interface",
            "wsgi",
            "--host",
            "127.0.0.1",
        ),
        *("--port", str(port), "--workers", str(workers), "--workers-kill-timeout", "5", "--no-ws"),
        *("--blocking-threads", "8", "--respawn-failed-workers", "--log-level", "warning"),
        "veerkracht.config.wsgi:application",
    ]


def _say(environment: dict[str, str], seconds: float) -> None:
    subprocess.run(
        [sys.executable, "-m", "veerkracht.config.demo.people"],
        env=environment,
        cwd=ROOT,
        check=True,
    )
    print(f"Started in {seconds:.1f} s. Ctrl-C ends it.", flush=True)  # noqa: T201


def _stay(processes: list[subprocess.Popen[bytes]]) -> None:
    while all(process.poll() is None for process in processes):
        time.sleep(0.5)
    raise SystemExit("A part of the demo stopped by itself; the reason stands above.")


if __name__ == "__main__":
    main()
