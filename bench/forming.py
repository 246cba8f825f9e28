"""``make bench-forming``: how good groups are, how good they could be at most, and how long that takes.

Promises on 2 cores, below 2 GB: 280 people a gap of at most 1% in 10 s; 2,800 at most 5% in 2 minutes; 10,000
every hard rule held in 5 minutes; never below greedy with local search, and the worst group at least as good as
theirs. ``--people 280`` asks for one size only.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

SIZES = {280: (10, 0.01), 2_800: (120, 0.05), 10_000: (300, None)}  # people → seconds, gap promised
SEEDS = {280: (1, 2, 3, 4, 5), 2_800: (1,), 10_000: (1,)}


def main() -> None:
    """Form groups of each size and print what was seen; the same again for the same answer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, choices=SIZES)
    asked = parser.parse_args().people
    print(f"{os.cpu_count()} cores; Python {sys.version.split()[0]}")
    print(
        " people seed  seconds   value   bound    gap  promised  groups  left  worst  | greedy + local search"
    )
    for size in SIZES:
        if asked in {None, size}:
            for seed in SEEDS[size]:
                measure(size, seed)
    if asked is None:
        same_again()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"At most {peak:,.0f} MiB of memory")


def measure(size: int, seed: int) -> None:
    """One problem: the baseline by itself, then the whole."""
    from veerkracht.planning.forming import Budget, breaches, form
    from veerkracht.planning.forming.samples import sample

    seconds, promised = SIZES[size]
    problem = sample(size, seed)
    baseline = plain(size, seed, seconds)
    began = time.monotonic()
    found = form(problem, budget=Budget(seconds), seed=seed)
    took = time.monotonic() - began
    wrong = sum(1 for _breach in breaches(problem, found.groups))
    aim = f"{promised:.0%}" if promised else "—"
    print(
        f"{size:7} {seed:4} {took:8.1f} {found.value:8,} {found.bound:8,} {found.gap:6.2%} {aim:>8} "
        f"{len(found.groups):7} {len(found.left):5} {found.worst:6.1f}  | {baseline[0]:,} left {baseline[1]} "
        f"worst {baseline[2]:.1f}; hard rules broken: {wrong}",
        flush=True,
    )


def plain(size: int, seed: int, seconds: float) -> tuple[int, int, float]:
    """Greedy with local search until nothing is better, or the same time is over: points, left, worst group."""
    from veerkracht.planning.forming.samples import sample
    from veerkracht.planning.forming.scoring import Scoring
    from veerkracht.planning.forming.search import Plan, Search

    scoring = Scoring(sample(size, seed))
    search, plan = Search(scoring, random.Random(seed)), Plan.empty(scoring)
    until = time.monotonic() + seconds
    search.build(plan, lambda: time.monotonic() < until)
    search.improve(plan, lambda: time.monotonic() < until)
    worst = min(plan.worth(at) / len(plan.groups[at]) for at in plan.groups)
    return plan.value, len(plan.left), worst


def same_again() -> None:
    """The same seed and the same effort give the same groups."""
    from veerkracht.planning.forming import Budget, form
    from veerkracht.planning.forming.samples import sample

    budget = Budget(seconds=120, effort=4)
    first, second = (form(sample(140, 7), budget=budget, seed=7) for _time in range(2))
    print(f"Same seed, same effort, same answer: {first.groups == second.groups}")


if __name__ == "__main__":
    main()
