"""Raising the worst groups of a plan above a floor, and improving it as a whole, at the lowest price.

Two steps by turns. *Packing*: of all groups that differ by one in and one out from those of now, the best
choice, so that long chains of exchanges are found at once. *Anew*: groups near somebody, and groups near those,
are made again by the programme. A group below the floor has a price, so that people stay without a group for it
only where there is no other way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from veerkracht.planning.forming import splitting
from veerkracht.planning.forming.clock import Clock
from veerkracht.planning.forming.compact import Compact
from veerkracht.planning.forming.packing import like, pack
from veerkracht.planning.forming.search import NO_FLOOR, Plan, Search

LITTLE, MUCH, MORE, MOST = (
    30,
    80,
    8,
    240,
)  # points that a group below the floor costs; more with each turn
PACKING, ANEW = 2.5, 0.4  # seconds or effort of one step at most
NEAR_ENOUGH, ALMOST = 0.0003, 0.003  # gaps with which packing, and making anew, are content
TOO_SHORT = 0.1  # seconds or effort, in which nothing can be packed
RING = 18  # groups that are made anew together
HOPELESS = 60  # points short of what was, from which packing is no use
TURNS = 40  # times anew between two packings of everybody
LAST = 0.15  # of the budget, kept for the last packing


class Raising:
    """Works on a copy of a plan: :attr:`plan`."""

    def __init__(self, search: Search, plan: Plan, floor: float, clock: Clock, seed: int) -> None:
        self.search = search
        self.plan = plan.copy()
        self.floor = floor
        self.clock = clock
        self.seed = seed

    def run(self, go_on: Callable[[], bool], tell: Callable[[], None]) -> None:
        """Pack, make anew and pack again until the budget is used."""
        self.pack(LITTLE)
        last, turn = self.clock.left * LAST / (1 - LAST), 0
        while go_on() and self.clock.left > last:
            turn += 1
            price = min(MUCH + MORE * turn, MOST)
            self.anew(self._centre(turn), price, go_on)
            if turn % TURNS == 0 and self.clock.left > 2 * last:
                self.pack(price)
                tell()
        self.pack(MOST)

    def low(self, plan: Plan) -> list[int]:
        """Groups below the floor."""
        return [at for at in plan.groups if plan.worth(at) < self.floor * len(plan.groups[at])]

    def worth(self, plan: Plan, price: int) -> int:
        """Points of a plan, less a price for each group below the floor."""
        return plan.value - price * len(self.low(plan))

    def pack(self, price: int) -> None:
        """The best choice of groups that are like those of now."""
        self._pack(self.plan, set(self.plan.groups), price)

    def _pack(self, plan: Plan, groups: set[int], price: int) -> None:
        now = frozenset(plan.groups[at] for at in groups)
        before = self.worth(plan, price)
        groups_like = self._priced(plan, now, price)
        effort = min(PACKING, self.clock.left)
        if effort < TOO_SHORT:
            return
        new, _bound = pack(
            groups_like, self.clock, effort, self.seed, now=now, near_enough=NEAR_ENOUGH
        )
        if new:
            plan.begin()
            plan.swap(sorted(groups), new)
            if self.worth(plan, price) < before:
                plan.undo()

    def _priced(
        self, plan: Plan, now: Iterable[tuple[int, ...]], price: int
    ) -> dict[tuple[int, ...], int]:
        """Groups like those of now, also with people who are left, less the price of those below the floor."""
        self.search.floor = NO_FLOOR
        people = sorted({*plan.left, *(one for members in now for one in members)})
        return {
            members: value - price * (value < self.floor * len(members))
            for members, value in like(self.search, sorted(now), people).items()
        }

    def _centre(self, turn: int) -> int:
        """Somebody of a group below the floor, somebody left, or of the worst of a few groups."""
        rng, low, left = self.search.rng, self.low(self.plan), sorted(self.plan.left)
        if low and turn % 4:
            return rng.choice(self.plan.groups[rng.choice(low)])
        return rng.choice(left) if left and turn % 2 else self.search.where_it_hurts(self.plan)

    def anew(self, centre: int, price: int, go_on: Callable[[], bool]) -> bool:
        """Make groups around somebody anew, none below the floor; kept when it is better at this price."""
        groups = self._ring(centre)
        people = {one for at in groups for one in self.plan.groups[at]} | self.plan.left
        self.search.floor = self.floor
        compact = Compact(self.search.scoring, sorted(people), self.floor)
        rng = self.search.rng
        found, _bound = compact.solve(self.clock, ANEW, rng.randrange(1000), ALMOST)
        if not groups or not found:
            return False
        trial = self.plan.copy()
        for at in groups:
            trial.take(at)
        for anchored in found:
            splitting.settle(self.search, trial, anchored)
        self.search.polish(trial, people, go_on)
        return self._keep_if_better(trial, people, price)

    def _keep_if_better(self, trial: Plan, people: set[int], price: int) -> bool:
        before = self.worth(self.plan, price)
        if self.worth(trial, price) < before - HOPELESS:
            return False
        touched = {at for at, members in trial.groups.items() if not people.isdisjoint(members)}
        self._pack(trial, touched, price)
        if self.worth(trial, price) <= before:
            return False
        self.plan = trial
        return True

    def _ring(self, centre: int) -> list[int]:
        """Groups that somebody could be in, and groups that people of those could be in."""
        near = self.search.groups_near(self.plan, centre, most=6)
        for at in near:  # grows on the way
            if len(near) >= RING:
                break
            some = self.search.rng.sample(self.plan.groups[at], 3)
            beside = (
                other for one in some for other in self.search.groups_near(self.plan, one, most=3)
            )
            near += [other for other in dict.fromkeys(beside) if other not in near]
        return near[:RING]
