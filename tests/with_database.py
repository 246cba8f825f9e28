"""``python -m tests.with_database COMMAND…``: run a command beside the tests' own server."""

from __future__ import annotations

import subprocess
import sys

from tests import environment, server


def main() -> int:
    """Run the command; returns its exit code."""
    sys.path.insert(0, str(environment.ROOT / "src"))
    with server.running():
        return subprocess.call(sys.argv[1:], cwd=environment.ROOT)


if __name__ == "__main__":
    sys.exit(main())
