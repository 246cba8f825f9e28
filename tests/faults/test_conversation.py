"""Killed tabs, lost answers and two devices, against the real server: no answer is lost or doubled."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests import database
from tests.environment import ROOT
from tests.faults import web
from veerkracht.conversations.models import KeptWeb

pytestmark = pytest.mark.usefixtures("committed")

SCRIPT = ROOT / "src/veerkracht/conversations/tests/faults_run.js"
RUNS = 40


def test_forty_random_runs_lose_and_double_nothing() -> None:
    with web.running(database.url()) as site:
        found = fault_runs(site.port, RUNS)
    assert found == {"runs": RUNS, "problems": {}}
    assert KeptWeb.objects.count() == RUNS


def fault_runs(port: int, runs: int) -> dict[str, Any]:
    """What the script prints."""
    node = shutil.which("node") or str(Path(sys.executable).parent / "node")
    command = [node, "--no-warnings", str(SCRIPT), f"http://127.0.0.1:{port}", str(runs)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=900
    )
    printed: dict[str, Any] = json.loads(done.stdout)
    return printed
