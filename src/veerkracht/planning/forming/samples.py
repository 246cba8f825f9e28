"""Problems to test with, and with real contention: few evenings, far homes, one large employer, most of one profession.

Fixed in ADR 0026; change it only with a new ADR, because figures in ``bench/RESULTS.md`` are compared over time.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from math import dist

from veerkracht.planning.forming.problem import Demands, Facilitator, Problem, Wish

PARTS = 15  # Monday to Friday: morning, afternoon, evening
PLACES = 31  # as many as Limburg has municipalities
LONG_KM, WIDE_KM = 110, 35  # about as long and as wide as Limburg
EVENING_SHARE = 0.45  # people who can only in the evening
ONLINE_ONLY, BOTH = 0.10, 0.25
LARGE_EMPLOYER = 0.18  # of all people
PROFESSIONS = (0.42, 0.2, 0.14, 0.1, 0.08, 0.06)
EXPERIENCES = (0.5, 0.3, 0.2)
THEMES, CHOSEN = 8, 3
LIMITS = (5, 10, 15, 20, 30, 45)


@dataclass(frozen=True)
class _Region:
    spots: list[tuple[float, float]]
    sizes: list[float]  # how many people live there, as shares


def sample(people: int, seed: int, demands: Demands | None = None) -> Problem:
    """A problem with so many people; the same for the same seed."""
    rng = random.Random(seed)
    region = _region(rng)
    wishes = tuple(_wish(rng, key, people, region) for key in range(1, people + 1))
    asked = demands or Demands()
    return Problem(
        people=wishes,
        distances=tuple(tuple(round(dist(a, b)) for b in region.spots) for a in region.spots),
        venues=tuple(range(PLACES)),
        demands=asked,
        authority=_authority(rng, wishes),
        apart=_pairs(rng, people, people // 40),
        met=_pairs(rng, people, people),
        facilitators=_facilitators(rng, people) if asked.outside_facilitator else (),
    )


def _region(rng: random.Random) -> _Region:
    spots = [(rng.uniform(0, WIDE_KM), rng.uniform(0, LONG_KM)) for _place in range(PLACES)]
    return _Region(spots, [1 / (rank + 1) for rank in range(PLACES)])


def _wish(rng: random.Random, key: int, people: int, region: _Region) -> Wish:
    way = rng.random()
    return Wish(
        key=key,
        slots=_slots(rng),
        home=rng.choices(range(PLACES), region.sizes)[0],
        travel_km=rng.choice(LIMITS),
        in_person=way >= ONLINE_ONLY,
        online=way < ONLINE_ONLY + BOTH,
        languages=1 if rng.random() < 0.95 else 3,
        organisation=_organisation(rng, people),
        profession=rng.choices(range(len(PROFESSIONS)), PROFESSIONS)[0],
        themes=sum(1 << theme for theme in rng.sample(range(THEMES), CHOSEN)),
        experience=rng.choices(range(3), EXPERIENCES)[0],
    )


def _slots(rng: random.Random) -> int:
    """Evenings only, or a few parts; nobody can at more than five."""
    evening = rng.random() < EVENING_SHARE
    among = [part for part in range(PARTS) if part % 3 == 2] if evening else list(range(PARTS))
    return sum(1 << part for part in rng.sample(among, rng.randint(1, 3 if evening else 5)))


def _organisation(rng: random.Random, people: int) -> int | None:
    if rng.random() < 0.06:
        return None
    if rng.random() < LARGE_EMPLOYER:
        return 0
    return 1 + rng.randrange(max(8, people // 12))


def _authority(rng: random.Random, wishes: tuple[Wish, ...]) -> frozenset[frozenset[int]]:
    """In each organisation the first person decides about a few others."""
    leaders: dict[int, int] = {}
    pairs = set()
    for wish in wishes:
        if wish.organisation is None:
            continue
        leader = leaders.setdefault(wish.organisation, wish.key)
        if leader != wish.key and rng.random() < 0.2:
            pairs.add(frozenset((leader, wish.key)))
    return frozenset(pairs)


def _pairs(rng: random.Random, people: int, number: int) -> frozenset[frozenset[int]]:
    if people < 2:
        return frozenset()
    return frozenset(frozenset(rng.sample(range(1, people + 1), 2)) for _pair in range(number))


def _facilitators(rng: random.Random, people: int) -> tuple[Facilitator, ...]:
    return tuple(
        Facilitator(
            key=people + 1 + number,
            slots=_slots(rng) | _slots(rng),
            home=rng.randrange(PLACES),
            travel_km=45,
            groups=3,
            online=True,
            organisation=1 + rng.randrange(max(8, people // 12)),
        )
        for number in range(1 + people // 15)
    )
