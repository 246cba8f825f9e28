"""Who meets where and when, as one integer programme; who sits with whom at the same place is left for later.

An *anchor* is a part of the week at a place. The programme counts groups and people per anchor, which
holds sizes, time, travel, organisations, professions and experience; it forgets themes, having met and
the steeper weight of a bad group. So its bound holds for the real problem, and its answer needs little
mending.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import floor, isfinite
from typing import Any

from veerkracht.planning.forming import bits
from veerkracht.planning.forming import scoring as weights
from veerkracht.planning.forming.clock import Clock
from veerkracht.planning.forming.scoring import FULL, NOWHERE, Scoring

Anchor = tuple[int, int]  # part of the week, number of the place in ``scoring.places``
Classes = Iterable[tuple[int, object]]


@dataclass(frozen=True)
class Anchored:
    """People who meet at an anchor, in so many groups."""

    anchor: Anchor
    people: tuple[int, ...]
    groups: int


def ways(scoring: Scoring, people: Iterable[int]) -> dict[Anchor, list[int]]:
    """Anchor → who can be there, where they are enough for a group."""
    at: dict[Anchor, list[int]] = defaultdict(list)
    for one in people:
        places = [place for place, points in enumerate(scoring.travel[one]) if points < NOWHERE]
        for slot in bits.members(scoring.slots[one]):
            for place in places:
                at[slot, place].append(one)
    least = scoring.problem.demands.least
    enough = {anchor: found for anchor, found in at.items() if len(found) >= least}
    return {anchor: enough[anchor] for anchor in enough if not _needless(scoring, enough, anchor)}


def _needless(scoring: Scoring, at: dict[Anchor, list[int]], anchor: Anchor) -> bool:
    """Whether all who can be here can as well be at another place at that time, and nobody travels farther.

    Of two places that are the same to everybody, the first stays.
    """
    slot, place = anchor
    here = at[anchor]
    for other in range(len(scoring.places)):
        there = at.get((slot, other))
        if other == place or there is None or len(there) < len(here):
            continue
        if set(there).issuperset(here):
            ways = [(scoring.travel[one][other], scoring.travel[one][place]) for one in here]
            if all(a <= b for a, b in ways) and (
                other < place or any(a < b for a, b in ways) or len(there) > len(here)
            ):
                return True
    return False


class Compact:
    """The programme for some people. No anchor's people have fewer points each than ``floor``."""

    def __init__(self, scoring: Scoring, people: Sequence[int], floor: float) -> None:
        from ortools.sat.python import cp_model  # noqa: PLC0415 - heavy, and only jobs need it

        self.scoring = scoring
        self.solver: Any = cp_model.CpSolver()
        self.status = cp_model
        self.model: Any = cp_model.CpModel()
        self.there: dict[Anchor, dict[int, Any]] = {}
        self.groups: dict[Anchor, Any] = {}
        self.points: list[Any] = []
        self.floor = floor
        for anchor, able in ways(scoring, people).items():
            self._anchor(anchor, able)
        self._once()
        self._tie()
        self._lead()
        self.model.maximize(sum(self.points))

    def solve(
        self, clock: Clock, effort: float, seed: int, near_enough: float = 0.0
    ) -> tuple[list[Anchored], int | None]:
        """The best found and what cannot be passed; nothing when nothing was found in time."""
        given = self.solver.parameters
        given.num_workers = 1
        given.linearization_level = 2  # its linear relaxation is nearly the answer
        given.search_branching = self.status.LP_SEARCH  # much the quickest of all that were tried
        given.random_seed = seed
        given.relative_gap_limit = near_enough
        clock.limit(given, effort)
        found = self.solver.solve(self.model)
        clock.spend(self.solver.response_proto.deterministic_time)
        if found not in {self.status.OPTIMAL, self.status.FEASIBLE}:
            return [], None
        return list(self._read()), int(self.solver.best_objective_bound + 1e-6)

    def _read(self) -> Iterator[Anchored]:
        for anchor, there in self.there.items():
            people = tuple(one for one, share in there.items() if self.solver.value(share))
            if people:
                yield Anchored(anchor, people, self.solver.value(self.groups[anchor]))

    def _anchor(self, anchor: Anchor, people: list[int]) -> None:
        asked = self.scoring.problem.demands
        before = len(self.points)
        groups = self.groups[anchor] = self.model.new_int_var(0, len(people) // asked.least, "")
        there = self.there[anchor] = {one: self.model.new_bool_var("") for one in people}
        together = sum(there.values())
        self.model.add(together >= asked.least * groups)
        self.model.add(together <= asked.most * groups)
        alone = len(people) < 2 * asked.least  # at most one group
        for one, share in there.items():
            self.points.append((FULL - self.scoring.travel[one][anchor[1]]) * share)
            if alone:
                self.model.add(share <= groups)
        self._larger(groups, there)
        self._organisations(groups, there)
        wishes = self.scoring.problem.people
        professions = ((one, wishes[one].profession) for one in people)
        self._beyond(groups, there, professions, weights.PROFESSION_CAP, weights.SAME_PROFESSION)
        experience = ((one, wishes[one].experience) for one in people)
        self._beyond(groups, there, experience, weights.EXPERIENCE_CAP, weights.SAME_EXPERIENCE)
        if alone:
            self._keep_apart(there)
        if isfinite(self.floor):
            self.model.add(sum(self.points[before:]) >= floor(self.floor) * together)

    def _larger(self, groups: Any, there: dict[int, Any]) -> None:
        """Groups with somebody whose register wants more people in a group are larger."""
        asked = self.scoring.problem.demands
        larger = {one: self.scoring.larger[one] for one in there if one in self.scoring.larger}
        if not larger:
            return
        some = self.model.new_int_var(0, len(there) // asked.least, "")
        self.model.add(some <= groups)
        self.model.add(sum(there[one] for one in larger) <= asked.most * some)
        more = min(larger.values()) - asked.least
        self.model.add(sum(there.values()) >= asked.least * groups + more * some)

    def _organisations(self, groups: Any, there: dict[int, Any]) -> None:
        wishes = self.scoring.problem.people
        most = self.scoring.problem.demands.of_one_organisation
        named = [
            (one, wishes[one].organisation) for one in there if wishes[one].organisation is not None
        ]
        self._beyond(groups, there, named, 1, weights.SAME_ORGANISATION)
        for people in _classes(named):
            if len(people) > most:
                self.model.add(sum(there[one] for one in people) <= most * groups)

    def _beyond(
        self, groups: Any, there: dict[int, Any], classes: Classes, cap: int, points: int
    ) -> None:
        """Points for each above so many of a class in a group."""
        for people in _classes(classes):
            if len(people) > cap:
                beyond = self.model.new_int_var(0, len(people), "")
                self.model.add(beyond >= sum(there[one] for one in people) - cap * groups)
                self.points.append(-points * beyond)

    def _keep_apart(self, there: dict[int, Any]) -> None:
        for one, share in there.items():
            for other in self.scoring.apart.get(one, ()):
                if other > one and other in there:
                    self.model.add_at_most_one(share, there[other])

    def _once(self) -> None:
        shares: dict[int, list[Any]] = defaultdict(list)
        for there in self.there.values():
            for one, share in there.items():
                shares[one].append(share)
        for several in shares.values():
            self.model.add_at_most_one(several)

    def _tie(self) -> None:
        """Who must be together is at the same anchors."""
        for bound in self.scoring.problem.together:
            first, *others = sorted(self.scoring.number[key] for key in bound)
            for there in self.there.values():
                for other in others:
                    self.model.add(there.get(first, 0) == there.get(other, 0))

    def _lead(self) -> None:
        """Each group has a facilitator who can be there; none leads more than they can."""
        if not self.scoring.problem.demands.outside_facilitator:
            return
        load: dict[int, list[Any]] = defaultdict(list)
        for (slot, place), groups in self.groups.items():
            able = []
            for number, (leader, reach) in enumerate(self.scoring.leaders):
                if reach[place] < NOWHERE and leader.slots >> slot & 1:
                    led = self.model.new_int_var(0, leader.groups, "")
                    able.append(led)
                    load[number].append(led)
            self.model.add(groups <= sum(able))
        for number, led in load.items():
            self.model.add(sum(led) <= self.scoring.leaders[number][0].groups)


def _classes(pairs: Classes) -> list[list[int]]:
    found: dict[object, list[int]] = defaultdict(list)
    for one, kind in pairs:
        found[kind].append(one)
    return list(found.values())
