"""Which values hidden cells can have, as flows in a network. Pure; whole numbers only.

Every cell of a table is a link between two nodes; at each node what comes in equals what goes out. With a
two-way table, a cell runs from its row to its column, totals run from a source to the rows and from the columns
to a sink, and the grand total runs back. To change a hidden cell without changing what is shown, the change
must run round through other hidden cells: so how far it can change is a maximum flow.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

ENDLESS = 10**9  # more than any count of people in a region
LEAST = 1  # what an attacker knows of most hidden cells: a 0 would have been shown


@dataclass
class Link:
    """A cell: its key, between which nodes it runs, its value, and what hiding it costs the reader."""

    key: tuple[Hashable, ...]
    tail: Hashable
    head: Hashable
    value: int
    cost: int
    hidden: bool = False
    stays: bool = False  # it is shown elsewhere already, so it cannot be hidden here

    @property
    def least(self) -> int:
        """The least that an attacker must think it can be."""
        return min(LEAST, self.value)


class Unprotectable(ValueError):
    """What must stay gives a hidden cell away, whatever else is hidden: this table cannot be shown."""


Toll = Callable[[Link], int | None]  # what it costs to use a link; None: it cannot be used
Step = tuple[int, int]  # the number of a link, and 1 along it or -1 against it


def _through_hidden(link: Link) -> int | None:
    return 0 if link.hidden else None


def _through_all(link: Link) -> int | None:
    """Hidden links are free, shown ones cost what hiding costs; a 0 is not hidden for another."""
    if link.hidden:
        return 0
    return None if link.value == 0 or link.stays else link.cost


class Network:
    """The cells of one table, and what can be known of those that are hidden."""

    def __init__(self, links: Sequence[Link]) -> None:
        self.links = list(links)
        self._at: dict[Hashable, list[Step]] = {}
        for number, link in enumerate(self.links):
            self._at.setdefault(link.tail, []).append((number, 1))
            self._at.setdefault(link.head, []).append((number, -1))

    def bounds(self, number: int, *, enough: int = ENDLESS) -> tuple[int, int]:
        """The least and the most that a hidden cell can be for who knows all that is shown.

        With ``enough``, bounds further away than that from the value are not looked for. ``ENDLESS``
        beyond the value means: any number.
        """
        link = self.links[number]
        more = self._flow(number, 1, enough, _through_hidden)[0]
        room = min(link.value - link.least, enough)
        less = self._flow(number, -1, room, _through_hidden)[0]
        return link.value - less, link.value + more

    def protect(self, number: int, width: int) -> list[int]:
        """Hide what must be hidden so that the bounds of a hidden cell lie ``width`` apart; the links hidden.

        Raises Unprotectable when what must stay makes that impossible.
        """
        low, high = self.bounds(number, enough=width)
        if high - low >= width:
            return []
        needed = width - (self.links[number].value - low)
        reached, used = self._flow(number, 1, needed, _through_all)
        if reached < needed:
            raise Unprotectable
        fresh = sorted(one for one in used if not self.links[one].hidden)
        for one in fresh:
            self.links[one].hidden = True
        return fresh

    def _flow(self, number: int, sign: int, wanted: int, toll: Toll) -> tuple[int, set[int]]:
        """How much a cell can grow (or shrink) up to ``wanted``, and through which links, cheapest first."""
        link = self.links[number]
        start, end = (link.head, link.tail) if sign > 0 else (link.tail, link.head)
        changed: dict[int, int] = {}
        reached = 0
        while reached < wanted:
            way = self._way(start, end, number, changed, toll)
            if way is None:
                break
            push = min([wanted - reached, *(self._room(step, changed) for step in way)])
            for one, direction in way:
                changed[one] = changed.get(one, 0) + direction * push
            reached += push
        return reached, {one for one, change in changed.items() if change}

    def _room(self, step: Step, changed: dict[int, int]) -> int:
        """How far a cell can still go that way: up without end, down until it would be 0."""
        number, direction = step
        if direction > 0:
            return ENDLESS
        return self.links[number].value + changed.get(number, 0) - self.links[number].least

    def _way(
        self, start: Hashable, end: Hashable, without: int, changed: dict[int, int], toll: Toll
    ) -> list[Step] | None:
        """The cheapest way round, not by the cell itself; fewest steps, then first in order."""
        best: dict[Hashable, tuple[int, int]] = {start: (0, 0)}
        came_by: dict[Hashable, tuple[Hashable, Step]] = {}
        waiting: list[tuple[int, int, int, Hashable]] = [(0, 0, 0, start)]
        given = 0
        while waiting:
            cost, steps, _order, node = heappop(waiting)
            if node == end:
                return _walked(came_by, start, end)
            if (cost, steps) > best[node]:
                continue
            for step in self._at[node]:
                price = self._price(step, without, changed, toll)
                if price is None:
                    continue
                onward, reached = self._other_end(step), (cost + price, steps + 1)
                if onward not in best or reached < best[onward]:
                    best[onward] = reached
                    came_by[onward] = (node, step)
                    given += 1
                    heappush(waiting, (*reached, given, onward))
        return None

    def _price(self, step: Step, without: int, changed: dict[int, int], toll: Toll) -> int | None:
        """What a step costs; None when the cell cannot be used or has no room that way."""
        number, _direction = step
        if number == without or self._room(step, changed) <= 0:
            return None
        return 0 if changed.get(number) else toll(self.links[number])

    def _other_end(self, step: Step) -> Hashable:
        link = self.links[step[0]]
        return link.head if step[1] > 0 else link.tail


def _walked(
    came_by: dict[Hashable, tuple[Hashable, Step]], start: Hashable, end: Hashable
) -> list[Step]:
    way, node = [], end
    while node != start:
        node, step = came_by[node]
        way.append(step)
    return way[::-1]
