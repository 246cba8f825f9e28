"""Part of ``make soak``: random runs of two devices and three tabs against the real server, with killed tabs.

Each value that is filled in names those that it replaced; afterwards all that was ever kept must be behind what stands
there, on every device: 0 lost, 0 doubled, or exit 1.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = ROOT / "src/veerkracht/conversations/tests/faults_run.js"


def main() -> int:
    """Run, and judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1_000)
    parser.add_argument("--first", type=int, default=1, help="the seed of the first run")
    options = parser.parse_args()
    from bench import stage

    stage.set_up("soak_conversations")
    try:
        began = time.monotonic()
        with stage.running(workers=2) as scene:
            found = fault_runs(scene.port, options.runs, options.first)
        _print(found, time.monotonic() - began)
    finally:
        stage.tear_down()
    return 1 if found["problems"] else 0


def fault_runs(port: int, runs: int, first: int) -> dict[str, Any]:
    """What the script prints: how many runs, and what went wrong in which."""
    node = shutil.which("node") or str(Path(sys.executable).parent / "node")
    address = f"http://127.0.0.1:{port}"
    command = [node, "--no-warnings", str(SCRIPT), address, str(runs), str(first)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    printed: dict[str, Any] = json.loads(done.stdout)
    return printed


def _print(found: dict[str, Any], seconds: float) -> None:
    problems = found["problems"]
    print(f"Conversations: {found['runs']} runs in {seconds:.0f} s, {len(problems)} with a problem")
    for seed, what in problems.items():
        print(f"  seed {seed}: {', '.join(what)}")


if __name__ == "__main__":
    sys.exit(main())
