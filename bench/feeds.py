"""``make bench-feeds``: the public agenda with 5,000 events, and one's own agenda.

Promises: 5,000 events as iCalendar under 200 ms; who comes back with the tag gets 304 after at most two
queries. Measured in one process through Django's own handler, so without the network.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bench import stage

if TYPE_CHECKING:
    from django.http import HttpResponse

EVENTS = 5_000
TIMES = 15
ICS, ATOM, JSON = "/leren/agenda.ics", "/leren/agenda.atom", "/leren/agenda.json"


def main() -> None:
    """Make the agenda, fetch every feed often, and print what was seen."""
    stage.set_up("bench_feeds")
    try:
        print(f"Machine: {stage.machine()}")
        many_sessions()
        for path in (ICS, f"{ICS}?regio=zuid-limburg&bij=GM0917&km=30", ATOM, JSON):
            measure(path)
        measure(own_agenda())
    finally:
        stage.tear_down()


def many_sessions() -> None:
    """Editions of two sessions, until there are 5,000 sessions; titles as long as real ones."""
    from django.db import connection

    from tests import factories
    from veerkracht.training.models import Edition, Session

    seeds = [
        factories.edition(
            of=factories.course(title=f"Het gesprek met (aanstaande) ouders, deel {number}"),
            days=2,
        )
        for number in range(20)
    ]
    columns = [
        str(field.column) for field in Edition._meta.concrete_fields if not field.primary_key
    ]
    moved = {"closes_at", "cancel_until", "starts_at", "ends_at"}
    kept = [f"{name} + n * interval '53 minutes'" if name in moved else name for name in columns]
    copies = EVENTS // 2 // len(seeds) - 1
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO training_edition ({', '.join(columns)}) SELECT {', '.join(kept)} "
            f"FROM training_edition, generate_series(1, {copies}) n"
        )
        cursor.execute(
            "INSERT INTO training_session (edition_id, starts_at, ends_at, venue, online_link) "
            "SELECT e.id, e.starts_at + n * interval '7 days', "
            "e.starts_at + n * interval '7 days' + interval '3 hours', '', '' "
            "FROM training_edition e, generate_series(0, 1) n WHERE NOT EXISTS "
            "(SELECT 1 FROM training_session s WHERE s.edition_id = e.id)"
        )
        cursor.execute("VACUUM ANALYZE")
    print(f"{Edition.objects.count()} editions, {Session.objects.count()} sessions")


def own_agenda() -> str:
    """The secret address of somebody who has a place in ten editions."""
    from datetime import timedelta

    from tests import factories
    from veerkracht.enrolment.actions import request_places
    from veerkracht.kernel.clock import now
    from veerkracht.kernel.sealing import unseal
    from veerkracht.people.actions import open_calendar
    from veerkracht.people.calendar_actions import PURPOSE

    person = factories.person()
    for number in range(10):
        edition = factories.edition(starts=now() + timedelta(days=40 + number))
        request_places(people=[person], editions=[edition], by=person)
    feed = open_calendar(person=person, by=person)
    return f"/agenda/{unseal(PURPOSE, feed.sealed)}.ics"


def measure(path: str) -> None:
    """Fetch whole and then again with the tag; the middle of several times, with their queries."""
    whole, seconds, cpu, queries = often(path, {})
    tag = whole.headers["ETag"]
    again, shorter, _cpu, fewer = often(path, {"If-None-Match": tag})
    events = whole.content.count(b"BEGIN:VEVENT")
    size = len(whole.content) / 1000
    shown = path if len(path) < 44 else f"{path[:40]} …"
    print(
        f"{shown:44} {whole.status_code} {events:5} events {size:8.1f} kB {seconds * 1000:6.1f} ms "
        f"({cpu * 1000:5.1f} ms CPU here) {queries} queries; "
        f"then {again.status_code} {shorter * 1000:5.1f} ms {fewer} queries"
    )


def often(path: str, headers: dict[str, str]) -> tuple[HttpResponse, float, float, int]:
    """The answer, the middle time and CPU time of this process, and the queries of one warm visit."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers=headers)
    times, spent = [], []
    for _number in range(TIMES):
        began, before = time.perf_counter(), time.process_time()
        response: HttpResponse = client.get(path)  # type: ignore[assignment] # a test's answer
        times.append(time.perf_counter() - began)
        spent.append(time.process_time() - before)
    with CaptureQueriesContext(connection) as seen:
        client.get(path)
    middle, middle_spent = (stage.percentile(row, 0.5) for row in (times, spent))
    return response, middle, middle_spent, len(seen)


if __name__ == "__main__":
    main()
