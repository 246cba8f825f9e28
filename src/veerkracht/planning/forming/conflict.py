"""Why something is impossible: wishes in conflict, from which none can be left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from veerkracht.planning.forming import bits
from veerkracht.planning.forming.problem import Pair, Problem, Wish
from veerkracht.planning.forming.scoring import NOWHERE, Scoring

Spot = tuple[str, int]  # a part of the week, a place or a language

EVERYWHERE_KM = 10_000


class Kind(StrEnum):
    """What somebody wished, or what was demanded."""

    TIME = "time"  # when somebody can
    TRAVEL = "travel"  # how far, or online or not
    LANGUAGE = "language"
    APART = "apart"  # two people are kept apart
    AUTHORITY = "authority"  # one decides about the other
    TOGETHER = "together"  # people must be in one group
    ORGANISATION = "organisation"  # at most so many of one
    SIZE = "size"  # at least so many
    REGISTER = "register"  # a register wants more people in a group
    FACILITATOR = "facilitator"


@dataclass(frozen=True)
class Reason:
    """One wish or demand that takes part in a conflict, and whose it is."""

    kind: Kind
    people: tuple[int, ...] = ()


def conflict(problem: Problem, people: Sequence[int]) -> tuple[Reason, ...]:
    """Why these people (keys) cannot be in one group together: a smallest set of reasons, or nothing when they can.

    Each reason is needed: without any one of them, the people could be in one group. Others of the
    problem may join them. Raises KeyError for a key that is not there.
    """
    wishes = {wish.key: wish for wish in problem.people}
    asked = tuple(dict.fromkeys(people))
    for key in asked:
        _known = wishes[key]
    reasons = list(_reasons(problem, asked))
    if _possible(problem, asked, reasons):
        return ()
    needed = reasons
    for reason in reasons:
        without = [one for one in needed if one != reason]
        if not _possible(problem, asked, without):
            needed = without
    return tuple(needed)


def alone(problem: Problem, key: int) -> tuple[Reason, ...]:
    """Why somebody can be in no group at all; nothing when they can."""
    tied = next((bound for bound in problem.together if key in bound), frozenset({key}))
    return conflict(problem, sorted(tied))


def _reasons(problem: Problem, people: Sequence[int]) -> Iterator[Reason]:
    """Everything that could be to blame; what is hardest to change last, so that it stays longest."""
    within = set(people)
    if problem.demands.outside_facilitator:
        yield Reason(Kind.FACILITATOR)
    yield Reason(Kind.ORGANISATION)
    for pair in sorted(map(sorted, problem.apart)):
        if within.issuperset(pair):
            yield Reason(Kind.APART, tuple(pair))
    for kind in (Kind.LANGUAGE, Kind.TRAVEL, Kind.TIME):
        for key in people:
            yield Reason(kind, (key,))
    for pair in sorted(map(sorted, problem.authority)):
        if within.issuperset(pair):
            yield Reason(Kind.AUTHORITY, tuple(pair))
    if any(wish.group_least > problem.demands.least for wish in problem.people):
        yield Reason(Kind.REGISTER)
    yield Reason(Kind.SIZE)


def _possible(problem: Problem, people: Sequence[int], reasons: Iterable[Reason]) -> bool:
    """Whether these people, with others, could be a group when only these reasons held."""
    held = set(reasons)
    eased = _eased(problem, set(people), held)
    return _Feasible(eased, set(people), least_holds=Reason(Kind.SIZE) in held).found()


def _eased(problem: Problem, people: set[int], held: set[Reason]) -> Problem:
    def ease(wish: Wish) -> Wish:
        if Reason(Kind.REGISTER) not in held:
            wish = replace(wish, group_least=0)
        return _eased_wish(problem, wish, held) if wish.key in people else wish

    demands = problem.demands
    if Reason(Kind.ORGANISATION) not in held:
        demands = replace(demands, of_one_organisation=len(problem.people))
    if Reason(Kind.FACILITATOR) not in held:
        demands = replace(demands, outside_facilitator=False)
    return replace(
        problem,
        people=tuple(map(ease, problem.people)),
        demands=demands,
        apart=_still(problem.apart, people, held, Kind.APART),
        authority=_still(problem.authority, people, held, Kind.AUTHORITY),
    )


def _eased_wish(problem: Problem, wish: Wish, held: set[Reason]) -> Wish:
    every = 0
    for slots in (one.slots for one in problem.people):
        every |= slots
    for slots in (one.slots for one in problem.facilitators):
        every |= slots
    if Reason(Kind.TIME, (wish.key,)) not in held:
        wish = replace(wish, slots=every | 1)
    if Reason(Kind.TRAVEL, (wish.key,)) not in held:
        wish = replace(wish, travel_km=EVERYWHERE_KM, in_person=True, online=True)
    if Reason(Kind.LANGUAGE, (wish.key,)) not in held:
        wish = replace(wish, languages=(1 << 30) - 1)
    return wish


def _still(
    pairs: frozenset[Pair], people: set[int], held: set[Reason], kind: Kind
) -> frozenset[Pair]:
    return frozenset(
        pair for pair in pairs if not pair <= people or Reason(kind, tuple(sorted(pair))) in held
    )


class _Feasible:
    """Whether a group with these people exists: a part of the week, a place, a language, and others who fill it.

    By programme, because a reason that is given must be sure.
    """

    def __init__(self, problem: Problem, people: set[int], *, least_holds: bool) -> None:
        from ortools.sat.python import cp_model  # noqa: PLC0415 - heavy, and only few need it

        self.cp_model = cp_model
        self.model: Any = None
        self.scoring = Scoring(problem)
        self.demands = problem.demands
        self.core = sorted(self.scoring.number[key] for key in people)
        self.size = max(len(people), problem.demands.least if least_holds else 0)
        self.size = max([self.size, *(self.scoring.larger.get(one, 0) for one in self.core)])

    def found(self) -> bool:
        """Whether there is one. Time is bounded; a search that does not end counts as possible."""
        if self.size > self.demands.most or self.scoring.weigh_any_size(self.core) is None:
            return False
        larger = {size for size in self.scoring.larger.values() if self.size < size}
        sizes = [self.size, *sorted(size for size in larger if size <= self.demands.most)]
        return any(self._found_of(size) for size in sizes)

    def _found_of(self, size: int) -> bool:
        """Whether there is one of this size."""
        self.size, self.model = size, self.cp_model.CpModel()
        chosen: dict[int, Any] = {one: self.model.new_bool_var("") for one in self._others()}
        self.model.add(sum(chosen.values()) == self.size - len(self.core))
        where = self._meeting(chosen)
        self._mix(chosen)
        if self.demands.outside_facilitator:
            self._led(chosen, where)
        solver = self.cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_deterministic_time = 2.0
        return bool(solver.solve(self.model) != self.cp_model.INFEASIBLE)

    def _others(self) -> list[int]:
        """Who could come beside the core."""
        if self.size == len(self.core):
            return []
        everybody = range(len(self.scoring.slots))
        weigh = self.scoring.weigh_any_size
        return [
            one
            for one in everybody
            if one not in self.core
            and self.scoring.larger.get(one, 0) <= self.size
            and weigh([*self.core, one]) is not None
        ]

    def _meeting(self, chosen: dict[int, Any]) -> dict[Spot, Any]:
        """Parts of the week, one place and one language in which all who are chosen can."""
        slots, languages = -1, -1
        for one in self.core:
            slots &= self.scoring.slots[one]
            languages &= self.scoring.languages[one]
        reach = [self.scoring.travel[one] for one in self.core]
        places = [
            at for at in range(len(self.scoring.places)) if all(r[at] < NOWHERE for r in reach)
        ]
        kinds: list[tuple[str, Iterable[int], int]] = [
            ("slot", bits.members(slots), self.demands.common_slots),
            ("place", places, 1),
            ("language", bits.members(languages), 1),
        ]
        where: dict[Spot, Any] = {}
        for kind, options, wanted in kinds:
            spots = {(kind, at): self.model.new_bool_var("") for at in options}
            self.model.add(sum(spots.values()) == wanted)
            where |= spots
        for spot, there in where.items():
            for one, is_in in chosen.items():
                if not self._can(one, spot):
                    self.model.add_at_most_one(there, is_in)
        return where

    def _can(self, one: int, spot: Spot) -> bool:
        kind, at = spot
        if kind == "place":
            return self.scoring.travel[one][at] < NOWHERE
        return bool(
            (self.scoring.slots if kind == "slot" else self.scoring.languages)[one] >> at & 1
        )

    def _mix(self, chosen: dict[int, Any]) -> None:
        """No more of an organisation than allowed, and nobody with whom they are kept apart from."""
        members: dict[int, list[Any]] = defaultdict(list)
        for one, is_in in [*((one, 1) for one in self.core), *chosen.items()]:
            organisation = self.scoring.problem.people[one].organisation
            if organisation is not None:
                members[organisation].append(is_in)
        for several in members.values():
            self.model.add(sum(several) <= self.demands.of_one_organisation)
        for one, is_in in chosen.items():
            for other in self.scoring.apart.get(one, ()):
                if other > one and other in chosen:
                    self.model.add_at_most_one(is_in, chosen[other])

    def _led(self, chosen: dict[int, Any], where: dict[Spot, Any]) -> None:
        """Somebody from outside can be there."""
        leads = []
        for leader, reach in self.scoring.leaders:
            lead = self.model.new_bool_var("")
            leads.append(lead)
            able = {"slot": leader.slots, "language": leader.languages}
            for (kind, at), there in where.items():
                can = reach[at] < NOWHERE if kind == "place" else able[kind] >> at & 1
                if not can:
                    self.model.add_at_most_one(there, lead)
            for one, is_in in [*((one, 1) for one in self.core), *chosen.items()]:
                if self.scoring.problem.people[one].organisation == leader.organisation is not None:
                    self.model.add(lead + is_in <= 1)
        self.model.add(sum(leads) == 1)
