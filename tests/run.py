"""``python -m tests.run [pytest arguments]``: every test in parallel on the tests' own server."""

from __future__ import annotations

import os
import subprocess
import sys

from tests import environment, server


def main() -> int:
    """Run pytest with two workers unless told otherwise; returns its exit code.

    Without a path or a choice all but what is marked ``thorough``: `make check-thorough` runs that.
    """
    sys.path.insert(0, str(environment.ROOT / "src"))
    chosen = sys.argv[1:]
    workers = (
        []
        if any(word.startswith("-n") for word in chosen)
        else ["-n", os.environ.get("WORKERS", "2")]
    )
    spread = ["--dist", "worksteal"]
    whole = all(word.startswith("-") and word not in {"-k", "-m"} for word in chosen)
    some = ["-m", "not thorough"] if whole else []
    with server.running():
        command = [sys.executable, "-m", "pytest", *workers, *spread, *some, *chosen]
        return subprocess.call(command, cwd=environment.ROOT)


if __name__ == "__main__":
    sys.exit(main())
