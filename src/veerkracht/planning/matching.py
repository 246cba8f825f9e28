"""Bringing people who ask for coaching and coaches together. Pure: a problem in, a solution out.

Hard: a coach has room, comes in the region, speaks a language of the person, meets in a way that suits,
and is independent: another organisation, and no authority one way or the other. Then as many people as
possible get a coach; among those answers, themes and sector count, and coaches carry alike.

The same problem gives the same answer, in whatever order it is told: one worker, a fixed seed, and a
limit that counts work instead of seconds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, CpSolver, IntVar

PLACED = 10_000  # so that nobody is left out for a better fit of others
THEME, MOST_THEMES, SECTOR = 30, 3, 20
LOAD = 40  # what the last place of a full coach costs; the first ones cost less
SEED, WORK = 2016, 8.0  # the limit in CP-SAT's deterministic seconds


class Way(StrEnum):
    """How people meet."""

    ONLINE = "online"
    PLACE = "place"
    EITHER = "either"


class Because(StrEnum):
    """Why somebody has no coach: the first condition that nobody meets."""

    REGION = "region"
    LANGUAGE = "language"
    WAY = "way"
    INDEPENDENT = "independent"
    ROOM = "room"


@dataclass(frozen=True)
class Coach:
    """A coach by number. ``load``: how many people at once; ``taken``: how many there are already."""

    number: int
    load: int
    taken: int = 0
    regions: frozenset[int] = frozenset()
    languages: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    sectors: frozenset[int] = frozenset()
    way: Way = Way.EITHER
    organisation: int | None = None

    @property
    def room(self) -> int:
        """How many more people can come."""
        return max(0, self.load - self.taken)


@dataclass(frozen=True)
class Request:
    """Somebody who asks for a coach, by number. ``apart``: coaches with whom there is authority."""

    number: int
    region: int
    languages: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    sector: int | None = None
    way: Way = Way.EITHER
    organisation: int | None = None
    apart: frozenset[int] = field(default=frozenset())


@dataclass(frozen=True)
class Match:
    """Who gets which coach, and what made it fit."""

    request: int
    coach: int
    themes: frozenset[str]
    same_sector: bool


@dataclass(frozen=True)
class Unplaced:
    """Who gets none, and why."""

    request: int
    because: Because


@dataclass(frozen=True)
class Problem:
    """Coaches and requests; each number once among its own kind (ValueError otherwise)."""

    coaches: tuple[Coach, ...]
    requests: tuple[Request, ...]

    def __post_init__(self) -> None:
        for numbers in (
            [one.number for one in self.coaches],
            [one.number for one in self.requests],
        ):
            if len(set(numbers)) < len(numbers):
                raise ValueError("a number stands there twice")


@dataclass(frozen=True)
class Solution:
    """Matches and who is left, by number. ``is_best``: proven that no answer is better (``points``)."""

    matches: tuple[Match, ...]
    unplaced: tuple[Unplaced, ...]
    points: int
    is_best: bool


def match(problem: Problem, *, work: float = WORK) -> Solution:
    """The best answer within ``work`` (deterministic seconds of the solver); at least a greedy one."""
    coaches = sorted(problem.coaches, key=lambda one: one.number)
    requests = sorted(problem.requests, key=lambda one: one.number)
    possible = {
        (request.number, coach.number): fit(request, coach)
        for request in requests
        for coach in coaches
        if obstacle(request, coach) is None
    }
    if not possible:
        return _solution(coaches, requests, {}, is_best=True)
    start = _greedy(coaches, requests, possible)
    chosen, is_best = _solve(coaches, possible, start, work)
    return _solution(coaches, requests, chosen, is_best=is_best)


def obstacle(request: Request, coach: Coach) -> Because | None:
    """The first hard condition that keeps these two apart; None when they can go together."""
    return next(iter(obstacles(request, coach)), None)


def obstacles(request: Request, coach: Coach) -> list[Because]:
    """Every hard condition that keeps these two apart, in the order of :class:`Because`."""
    return [because for because, holds in _conditions(request, coach) if not holds]


def _conditions(request: Request, coach: Coach) -> list[tuple[Because, bool]]:
    """In the order in which they are told."""
    ways = {request.way, coach.way}
    same_house = request.organisation is not None and request.organisation == coach.organisation
    return [
        (Because.REGION, request.region in coach.regions),
        (Because.LANGUAGE, bool(request.languages & coach.languages)),
        (Because.WAY, Way.EITHER in ways or len(ways) == 1),
        (Because.INDEPENDENT, not same_house and coach.number not in request.apart),
        (Because.ROOM, coach.room > 0),
    ]


def fit(request: Request, coach: Coach) -> int:
    """How well these two go together: shared themes and the same sector."""
    themes = min(MOST_THEMES, len(request.themes & coach.themes))
    return THEME * themes + SECTOR * int(request.sector in coach.sectors)


def place_cost(coach: Coach, place: int) -> int:
    """What the next ``place`` (from 0) of a coach costs: more as the coach is fuller."""
    return LOAD * (coach.taken + place + 1) // coach.load


def why_none(request: Request, coaches: Iterable[Coach]) -> Because:
    """Why nobody is left for this request: the furthest condition that at least one coach came to."""
    order = list(Because)
    met = [obstacle(request, coach) or Because.ROOM for coach in coaches]
    return max(met, key=order.index, default=Because.REGION)


def points_of(problem: Problem, pairs: Iterable[tuple[int, int]]) -> int:
    """What an answer is worth: pairs of request and coach. Whether it is allowed is not asked."""
    coaches = {one.number: one for one in problem.coaches}
    requests = {one.number: one for one in problem.requests}
    given: dict[int, int] = dict.fromkeys(coaches, 0)
    points = 0
    for request, coach in pairs:
        points += PLACED + fit(requests[request], coaches[coach])
        points -= place_cost(coaches[coach], given[coach])
        given[coach] += 1
    return points


Pairs = dict[int, int]  # request → coach
Possible = dict[tuple[int, int], int]


def _greedy(coaches: list[Coach], requests: list[Request], possible: Possible) -> Pairs:
    """Each in turn the best coach with room: where the solver starts, and what we have without it."""
    given = {one.number: 0 for one in coaches}
    found: Pairs = {}
    for request in requests:
        worth = [
            (possible[request.number, one.number] - place_cost(one, given[one.number]), -one.number)
            for one in coaches
            if (request.number, one.number) in possible and given[one.number] < one.room
        ]
        if worth:
            found[request.number] = -max(worth)[1]
            given[found[request.number]] += 1
    return found


def _solve(
    coaches: list[Coach], possible: Possible, start: Pairs, work: float
) -> tuple[Pairs, bool]:
    from ortools.sat.python import cp_model  # noqa: PLC0415 - heavy: only who solves pays for it

    model = cp_model.CpModel()
    chosen = {pair: model.new_bool_var(f"match {pair}") for pair in possible}
    for request in {request for request, _coach in possible}:
        model.add_at_most_one(var for (one, _coach), var in chosen.items() if one == request)
    costs = [cost for coach in coaches for cost in _places(model, coach, chosen)]
    worth = [(PLACED + points) * chosen[pair] for pair, points in possible.items()]
    model.maximize(sum(worth) - sum(costs))
    for pair, var in chosen.items():
        model.add_hint(var, start.get(pair[0]) == pair[1])
    solver = cp_model.CpSolver()
    _set(solver, work)
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return start, False
    found = {request: coach for (request, coach), var in chosen.items() if solver.value(var)}
    return found, status == cp_model.OPTIMAL


def _places(model: CpModel, coach: Coach, chosen: dict[tuple[int, int], IntVar]) -> list[Any]:
    """The coach's free places, filled in order, with what each costs."""
    mine = [var for (_request, number), var in chosen.items() if number == coach.number]
    places = [model.new_bool_var(f"place {coach.number} {n}") for n in range(coach.room)]
    if not places:
        return []
    model.add(sum(mine) == sum(places))
    for fuller, emptier in zip(places[1:], places, strict=False):
        model.add_implication(fuller, emptier)
    return [place_cost(coach, nth) * place for nth, place in enumerate(places)]


def _set(solver: CpSolver, work: float) -> None:
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = SEED
    solver.parameters.max_deterministic_time = work


def _solution(
    coaches: list[Coach], requests: list[Request], chosen: Pairs, *, is_best: bool
) -> Solution:
    by_number = {one.number: one for one in coaches}
    matches = [
        _told(request, by_number[chosen[request.number]])
        for request in requests
        if request.number in chosen
    ]
    left = [request for request in requests if request.number not in chosen]
    pairs = [(one.request, one.coach) for one in matches]
    return Solution(
        matches=tuple(matches),
        unplaced=tuple(Unplaced(one.number, why_none(one, coaches)) for one in left),
        points=points_of(Problem(tuple(coaches), tuple(requests)), pairs),
        is_best=is_best,
    )


def _told(request: Request, coach: Coach) -> Match:
    themes = request.themes & coach.themes
    return Match(request.number, coach.number, themes, request.sector in coach.sectors)
