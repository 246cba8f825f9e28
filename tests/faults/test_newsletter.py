"""A newsletter whose senders are killed while they send reaches each reader with one mail; a sample of the long run."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections import Counter

import pytest

from tests import factories
from tests.faults.post_office import PostOffice, open_at
from tests.faults.test_mail import jobs
from veerkracht.kernel.clock import now
from veerkracht.outreach.models import Delivery, Interest, Issue, Subscriber
from veerkracht.outreach.newsletter_issue_actions import Head, make_issue, send_issue
from veerkracht.outreach.newsletter_rules import FASTEST
from veerkracht.outreach.newsletter_subscribe_actions import mark_of, new_token
from veerkracht.places.queries import region

pytestmark = pytest.mark.usefixtures("committed")
READERS, KILLS = 60, 2


def prepare(number: int) -> Issue:
    """So many readers, and an issue on its way to them, whatever the hour."""
    moment = now()
    names = [f"lezer{n}@lezer.example" for n in range(number)]
    Subscriber.objects.bulk_create(
        Subscriber(
            email=one,
            mark=mark_of(one),
            token=new_token(),
            state="confirmed",
            asked_at=moment,
            confirmed_at=moment,
            kinds=[Interest.NEWS],
        )
        for one in names
    )
    by = factories.coordinator()
    head = Head("Nieuws", "Hallo!", pace=FASTEST)
    issue = make_issue(region=region(factories.ZUID), head=head, by=by)
    send_issue(issue=issue, by=by)
    return issue


def let_it_go(issue: Issue) -> None:
    """It may go now, also at night."""
    Issue.objects.filter(pk=issue.pk, state="sending").update(goes_on_at=now())


def wait_for(office: PostOffice, number: int, issue: Issue) -> None:
    until = time.monotonic() + 60
    while len(office.taken) < number:
        let_it_go(issue)
        assert time.monotonic() < until, f"only {len(office.taken)} of {number} mails came"
        time.sleep(0.02)


def end(process: subprocess.Popen[bytes], how: int) -> None:
    os.kill(process.pid, how)
    process.wait(timeout=30)


def test_senders_killed_in_between_reach_each_reader_once() -> None:
    issue = prepare(READERS)
    chance = random.Random(8)  # noqa: S311 - when to kill, no secret
    with open_at() as office:
        office.slowness = 0.02
        for kill in range(KILLS):
            sender = jobs(office)
            wait_for(office, (kill + 1) * READERS // (KILLS + 2), issue)
            time.sleep(chance.random() * 0.05)
            end(sender, signal.SIGKILL)
        sender = jobs(office)
        wait_for(office, READERS, issue)
        until = time.monotonic() + 30
        while Issue.objects.get(pk=issue.pk).state != "sent":
            let_it_go(issue)
            assert time.monotonic() < until, Counter(
                Delivery.objects.values_list("state", flat=True)
            )
            time.sleep(0.05)
        end(sender, signal.SIGTERM)
    assert len({str(mail["To"]) for mail in office.taken}) == READERS
    # who dies between the last dot and the commit behind it sends that one again, as the same mail; on a busy
    # machine others may have their turn just there
    assert len(set(office.numbers())) == READERS
    assert len(office.taken) <= READERS + KILLS
    assert set(Delivery.objects.values_list("state", flat=True)) <= {"sent", "handed"}
    assert all(
        mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click" for mail in office.taken
    )
