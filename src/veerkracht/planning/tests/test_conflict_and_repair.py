"""What is impossible is explained by reasons that are all needed; a drop-out is mended with at most two moves."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from veerkracht.planning.forming import (
    Budget,
    Demands,
    Facilitator,
    Group,
    Kind,
    Problem,
    Reason,
    Wish,
    alone,
    breaches,
    conflict,
    form,
    repair,
)
from veerkracht.planning.forming.samples import sample

NEAR = ((0, 5, 30), (5, 0, 25), (30, 25, 0))
SMALL = Demands(least=3, most=4, of_one_organisation=2)


def people(*wishes: Wish, **more: object) -> Problem:
    """A problem with these wishes."""
    return Problem(wishes, NEAR, (0, 1, 2), SMALL, **more)  # type: ignore[arg-type]


def test_two_who_never_can_at_the_same_time() -> None:
    problem = people(Wish(1, 0b01, 0, 40), Wish(2, 0b10, 0, 40), Wish(3, 0b11, 0, 40))
    assert set(conflict(problem, [1, 2])) == {Reason(Kind.TIME, (1,)), Reason(Kind.TIME, (2,))}


def test_two_who_live_too_far_apart() -> None:
    problem = people(Wish(1, 1, 0, 5), Wish(2, 1, 2, 5), Wish(3, 1, 0, 40))
    assert set(conflict(problem, [1, 2])) == {Reason(Kind.TRAVEL, (1,)), Reason(Kind.TRAVEL, (2,))}


def test_who_can_be_together_have_no_conflict() -> None:
    problem = people(Wish(1, 1, 0, 9), Wish(2, 1, 1, 9), Wish(3, 1, 0, 9))
    assert conflict(problem, [1, 2]) == ()
    assert alone(problem, 3) == ()


def test_somebody_alone_on_monday_morning_needs_others_then() -> None:
    problem = people(Wish(1, 0b100, 0, 40), *(Wish(key, 0b011, 0, 40) for key in range(2, 7)))
    assert set(alone(problem, 1)) == {Reason(Kind.TIME, (1,)), Reason(Kind.SIZE)}


def test_a_register_that_wants_more_people_than_groups_may_have_is_named() -> None:
    wishes = [Wish(key, 1, 0, 9) for key in range(1, 7)]
    problem = people(replace(wishes[0], group_least=6), *wishes[1:])
    assert alone(problem, 1) == (Reason(Kind.REGISTER),)
    assert alone(problem, 2) == ()


def test_authority_is_named() -> None:
    pair = frozenset({1, 2})
    problem = people(*(Wish(key, 1, 0, 9) for key in range(1, 5)), authority=frozenset({pair}))
    assert conflict(problem, [1, 2]) == (Reason(Kind.AUTHORITY, (1, 2)),)


def test_no_facilitator_from_outside_is_named() -> None:
    problem = replace(
        people(*(Wish(key, 1, 0, 9, organisation=key) for key in range(1, 5))),
        demands=replace(SMALL, outside_facilitator=True),
        facilitators=(Facilitator(9, 1, 0, 30, groups=1, organisation=1),),
    )
    assert set(conflict(problem, [1, 2])) == {Reason(Kind.FACILITATOR)}


@given(st.integers(0, 5_000))
@settings(max_examples=15, deadline=None)
def test_none_of_the_reasons_can_be_left_out(seed: int) -> None:
    problem = sample(14, seed, SMALL)
    reasons = conflict(problem, [1, 2, 3])
    if not reasons:
        return
    for reason in reasons:
        eased = _without(problem, reason)
        if eased is not None:
            assert reason not in conflict(eased, [1, 2, 3])


def _without(problem: Problem, reason: Reason) -> Problem | None:
    """The problem in which one wish is withdrawn."""
    changes: dict[Kind, dict[str, object]] = {
        Kind.TIME: {"slots": (1 << 20) - 1},
        Kind.TRAVEL: {"travel_km": 1_000, "online": True, "in_person": True},
        Kind.LANGUAGE: {"languages": 255},
    }
    if reason.kind not in changes:
        return None
    wishes = tuple(
        replace(one, **changes[reason.kind]) if one.key in reason.people else one  # type: ignore[arg-type]
        for one in problem.people
    )
    return replace(problem, people=wishes)


def test_who_waits_comes_in_when_a_group_becomes_too_small() -> None:
    problem = people(*(Wish(key, 1, 0, 9) for key in range(1, 6)))
    mended = repair(problem, [Group((1, 2, 3), 0, 0, 0)], gone=3)
    assert mended is not None
    assert [move.source for move in mended.moves] == [None]
    assert 3 not in mended.groups[0].people


def test_nobody_moves_when_the_group_is_large_enough() -> None:
    problem = people(*(Wish(key, 1, 0, 9) for key in range(1, 6)))
    mended = repair(problem, [Group((1, 2, 3, 4), 0, 0, 0)], gone=4)
    assert mended is not None
    assert mended.moves == ()


def test_a_chain_of_two_when_who_waits_can_only_elsewhere() -> None:
    problem = people(
        Wish(1, 1, 0, 9), Wish(2, 1, 0, 9), Wish(3, 1, 0, 9),
        Wish(4, 3, 0, 9), Wish(5, 2, 0, 9), Wish(6, 2, 0, 9), Wish(7, 2, 0, 9),
    )  # fmt: skip
    groups = [Group((1, 2, 3), 0, 0, 0), Group((4, 5, 6), 1, 0, 0)]
    mended = repair(problem, groups, gone=3)
    assert mended is not None
    assert [(m.person, m.source, m.target) for m in mended.moves] == [(4, 1, 0), (7, None, 1)]


def test_more_than_two_moves_is_no_repair() -> None:
    problem = people(*(Wish(key, 1, 0, 9) for key in range(1, 4)))
    assert repair(problem, [Group((1, 2, 3), 0, 0, 0)], gone=3) is None
    with pytest.raises(KeyError):
        repair(problem, [Group((1, 2, 3), 0, 0, 0)], gone=99)


@given(st.integers(0, 5_000))
@settings(max_examples=6, deadline=None)
def test_a_repair_keeps_every_hard_rule(seed: int) -> None:
    problem = sample(45, seed, Demands(least=3, most=5))
    found = form(problem, budget=Budget(seconds=20, effort=0.2), seed=seed)
    for group in found.groups[:2]:
        gone = group.people[0]
        mended = repair(problem, found.groups, gone)
        if mended is not None:
            assert len(mended.moves) <= 2
            assert list(breaches(problem, mended.groups)) == []
            assert all(gone not in one.people for one in mended.groups)
