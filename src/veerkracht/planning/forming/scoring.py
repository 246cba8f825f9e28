"""What a group is worth. All weights stand here; why they are what they are, in ADR 0026.

Points: each person brings 100, less what is not as it should be. The further a group as a whole falls
short, the heavier each point weighs, so that the worst group counts most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from veerkracht.planning.forming import bits
from veerkracht.planning.forming.problem import ONLINE, Facilitator, Group, Problem, Wish

FULL = 100
SAME_ORGANISATION = 25  # each member beyond the first of one organisation
SAME_PROFESSION, PROFESSION_CAP = 15, 3  # each member beyond so many of one profession
SAME_EXPERIENCE, EXPERIENCE_CAP = 10, 4
FEW_THEMES, THEME_PARTNERS = 15, 2  # each member who shares a theme with fewer others
MET_BEFORE = 20  # each pair
ALONE_FOR_REGISTER = (
    10  # each member who is the only one that needs the meetings for their register
)
FAR, FAR_KM = 25, 60  # points for so many kilometres, in proportion and no more
ONLINE_POINTS = 5  # meeting on a screen, for each
STEEPER = ((20, 2), (40, 4))  # above so many points short a person: so much more for each
NOWHERE = 1_000_000


@dataclass(frozen=True)
class Assessed:
    """A group that can be: its value in points, points short a person, place and part of the week."""

    value: int
    short: float
    venue: int
    slots: int
    languages: int


class Scoring:
    """A problem made ready to weigh groups quickly; people by their number in ``problem.people``."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.places = (*problem.venues, ONLINE)
        self.number = {wish.key: at for at, wish in enumerate(problem.people)}
        self.slots = [wish.slots for wish in problem.people]
        self.languages = [wish.languages for wish in problem.people]
        self.travel = [travel_points(problem, wish, self.places) for wish in problem.people]
        self.apart = self._partners((*problem.authority, *problem.apart))
        self.met = self._partners(tuple(problem.met))
        self.leaders = [
            (leader, travel_points(problem, leader, self.places)) for leader in problem.facilitators
        ]
        self.larger = {
            at: wish.group_least
            for at, wish in enumerate(problem.people)
            if wish.group_least > problem.demands.least
        }
        self._known: dict[tuple[int, ...], Assessed | None] = {}

    def _partners(self, pairs: Sequence[frozenset[int]]) -> dict[int, set[int]]:
        found: dict[int, set[int]] = {}
        for pair in pairs:
            numbers = [self.number[key] for key in pair]
            for one in numbers:
                found.setdefault(one, set()).update(set(numbers) - {one})
        return found

    def assess(self, members: Sequence[int]) -> Assessed | None:
        """What these people are worth as a group; None when they cannot be one."""
        key = tuple(sorted(members))
        if key not in self._known:
            if len(self._known) > 300_000:
                self._known.clear()
            self._known[key] = self._weigh(key)
        return self._known[key]

    def _weigh(self, members: tuple[int, ...]) -> Assessed | None:
        asked = self.problem.demands
        if not self.least_of(members) <= len(members) <= asked.most:
            return None
        return self.weigh_any_size(members)

    def least_of(self, members: Sequence[int]) -> int:
        """How many a group with these members must have: as asked, or as a register of one of them wants."""
        asked = self.problem.demands.least
        if not self.larger:
            return asked
        return max([asked, *(self.larger.get(one, asked) for one in members)])

    def weigh_any_size(self, members: Sequence[int]) -> Assessed | None:
        """As :meth:`assess`, for a group that is not complete yet or is too large."""
        asked = self.problem.demands
        slots = languages = -1
        for one in members:
            slots &= self.slots[one]
            languages &= self.languages[one]
        if slots.bit_count() < asked.common_slots or not languages or self._kept_apart(members):
            return None
        people = [self.problem.people[one] for one in members]
        organisations = Counter(
            wish.organisation for wish in people if wish.organisation is not None
        )
        if organisations and max(organisations.values()) > asked.of_one_organisation:
            return None
        where = self._where(members, slots, languages, organisations)
        if where is None:
            return None
        travel, venue = where
        short = travel + self._short(members, people, organisations)
        size = len(members)
        return Assessed(value_of(short, size), short / size, venue, slots, languages)

    def _kept_apart(self, members: Sequence[int]) -> bool:
        if not self.apart:
            return False
        return any(not self.apart[one].isdisjoint(members) for one in members if one in self.apart)

    def _where(
        self, members: Sequence[int], slots: int, languages: int, organisations: Counter[int]
    ) -> tuple[int, int] | None:
        """The least travel points for all, and the place; with a facilitator who can come where one is asked."""
        sums = list(map(sum, zip(*(self.travel[one] for one in members), strict=True)))
        if self.problem.demands.outside_facilitator:
            sums = self._with_leader(sums, slots, languages, organisations)
        least = min(sums)
        return None if least >= NOWHERE else (least, self.places[sums.index(least)])

    def _with_leader(
        self, sums: list[int], slots: int, languages: int, organisations: Counter[int]
    ) -> list[int]:
        able = [
            reach
            for leader, reach in self.leaders
            if can_lead(leader, slots, languages, organisations, self.problem.demands.common_slots)
        ]
        return [
            points if any(reach[at] < NOWHERE for reach in able) else NOWHERE
            for at, points in enumerate(sums)
        ]

    def _short(
        self, members: Sequence[int], people: list[Wish], organisations: Counter[int]
    ) -> int:
        short = SAME_ORGANISATION * (sum(organisations.values()) - len(organisations))
        short += SAME_PROFESSION * _beyond((one.profession for one in people), PROFESSION_CAP)
        short += SAME_EXPERIENCE * _beyond((one.experience for one in people), EXPERIENCE_CAP)
        short += FEW_THEMES * sum(
            sum(1 for other in people if other.themes & one.themes) <= THEME_PARTNERS
            for one in people
            if one.themes
        )
        registers = Counter(one.register for one in people if one.register is not None)
        short += ALONE_FOR_REGISTER * sum(number == 1 for number in registers.values())
        pairs = sum(len(self.met[one].intersection(members)) for one in members if one in self.met)
        return short + MET_BEFORE * (pairs // 2)

    def group(self, members: Sequence[int], facilitator: int | None = None) -> Group:
        """The group as it is answered. AssertionError when it cannot be."""
        assessed = self.assess(members)
        if assessed is None:
            raise AssertionError("a group that cannot be")
        keys = tuple(sorted(self.problem.people[one].key for one in members))
        slot = bits.lowest(assessed.slots)
        return Group(keys, slot, assessed.venue, bits.lowest(assessed.languages), facilitator)


def value_of(short: int, size: int) -> int:
    """Points of a group of ``size`` that is ``short`` points short in all."""
    more = sum(weight * max(0, short - level * size) for level, weight in STEEPER)
    return FULL * size - short - more


def travel_points(
    problem: Problem, one: Wish | Facilitator, places: Sequence[int]
) -> tuple[int, ...]:
    """Points that travelling costs somebody, for each place; :data:`NOWHERE` where they cannot be."""

    def points(place: int) -> int:
        if place == ONLINE:
            return ONLINE_POINTS if one.online else NOWHERE
        distance = problem.distances[one.home][place]
        reached = one.in_person and distance <= one.travel_km
        return min(FAR, FAR * distance // FAR_KM) if reached else NOWHERE

    return tuple(map(points, places))


def can_lead(
    leader: Facilitator, slots: int, languages: int, organisations: Counter[int], common: int
) -> bool:
    """Whether somebody from outside can lead a group, as far as time, language and organisation go."""
    return (
        (leader.slots & slots).bit_count() >= common
        and bool(leader.languages & languages)
        and leader.organisation not in organisations
    )


def _beyond(classes: object, cap: int) -> int:
    counted = Counter(classes)  # type: ignore[call-overload]
    return sum(max(0, number - cap) for number in counted.values())
