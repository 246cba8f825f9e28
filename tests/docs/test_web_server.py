"""The demo runs the web as the guide says that one should for real: the same workers, threads and patience."""

from __future__ import annotations

import re
import shlex

from tests.environment import ROOT
from veerkracht.config.demo import start

GUIDE = ROOT / "docs/how-to/run-it-for-real.md"


def test_the_demo_starts_the_web_as_the_guide_does() -> None:
    [line] = re.findall(r"ExecStart=\S+/granian (.+)", GUIDE.read_text())
    assert start._server(8000, workers=2)[1:] == shlex.split(line)


def test_threads_are_bounded() -> None:
    """Each keeps a connection to PostgreSQL, which gives a hundred; granian would make hundreds a worker."""
    command = start._server(8000, workers=2)
    assert int(command[command.index("--blocking-threads") + 1]) <= 10
