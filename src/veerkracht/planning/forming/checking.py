"""Whether groups keep to every hard rule; looked at anew, without what the search knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum

from veerkracht.planning.forming.problem import ONLINE, Facilitator, Group, Problem, Wish


class Breach(StrEnum):
    """A hard rule that does not hold."""

    TWICE = "twice"
    SIZE = "size"
    TIME = "time"
    TRAVEL = "travel"
    LANGUAGE = "language"
    ORGANISATION = "organisation"
    APART = "apart"
    AUTHORITY = "authority"
    TOGETHER = "together"
    FACILITATOR = "facilitator"


def breaches(problem: Problem, groups: Sequence[Group]) -> Iterator[tuple[Breach, int]]:
    """Each hard rule that does not hold, with the index of the group; nothing when all is well."""
    people = {wish.key: wish for wish in problem.people}
    times = Counter(key for group in groups for key in group.people)
    for index, group in enumerate(groups):
        members = [people[key] for key in group.people]
        if any(times[key] > 1 for key in group.people):
            yield Breach.TWICE, index
        yield from ((breach, index) for breach in _of_group(problem, group, members))
    load = Counter(group.facilitator for group in groups if group.facilitator is not None)
    for leader in problem.facilitators:
        if load[leader.key] > leader.groups:
            yield Breach.FACILITATOR, leader.key


def _of_group(problem: Problem, group: Group, members: list[Wish]) -> Iterator[Breach]:
    asked = problem.demands
    least = max([asked.least, *(one.group_least for one in members)])
    if not least <= len(members) <= asked.most:
        yield Breach.SIZE
    common = -1
    for one in members:
        common &= one.slots
    if common.bit_count() < asked.common_slots or not common >> group.slot & 1:
        yield Breach.TIME
    if not all(_reaches(problem, one, group.venue) for one in members):
        yield Breach.TRAVEL
    if not all(one.languages >> group.language & 1 for one in members):
        yield Breach.LANGUAGE
    named = Counter(one.organisation for one in members if one.organisation is not None)
    if any(number > asked.of_one_organisation for number in named.values()):
        yield Breach.ORGANISATION
    yield from _of_pairs(problem, set(group.people))
    if asked.outside_facilitator and not _led(problem, group, set(named)):
        yield Breach.FACILITATOR


def _of_pairs(problem: Problem, keys: set[int]) -> Iterator[Breach]:
    if any(pair <= keys for pair in problem.apart):
        yield Breach.APART
    if any(pair <= keys for pair in problem.authority):
        yield Breach.AUTHORITY
    if any(keys & bound and not bound <= keys for bound in problem.together):
        yield Breach.TOGETHER


def _reaches(problem: Problem, one: Wish | Facilitator, venue: int) -> bool:
    if venue == ONLINE:
        return one.online
    return one.in_person and problem.distances[one.home][venue] <= one.travel_km


def _led(problem: Problem, group: Group, organisations: set[int]) -> bool:
    leader = next((one for one in problem.facilitators if one.key == group.facilitator), None)
    return leader is not None and (
        bool(leader.slots >> group.slot & 1)
        and bool(leader.languages >> group.language & 1)
        and leader.organisation not in organisations
        and _reaches(problem, leader, group.venue)
    )
