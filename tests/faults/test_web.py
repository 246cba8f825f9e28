"""The database goes away and comes back; web processes are killed: nothing is half done, all recovers."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.deeds import faults_of
from tests import database, factories
from tests.faults import web
from tests.faults.between import Switch
from veerkracht.audit.actions import seal
from veerkracht.audit.models import Entry
from veerkracht.audit.queries import verify
from veerkracht.enrolment.models import SEATED, Enrolment, Move, Seat
from veerkracht.messages.models import Message

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def switch() -> Iterator[Switch]:
    with tempfile.TemporaryDirectory(
        prefix="vk"
    ) as folder:  # a short path: sockets' names are at most 107 long
        made = Switch(Path(folder))
        made.on()
        yield made
        made.off()


def test_while_the_database_is_away_people_hear_so_and_afterwards_all_goes_on(
    switch: Switch,
) -> None:
    edition, sanne, piet = factories.edition(), factories.person(), factories.person()
    web.sign_in(sanne, piet)
    ask = f"/leren/{edition.pk}/inschrijven/"
    with web.running(switch.url()) as site:
        assert site.post(ask, sanne).status == 302
        assert site.get("/leren/").status == 200
        switch.off()
        time.sleep(1.1)  # a kept page may be a second old
        for answer in (
            site.get("/leren/"),
            site.get("/"),
            site.get("/mijn-plek/", sanne),
            site.post(ask, piet),
        ):
            assert answer.status == 503
            assert "Even geduld" in answer.text
            assert answer.headers.get("retry-after") == "5"
            assert "set-cookie" not in answer.headers
        assert site.get("/gezond/").status == 503
        assert site.get("/privacy/").status == 200, "a page without data needs no database"
        assert site.get("/static/ui/again.js").status == 200
        assert Enrolment.objects.count() == 1
        switch.on()
        site.wait_for("/gezond/", 200)
        assert site.get("/mijn-plek/", sanne).status == 200, "still signed in"
        assert site.post(ask, piet).status == 302
    assert Enrolment.objects.filter(edition=edition, state="placed").count() == 2
    assert faults_of(edition) == []


def test_a_killed_web_process_leaves_nothing_half_done_and_is_replaced() -> None:
    edition = factories.edition(capacity=10)
    people = [factories.person() for _ in range(24)]
    web.sign_in(*people)
    ask = f"/leren/{edition.pk}/inschrijven/"
    with web.running(database.url(), workers=2) as site:
        before = {worker.pid for worker in site.workers()}
        answers: dict[int, int] = {}
        threads = [
            threading.Thread(
                target=lambda one=one: answers.update({one.pk: site.post(ask, one).status})
            )
            for one in people
        ]
        for number, thread in enumerate(threads):
            thread.start()
            if number in {8, 16}:
                site.workers()[0].kill()
        for thread in threads:
            thread.join()
        site.wait_for("/gezond/", 200)
        told = {pk for pk, status in answers.items() if status == 302}
        written = set(Enrolment.objects.values_list("person_id", flat=True))
        assert told <= written, "who was told so has a place or waits"
        for person in people:  # who got no answer tries again
            site.post(ask, person)
        time.sleep(1)
        assert {worker.pid for worker in site.workers()} != before
        assert len(site.workers()) == 2
    assert Enrolment.objects.count() == len(people)
    assert (
        Enrolment.objects.filter(state__in=SEATED).count()
        == 10
        == Seat.objects.filter(taken=True).count()
    )
    per_row = (
        Move.objects.count(),
        Message.objects.count(),
        Entry.objects.filter(verb__startswith="enrolment.").count(),
    )
    assert per_row == (24, 24, 24), "each deed with its move, its mail and its line in the trail"
    assert faults_of(edition) == []
    seal()
    assert not verify().faults
