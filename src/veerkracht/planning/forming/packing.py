"""The best choice among known groups; exact when every group that can be is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import and_
from typing import Any

from veerkracht.planning.forming.clock import Clock
from veerkracht.planning.forming.scoring import Scoring
from veerkracht.planning.forming.search import Members, Search

MOST_GROUPS = 6_000
MOST_LOOKED_AT = 30_000  # groups, also those that are not complete yet: about a second


def every_group(search: Search) -> dict[Members, int] | None:
    """All groups that can be, with their points; None when they are too many to name."""
    scoring = search.scoring
    asked = scoring.problem.demands
    everybody = range(len(scoring.problem.people))
    found: dict[Members, int] = {}
    grown: list[Members] = [(one,) for one in everybody]
    looked = 0
    while grown:
        members = grown.pop()
        looked += 1
        if looked > MOST_LOOKED_AT or len(found) > MOST_GROUPS:
            return None
        if len(members) >= asked.least and (value := search.value(members)) is not None:
            found[members] = value
        if len(members) < asked.most:
            # who cannot be in a group does not become able by adding others
            more = ((*members, one) for one in everybody[members[-1] + 1 :])
            grown += [wider for wider in more if scoring.weigh_any_size(wider) is not None]
    return found


def like(search: Search, groups: Iterable[Members], people: Sequence[int]) -> dict[Members, int]:
    """These groups and all that differ from one of them by at most one in and one out, with their points."""
    found: dict[Members, int] = {}
    for members in groups:
        for other in _one_in_one_out(search.scoring, members, people):
            key = tuple(sorted(other))
            if key not in found and (value := search.value(key)) is not None:
                found[key] = value
    return found


def _one_in_one_out(scoring: Scoring, members: Members, people: Sequence[int]) -> Iterator[Members]:
    """Only with who has time when the others have: most have not, which is quickly seen."""
    yield members
    rests = [members, *(tuple(one for one in members if one != out) for out in members)]
    yield from rests[1:]
    common = scoring.problem.demands.common_slots
    for rest in rests:
        slots = reduce(and_, (scoring.slots[one] for one in rest), -1)
        for one in people:
            if (scoring.slots[one] & slots).bit_count() >= common and one not in members:
                yield (*rest, one)


def pack(
    groups: Mapping[Members, int],
    clock: Clock,
    effort: float,
    seed: int,
    *,
    now: frozenset[Members] = frozenset(),
    near_enough: float = 0.0,
) -> tuple[list[Members], int | None]:
    """Groups without a person twice, with the most points; and what no other choice among these passes.

    ``now``: a choice to start from. ``near_enough``: the gap with which it is content, 0–1.
    """
    from ortools.sat.python import cp_model  # noqa: PLC0415 - heavy, and only jobs need it

    model: Any = cp_model.CpModel()
    of_person: dict[int, list[Any]] = defaultdict(list)
    chosen = {}
    for members, value in groups.items():
        if value > 0:
            chosen[members] = model.new_bool_var("")
            for one in members:
                of_person[one].append(chosen[members])
            if now:
                model.add_hint(chosen[members], members in now)
    for several in of_person.values():
        model.add_at_most_one(several)
    model.maximize(sum(groups[members] * is_in for members, is_in in chosen.items()))
    solver: Any = cp_model.CpSolver()
    given = solver.parameters
    given.num_workers, given.random_seed, given.linearization_level = 1, seed, 2
    given.relative_gap_limit = near_enough
    clock.limit(given, effort)
    found = solver.solve(model)
    clock.spend(solver.response_proto.deterministic_time)
    if found not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return [], None
    best = [members for members, is_in in chosen.items() if solver.value(is_in)]
    return best, int(solver.best_objective_bound + 1e-6)
