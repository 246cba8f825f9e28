"""``python -m tests.run [pytest arguments]``: every test in parallel on the tests' own server."""

from __future__ import annotations

import os
import subprocess
import sys

from tests import environment, server


def main() -> int:
    """Run pytest with two workers unless told otherwise; returns its exit code."""
    sys.path.insert(0, str(environment.ROOT / "src"))
    chosen = sys.argv[1:]
    workers = (
        []
        if any(word.startswith("-n") for word in chosen)
        else ["-n", os.environ.get("WORKERS", "2")]
    )
    spread = ["--dist", "worksteal"]
    with server.running():
        command = [sys.executable, "-m", "pytest", *workers, *spread, *chosen]
        return subprocess.call(command, cwd=environment.ROOT)


if __name__ == "__main__":
    sys.exit(main())
