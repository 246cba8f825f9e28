"""``make soak``: random sequences from many connections, with processes killed, against a simple model.

Workers ask for places, leave, accept, let offers lapse, change capacities, take places over, keep and cap
places and end that again, ask for approval and give it, and give dates to what collected interest: each in
a process of its own that may be killed at any moment. Afterwards every edition is counted and its log of
moves replayed: 0 overbookings, 0 places lost, 0 unexplained overtakes, or exit 1.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EDITIONS, PEOPLE = 6, 60


def main() -> int:
    """Run workers for so many seconds, kill some, and judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--workers", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--worker", type=int, help="be a worker with this seed (used by the run itself)"
    )
    options = parser.parse_args()
    if options.worker is not None:
        return work(options.worker, options.seconds)
    from bench import stage

    stage.set_up("soak")
    try:
        prepare()
        kills = run(options.seconds, options.workers, options.seed)
        faults = judge()
        print(f"Machine: {stage.machine()}")
        print(
            f"{options.seconds} s, {options.workers} connections, seed {options.seed}, {kills} processes killed"
        )
        print(report())
        print("\n".join(faults) or "0 overbookings, 0 places lost, 0 unexplained overtakes")
        return int(bool(faults))
    finally:
        stage.tear_down()


def prepare() -> None:
    """Two courses with three editions (one with best fit) and one without dates each, and people of some groups."""
    from tests import factories
    from veerkracht.kernel.clock import now
    from veerkracht.people.models import Sector
    from veerkracht.training.models import QueuePolicy

    for _course in range(2):
        course = factories.course()
        for week in range(EDITIONS // 2):
            factories.edition(
                of=course,
                starts=now() + timedelta(days=300 + 7 * week),
                capacity=4,
                queue_policy=QueuePolicy.BEST_FIT if week == 0 else QueuePolicy.STRICT,
            )
        factories.undated(of=course, capacity=4)
    sectors = list(Sector.objects.filter(code__in=["kraamzorg", "welzijn", "verloskunde"]))
    for number in range(PEOPLE):
        kind = "student" if number % 5 == 0 else "professional"
        factories.person(sector=sectors[number % len(sectors)], kind=kind)
    factories.coordinator()


def run(seconds: int, workers: int, seed: int) -> int:
    """Keep so many workers busy and kill one now and then; returns how many were killed."""
    chance, kills, count = random.Random(seed), 0, 0
    until = time.monotonic() + seconds
    alive: list[subprocess.Popen[bytes]] = []
    try:
        while time.monotonic() < until:
            alive = [one for one in alive if one.poll() is None]
            while len(alive) < workers:
                count += 1
                alive.append(_worker(seed * 10_000 + count, max(1, int(until - time.monotonic()))))
            time.sleep(0.2)
            if chance.random() < 0.1:
                chance.choice(alive).send_signal(signal.SIGKILL)
                kills += 1
    finally:
        for one in alive:
            one.wait(timeout=60)
    return kills


def _worker(seed: int, seconds: int) -> subprocess.Popen[bytes]:
    words = ["-m", "bench.soak", "--worker", str(seed), "--seconds", str(seconds)]
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    return subprocess.Popen([sys.executable, *words], cwd=ROOT, env=environment)


def work(seed: int, seconds: int) -> int:
    """Do random things until the time is over. A refusal is an answer; anything else ends the worker loudly."""
    import django

    django.setup()
    from bench.deeds import Deeds

    deeds = Deeds(random.Random(seed))
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        deeds.do_one()
    return 0


def judge() -> list[str]:
    """Every fault in what stands in the database, in words."""
    from bench.deeds import faults_of
    from veerkracht.training.models import Edition

    return [fault for edition in Edition.objects.order_by("pk") for fault in faults_of(edition)]


def report() -> str:
    """How much happened, by state reached."""
    from collections import Counter

    from veerkracht.enrolment.models import Move

    moves = Counter(Move.objects.values_list("after", flat=True))
    return f"{sum(moves.values())} moves: " + ", ".join(
        f"{after} {number}" for after, number in sorted(moves.items())
    )


if __name__ == "__main__":
    sys.exit(main())
