"""``make bench-certificates``: 10,000 certificates of 500 editions, with their badges, and some on paper.

Promise: 10,000 certificates with signed badges within ten minutes on two cores. A certificate counts as
made when its row, qualification, audit entry and letter are there; the paper is made when somebody
downloads it, so its time stands apart. ``NUMBER=200`` makes fewer.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from bench import stage

if TYPE_CHECKING:
    from veerkracht.proof.models import Certificate

NUMBER = int(os.environ.get("NUMBER", "10000"))
GROUP = 20
ON_PAPER = 50
PROMISE = 600  # seconds


def main() -> None:
    """Make the editions, issue, sign, and print what was seen."""
    stage.set_up("bench_certificates")
    try:
        print(f"Machine: {stage.machine()}; one process")
        editions_that_are_over(NUMBER // GROUP)
        seconds = issue_all()
        again = issue_all()
        signed = sign_all()
        paper = on_paper(ON_PAPER)
    finally:
        stage.tear_down()
    made = seconds + signed
    print(f"Issued {NUMBER} in {seconds:.0f} s; once more, with nothing to do: {again:.1f} s")
    print(f"Signed {NUMBER} badges in {signed:.0f} s ({signed / NUMBER * 1000:.2f} ms each)")
    print(f"On paper: {paper * 1000:.0f} ms each, so {paper * NUMBER:.0f} s for {NUMBER}")
    kept = "kept" if made * 10_000 / NUMBER < PROMISE else "NOT kept"
    print(f"Together {made:.0f} s; for 10,000 that is {made * 10_000 / NUMBER:.0f} s: {kept}")


def editions_that_are_over(number: int) -> None:
    """By rows: editions of two sessions, twenty people each, who were at both."""
    from datetime import timedelta

    from django.db import connection

    from tests import factories
    from veerkracht.kernel.clock import held_at, now
    from veerkracht.training.actions import make_qualification
    from veerkracht.training.models import Edition, Session

    basis = make_qualification(by=None, slug="basis", name="Basis", valid_months=24)
    course = factories.course(grants=basis)
    begun = now() - timedelta(days=60)
    with held_at(begun - timedelta(days=30)):
        made = [factories.edition(of=course, starts=begun, days=2) for _ in range(number)]
    people = _people(number * GROUP)
    _places([edition.pk for edition in made], people)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO proof_attendance (enrolment_id, session_id, presence, means, confirmed, "
            "reason, marked_at) SELECT e.id, s.id, 'present', 'trainer', true, '', now() "
            "FROM enrolment_enrolment e JOIN training_session s ON s.edition_id = e.edition_id"
        )
        cursor.execute("VACUUM ANALYZE")
    print(f"{Edition.objects.count()} editions, {Session.objects.count()} sessions")


def _people(number: int) -> list[int]:
    from veerkracht.people.models import Person

    rows = [
        Person(email=f"p{n}@voorbeeld.example", name=f"Persoon {n}", password="!")
        for n in range(number)
    ]
    return [row.pk for row in Person.objects.bulk_create(rows, batch_size=1_000)]


def _places(editions: list[int], people: list[int]) -> None:
    from veerkracht.enrolment.models import Enrolment, Seat, State
    from veerkracht.kernel.clock import now

    seats, rows, moment = [], [], now()
    Seat.objects.filter(edition__in=editions).delete()
    for place, person in enumerate(people):
        edition = editions[place // GROUP]
        seats.append(Seat(edition_id=edition, number=place % GROUP + 1, taken=True))
        rows.append(
            Enrolment(
                edition_id=edition,
                person_id=person,
                asked_by_id=person,
                state=State.PLACED,
                requested_at=moment,
                changed_at=moment,
            )
        )
    Seat.objects.bulk_create(seats, batch_size=1_000)
    for row, seat in zip(rows, seats, strict=True):
        row.seat = seat
    Enrolment.objects.bulk_create(rows, batch_size=1_000)


def issue_all() -> float:
    """The job that issues what is due; seconds."""
    from veerkracht.proof.actions import issue_due

    began = time.perf_counter()
    issue_due()
    return time.perf_counter() - began


def sign_all() -> float:
    """The badge of each certificate; seconds."""
    from veerkracht.proof.badge_keys import current_key
    from veerkracht.proof.models import Certificate
    from veerkracht.proof.queries import badge

    key = current_key()
    began = time.perf_counter()
    found = Certificate.objects.select_related("edition__course", "person")
    signed = sum(badge(row, key).count(".") == 2 for row in found.iterator())
    if signed != NUMBER:
        raise SystemExit(f"{signed} badges instead of {NUMBER}")
    return time.perf_counter() - began


def on_paper(number: int) -> float:
    """Some of them as PDF; seconds for one."""
    from veerkracht.proof.certificate_pdf import certificate_pdf
    from veerkracht.proof.models import Certificate

    rows: list[Certificate] = list(Certificate.objects.all()[:number])
    began = time.perf_counter()
    for row in rows:
        certificate_pdf(row, "nl")
    return (time.perf_counter() - began) / len(rows)


if __name__ == "__main__":
    main()
