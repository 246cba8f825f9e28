"""``make bench-rollup``: how soon a cell follows a deed. The promise is p95 at most two seconds.

The jobs run as they do in production, beside a web that is idle. People who followed a training get another
municipality, one after another at uneven moments; each is waited for until it counts there. ``--facts`` invented
people are in the cells already.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from datetime import date
from typing import TYPE_CHECKING

from bench import stage

if TYPE_CHECKING:
    from veerkracht.people.models import Person

MOST_SECONDS = 2.0
PEOPLE = 12
LOOK_AGAIN = 0.01
TOO_LONG = 30.0


def main() -> None:
    """Make the people, change their work one after another, and print how long the cells took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--deeds", type=int, default=100)
    parser.add_argument("--facts", type=int, default=50_000)
    options = parser.parse_args()
    stage.set_up("bench_rollup")
    try:
        print(f"Machine: {stage.machine()}")
        measure(options.deeds, options.facts)
    finally:
        stage.tear_down()


def measure(deeds: int, facts: int) -> None:
    """Deeds at uneven moments, each waited for."""
    chance = random.Random(9)
    people = _people()
    _crowd(facts)
    with stage.running():
        _follow(people[0], 0)  # the jobs are awake
        took = []
        for number in range(deeds):
            time.sleep(chance.random())
            took.append(_follow(chance.choice(people), number))
    p95 = statistics.quantiles(took, n=100)[94]
    print(
        f"{deeds} deeds with {facts} people counted: p50 {statistics.median(took):.2f} s, ", end=""
    )
    print(f"p95 {p95:.2f} s, most {max(took):.2f} s (promised: p95 {MOST_SECONDS} s)")
    from veerkracht.monitoring.count_roll_actions import recount

    began = time.perf_counter()
    print(f"Recount: {recount()} cells put right, in {time.perf_counter() - began:.1f} s")


def _people() -> list[Person]:
    from veerkracht.monitoring import count_roll_actions as rolling
    from veerkracht.monitoring.tests import counting

    people = [counting.worker() for _ in range(PEOPLE)]
    counting.followed(*people)
    rolling.roll_up()
    return people


def _crowd(number: int) -> None:
    """Invented people of a source that only this bench has."""
    from django.db import transaction

    from veerkracht.monitoring import count_roll_actions as rolling
    from veerkracht.monitoring.count_facts import Source, sources
    from veerkracht.monitoring.count_keys import key_of
    from veerkracht.monitoring.count_rules import Fact

    day = date(2025, 5, 1)

    def facts(_asked: object) -> object:
        for one in range(number):
            key = key_of("bench", one)
            area = ("GM0917", "GM0935", "GM0983")[one % 3]
            yield one, Fact("professionals-trained", "2025", key, key, day, area, "zorg", "anders")

    source = Source(("professionals-trained",), facts)  # type: ignore[arg-type]  # a generator of pairs
    sources.add("bench", source)
    with transaction.atomic():
        rolling.replace_facts("bench", source, None)
    rolling.recount()  # so the jobs, which do not know this source, leave it alone tonight


def _follow(person: Person, number: int) -> float:
    """Seconds from a change of work until it counts in the other municipality."""
    from veerkracht.monitoring.count_keys import person_key
    from veerkracht.monitoring.count_rules import signed
    from veerkracht.monitoring.models import CountedUnit
    from veerkracht.people.actions import save_profile
    from veerkracht.people.models import Person as People
    from veerkracht.places.models import Area

    person = People.objects.get(pk=person.pk)
    towns = Area.objects.filter(code__in=["GM0917", "GM0935", "GM0983"]).exclude(
        code=person.municipality.code if person.municipality else ""
    )
    town = towns.order_by("code")[number % 2]
    save_profile(person=person, by=person, municipality=town)
    began = time.perf_counter()
    unit = CountedUnit.objects.filter(who=signed(person_key(person.pk)), area=town.code)
    while not unit.exists():
        if time.perf_counter() - began > TOO_LONG:
            raise SystemExit("a cell did not follow within half a minute")
        time.sleep(LOOK_AGAIN)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
