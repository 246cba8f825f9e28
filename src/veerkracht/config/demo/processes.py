"""Processes that belong together: started in groups of their own, waited for, and ended for certain."""

from __future__ import annotations

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence

from veerkracht.config.env import ROOT

PATIENCE = 60  # seconds to wait for the first page
GRACE = 10  # seconds that a process has to stop by itself
Process = subprocess.Popen[bytes]


def start(command: Sequence[str], environment: Mapping[str, str]) -> Process:
    """Start a process of the house in a group of its own, so that Ctrl-C comes to us first."""
    return subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)


def wait_until_up(port: int, processes: Sequence[Process], path: str = "/gezond/") -> None:
    """Wait for the first page; SystemExit when a process stopped or it takes too long."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if any(process.poll() is not None for process in processes):
            raise SystemExit("The demo could not start; the reason stands above.")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise SystemExit(f"The demo did not answer within {PATIENCE} seconds.")


def end(processes: Sequence[Process]) -> None:
    """Ask each group to stop, and insist after a while; only what was started here."""
    for process in processes:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
    for process in processes:
        try:
            process.wait(timeout=GRACE)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
