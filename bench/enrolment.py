"""``make bench-enrolment``: places under load over HTTP, with durable commits and the audit trail on.

A) 200 places, 2,000 arrivals at once. B) 10,000 places under saturating load.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter

from bench import stage
from bench.load import Answer, fire, post


def main() -> None:
    """Run A and B and print what was seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=["A", "B"])
    parser.add_argument("--places", type=int, default=10_000, help="places in B")
    parser.add_argument("--connections", type=int, default=64, help="connections in B")
    options = parser.parse_args()
    stage.set_up("bench_enrolment")
    try:
        print(f"Machine: {stage.machine()}; {stage.WORKERS} web workers")
        if options.only != "B":
            measure("A", places=200, arrivals=2_000, connections=2_000)
        if options.only != "A":
            measure(
                "B",
                places=options.places,
                arrivals=options.places + 200,
                connections=options.connections,
            )
    finally:
        stage.tear_down()


def measure(name: str, *, places: int, arrivals: int, connections: int) -> None:
    """Let so many people want one edition, and print what they met and what it cost."""
    from bench import crowd
    from tests import factories

    edition = factories.edition(capacity=places)
    cookies = crowd.cookies(crowd.people(arrivals, prefix=f"{name.lower()}{edition.pk}"))
    with stage.running() as scene:
        path = f"/leren/{edition.pk}/inschrijven/"
        requests = [post(path, port=scene.port, cookies=one, csrf=crowd.CSRF) for one in cookies]
        fire([_warm(scene.port) for _ in range(50)], port=scene.port, connections=10)
        before = scene.cpu()
        answers, seconds = fire(requests, port=scene.port, connections=connections)
        cpu = stage.between(before, scene.cpu())
        _wait_for_mail(edition.pk)
    _print(name, edition.pk, places, answers, seconds, cpu)


def _warm(port: int) -> bytes:
    from bench.load import get

    return get("/account/login/", port=port)


def _wait_for_mail(edition_pk: int) -> None:
    from veerkracht.messages.models import Message, MessageState

    until = time.monotonic() + 30
    while Message.objects.filter(state=MessageState.QUEUED).exists() and time.monotonic() < until:
        time.sleep(0.5)


def _print(
    name: str,
    edition_pk: int,
    places: int,
    answers: list[Answer],
    seconds: float,
    cpu: dict[str, float],
) -> None:
    from veerkracht.enrolment.models import Enrolment, Seat, State
    from veerkracht.messages.models import Message

    rows = Enrolment.objects.filter(edition=edition_pk)
    placed, waiting = (rows.filter(state=state).count() for state in (State.PLACED, State.WAITING))
    told = Counter(_told(answer) for answer in answers)
    seats = Seat.objects.filter(edition=edition_pk, taken=True).count()
    ids = [str(pk) for pk in rows.values_list("pk", flat=True)]
    mails = Message.objects.filter(
        facts__enrolment__in=[int(pk) for pk in ids], kind="enrolment.placed"
    )
    times = [answer.seconds * 1000 for answer in answers]
    shares = ", ".join(f"{name} {one / len(answers) * 1000:.2f}" for name, one in cpu.items())
    print(f"\n{name}) {places} places, {len(answers)} arrivals")
    print(
        f"  confirmed/s          {placed / seconds:8.0f}   ({len(answers) / seconds:.0f} requests/s)"
    )
    print(
        f"  p50, p95             {stage.percentile(times, 0.5):8.0f} ms, {stage.percentile(times, 0.95):.0f} ms"
    )
    print(f"  CPU per request      {shares} ms")
    print(f"  CPU per confirmed    {cpu['all'] / max(1, placed) * 1000:8.2f} ms")
    print(f"  placed, waiting      {placed}, {waiting}; seats taken {seats}")
    print(f"  overbooked           {max(0, placed - places)}")
    print(
        f"  lost                 {len(answers) - placed - waiting - told['refused'] - told['error']}"
    )
    print(f"  answers              {dict(told)}")
    print(
        f"  confirmation mails   {mails.count()} for {placed} places; sent {mails.filter(state='sent').count()}"
    )


def _told(answer: Answer) -> str:
    if answer.status == 302 and "/inschrijvingen/" in answer.location:
        return "enrolled or waiting"
    return "refused" if answer.status in {422, 403, 429} else "error"


if __name__ == "__main__":
    main()
