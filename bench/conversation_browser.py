"""``make bench-conversation-browser``: how quick the conversation is on a slow phone on a slow line.

Chromium with a processor four times slower, on what Lighthouse calls slow 4G (150 ms, 1.6 Mbit/s down): a first
visit until one can choose a form, main-thread work of each drawn frame while a mark moves, and keeping a change.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import signal
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from bench import stage
from tests.identity_provider.certificate import make
from tests.journeys import finding

USABLE, FRAME, KEPT = 2_000.0, 8.0, 50.0  # milliseconds
SLOWER = 4
LINE = {"offline": False, "latency": 150, "downloadThroughput": 204_800, "uploadThroughput": 96_000}
PHONE: Any = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
PHONE |= {"device_scale_factor": 2, "locale": "nl-NL", "ignore_https_errors": True}
# The page itself notes when its first choice is drawn and nothing else is being done: no tool looks on meanwhile.
NOTES = """new MutationObserver((_all, watch) => {
  if (!document.querySelector('main a.choice')) return;
  watch.disconnect();
  requestAnimationFrame(() => setTimeout(() => { window.usable = performance.now(); }));
}).observe(document, { childList: true, subtree: true });"""
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
MOST_TRIES = 60
SETTLED = 4_000  # milliseconds: the other screens and the worker are there
SAME_FRAME = 4_000  # microseconds
TASKS = {"RunTask", "ThreadControllerImpl::RunTask"}
MOVES = """async () => {
  const handle = document.querySelector('input[type=range]');
  for (let nth = 0; nth < 60; nth += 1) {
    handle.value = String(nth % 11);
    handle.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise(requestAnimationFrame);
  }
}"""
KEEPS = """async () => {
  const times = [];
  let kept = () => undefined;
  const begin = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (...asked) {
    const made = begin.apply(this, asked);
    if (asked[1] === 'readwrite') made.addEventListener('complete', () => kept());
    return made;
  };
  const handle = document.querySelector('input[type=range]');
  for (let nth = 0; nth < 30; nth += 1) {
    await new Promise(done => setTimeout(done, 80));
    const began = performance.now();
    const done = new Promise(resolve => { kept = resolve; });
    handle.value = String((nth * 3 + 1) % 11);
    handle.dispatchEvent(new Event('input', { bubbles: true }));
    await done;
    times.push(performance.now() - began);
  }
  return times;
}"""


def main() -> None:
    """Measure, and print figures and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visits", type=int, default=5)
    options = parser.parse_args()
    stage.set_up("bench_conversation_browser")
    try:
        with _running() as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=finding.browser(), args=CHROMIUM)
            print(f"Machine: {stage.machine()}; Chromium {browser.version}, {SLOWER}x slower")
            _print("usable", [_visit(browser, address) for _ in range(options.visits)], USABLE)
            (worked, passed), kept = _fills(browser, address)
            _print("work a frame", worked, FRAME)
            _print("the same by the clock", passed, FRAME)
            _print("kept on the device", kept, KEPT)
            browser.close()
    finally:
        stage.tear_down()


@contextmanager
def _running() -> Iterator[str]:
    """The web over https and HTTP/2, as a browser meets it behind the usual front; its address."""
    port = stage._free_port()  # noqa: SLF001
    with tempfile.TemporaryDirectory() as folder:
        certificate, key = make(Path(folder))
        command = [str(Path(sys.executable).parent / "granian"), "--interface", "wsgi"]
        command += ["--host", "127.0.0.1", "--port", str(port), "--workers", "2", "--no-ws"]
        command += ["--workers-kill-timeout", "5"]
        command += [
            "--blocking-threads",
            "1",
            "--ssl-certificate",
            str(certificate),
            "--ssl-keyfile",
            str(key),
        ]
        command += ["--log-level", "warning", "veerkracht.config.wsgi:application"]
        environment = os.environ | {"VEERKRACHT_MODE": "demo", "RATE_LIMITS": "no"}
        subprocess.run(
            [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"],
            cwd=stage.ROOT,
            env=environment,
            check=True,
        )
        web = subprocess.Popen(command, cwd=stage.ROOT, env=environment, start_new_session=True)
        try:
            address = f"https://localhost:{port}/gesprek/"
            _until_served(address)
            yield address
        finally:
            os.killpg(web.pid, signal.SIGTERM)
            web.wait(timeout=60)


def _until_served(address: str) -> None:
    """Wait until both workers have the shell in memory: the phone is measured, not their start."""
    unchecked = ssl._create_unverified_context()  # noqa: S323, SLF001 - a certificate of a minute ago
    for tries in itertools.count():
        try:
            for _ in range(8):
                urllib.request.urlopen(address, context=unchecked).read()  # noqa: S310
        except OSError:
            if tries > MOST_TRIES:
                raise
            time.sleep(1)
        else:
            return


def _slow(page: Page, line: dict[str, Any] | None) -> CDPSession:
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    if line:
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", line)
    return session


def _visit(browser: Browser, address: str) -> float:
    """Milliseconds from going there until the first choice can be pressed, on a browser that knows nothing."""
    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.add_init_script(NOTES)
    _slow(page, LINE)
    page.goto(address, wait_until="commit")
    for _ in range(60):
        time.sleep(1)
        if took := page.evaluate("window.usable ?? 0"):
            break
    context.close()
    return float(took)


def _fills(browser: Browser, address: str) -> tuple[tuple[list[float], list[float]], list[float]]:
    """Main-thread work of each frame while a mark moves, and how long a change takes to be kept.

    Work is what the thread itself spent, the slowing down included; by the clock, time that
    another process had the core counts too.
    """
    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("link", name="Voor volwassenen").tap()
    page.get_by_role("button", name="Begin met mijn web").tap()
    page.get_by_role("link", name="Stop hier voor vandaag").tap()
    page.locator("input[type=range]").first.wait_for()
    page.wait_for_timeout(SETTLED)
    _slow(page, None)
    browser.start_tracing(page=page, categories=["devtools.timeline", "toplevel"])
    page.evaluate(MOVES)
    trace = browser.stop_tracing()
    frames = _work_between_frames(trace, "tdur"), _work_between_frames(trace, "dur")
    kept = [float(one) for one in page.evaluate(KEEPS)]
    context.close()
    return frames, kept


def _work_between_frames(trace: bytes, measure: str) -> list[float]:
    """Milliseconds of work on the page's main thread from each drawn frame to the next."""
    events = json.loads(trace)["traceEvents"]
    drawn = [one for one in events if one["name"] == "FireAnimationFrame"]
    thread = drawn[0]["pid"], drawn[0]["tid"]
    frames: list[float] = []
    for ts in sorted(one["ts"] for one in drawn):  # callbacks of one frame stand close together
        if not frames or ts - frames[-1] > SAME_FRAME:
            frames.append(ts)
    tasks = [
        (one["ts"], one[measure])
        for one in events
        if one["name"] in TASKS and (one["pid"], one["tid"]) == thread and measure in one
    ]
    spans = list(itertools.pairwise(frames))
    return [sum(dur for ts, dur in tasks if a <= ts < b) / 1000 for a, b in spans]


def _print(name: str, values: list[float], most: float) -> None:
    p50, p95 = (stage.percentile(values, share) for share in (0.5, 0.95))
    print(
        f"  {name:20} p50 {p50:7.1f} ms, p95 {p95:7.1f} ms of {len(values)}   "
        f"p95 / promise {p95 / most:.2f} (under 1 is kept)"
    )


if __name__ == "__main__":
    main()
