"""``make check-spark``: do the warehouse's own expressions answer the same on Spark, also when a worker falls away?

Spark lives in an environment of its own below ``var/`` (no package of ours): made at the first run, which fetches some
400 MB, and needs Java 17 or newer. A master and two workers are started on this machine; while a question runs, one
worker is killed. The answers must equal those of DuckDB. Ends with 0 when they do, 1 when not, 2 when Spark cannot run.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "var" / "spark"
PACKAGE = "pyspark>=4,<5"
HOST = "127.0.0.1"
PATIENCE = 300.0  # seconds for anything to begin
CANNOT = 2


def main() -> int:
    """Prepare, ask both, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=200_000)
    asked = parser.parse_args()
    sys.path.insert(0, str(ROOT / "src"))
    python = prepared()
    if python is None:
        return CANNOT
    work = FOLDER / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    questions = written(work, asked.records)
    with cluster(python, work) as running:
        same = [_asked(running, python, name, *given) for name, given in questions.items()]
    print("equal" if all(same) else "NOT EQUAL")
    return 0 if all(same) else 1


def prepared() -> Path | None:
    """The Python of Spark's own environment, made when it is not there; None, with advice, when it cannot be."""
    if shutil.which("java") is None:
        print("Java is missing. On Debian: apt-get install openjdk-17-jre-headless")
        return None
    python = FOLDER / "environment" / "bin" / "python"
    if not (FOLDER / "ready").exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        uv = str(Path(sys.executable).parent / "uv")
        make = [
            uv,
            "venv",
            "--quiet",
            "--clear",
            "--python",
            sys.executable,
            str(python.parents[1]),
        ]
        install = [uv, "pip", "install", "--quiet", "--python", str(python), PACKAGE]
        for command in (make, install):
            if subprocess.run(command, check=False).returncode:
                print("Spark could not be installed: the package pyspark cannot be had here.")
                return None
        (FOLDER / "ready").touch()
    return python


# The questions, and what the warehouse answers


def written(work: Path, records: int) -> dict[str, tuple[Path, Path, list[list[Any]]]]:
    """Each question: the file it is about, its SQL for Spark, and DuckDB's answer."""
    from bench import monitoring_facts as facts
    from veerkracht.monitoring import research_warehouse as warehouse

    size = facts.Size(records=records, people=20_000, areas=8, sectors=4, functions=3, periods=12)
    path = work / "facts.parquet"
    facts.write_parquet(size, path)
    found = {}
    for name, expression in expressions().items():
        question = work / f"{name}.sql"
        question.write_text(warehouse.sql("pyspark", expression), "utf-8")
        with_duckdb = warehouse._engine([path])  # noqa: SLF001 - the very engine, asked the same
        rows = with_duckdb.sql(warehouse.sql("duckdb", expression)).fetchall()
        found[name] = (path, question, [_plain(row) for row in rows])
    return found


def expressions() -> dict[str, Any]:
    """A recount, and records in company: both over the table of facts."""
    from veerkracht.monitoring import research_warehouse as warehouse

    company = warehouse.with_company(
        warehouse.FACTS,
        person="person",
        known=["area", "sector", "function", "period"],
        least=300,
        mark="hidden",
        table="facts",
    )
    shown = company.group_by(["area", "sector", "function", "period"]).aggregate(
        rows=company.count(), people=company["person"].nunique()
    )
    return {
        "recount": warehouse.recounted(),
        "company": shown.order_by(["area", "sector", "function", "period"]),
    }


def _plain(row: Any) -> list[Any]:
    return [one if isinstance(one, str) else int(one) for one in row]


# The cluster


@dataclass
class Cluster:
    """A master and its workers."""

    master: str
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    work: Path = FOLDER
    environment: dict[str, str] = field(default_factory=dict)

    def lose_a_worker(self) -> None:
        """Kill one, with all that it started."""
        _kill(self.workers.pop())


@contextmanager
def cluster(python: Path, work: Path) -> Iterator[Cluster]:
    """A master and two workers on this machine, each with one core; gone afterwards."""
    home = _home(python)
    environment = {**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": HOST}
    environment |= {"PYSPARK_PYTHON": str(python), "SPARK_WORKER_DIR": str(work / "workers")}
    port, running = _free_port(), []
    spark, master = str(home / "bin" / "spark-class"), f"spark://{HOST}:{port}"
    kinds = "org.apache.spark.deploy"
    at = ["--host", HOST, "--port", str(port), "--webui-port", str(_free_port())]
    worker = ["--host", HOST, "--cores", "1", "--memory", "700m", master]
    commands = [[spark, f"{kinds}.master.Master", *at]]
    commands += [[spark, f"{kinds}.worker.Worker", "--webui-port", str(_free_port()), *worker]] * 2
    try:
        for number, command in enumerate(commands):
            log = (work / f"process-{number}.log").open("wb")
            running.append(
                subprocess.Popen(
                    command, env=environment, stdout=log, stderr=log, start_new_session=True
                )
            )
            if number == 0:
                _wait_for(lambda: _answers(port), "the master")
        logs = [work / f"process-{number}.log" for number in (1, 2)]
        _wait_for(lambda: all("registered with master" in _read(log) for log in logs), "workers")
        print(f"a master and {len(running) - 1} workers on this machine")
        yield Cluster(master, running[1:], work, environment)
    finally:
        for process in running:
            _kill(process)


def _asked(
    running: Cluster, python: Path, name: str, path: Path, question: Path, known: list[list[Any]]
) -> bool:
    """Whether Spark answers the same; while the first question runs, a worker is lost."""
    answer, started = running.work / f"{name}.json", running.work / f"{name}.started"
    script = str(ROOT / "bench" / "spark_answer.py")
    files = [str(one) for one in (path, question, answer, started)]
    began = time.perf_counter()
    with (running.work / f"{name}.log").open("wb") as log:
        asking = subprocess.Popen(
            [str(python), script, running.master, *files],
            env=running.environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        lost = len(running.workers) > 1
        try:
            if lost:
                _wait_for(lambda: started.exists() or asking.poll() is not None, "the first task")
                time.sleep(1)
                running.lose_a_worker()
            ended = asking.wait(timeout=5 * PATIENCE)
        finally:
            _kill(asking)
    found = json.loads(answer.read_text("utf-8")) if answer.exists() else None
    while_lost = " while a worker was killed" if lost else " with the worker that was left"
    print(f"{name}: {len(known):,} rows in {time.perf_counter() - began:.0f} s{while_lost}")
    return ended == 0 and found == known


def _home(python: Path) -> Path:
    code = "import pyspark, pathlib; print(pathlib.Path(pyspark.__file__).parent)"
    done = subprocess.run([str(python), "-c", code], capture_output=True, text=True, check=True)
    return Path(done.stdout.strip())


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a process of ours and all that it started."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind((HOST, 0))
        return int(one.getsockname()[1])


def _answers(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex((HOST, port)) == 0


def _read(path: Path) -> str:
    return path.read_text("utf-8", errors="replace").lower() if path.exists() else ""


def _wait_for(holds: Any, what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > deadline:
            raise SystemExit(f"still waiting for {what} after {PATIENCE:.0f} s")
        time.sleep(0.2)


if __name__ == "__main__":
    sys.exit(main())
