"""Forming groups: the best that a budget allows, with what could not be passed."""

from __future__ import annotations

import random
from collections.abc import Sequence

from veerkracht.planning.forming import splitting
from veerkracht.planning.forming.clock import STEP, Budget, Clock, Progress, Report
from veerkracht.planning.forming.compact import Compact
from veerkracht.planning.forming.leading import led
from veerkracht.planning.forming.packing import every_group, pack
from veerkracht.planning.forming.problem import Ended, Group, Problem, Solution, faults
from veerkracht.planning.forming.raising import Raising
from veerkracht.planning.forming.scoring import FULL, NOWHERE, Scoring
from veerkracht.planning.forming.search import NO_FLOOR, Members, Plan, Search

FEW = 40  # people, up to which all groups that can be may be few enough to name
WHOLE = 420  # people for whom one programme is made; more are taken in parts of so many
WHOLE_SHARE = 0.6  # of what is left of the budget, for the programme of everybody
NEAR_ENOUGH = (
    0.004  # the gap with which that programme is content: then the rest is better spent on mending
)
# A floor under the worst group may cost so much of the points, or all that is left of a gap of a hundredth;
# one that costs more leaves people without a group, and goes.
FLOOR_MAY_COST = 0.005
MAY_BE_SHORT = 0.99


class CannotBeRead(ValueError):
    """The problem contradicts itself; ``faults`` says where."""


def form(
    problem: Problem,
    *,
    budget: Budget | None = None,
    seed: int = 1,
    report: Report | None = None,
) -> Solution:
    """Make groups. Raises CannotBeRead for a problem with :func:`faults`.

    Never worse than greedy with local search. The worst group is at least as good as theirs, unless that
    would cost more than :data:`FLOOR_MAY_COST` and bring the gap above a hundredth, because people stay
    without a group.
    """
    found = list(faults(problem))
    if found:
        raise CannotBeRead(found)
    return _Forming(problem, budget or Budget(), seed, report).run()


def simple_bound(scoring: Scoring) -> int:
    """Everybody at their own best place, whoever else is there."""
    return sum(FULL - best for reach in scoring.travel if (best := min(reach)) < NOWHERE)


class _Forming:
    def __init__(self, problem: Problem, budget: Budget, seed: int, report: Report | None) -> None:
        self.scoring = Scoring(problem)
        self.clock = Clock(budget)
        self.seed = seed
        self.report = report
        self.search = Search(self.scoring, random.Random(seed))
        self.bound = simple_bound(self.scoring)
        self.best = Plan.empty(self.scoring)
        self.floor = NO_FLOOR
        self.everybody = range(len(problem.people))
        self._counted = 0

    def run(self) -> Solution:
        """Greedy and local search first; then programmes, whole or in parts; then mending till the end."""
        self.baseline()
        if not self.exactly():
            if len(self.everybody) <= WHOLE:
                self.whole()
            else:
                self.parts()
            self.mend()
        return self.answer()

    # The clock

    def go_on(self) -> bool:
        """Whether there is budget left and nobody stopped it."""
        self.clock.spend((self.search.steps - self._counted) * STEP)
        self._counted = self.search.steps
        return self.clock.left > 0 and self.value < self.bound

    @property
    def value(self) -> int:
        """Points so far."""
        return self.best.value

    def tell(self) -> None:
        """Report where we are; it may stop us."""
        if self.report is not None:
            now = Progress(self.value, self.bound, self.clock.done, len(self.best.left))
            if not self.report(now):
                self.clock.stopped = True

    # The parts of the work

    def baseline(self) -> None:
        """Greedy, then local search with a fifth of the budget at most."""
        until = self.clock.left * 0.8
        self.search.build(self.best, self.go_on)
        self.search.improve(self.best, lambda: self.go_on() and self.clock.left > until)
        self.floor = self.best.worst if self.best.groups else NO_FLOOR
        self.tell()

    def exactly(self) -> bool:
        """All groups that can be, where they are few: the best choice among them is the best there is.

        False when they are many, or the best was not found with half of the budget.
        """
        if len(self.everybody) > FEW:
            return False
        every = every_group(self.search)
        if every is None:
            return False
        chosen, bound = pack(every, self.clock, self.clock.left / 2, self.seed)
        if bound is None:
            return False
        self.bound = min(self.bound, bound)
        self.take_if_better(self._plan_of(chosen))
        if self.value < self.bound:
            return False
        fair = {m: value for m, value in every.items() if value >= self.floor * len(m)}
        plan = self._plan_of(pack(fair, self.clock, self.clock.left / 2, self.seed)[0])
        if plan.value >= self.value * (1 - FLOOR_MAY_COST):
            self.best = plan
        return True

    def _plan_of(self, groups: Sequence[Members]) -> Plan:
        plan = Plan.empty(self.scoring)
        for members in groups:
            plan.put(members)
        return plan

    def whole(self) -> None:
        """One programme for everybody; its bound is the bound."""
        plan, bound = self.programme(self.clock.left * WHOLE_SHARE, near_enough=NEAR_ENOUGH)
        if bound is not None:
            self.bound = min(self.bound, bound)
        self.take_if_better(plan)
        self.tell()
        self.raise_the_worst()
        self.tell()

    def raise_the_worst(self) -> None:
        """Improve the plan with no group below the baseline's worst, as far as that may cost; else without."""
        raising = Raising(self.search, self.best, self.floor, self.clock, self.seed)
        raising.run(self.go_on, self.tell)
        self.search.floor = NO_FLOOR
        plan, enough = raising.plan, self.best.value * (1 - FLOOR_MAY_COST)
        if plan.worst >= self.floor and plan.value >= min(enough, self.bound * MAY_BE_SHORT):
            self.search.floor = self.floor
            self.best = plan
        else:
            self.take_if_better(plan)

    def around(self, centre: int) -> list[int]:
        """People of groups that somebody could be in, and some who are left."""
        near = self.search.groups_near(self.best, centre, most=18)
        people = [one for at in near for one in self.best.groups[at]]
        return [*people, *self.search.near(centre, set(self.best.left), 40), centre]

    def programme(self, effort: float, near_enough: float = 0.0) -> tuple[Plan, int | None]:
        """A plan for everybody by the programme, and what it cannot pass."""
        compact = Compact(self.scoring, list(self.everybody), self.search.floor)
        found, bound = compact.solve(self.clock, effort, self.seed, near_enough)
        plan = Plan.empty(self.scoring)
        for anchored in found:
            splitting.settle(self.search, plan, anchored)
        self.search.improve(plan, self.go_on)
        return plan, bound

    def take_if_better(self, plan: Plan) -> None:
        """A plan becomes the best when it has more points."""
        if plan.value > self.best.value:
            self.best = plan

    def parts(self) -> None:
        """Take people who live near each other together, and make a programme for each part."""
        self.search.floor = self.floor
        size = WHOLE
        share = self.clock.left * 0.6 / (len(self.everybody) / size)
        for people in self._neighbours(size):
            if not self.go_on():
                return
            self.again(people, share)

    def _neighbours(self, size: int) -> list[list[int]]:
        """Everybody in parts of about ``size``, by the groups they are in and where those meet."""
        plan = self.best
        order = sorted(plan.groups, key=lambda at: (self._venue(plan.groups[at]), at))
        people = [one for at in order for one in plan.groups[at]]
        left = sorted(plan.left, key=lambda one: (self.scoring.problem.people[one].home, one))
        parts = max(1, round(len(self.everybody) / size))
        cut, rest = -(-len(people) // parts), -(-len(left) // parts)
        return [
            people[at * cut : (at + 1) * cut] + left[at * rest : (at + 1) * rest]
            for at in range(parts)
        ]

    def _venue(self, members: Sequence[int]) -> int:
        assessed = self.scoring.assess(members)
        return -1 if assessed is None else assessed.venue

    def again(self, people: Sequence[int], effort: float) -> None:
        """Make the groups of these people anew; kept when it is no worse. No group is cut."""
        plan = self.best
        within = set(people)
        groups = {plan.in_group[one] for one in within if one in plan.in_group}
        within |= {one for at in groups for one in plan.groups[at]}
        before = plan.value
        compact = Compact(self.scoring, sorted(within), self.search.floor)
        found, _bound = compact.solve(self.clock, effort, self.seed)
        if not found:
            return
        plan.begin()
        for at in sorted(groups):
            plan.take(at)
        for anchored in found:
            splitting.settle(self.search, plan, anchored)
        self.search.polish(plan, within, self.go_on)
        if plan.value < before:
            plan.undo()
        self.tell()

    def mend(self) -> None:
        """Small programmes and small rebuildings by turns, until the budget is used."""
        rng = self.search.rng
        while self.go_on() and self.best.groups:
            centre = self.search.where_it_hurts(self.best)
            self.again(self.around(centre), min(1.5, self.clock.left * 0.5))
            for _time in range(20):
                if not self.go_on():
                    break
                self.search.rebuild(self.best, self.go_on, few=rng.randint(2, 4))
        self.tell()

    def answer(self) -> Solution:
        """The best plan as it is told."""
        if self.scoring.problem.demands.outside_facilitator:
            groups = self._led()
        else:
            order = sorted(self.best.groups)
            groups = tuple(self.scoring.group(self.best.groups[at]) for at in order)
        people = self.scoring.problem.people
        ended = Ended.BEST if self.value >= self.bound else Ended.BUDGET
        return Solution(
            groups=groups,
            left=tuple(sorted(people[one].key for one in self.best.left)),
            value=self.value,
            bound=max(self.bound, self.value),
            worst=self.best.worst,
            ended=Ended.STOPPED if self.clock.stopped else ended,
        )

    def _led(self) -> tuple[Group, ...]:
        """Groups with a facilitator from outside; one without cannot be, and its people are left."""
        found = led(self.scoring, list(self.best.groups.values()), self.clock.left)
        for at, members in list(self.best.groups.items()):
            if members not in found:
                self.best.take(at)
        return tuple(found[self.best.groups[at]] for at in sorted(self.best.groups))
