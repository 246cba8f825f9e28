"""Groups keep to every hard rule, are as good as can be when that can be known, and a search ends when told."""

from __future__ import annotations

import itertools
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from veerkracht.planning.forming import (
    Budget,
    CannotBeRead,
    Demands,
    Ended,
    Fault,
    Problem,
    Progress,
    Wish,
    breaches,
    form,
    why,
)
from veerkracht.planning.forming.clock import Clock
from veerkracht.planning.forming.raising import MOST, Raising
from veerkracht.planning.forming.samples import sample
from veerkracht.planning.forming.scoring import Scoring
from veerkracht.planning.forming.search import Plan, Search

QUICK = Budget(seconds=20, effort=0.3)
NEAR = ((0, 5, 30), (5, 0, 25), (30, 25, 0))


@st.composite
def problems(draw: st.DrawFn, most: int = 26) -> Problem:
    """Small problems with every kind of rule."""
    people = draw(st.integers(0, most))
    demands = Demands(
        least=draw(st.integers(3, 4)),
        most=draw(st.integers(5, 6)),
        of_one_organisation=draw(st.integers(1, 3)),
        common_slots=draw(st.integers(1, 2)),
        outside_facilitator=draw(st.booleans()),
    )
    problem = sample(people, draw(st.integers(0, 10_000)), demands)
    wishes = [
        replace(
            wish,
            slots=wish.slots | draw(st.integers(0, 63)),
            register=draw(st.sampled_from((None, None, 0, 1))),
            group_least=draw(st.sampled_from((0, 0, 0, 5, 7))),
        )
        for wish in problem.people
    ]
    tied = (
        frozenset(draw(st.sets(st.integers(1, people), max_size=2))) if people > 2 else frozenset()
    )
    together = (tied,) if len(tied) == 2 else ()
    return replace(problem, people=tuple(wishes), together=together)


@given(problems())
@settings(max_examples=30, deadline=None)
def test_every_hard_rule_holds_and_nobody_is_lost(problem: Problem) -> None:
    found = form(problem, budget=QUICK)
    assert list(breaches(problem, found.groups)) == []
    placed = [key for group in found.groups for key in group.people]
    assert sorted([*placed, *found.left]) == [wish.key for wish in problem.people]
    assert found.value <= found.bound


@given(st.integers(0, 10_000))
@settings(max_examples=6, deadline=None)
def test_a_small_problem_is_solved_as_well_as_by_trying_everything(seed: int) -> None:
    problem = sample(9, seed, Demands(least=3, most=4))
    wishes = tuple(replace(wish, slots=wish.slots | 36) for wish in problem.people)
    problem = replace(problem, people=wishes)
    found = form(problem, budget=Budget(seconds=20, effort=0.3))
    best = _by_trying_everything(Scoring(problem))
    assert found.value <= best <= found.bound
    assert found.value >= best * 0.98, (found.value, best)


def _by_trying_everything(scoring: Scoring) -> int:
    people = range(len(scoring.problem.people))
    asked = scoring.problem.demands
    worth = {}
    for size in range(asked.least, asked.most + 1):
        for members in itertools.combinations(people, size):
            assessed = scoring.assess(members)
            if assessed is not None and assessed.value > 0:
                worth[sum(1 << one for one in members)] = assessed.value
    best = {0: 0}
    for group, value in worth.items():
        for taken, before in list(best.items()):
            if not taken & group:
                best[taken | group] = max(best.get(taken | group, 0), before + value)
    return max(best.values())


def test_the_same_seed_and_effort_give_the_same_groups() -> None:
    problem = sample(60, 5)
    budget = Budget(seconds=60, effort=0.5)
    first, second = form(problem, budget=budget, seed=5), form(problem, budget=budget, seed=5)
    assert first.groups == second.groups


def test_a_search_that_is_stopped_gives_the_best_so_far_at_once() -> None:
    reports: list[Progress] = []

    def stop(progress: Progress) -> bool:
        reports.append(progress)
        return False

    found = form(sample(80, 2), budget=Budget(seconds=30), report=stop)
    assert found.ended == Ended.STOPPED
    assert found.groups
    assert 0 <= reports[0].done <= 1


def test_very_many_people_with_one_evening_get_an_answer() -> None:
    problem = sample(600, 1)
    same = tuple(replace(wish, slots=1, in_person=False, online=True) for wish in problem.people)
    problem = replace(problem, people=same)
    found = form(problem, budget=Budget(seconds=60, effort=1.5))
    assert list(breaches(problem, found.groups)) == []
    assert len(found.left) < len(same) / 2


def test_nobody_who_can_is_an_answer() -> None:
    problem = Problem(tuple(Wish(key, 0, 0, 10) for key in range(1, 9)), NEAR, (0, 1, 2))
    found = form(problem, budget=QUICK)
    assert found.groups == ()
    assert found.left == tuple(range(1, 9))
    assert found.bound == 0 or found.value == 0


@pytest.mark.parametrize(
    ("problem", "fault"),
    [
        (Problem((Wish(1, 1, 0, 5), Wish(1, 1, 0, 5)), NEAR, (0,)), Fault.TWICE),
        (Problem((Wish(1, 1, 9, 5),), NEAR, (0,)), Fault.PLACE),
        (Problem((Wish(1, 1, 0, 5),), NEAR, (7,)), Fault.PLACE),
        (Problem((Wish(1, 1, 0, 5),), NEAR, (0,), Demands(least=2, most=20)), Fault.SIZES),
        (Problem((Wish(1, 1, 0, -5),), NEAR, (0,)), Fault.NUMBERS),
        (
            Problem((Wish(1, 1, 0, 5),), NEAR, (0,), apart=frozenset({frozenset({1, 2})})),
            Fault.UNKNOWN,
        ),
    ],
)
def test_a_problem_that_contradicts_itself_says_where(problem: Problem, fault: Fault) -> None:
    with pytest.raises(CannotBeRead) as raised:
        form(problem)
    assert fault in {kind for kind, _key in raised.value.args[0]}


def test_people_who_need_meetings_for_the_same_register_sit_together_in_a_group_that_is_large_enough() -> (
    None
):
    wish = Wish(1, 1, 0, 10)
    needing = {2, 5, 7, 8, 11, 12}
    people = tuple(
        replace(wish, key=key, register=0, group_least=6)
        if key in needing
        else replace(wish, key=key, organisation=key)
        for key in range(1, 12 + 1)
    )
    problem = Problem(people, NEAR, (0,), Demands(least=3, most=6))
    found = form(problem, budget=QUICK)
    assert needing in [set(group.people) for group in found.groups]
    with_it = why(problem, next(group for group in found.groups if needing == set(group.people)))
    assert (with_it.register, with_it.share_register) == (0, 6)


def test_raising_the_worst_never_loses_anybody_and_gives_no_worse_a_plan() -> None:
    problem = sample(60, 3)
    scoring = Scoring(problem)
    search, plan, clock = Search(scoring, Random(3)), Plan.empty(scoring), Clock(Budget(20, 0.3))
    search.build(plan, lambda: True)
    floor = plan.worst + 4
    raising = Raising(search, plan, floor, clock, 3)
    before = raising.worth(plan, MOST)
    raising.run(lambda: clock.left > 0, lambda: None)
    assert raising.worth(raising.plan, MOST) > before
    assert len(raising.low(raising.plan)) <= len(raising.low(plan))
    groups = [scoring.group(members) for members in raising.plan.groups.values()]
    assert list(breaches(problem, groups)) == []
    assert len(raising.plan.left) + len(raising.plan.in_group) == 60


def test_a_group_is_explained_by_what_its_people_share() -> None:
    problem = sample(60, 3)
    found = form(problem, budget=QUICK)
    for group in found.groups:
        facts = why(problem, group)
        assert facts.people == len(group.people)
        assert facts.organisations <= facts.people
        assert facts.theme is None or facts.share_theme >= 2
