"""Why these people: the facts of a group, for a sentence in plain words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from veerkracht.planning.forming.problem import ONLINE, Group, Problem


@dataclass(frozen=True)
class Why:
    """What people of a group have in common, and how they differ.

    ``farthest_km``: the longest way, 0 online. ``theme``: the one that most share (a bit's number), or None.
    ``met``: pairs who were in a group before. ``register``: the one for which most need their meetings, or None.
    """

    people: int
    slot: int
    venue: int
    farthest_km: int
    organisations: int
    professions: int
    theme: int | None
    share_theme: int
    met: int
    register: int | None = None
    share_register: int = 0


def why(problem: Problem, group: Group) -> Why:
    """The facts behind a group."""
    members = [wish for wish in problem.people if wish.key in group.people]
    online = group.venue == ONLINE
    theme, sharing = _theme([one.themes for one in members])
    keys = set(group.people)
    register, need_it = _register([one.register for one in members])
    return Why(
        people=len(members),
        slot=group.slot,
        venue=group.venue,
        farthest_km=0
        if online
        else max(problem.distances[one.home][group.venue] for one in members),
        organisations=len({one.organisation for one in members if one.organisation is not None}),
        professions=len({one.profession for one in members}),
        theme=theme,
        share_theme=sharing,
        met=sum(pair <= keys for pair in problem.met),
        register=register,
        share_register=need_it,
    )


def _register(registers: list[int | None]) -> tuple[int | None, int]:
    counted = Counter(one for one in registers if one is not None)
    if not counted:
        return None, 0
    register = min(counted, key=lambda one: (-counted[one], one))
    return register, counted[register]


def _theme(themes: list[int]) -> tuple[int | None, int]:
    width = max((one.bit_length() for one in themes), default=0)
    counted = [(sum(one >> theme & 1 for one in themes), -theme) for theme in range(width)]
    if not counted or max(counted)[0] < 2:
        return None, 0
    sharing, theme = max(counted)
    return -theme, sharing
