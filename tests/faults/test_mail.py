"""The mail server is gone, refuses, and comes back; the jobs are killed while they send."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from typing import Any

import pytest
from django.conf import settings
from icalendar import Calendar

from tests import database, factories
from tests.environment import ROOT
from tests.faults.post_office import PostOffice, open_at
from tests.faults.web import environment
from veerkracht.audit.queries import verify
from veerkracht.enrolment import actions
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message, MessageState

PATIENCE = 120  # seconds; the machine may have other work
pytestmark = pytest.mark.usefixtures("committed")


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def enrol(number: int) -> None:
    edition = factories.edition(capacity=number)
    for _ in range(number):
        person = factories.person()
        actions.request_places(people=[person], editions=[edition], by=person)


def by_state() -> dict[str, int]:
    return dict(Counter(Message.objects.values_list("state", flat=True)))


def test_mail_waits_while_the_server_is_gone_or_refuses_and_goes_once(
    settings: Any, clock: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    enrol(3)
    assert send_due() == 0
    assert by_state() == {"queued": 3}
    with open_at(settings.EMAIL_PORT) as office:
        office.refuses = True
        clock.shift(60)
        assert send_due() == 0
        assert by_state() == {"queued": 3}
        assert "451" in Message.objects.all()[0].trouble
        office.refuses = False
        clock.shift(60)
        assert send_due() == 3
        clock.shift(86_400)
        assert send_due() == 0
    assert Counter(Counter(office.numbers()).values()) == {1: 3}
    [part] = [part for part in office.taken[0].walk() if part.get_content_type() == "text/calendar"]
    assert part.get_param("method") == "REQUEST"
    assert Calendar.from_ical(part.get_content()).walk("VEVENT")
    assert by_state() == {"sent": 3}


def jobs(office: PostOffice, *words: str) -> subprocess.Popen[bytes]:
    """``run_jobs`` as it runs for real, with this mail server."""
    production = {
        "VEERKRACHT_MODE": "production",
        "SECRET_KEY": "s" * 50,
        "PUBLIC_URL": "https://veerkracht.example",
        "CONVERSATIONS_URL": "https://gesprek.example",
        "ALLOWED_HOSTS": "veerkracht.example",
        "MAIL_URL": f"smtp://127.0.0.1:{office.port}",
        "AUDIT_KEY": settings.AUDIT_KEY,
        "LOG_LEVEL": "CRITICAL",
    }
    command = [sys.executable, "manage.py", "run_jobs", "--pause", "0.1", *words]
    return subprocess.Popen(command, cwd=ROOT, env=environment(database.url(), **production))


def wait_for(office: PostOffice, number: int) -> None:
    until = time.monotonic() + PATIENCE
    while len(office.taken) < number:
        assert time.monotonic() < until, f"only {len(office.taken)} of {number} messages came"
        time.sleep(0.01)


def test_jobs_killed_while_sending_send_the_rest_and_repeat_one_message_at_most() -> None:
    enrol(20)
    with open_at() as office:
        office.slowness = 0.03
        first = jobs(office)
        wait_for(office, 6)
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
        assert Message.objects.filter(state=MessageState.QUEUED).exists()
        second = jobs(office)
        try:
            wait_for(office, 20)
            until = time.monotonic() + PATIENCE
            while by_state() != {"sent": 20}:
                assert time.monotonic() < until, by_state()
                time.sleep(0.05)
        finally:
            second.send_signal(signal.SIGTERM)
            assert second.wait(timeout=15) == 0
    times = Counter(office.numbers())
    assert len(times) == 20
    assert sum(times.values()) <= 21, (
        "only what was on its way at the kill may come twice, by the same number"
    )
    assert not verify().faults
