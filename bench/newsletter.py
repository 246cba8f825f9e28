"""``make bench-newsletter``: 5,000 readers, senders killed at random moments, and a mail server that counts.

Promises: queued in under 5 seconds; every reader gets the newsletter exactly once.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING, Any

from bench import stage

if TYPE_CHECKING:
    from veerkracht.outreach.models import Issue

READERS = int(os.environ.get("READERS", "5000"))
SENDERS, KILLS = 2, int(os.environ.get("KILLS", "20"))
SHORTEST, LONGEST = 1.0, 4.0  # seconds that a sender works before it is killed
MOST_SECONDS = 5.0


def main() -> None:
    """Queue, send with kills, count per address, and say how it went."""
    stage.set_up("bench_newsletter")
    try:
        print(f"Machine: {stage.machine()}")
        issue = prepare()
        times, seconds, kills = send_all(issue)
        report(times, seconds, kills)
    finally:
        stage.tear_down()


def prepare() -> Issue:
    """Readers, and an issue that is queued for them."""
    from tests import factories
    from veerkracht.kernel.clock import now
    from veerkracht.outreach.models import Subscriber
    from veerkracht.outreach.newsletter_issue_actions import Head, Told, make_issue, write_item
    from veerkracht.outreach.newsletter_rules import FASTEST
    from veerkracht.outreach.newsletter_subscribe_actions import mark_of, new_token
    from veerkracht.places.queries import region

    moment = now()
    Subscriber.objects.bulk_create(
        Subscriber(
            email=address,
            mark=mark_of(address),
            token=new_token(),
            state="confirmed",
            asked_at=moment,
            confirmed_at=moment,
        )
        for address in (f"lezer{n}@lezer.example" for n in range(READERS))
    )
    by = factories.coordinator()
    issue = make_issue(region=region(factories.ZUID), head=Head("Nieuws", pace=FASTEST), by=by)
    for number in range(8):
        told = Told("news", f"Stukje {number}", "Een paar zinnen. " * 12, "https://nieuws.example/")
        write_item(issue=issue, told=told, by=by)
    _queue(issue, by)
    return issue


def _queue(issue: Issue, by: Any) -> None:
    from veerkracht.outreach.newsletter_issue_actions import send_issue

    began = time.monotonic()
    number = send_issue(issue=issue, by=by)
    seconds = time.monotonic() - began
    verdict = "good" if seconds < MOST_SECONDS else "TOO SLOW"
    print(f"Queued for {number} readers in {seconds:.2f} s (at most {MOST_SECONDS} s): {verdict}")


def send_all(issue: Issue) -> tuple[Counter[str], float, int]:
    """Send with senders that are killed and started anew; copies per address, seconds, kills."""
    from tests.faults.post_office import open_at

    chance = random.Random()
    began, kills = time.monotonic(), 0
    with open_at() as office:
        senders = [_sender(office.port) for _number in range(SENDERS)]
        try:
            next_kill = began
            while not _done(issue):
                time.sleep(0.1)
                _let_it_go(issue)
                if kills < KILLS and office.taken and time.monotonic() > next_kill:
                    next_kill = time.monotonic() + chance.uniform(SHORTEST, LONGEST)
                    place = chance.randrange(SENDERS)
                    _end(senders[place], signal.SIGKILL)
                    senders[place] = _sender(office.port)
                    kills += 1
        finally:
            for one in senders:
                _end(one, signal.SIGKILL)
        return Counter(str(mail["To"]) for mail in office.taken), time.monotonic() - began, kills


def _sender(port: int) -> subprocess.Popen[bytes]:
    """``run_jobs`` as it runs for real."""
    environment = os.environ | {
        "VEERKRACHT_MODE": "production",
        "SECRET_KEY": "s" * 50,
        "PUBLIC_URL": "https://veerkracht.example",
        "CONVERSATIONS_URL": "https://gesprek.example",
        "ALLOWED_HOSTS": "veerkracht.example",
        "MAIL_URL": f"smtp://127.0.0.1:{port}",
        "LOG_LEVEL": "ERROR",
        "PYTHONWARNINGS": "ignore",
    }
    command = [sys.executable, "manage.py", "run_jobs", "--skip-checks", "--pause", "0.1"]
    return subprocess.Popen(command, cwd=stage.ROOT, env=environment)


def _end(process: subprocess.Popen[bytes], how: int) -> None:
    process.send_signal(how)
    process.wait(timeout=60)


def _done(issue: Issue) -> bool:
    issue.refresh_from_db()
    return issue.state == "sent"


def _let_it_go(issue: Issue) -> None:
    """The bench does not wait for the morning."""
    from veerkracht.kernel.clock import now
    from veerkracht.outreach.models import Issue

    Issue.objects.filter(pk=issue.pk, state="sending").update(goes_on_at=now())


def report(times: Counter[str], seconds: float, kills: int) -> None:
    """How many got none, one, and more."""
    from veerkracht.outreach.models import Delivery

    copies = Counter(times.values())
    once, more = copies[1], sum(number for times_, number in copies.items() if times_ > 1)
    states = dict(Counter(Delivery.objects.values_list("state", flat=True)))
    print(f"Sent in {seconds:.0f} s with {SENDERS} senders, {kills} of them killed: {states}")
    verdict = "good" if once == READERS and not more else "NOT AS PROMISED"
    print(f"Exactly once: {once}; none: {READERS - once - more}; more than once: {more}: {verdict}")


if __name__ == "__main__":
    main()
