"""Groups by building and improving: greedy, local search, and taking a few groups apart to build them anew."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from veerkracht.planning.forming.scoring import FULL, NOWHERE, Scoring

LOOKED_AT = 40  # people weighed for each place that a group still has
Members = tuple[int, ...]
NO_FLOOR = float("-inf")


@dataclass
class Plan:
    """Groups by number, and whom they leave. Changed only by :meth:`put` and :meth:`take`."""

    scoring: Scoring
    groups: dict[int, Members] = field(default_factory=dict)
    left: set[int] = field(default_factory=set)
    in_group: dict[int, int] = field(default_factory=dict)
    value: int = 0
    _next: int = 0
    _journal: list[tuple[int, Members, bool]] = field(default_factory=list)

    @classmethod
    def empty(cls, scoring: Scoring) -> Plan:
        """Nobody has a group yet."""
        return cls(scoring, left=set(range(len(scoring.problem.people))))

    def copy(self) -> Plan:
        """The same plan, to change apart."""
        return replace(
            self,
            groups=dict(self.groups),
            left=set(self.left),
            in_group=dict(self.in_group),
            _journal=[],
        )

    @property
    def worst(self) -> float:
        """Points a person of the worst group; 0 without groups."""
        return min((self.worth(at) / len(self.groups[at]) for at in self.groups), default=0.0)

    def put(self, members: Sequence[int]) -> int:
        """Add a group that can be; its number."""
        at, self._next = self._next, self._next + 1
        self.groups[at] = tuple(sorted(members))
        self.left.difference_update(members)
        self.in_group.update(dict.fromkeys(members, at))
        self.value += self.worth(at)
        self._journal.append((at, self.groups[at], True))
        return at

    def take(self, at: int) -> Members:
        """Take a group apart; its members are left."""
        self.value -= self.worth(at)
        members = self.groups.pop(at)
        self.left.update(members)
        for one in members:
            del self.in_group[one]
        self._journal.append((at, members, False))
        return members

    def begin(self) -> None:
        """From here :meth:`undo` can go back to."""
        self._journal.clear()

    def undo(self) -> None:
        """As it was at :meth:`begin`."""
        done = self._journal[::-1]
        for at, members, was_put in done:
            if was_put:
                self.take(at)
            else:
                self._put_back(at, members)
        self._journal.clear()

    def _put_back(self, at: int, members: Members) -> None:
        number, self._next = self._next, at
        self.put(members)
        self._next = number

    def worth(self, at: int) -> int:
        """Points of a group."""
        assessed = self.scoring.assess(self.groups[at])
        if assessed is None:
            raise AssertionError("a group that cannot be")
        return assessed.value

    def swap(self, old: Sequence[int], new: Sequence[Sequence[int]]) -> None:
        """These groups go, those come."""
        for at in old:
            self.take(at)
        for members in new:
            self.put(members)


class Search:
    """Improves a plan step by step; ``seen`` keeps each good group that came by, for packing."""

    def __init__(self, scoring: Scoring, rng: random.Random) -> None:
        self.scoring = scoring
        self.rng = rng
        self.seen: dict[Members, int] = {}
        self.bound_together = _together(scoring)
        self.by_slot = _by_slot(scoring)
        self.steps = 0
        self.floor = NO_FLOOR  # points a person, below which no group is made

    def value(self, members: Sequence[int]) -> int | None:
        """Points of a group that keeps together who must be; None when it cannot be."""
        self.steps += 1
        assessed = self.scoring.assess(members)
        if assessed is None or self._splits(members):
            return None
        return assessed.value if assessed.value >= self.floor * len(members) else None

    def _splits(self, members: Sequence[int]) -> bool:
        if not self.bound_together:
            return False
        return any(
            not self.bound_together[one].issubset(members)
            for one in members
            if one in self.bound_together
        )

    def note(self, members: Sequence[int]) -> None:
        """Remember a group that was in a plan."""
        key = tuple(sorted(members))
        if key not in self.seen:
            self.seen[key] = self.value(key) or 0

    # Building

    def build(
        self, plan: Plan, go_on: Callable[[], bool], people: Sequence[int] | None = None
    ) -> None:
        """Make groups of who is left (or of these people), whoever has the fewest ways first."""
        waiting = set(plan.left if people is None else people)
        order = sorted(waiting, key=lambda one: (self._ways(one), self.rng.random()))
        for seed in order:
            if seed in waiting:
                if not go_on():
                    return
                group = self._around(seed, waiting)
                if group is not None:
                    plan.put(group)
                    self.note(group)
                    waiting.difference_update(group)

    def _ways(self, one: int) -> int:
        reach = sum(points < NOWHERE for points in self.scoring.travel[one])
        return self.scoring.slots[one].bit_count() * reach - 10_000 * (one in self.bound_together)

    def _around(self, seed: int, waiting: set[int]) -> list[int] | None:
        """A group around somebody: each time whoever adds most, as long as that is more than they lower."""
        group = sorted(self.bound_together.get(seed, {seed}))
        asked = self.scoring.problem.demands
        now = self._part(group)
        if now is None or not waiting.issuperset(group):
            return None
        target = self.rng.randint(asked.least, asked.most)
        candidates = self.near(seed, waiting, LOOKED_AT * 2)
        while len(group) < max(target, self.scoring.least_of(group)):
            best = self._best_addition(group, candidates)
            enough = len(group) >= self.scoring.least_of(group)
            if best is None or (enough and best[0] < now + FULL // 3):
                break
            now, added = best
            group += added
            candidates = [one for one in candidates if one not in group]
        return group if self.value(group) is not None else None

    def _best_addition(
        self, group: list[int], candidates: Sequence[int]
    ) -> tuple[int, list[int]] | None:
        best: tuple[int, list[int]] | None = None
        for one in candidates:
            added = sorted(self.bound_together.get(one, {one}))
            value = self._part([*group, *added])
            if value is not None and (best is None or value > best[0]):
                best = value, added
        return best

    def _part(self, members: Sequence[int]) -> int | None:
        self.steps += 1
        if len(members) > self.scoring.problem.demands.most or len(set(members)) < len(members):
            return None
        assessed = self.scoring.weigh_any_size(members)
        return None if assessed is None else assessed.value + assessed.slots.bit_count()

    def near(self, seed: int, waiting: set[int], most: int) -> list[int]:
        """Some of those who wait and share a part of the week and a place with somebody; no one of their group."""
        slots, travel = self.scoring.slots[seed], self.scoring.travel[seed]
        tied = self.bound_together.get(seed, {seed})
        found = [
            one
            for one in (
                waiting if len(waiting) < 4 * most else self._drawn(slots, waiting, 6 * most)
            )
            if one not in tied
            and self.scoring.slots[one] & slots
            and _meet(travel, self.scoring.travel[one])
        ]
        found.sort()
        return found if len(found) <= most else self.rng.sample(found, most)

    def _drawn(self, slots: int, waiting: set[int], most: int) -> set[int]:
        """Some who wait and can at a part of the week of these."""
        parts = [slot for slot in range(len(self.by_slot)) if slots >> slot & 1]
        drawn: set[int] = set()
        for _try in range(3 * most):
            people = self.by_slot[self.rng.choice(parts)]
            one = people[int(self.rng.random() * len(people))]
            if one in waiting:
                drawn.add(one)
                if len(drawn) >= most:
                    break
        return drawn

    # Improving

    def improve(self, plan: Plan, go_on: Callable[[], bool]) -> None:
        """Insert, move and swap until nothing is better or there is no more time."""
        better = True
        while better and go_on():
            better = False
            for one in sorted(plan.left):
                better |= self._insert(plan, one)
            for one in self.rng.sample(sorted(plan.in_group), len(plan.in_group)):
                if not go_on():
                    return
                better |= self._move_or_swap(plan, one)

    def polish(self, plan: Plan, people: set[int], go_on: Callable[[], bool]) -> None:
        """Insert, move and swap these people only, once round."""
        for one in sorted(people & plan.left):
            self._insert(plan, one)
        for one in sorted(people & plan.in_group.keys()):
            if not go_on():
                return
            if one in plan.in_group:
                self._move_or_swap(plan, one)

    def _insert(self, plan: Plan, one: int) -> bool:
        """Somebody who is left into the group that gains most, or in place of somebody there."""
        if one in self.bound_together:
            return False
        options = list(self._insertions(plan, one))
        if not options:
            return False
        _gain, at, members = max(options)
        plan.swap([at], [members])
        self.note(members)
        return True

    def _insertions(self, plan: Plan, one: int) -> Iterator[tuple[int, int, Members]]:
        for at in self.groups_near(plan, one):
            members, worth = plan.groups[at], plan.worth(at)
            bigger = self.value((*members, one))
            if bigger is not None and bigger > worth:
                yield bigger - worth, at, tuple(sorted((*members, one)))
            for out in members:
                other = tuple(sorted((*(m for m in members if m != out), one)))
                value = self.value(other)
                if value is not None and value > worth:
                    yield value - worth, at, other

    def groups_near(self, plan: Plan, one: int, most: int = 60) -> list[int]:
        slots, travel = self.scoring.slots[one], self.scoring.travel[one]
        near: list[int] = []
        order = list(plan.groups)
        self.rng.shuffle(order)
        for at in order:
            assessed = self.scoring.assess(plan.groups[at])
            if (
                assessed
                and assessed.slots & slots
                and travel[self._place(assessed.venue)] < NOWHERE
            ):
                near.append(at)
                if len(near) >= most:
                    break
        return near

    def _place(self, venue: int) -> int:
        return self.scoring.places.index(venue)

    def _move_or_swap(self, plan: Plan, one: int) -> bool:
        """Somebody to another group, or in exchange for somebody there; the first that is better."""
        if one in self.bound_together:
            return False
        home = plan.in_group[one]
        rest = tuple(m for m in plan.groups[home] if m != one)
        before = plan.worth(home)
        for at in self.groups_near(plan, one, most=12):
            if at != home and self._exchange(plan, one, (home, rest, before), at):
                return True
        return False

    def _exchange(self, plan: Plan, one: int, home: tuple[int, Members, int], at: int) -> bool:
        here, rest, before = home
        there = plan.groups[at]
        total = before + plan.worth(at)
        alone, joined = self.value(rest), self.value((*there, one))
        if alone is not None and joined is not None and alone + joined > total:
            return self._do(plan, (here, at), (rest, (*there, one)))
        for other in there:
            mine = self.value((*rest, other))
            if mine is None:
                continue
            theirs = self.value((*(m for m in there if m != other), one))
            if theirs is not None and mine + theirs > total:
                return self._do(
                    plan, (here, at), ((*rest, other), (*(m for m in there if m != other), one))
                )
        return False

    def _do(self, plan: Plan, old: Sequence[int], new: Sequence[Members]) -> bool:
        plan.swap(old, new)
        for members in new:
            self.note(members)
        return True

    # Taking apart

    def rebuild(self, plan: Plan, go_on: Callable[[], bool], few: int = 4) -> bool:
        """Take some groups near each other apart and build anew; kept when it is no worse."""
        if not plan.groups:
            return False
        centre = self.where_it_hurts(plan)
        near = self.groups_near(plan, centre, most=few)
        before = plan.value
        plan.begin()
        free = {one for at in near for one in plan.take(at)}
        beside = set(self.near(centre, plan.left - free, 16))
        self.build(plan, go_on, sorted(free | beside))
        for one in sorted(plan.left & (free | beside)):
            self._insert(plan, one)
        if plan.value < before:
            plan.undo()
        return plan.value > before

    def where_it_hurts(self, plan: Plan) -> int:
        """Somebody left, or of the worst of a few groups."""
        if plan.left and self.rng.random() < 0.4:
            return self.rng.choice(sorted(plan.left))
        some = self.rng.sample(sorted(plan.groups), min(4, len(plan.groups)))
        worst = min(some, key=lambda at: (plan.worth(at) / len(plan.groups[at]), at))
        return self.rng.choice(plan.groups[worst])


def _together(scoring: Scoring) -> dict[int, set[int]]:
    """Number → everybody who must be in the same group, with chains closed."""
    found: dict[int, set[int]] = {}
    for bound in scoring.problem.together:
        numbers = {scoring.number[key] for key in bound}
        tied = numbers.union(*(found.get(one, set()) for one in numbers))
        found.update(dict.fromkeys(tied, tied))
    return {one: tied for one, tied in found.items() if len(tied) > 1}


def _by_slot(scoring: Scoring) -> list[list[int]]:
    width = max((slots.bit_length() for slots in scoring.slots), default=0)
    return [
        [one for one, slots in enumerate(scoring.slots) if slots >> slot & 1]
        for slot in range(width)
    ]


def _meet(one: Sequence[int], other: Sequence[int]) -> bool:
    return any(a < NOWHERE and b < NOWHERE for a, b in zip(one, other, strict=True))
