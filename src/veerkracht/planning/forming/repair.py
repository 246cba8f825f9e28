"""After somebody drops out: the group stays alive with at most two moves, and nobody else is disturbed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from veerkracht.planning.forming.problem import Group, Problem
from veerkracht.planning.forming.scoring import NOWHERE, Scoring

MOST_MOVES = 2


@dataclass(frozen=True)
class Move:
    """Somebody (key) goes to a group; from another group, or from those who wait. Groups by their index."""

    person: int
    source: int | None
    target: int


@dataclass(frozen=True)
class Repair:
    """The fewest moves that are enough, and of those the best; the groups as they are then."""

    moves: tuple[Move, ...]
    groups: tuple[Group, ...]
    value: int


def repair(problem: Problem, groups: Sequence[Group], gone: int) -> Repair | None:
    """Mend the group of somebody who drops out. None when two moves are not enough.

    A group keeps its part of the week and its place: who comes in can be there. Raises KeyError when
    nobody with this key is in a group.
    """
    at = next((index for index, group in enumerate(groups) if gone in group.people), None)
    if at is None:
        raise KeyError(gone)
    return _Repair(problem, groups, gone, at).best()


class _Repair:
    def __init__(self, problem: Problem, groups: Sequence[Group], gone: int, at: int) -> None:
        self.scoring = Scoring(problem)
        self.groups = groups
        self.at = at
        self.members = [
            frozenset(self.scoring.number[key] for key in group.people if key != gone)
            for group in groups
        ]
        placed = frozenset[int]().union(*self.members)
        self.waiting = [
            one for one, wish in enumerate(problem.people) if one not in placed and wish.key != gone
        ]
        here = self.members[at]
        self.lacking = self.scoring.least_of(sorted(here)) - len(here)

    def best(self) -> Repair | None:
        """The fewest moves; nothing has to move when the group is still large enough."""
        if self.lacking <= 0:
            return self._made(())
        for ways in (self._one(), self._two()):
            found = [made for moves in ways if (made := self._made(moves)) is not None]
            if found:
                return max(
                    found, key=lambda made: (made.value, made.moves and -made.moves[0].person)
                )
        return None

    def _one(self) -> Iterator[tuple[Move, ...]]:
        if self.lacking > 1:
            return
        for person, source in self._who_could_come():
            if source is None or self._can_spare(source, 1):
                yield (self._move(person, source, self.at),)

    def _two(self) -> Iterator[tuple[Move, ...]]:
        """Two come; or one comes whose own group is filled up by somebody who waits."""
        could = list(self._who_could_come())
        if self.lacking == MOST_MOVES:
            for index, (one, source) in enumerate(could):
                for other, other_source in could[index + 1 :]:
                    same = 1 + (source is not None and source == other_source)
                    if self._spares(source, same) and self._spares(other_source, same):
                        yield (
                            self._move(one, source, self.at),
                            self._move(other, other_source, self.at),
                        )
        elif self.lacking == 1:
            for one, source in could:
                if source is not None and not self._can_spare(source, 1):
                    for other in self.waiting:
                        if self._can_be_at(other, source):
                            yield self._move(one, source, self.at), self._move(other, None, source)

    def _who_could_come(self) -> Iterator[tuple[int, int | None]]:
        for one in self.waiting:
            if self._can_be_at(one, self.at):
                yield one, None
        for index, members in enumerate(self.members):
            if index != self.at:
                for one in sorted(members):
                    if self._can_be_at(one, self.at):
                        yield one, index

    def _can_be_at(self, one: int, index: int) -> bool:
        group = self.groups[index]
        place = self.scoring.places.index(group.venue)
        return bool(
            self.scoring.slots[one] >> group.slot & 1
            and self.scoring.languages[one] >> group.language & 1
            and self.scoring.travel[one][place] < NOWHERE
        )

    def _spares(self, source: int | None, number: int) -> bool:
        return source is None or self._can_spare(source, number)

    def _can_spare(self, source: int, number: int) -> bool:
        members = self.members[source]
        return len(members) - number >= self.scoring.least_of(sorted(members))

    def _move(self, one: int, source: int | None, target: int) -> Move:
        return Move(self.scoring.problem.people[one].key, source, target)

    def _made(self, moves: tuple[Move, ...]) -> Repair | None:
        """The groups after these moves; None when one of them cannot be."""
        members = dict(enumerate(self.members))
        for move in moves:
            one = self.scoring.number[move.person]
            members[move.target] |= {one}
            if move.source is not None:
                members[move.source] -= {one}
        value = 0
        for index in {
            self.at,
            *(m.target for m in moves),
            *(m.source for m in moves if m.source is not None),
        }:
            assessed = self.scoring.assess(sorted(members[index]))
            if assessed is None or not self._is_led(index, members[index]):
                return None
            value += assessed.value
        return Repair(moves, tuple(self._group(index, members[index]) for index in members), value)

    def _is_led(self, index: int, members: frozenset[int]) -> bool:
        """Whether the group's facilitator is still from outside."""
        leader = self.groups[index].facilitator
        known = {one.key: one.organisation for one in self.scoring.problem.facilitators}
        organisation = known.get(leader) if leader is not None else None
        people = self.scoring.problem.people
        return organisation is None or all(
            people[one].organisation != organisation for one in members
        )

    def _group(self, index: int, members: frozenset[int]) -> Group:
        keys = sorted(self.scoring.problem.people[one].key for one in members)
        return replace(self.groups[index], people=tuple(keys))
