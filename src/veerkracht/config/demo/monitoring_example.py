"""Invented people in figures: a source that only the demo has, so that its figures look like those of a region.

They are no accounts and no rows of any other app: only facts, under keys that begin with ``example``. The numbers by
sector are those of the drawing of the figures page; by municipality they follow the inhabitants and a share that
differs from place to place. The same each time.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from veerkracht.kernel.clock import today
from veerkracht.monitoring.count_facts import Source, sources
from veerkracht.monitoring.count_keys import key_of
from veerkracht.monitoring.count_rules import Fact
from veerkracht.places.reference import areas

if TYPE_CHECKING:
    from veerkracht.monitoring.count_facts import Asked, Found

NAME = "example"
FIRST_YEAR = 2023
STUDENTS = 160
# sector: who works there, and how many of them were trained (invented)
SECTORS = {
    "verloskunde": (155, 65),
    "kraamzorg": (690, 120),
    "jeugdgezondheidszorg": (230, 145),
    "welzijn": (2_900, 410),
    "huisartsenzorg": (1_300, 235),
    "gemeente": (1_050, 190),
    "zorg": (18_500, 640),
    "anders": (3_400, 120),
}
FUNCTIONS = {
    "verloskunde": ("geboortezorg", "geboortezorg", "geboortezorg", "sturing"),
    "kraamzorg": ("geboortezorg", "geboortezorg", "verpleging", "sturing"),
    "jeugdgezondheidszorg": ("verpleging", "verpleging", "behandeling", "sturing"),
    "welzijn": ("sociaal", "sociaal", "sociaal", "sturing", "anders"),
    "huisartsenzorg": ("behandeling", "behandeling", "verpleging"),
    "gemeente": ("sturing", "sturing", "sociaal"),
    "zorg": ("verpleging", "verpleging", "behandeling", "sociaal", "sturing"),
    "anders": ("onderwijs", "onderwijs", "anders"),
}
# how eager a municipality is beside the others, by its code; 10 where nothing is said
EAGER = {
    "GM0944": 14, "GM0907": 18, "GM0893": 3, "GM0984": 5, "GM1507": 9, "GM0983": 10, "GM0946": 18, "GM1894": 14,
    "GM0988": 4, "GM1640": 6, "GM0957": 11, "GM0889": 7, "GM1641": 15, "GM1669": 19, "GM1711": 4, "GM0971": 8,
    "GM1883": 4, "GM0888": 12, "GM1954": 15, "GM0899": 19, "GM0938": 4, "GM0994": 8, "GM0917": 12, "GM0882": 4,
    "GM0935": 16, "GM0986": 17, "GM0965": 3, "GM0928": 5, "GM1903": 9, "GM1729": 13, "GM0981": 14,
}  # fmt: skip


@dataclass(frozen=True)
class Town:
    """A municipality and how many people live there."""

    code: str
    inhabitants: int


def register() -> None:
    """Let the demo count these people as well."""
    sources.add(NAME, Source(("professionals-trained", "students-trained"), example_facts))


@cache
def towns() -> tuple[Town, ...]:
    """The municipalities of today, from the list of areas."""
    rows = [row for row in areas() if row["kind"] == "municipality" and not row["valid_until"]]
    return tuple(Town(row["code"], int(row["inhabitants_2023"])) for row in rows)


def shared(number: int, weights: dict[str, float]) -> dict[str, int]:
    """A number in whole parts by weight, that add up to it: the largest remainders get one more."""
    whole = sum(weights.values())
    exact = {code: number * weight / whole for code, weight in weights.items()}
    parts = {code: int(value) for code, value in exact.items()}
    left = sorted(exact, key=lambda code: (parts[code] - exact[code], code))
    for code in left[: number - sum(parts.values())]:
        parts[code] += 1
    return parts


def working(sector: str) -> dict[str, int]:
    """How many people work in a sector, by municipality."""
    return shared(SECTORS[sector][0], {one.code: one.inhabitants for one in towns()})


def trained(sector: str) -> dict[str, int]:
    """How many of them were trained."""
    weights = {one.code: one.inhabitants * EAGER.get(one.code, 10) for one in towns()}
    return shared(SECTORS[sector][1], {code: float(weight) for code, weight in weights.items()})


def example_facts(_records: Asked) -> Found:
    """Everybody once, on an invented day from 2023 until half a year ago."""
    chance = random.Random(2023)  # noqa: S311 - a demo, no secret
    number = 0
    for sector in SECTORS:
        for town, people in trained(sector).items():
            for _one in range(people):
                number += 1
                function = chance.choice(FUNCTIONS[sector])
                place = (town, sector, function)
                yield number, _fact("professionals-trained", number, _day(chance), place)
    for town in _homes_of_students(chance):
        number += 1
        place = (town, "anders", "onderwijs")
        yield number, _fact("students-trained", number, _day(chance), place)


def _homes_of_students(chance: random.Random) -> Iterator[str]:
    schools = ("GM0917", "GM0935", "GM1883", "GM0983", "GM0957")
    for _one in range(STUDENTS):
        yield chance.choice(schools)


def _day(chance: random.Random) -> date:
    """More people each year, and none in the future."""
    first, last = date(FIRST_YEAR, 1, 10), date(today().year, 6, 30)
    last = min(last, today())
    share: float = chance.random() ** 0.8
    return first + (last - first) * share


def _fact(indicator: str, number: int, day: date, place: tuple[str, str, str]) -> Fact:
    area, sector, function = place
    key = key_of(NAME, number)
    return Fact(indicator, str(day.year), key, key, day, area, sector, function)
