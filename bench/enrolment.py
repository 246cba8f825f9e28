"""``make bench-enrolment``: places under load over HTTP, with durable commits and the audit trail on.

A) 200 places, 2,000 arrivals at once. B) 10,000 places in one edition under saturating load.
C) 100 editions at once, as many places in all. D) as B, with two groups that have kept places and two
that are capped; everybody is in one of the four.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bench import stage
from bench.load import Answer, fire, get, post

if TYPE_CHECKING:
    from veerkracht.training.models import Edition

TOO_MANY = 200  # arrivals beyond the places


@dataclass(frozen=True)
class Scenario:
    """Editions that people want, how many come, and over how many connections at once."""

    name: str
    what: str
    editions: list[Edition]
    places: int
    arrivals: int
    connections: int


def main() -> None:
    """Run the scenarios and print what was seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=SCENARIOS)
    parser.add_argument("--places", type=int, default=10_000, help="places in B, C and D")
    parser.add_argument("--connections", type=int, default=64, help="connections in B, C and D")
    parser.add_argument(
        "--scheme",
        action="store_true",
        help="a subsidy scheme over all editions, with money enough",
    )
    options = parser.parse_args()
    stage.set_up("bench_enrolment")
    try:
        print(f"Machine: {stage.machine()}; {stage.WORKERS} web workers")
        seen = {
            name: measure(make(options.places, options.connections), scheme=options.scheme)
            for name, make in SCENARIOS.items()
            if options.only in {None, name}
        }
        if {"B", "D"} <= seen.keys():
            print(f"\nD reaches {seen['D'] / seen['B']:.0%} of B")
    finally:
        stage.tear_down()


def _rush(places: int, connections: int) -> Scenario:
    from tests import factories

    return Scenario("A", "one edition", [factories.edition(capacity=200)], 200, 2_000, 2_000)


def _one(places: int, connections: int) -> Scenario:
    from tests import factories

    editions = [factories.edition(capacity=places)]
    return Scenario("B", "one edition", editions, places, places + TOO_MANY, connections)


def _hundred(places: int, connections: int) -> Scenario:
    from tests import factories

    course = factories.course()
    editions = [factories.edition(of=course, capacity=places // 100) for _ in range(100)]
    return Scenario("C", "100 editions", editions, places, places + TOO_MANY, connections)


def _shares(places: int, connections: int) -> Scenario:
    from tests import factories
    from veerkracht.enrolment.actions import cap_places, keep_places
    from veerkracht.enrolment.terms_actions import Whom
    from veerkracht.kernel.clock import now
    from veerkracht.people.models import Sector

    edition, by = factories.edition(capacity=places), factories.coordinator()
    first, second, third, fourth = (Whom(sector=sector) for sector in Sector.objects.all()[:4])
    until = now() + timedelta(days=10)
    for whom in (first, second):
        keep_places(edition=edition, whom=whom, number=places // 4, until=until, by=by)
    for whom in (third, fourth):
        cap_places(edition=edition, whom=whom, number=places // 4, by=by)
    what = "one edition, two groups with kept places and two capped"
    return Scenario("D", what, [edition], places, places + TOO_MANY, connections)


SCENARIOS: dict[str, Callable[[int, int], Scenario]] = {
    "A": _rush,
    "B": _one,
    "C": _hundred,
    "D": _shares,
}


def measure(scenario: Scenario, *, scheme: bool = False) -> float:
    """Let so many people want it, and print what they met and what it cost; confirmed a second."""
    from bench import crowd, money

    if scheme:
        money.scheme_over(scenario.editions, places=scenario.places)
    prefix = f"{scenario.name.lower()}{scenario.editions[0].pk}"
    cookies = crowd.cookies(crowd.people(scenario.arrivals, prefix=prefix))
    pks = [edition.pk for edition in scenario.editions]
    with stage.running() as scene:
        requests = [
            post(
                f"/leren/{pks[number % len(pks)]}/inschrijven/",
                port=scene.port,
                cookies=one,
                csrf=crowd.CSRF,
            )
            for number, one in enumerate(cookies)
        ]
        fire([get("/account/login/", port=scene.port)] * 50, port=scene.port, connections=10)
        before = scene.cpu()
        answers, seconds = fire(requests, port=scene.port, connections=scenario.connections)
        cpu = stage.between(before, scene.cpu())
        _wait_for_mail()
    return _print(scenario, pks, answers, seconds, cpu)


def _wait_for_mail() -> None:
    from veerkracht.messages.models import Message, MessageState

    until = time.monotonic() + 30
    while Message.objects.filter(state=MessageState.QUEUED).exists() and time.monotonic() < until:
        time.sleep(0.5)


def _print(
    scenario: Scenario,
    pks: list[int],
    answers: list[Answer],
    seconds: float,
    cpu: dict[str, float],
) -> float:
    from veerkracht.enrolment.models import Enrolment, Seat, State
    from veerkracht.messages.models import Message

    rows = Enrolment.objects.filter(edition__in=pks)
    placed, waiting = (rows.filter(state=state).count() for state in (State.PLACED, State.WAITING))
    told = Counter(_told(answer) for answer in answers)
    seats = Seat.objects.filter(edition__in=pks, taken=True).count()
    ids = list(rows.values_list("pk", flat=True))
    mails = Message.objects.filter(facts__enrolment__in=ids, kind="enrolment.placed")
    times = [answer.seconds * 1000 for answer in answers]
    shares = ", ".join(f"{name} {one / len(answers) * 1000:.2f}" for name, one in cpu.items())
    print(f"\n{scenario.name}) {scenario.places} places, {len(answers)} arrivals; {scenario.what}")
    print(
        f"  confirmed/s          {placed / seconds:8.0f}   ({len(answers) / seconds:.0f} requests/s)"
    )
    print(
        f"  p50, p95             {stage.percentile(times, 0.5):8.0f} ms, {stage.percentile(times, 0.95):.0f} ms"
    )
    print(f"  CPU per request      {shares} ms")
    print(f"  CPU per confirmed    {cpu['all'] / max(1, placed) * 1000:8.2f} ms")
    print(f"  placed, waiting      {placed}, {waiting}; seats taken {seats}")
    print(f"  overbooked           {max(0, placed - scenario.places)}")
    print(
        f"  lost                 {len(answers) - placed - waiting - told['refused'] - told['error']}"
    )
    print(f"  answers              {dict(told)}")
    print(
        f"  confirmation mails   {mails.count()} for {placed} places; sent {mails.filter(state='sent').count()}"
    )
    return placed / seconds


def _told(answer: Answer) -> str:
    if answer.status == 302 and "/inschrijvingen/" in answer.location:
        return "enrolled or waiting"
    return "refused" if answer.status in {422, 403, 429} else "error"


if __name__ == "__main__":
    main()
