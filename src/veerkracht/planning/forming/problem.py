"""What forming groups is asked and what it answers. Keys are the caller's; places are rows of ``distances``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

Pair = frozenset[int]
ONLINE = -1  # instead of a place

SMALLEST, LARGEST = 3, 14  # what a call may ask for


@dataclass(frozen=True)
class Wish:
    """Somebody who wants to join a group.

    ``slots``, ``languages``, ``themes``: sets as bits. ``home``: a place. ``travel_km``: at most, one way.
    ``experience``: 0 just begun, 1 some years, 2 long. ``register``: one for which their meetings must count, and
    ``group_least``: how many people that register wants in a group, 0 when it does not say.
    """

    key: int
    slots: int
    home: int
    travel_km: int
    in_person: bool = True
    online: bool = False
    languages: int = 1
    organisation: int | None = None
    profession: int = 0
    themes: int = 0
    experience: int = 0
    register: int | None = None
    group_least: int = 0


@dataclass(frozen=True)
class Facilitator:
    """Somebody from outside who can lead so many ``groups``; never one with a member of the own organisation."""

    key: int
    slots: int
    home: int
    travel_km: int
    groups: int
    in_person: bool = True
    online: bool = False
    languages: int = 1
    organisation: int | None = None


@dataclass(frozen=True)
class Demands:
    """What holds for each group of a call."""

    least: int = 5
    most: int = 8
    of_one_organisation: int = 2
    common_slots: int = 1
    outside_facilitator: bool = False


@dataclass(frozen=True)
class Problem:
    """Who wants to join, where groups can meet, and who cannot or must be together.

    ``authority``: pairs of whom one decides about the other. ``apart``: pairs that were kept apart.
    ``together``: people who must be in one group. ``met``: pairs that were in one group before.
    """

    people: tuple[Wish, ...]
    distances: tuple[tuple[int, ...], ...]
    venues: tuple[int, ...]
    demands: Demands = Demands()
    authority: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()
    together: tuple[frozenset[int], ...] = ()
    met: frozenset[Pair] = frozenset()
    facilitators: tuple[Facilitator, ...] = ()


@dataclass(frozen=True)
class Group:
    """People who can meet in a part of the week, in a place or :data:`ONLINE`; ``language`` is one bit."""

    people: tuple[int, ...]
    slot: int
    venue: int
    language: int
    facilitator: int | None = None


@dataclass(frozen=True)
class Solution:
    """Groups, and who is left over.

    ``value``: points of 100 a person, all people in a perfect group would be 100 × people; ``bound``: no
    solution at all reaches more. ``worst``: points a person of the worst group.
    """

    groups: tuple[Group, ...]
    left: tuple[int, ...]
    value: int
    bound: int
    worst: float
    ended: Ended = field(default_factory=lambda: Ended.BUDGET)

    @property
    def gap(self) -> float:
        """How much of the bound is not reached, from 0 to 1."""
        return (self.bound - self.value) / self.bound if self.bound else 0.0


class Ended(StrEnum):
    """Why a search ended."""

    BEST = "best"  # nothing better is possible
    BUDGET = "budget"
    STOPPED = "stopped"


class Fault(StrEnum):
    """Why a problem cannot be read."""

    TWICE = "twice"
    SIZES = "sizes"
    PLACE = "place"
    UNKNOWN = "unknown"
    NUMBERS = "numbers"


def faults(problem: Problem) -> Iterator[tuple[Fault, int]]:
    """What is wrong with a problem, each with the key (or place) it is about; nothing when it can be solved."""
    asked = problem.demands
    if not SMALLEST <= asked.least <= asked.most <= LARGEST:
        yield Fault.SIZES, asked.least
    if asked.of_one_organisation < 1 or asked.common_slots < 1:
        yield Fault.NUMBERS, 0
    for key, times in Counter(wish.key for wish in problem.people).items():
        if times > 1:
            yield Fault.TWICE, key
    yield from _faults_of_places(problem)
    yield from _faults_of_pairs(problem)


def _faults_of_places(problem: Problem) -> Iterator[tuple[Fault, int]]:
    known = range(len(problem.distances))
    if any(len(row) != len(known) for row in problem.distances):
        yield Fault.PLACE, len(known)
    everybody: list[Wish | Facilitator] = [*problem.people, *problem.facilitators]
    for one in everybody:
        if one.home not in known:
            yield Fault.PLACE, one.key
        if min(one.slots, one.languages, one.travel_km) < 0:
            yield Fault.NUMBERS, one.key
    for venue in problem.venues:
        if venue not in known:
            yield Fault.PLACE, venue


def _faults_of_pairs(problem: Problem) -> Iterator[tuple[Fault, int]]:
    known = {wish.key for wish in problem.people}
    asked = problem.demands
    for pair in (*problem.authority, *problem.apart, *problem.met, *problem.together):
        for key in sorted(pair - known):
            yield Fault.UNKNOWN, key
    for bound in problem.together:
        if len(bound) > asked.most:
            yield Fault.SIZES, min(bound)
