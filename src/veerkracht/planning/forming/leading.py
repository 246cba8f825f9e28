"""Which facilitator from outside leads which group."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from veerkracht.planning.forming import bits
from veerkracht.planning.forming.problem import Group
from veerkracht.planning.forming.scoring import NOWHERE, Assessed, Scoring, can_lead

Members = tuple[int, ...]


def led(scoring: Scoring, groups: list[Members], effort: float) -> dict[Members, Group]:
    """The groups that get a facilitator, with when and where; as many points as can be.

    Without a facilitator a group cannot be, where one is asked; those are not in the answer.
    """
    from ortools.sat.python import cp_model  # noqa: PLC0415 - heavy, and only jobs need it

    model: Any = cp_model.CpModel()
    load: dict[int, list[Any]] = defaultdict(list)
    options: dict[Members, list[tuple[Any, Group]]] = {}
    for members in groups:
        assessed = scoring.assess(members)
        if assessed is None:
            continue
        options[members] = []
        for leader, group in _who_can(scoring, members, assessed):
            leads = model.new_bool_var("")
            load[leader].append(leads)
            options[members].append((leads, group))
        model.add_at_most_one(leads for leads, _group in options[members])
    for leader, several in load.items():
        model.add(sum(several) <= scoring.leaders[leader][0].groups)
    model.maximize(sum(_worth(scoring, m) * leads for m in options for leads, _ in options[m]))
    solver: Any = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = max(1.0, effort)
    solver.solve(model)
    return {
        members: group
        for members, several in options.items()
        for leads, group in several
        if solver.value(leads)
    }


def _worth(scoring: Scoring, members: Members) -> int:
    assessed = scoring.assess(members)
    return assessed.value if assessed else 0


def _who_can(scoring: Scoring, members: Members, assessed: Assessed) -> list[tuple[int, Group]]:
    """Leaders (by number) who can come where the group meets, each with the group as they would lead it."""
    people = [scoring.problem.people[one] for one in members]
    organisations = Counter(one.organisation for one in people if one.organisation is not None)
    place = scoring.places.index(assessed.venue)
    found = []
    for number, (leader, reach) in enumerate(scoring.leaders):
        common = scoring.problem.demands.common_slots
        able = can_lead(leader, assessed.slots, assessed.languages, organisations, common)
        if able and reach[place] < NOWHERE:
            slots, languages = leader.slots & assessed.slots, leader.languages & assessed.languages
            keys = tuple(sorted(one.key for one in people))
            found.append(
                (
                    number,
                    Group(
                        keys, bits.lowest(slots), assessed.venue, bits.lowest(languages), leader.key
                    ),
                )
            )
    return found
