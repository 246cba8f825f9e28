"""From people at an anchor to groups."""

from __future__ import annotations

from veerkracht.planning.forming.compact import Anchored
from veerkracht.planning.forming.search import Plan, Search


def settle(search: Search, plan: Plan, anchored: Anchored) -> None:
    """Put the people of an anchor in its groups; who does not fit is left."""
    hands = _deal(search, anchored)
    for hand in hands:
        kept = _that_can_be(search, hand)
        if kept:
            plan.put(kept)
            search.note(kept)


def _deal(search: Search, anchored: Anchored) -> list[list[int]]:
    """Deal people like cards: the same organisation, and then the same profession, go round."""
    people = search.scoring.problem.people
    tied: list[set[int]] = []
    for one in anchored.people:
        ties = search.bound_together.get(one, {one})
        if ties not in tied:
            tied.append(ties)
    tied.sort(key=lambda ties: _kind(people[min(ties)]))
    tied.sort(key=len, reverse=True)
    hands: list[list[int]] = [[] for _group in range(anchored.groups)]
    for ties in tied:
        best = min(hands, key=lambda hand: (_clash(search, hand, ties), len(hand)))
        best.extend(sorted(ties))
    return hands


def _kind(wish: object) -> tuple[int, int]:
    organisation = getattr(wish, "organisation", None)
    return (-1 if organisation is None else organisation, getattr(wish, "profession", 0))


def _clash(search: Search, hand: list[int], ties: set[int]) -> bool:
    most = search.scoring.problem.demands.most
    if len(hand) + len(ties) > most:
        return True
    return bool(hand) and search.scoring.weigh_any_size([*hand, *ties]) is None


def _that_can_be(search: Search, hand: list[int]) -> list[int] | None:
    """The hand without those who keep it from being a group; None when too few are left."""
    kept: list[int] = []
    for one in hand:
        if search.scoring.weigh_any_size([*kept, one]) is not None:
            kept.append(one)
    kept = [one for one in kept if search.scoring.least_of([one]) <= len(kept)]
    most = search.scoring.problem.demands.most
    return kept if kept and search.value(kept[:most]) is not None and len(kept) <= most else None
