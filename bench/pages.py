"""``make bench-pages``: public pages from the cache and without it, the finder over 10,000 editions, a long queue.

Promises: at least 1,000 pages/s from the cache with 2 workers, 80/s without; the finder's query under
50 ms over 10,000 editions; 1,000 people from the waiting list to offers within 3 s.
"""

from __future__ import annotations

import os
import time
from datetime import timedelta

from bench import stage
from bench.load import fire, get

EDITIONS = 10_000
WAITING = 1_000


def main() -> None:
    """Run every part and print what was seen."""
    stage.set_up("bench_pages")
    try:
        print(f"Machine: {stage.machine()}; 2 web workers")
        edition_path = many_editions()
        for path in ("/", "/leren/", edition_path):
            pages(path, cached=True, number=6_000)
        for path in ("/", "/leren/", edition_path):
            pages(path, cached=False, number=400)
        rush("/leren/")
        finder()
        long_queue()
    finally:
        stage.tear_down()


def many_editions() -> str:
    """Copies of a few editions by rows, spread over two years; the address of one page."""
    from django.db import connection
    from django.urls import reverse

    from tests import factories
    from veerkracht.training.models import Edition

    seeds = [factories.edition(of=factories.course(), capacity=12, days=2) for _ in range(20)]
    fields = [str(field.column) for field in Edition._meta.concrete_fields if not field.primary_key]
    moved = {"opens_at", "closes_at", "cancel_until", "starts_at", "ends_at"}
    kept = [
        f"{name} + n * interval '97 minutes'" if name in moved - {"opens_at"} else name
        for name in fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO training_edition ({', '.join(fields)}) SELECT {', '.join(kept)} "
            f"FROM training_edition, generate_series(1, {EDITIONS // 20 - 1}) n"
        )
        cursor.execute(
            "INSERT INTO enrolment_seat (edition_id, number, taken) SELECT id, n, n % 3 = 0 "
            "FROM training_edition, generate_series(1, 12) n WHERE NOT EXISTS "
            "(SELECT 1 FROM enrolment_seat s WHERE s.edition_id = training_edition.id)"
        )
        cursor.execute(
            "INSERT INTO training_session (edition_id, starts_at, ends_at, venue, online_link) "
            "SELECT id, starts_at, starts_at + interval '3 hours', '', '' FROM training_edition e WHERE NOT EXISTS "
            "(SELECT 1 FROM training_session s WHERE s.edition_id = e.id)"
        )
        cursor.execute("VACUUM ANALYZE")
    return reverse("training:edition", args=[seeds[0].pk, seeds[0].course.slug])


def pages(path: str, *, cached: bool, number: int) -> None:
    """So many anonymous visits of one page."""
    with stage.running(workers=2, page_cache=cached) as scene:
        request = get(path, port=scene.port)
        fire([request] * 60, port=scene.port, connections=8)
        before = scene.cpu()
        answers, seconds = fire([request] * number, port=scene.port, connections=16)
        cpu = stage.between(before, scene.cpu())["all"]
    times = [answer.seconds * 1000 for answer in answers]
    wrong = sum(answer.status != 200 for answer in answers)
    p95 = stage.percentile(times, 0.95)
    kind = "from the cache" if cached else "uncached"
    print(
        f"{path[:34]:34} {kind:15} {number / seconds:7.0f}/s  p95 {p95:6.1f} ms  "
        f"{cpu / number * 1000:6.2f} ms CPU  {wrong} errors"
    )


def rush(path: str) -> None:
    """300 visitors at once, each page made anew, with the workers and threads of the guide for running it for real."""
    with stage.running(workers=2, page_cache=False, threads=8) as scene:
        request = get(path, port=scene.port)
        fire([request] * 20, port=scene.port, connections=4)
        answers, seconds = fire([request] * 1_500, port=scene.port, connections=300)
    wrong = sum(answer.status != 200 for answer in answers)
    p95 = stage.percentile([answer.seconds for answer in answers], 0.95)
    print(f"300 visitors at once: {len(answers) / seconds:.0f}/s  p95 {p95:.1f} s  {wrong} errors")


def finder() -> None:
    """The finder's queries over all editions, as a page would make them, for several choices."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from veerkracht.places.models import Area
    from veerkracht.training.models import Edition
    from veerkracht.training.queries import FinderChoice, cards, find

    region = Area.objects.get(code="zuid-limburg")
    heerlen = Area.objects.get(name="Heerlen", kind="municipality")
    choices = {
        "everything": FinderChoice(),
        "words": FinderChoice(words="training gezondheid"),
        "region": FinderChoice(region=region),
        "near Heerlen": FinderChoice(near=heerlen, km=20),
        "places free": FinderChoice(free=True, evening=True),
    }
    print(f"Finder over {Edition.objects.count()} editions:")
    for name, choice in choices.items():
        cards(find(choice).object_list)
        with CaptureQueriesContext(connection) as seen:
            began = time.perf_counter()
            cards(find(choice).object_list)
            spent = (time.perf_counter() - began) * 1000
        in_database = sum(float(query["time"]) for query in seen.captured_queries) * 1000
        print(f"  {name:14} {spent:6.1f} ms in all, {in_database:5.1f} ms in {len(seen)} queries")


def long_queue() -> None:
    """A thousand people wait; the room grows by a thousand places; how long until all are offered one?"""
    from bench import crowd
    from tests import factories
    from veerkracht.enrolment.models import Enrolment, State
    from veerkracht.kernel.clock import now
    from veerkracht.training.actions import change_edition

    edition = factories.edition(capacity=1)
    people = crowd.people(WAITING, prefix="queue")
    moment = now() - timedelta(days=1)
    Enrolment.objects.bulk_create(
        Enrolment(
            person=person,
            edition=edition,
            asked_by=person,
            state=State.WAITING,
            requested_at=moment + timedelta(seconds=count),
            changed_at=moment,
        )
        for count, person in enumerate(people)
    )
    edition.refresh_from_db()
    began = time.perf_counter()
    change_edition(by=None, edition=edition, version=edition.version, capacity=WAITING)
    seconds = time.perf_counter() - began
    offered = Enrolment.objects.filter(edition=edition, state=State.OFFERED).count()
    print(
        f"{offered} of {WAITING} people from the waiting list to an offer in {seconds:.2f} s, mails queued"
    )


if __name__ == "__main__":
    os.environ.setdefault("WORKERS", "2")
    main()
