"""Kept and capped places: who sits where, who is passed and why."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.enrolment import rules
from veerkracht.enrolment.rules import OPEN, Group, Member, Party, Profile, Room, Rule, Standing

KEPT, OTHER, CAP = 1, 2, 3
IN_KEPT, OUTSIDE = Member(frozenset({KEPT})), Member()
IN_CAP = Member(capped=frozenset({CAP}))


def parties(*members: Member | list[Member]) -> list[Party]:
    """A queue: one member is a party of one."""
    groups = [one if isinstance(one, list) else [one] for one in members]
    return [Party(UUID(int=n), len(one), tuple(one)) for n, one in enumerate(groups, start=1)]


def told(queue: list[Party], room: Room, *, best_fit: bool = False) -> list[tuple[int, str, int]]:
    turns = rules.next_turns(queue, room, best_fit=best_fit)
    return [(turn.party.wish.int, turn.rule.value, turn.passed_over) for turn in turns]


@pytest.mark.parametrize(
    ("profile", "group", "expected"),
    [
        (Profile(sector=4), Group(sector=4), True),
        (Profile(sector=4), Group(sector=5), False),
        (Profile(), Group(sector=5), False),
        (Profile(organisation=7), Group(organisation=7), True),
        (Profile(sector=7), Group(organisation=7), False),
        (Profile(municipality=9), Group(municipalities=frozenset({8, 9})), True),
        (Profile(), Group(municipalities=frozenset({8, 9})), False),
        (Profile(student=True), Group(students=True), True),
        (Profile(student=False, sector=1), Group(students=True), False),
        (Profile(), Group(), False),
    ],
)
def test_who_belongs_to_a_group(profile: Profile, group: Group, expected: bool) -> None:
    assert rules.belongs(profile, group) is expected


@pytest.mark.parametrize(
    ("queue", "room", "expected"),
    [
        # a kept place goes past somebody it is not for, and says so
        (parties(OUTSIDE, IN_KEPT), Room({KEPT: 1}), [(2, "shares", 1)]),
        # … but not past one of the same group
        (
            parties(IN_KEPT, OUTSIDE, IN_KEPT),
            Room({KEPT: 1}),
            [(1, "strict-order", 0)],
        ),
        # who may sit in a kept place leaves the open one to others
        (
            parties(IN_KEPT, OUTSIDE),
            Room({OPEN: 1, KEPT: 1}),
            [(1, "strict-order", 0), (2, "strict-order", 0)],
        ),
        # a group at its cap is passed
        (
            parties(IN_CAP, OUTSIDE),
            Room({OPEN: 1}, {CAP: 0}),
            [(2, "shares", 1)],
        ),
        # a party too large for what is open keeps the open places, not the kept ones
        (
            parties([OUTSIDE, OUTSIDE], OUTSIDE, IN_KEPT),
            Room({OPEN: 1, KEPT: 1}),
            [(3, "shares", 2)],
        ),
        # a mixed party sits together
        (
            parties([OUTSIDE, IN_KEPT]),
            Room({OPEN: 1, KEPT: 1}),
            [(1, "strict-order", 0)],
        ),
        (parties([OUTSIDE, OUTSIDE]), Room({OPEN: 1, KEPT: 5}), []),
    ],
)
def test_whose_turn_it_is_with_shares(
    queue: list[Party], room: Room, expected: list[tuple[int, str, int]]
) -> None:
    assert told(queue, room) == expected


def test_a_newcomer_of_the_group_gets_a_kept_place_past_a_queue_of_others() -> None:
    *queue, me = parties(OUTSIDE, OUTSIDE, IN_KEPT)
    met = rules.on_arrival([*queue, me], me, Room({KEPT: 2}), best_fit=False)
    assert (met.rule, met.pools) == (Rule.SHARES, (KEPT,))


def test_a_newcomer_of_a_full_group_hears_that_it_is_at_its_cap() -> None:
    [me] = parties(IN_CAP)
    met = rules.on_arrival([me], me, Room({OPEN: 3}, {CAP: 0}), best_fit=False)
    assert (met.rule, met.pools) == (Rule.CAP_REACHED, ())


POOLS = st.dictionaries(st.sampled_from([OPEN, KEPT, OTHER]), st.integers(0, 3))
CAPS = st.dictionaries(st.sampled_from([CAP, 4]), st.integers(0, 3))
MEMBERS = st.builds(
    Member,
    kept=st.frozensets(st.sampled_from([KEPT, OTHER])),
    capped=st.frozensets(st.sampled_from([CAP, 4])),
)


@given(st.lists(MEMBERS, min_size=1, max_size=5), POOLS, CAPS)
def test_people_sit_together_whenever_there_is_a_way(
    members: list[Member], pools: dict[int, int], caps: dict[int, int]
) -> None:
    room = Room(pools, caps)
    plan = rules.seat_plan(members, room)
    ways = product(*[[*sorted(member.kept), OPEN] for member in members])
    possible = rules.within_caps(members, room) and any(
        all(way.count(pool) <= pools.get(pool, 0) for pool in set(way)) for way in ways
    )
    assert (plan is not None) == possible
    if plan:
        allowed = [member.kept | {OPEN} for member in members]
        assert all(pool in mine for pool, mine in zip(plan, allowed, strict=True))
        assert all(plan.count(pool) <= pools.get(pool, 0) for pool in set(plan))


@given(st.lists(st.lists(MEMBERS, min_size=1, max_size=3), max_size=12), POOLS, CAPS, st.booleans())
def test_no_more_people_than_places_and_caps_and_whoever_could_sit_does(
    groups: list[list[Member]], pools: dict[int, int], caps: dict[int, int], best_fit: bool
) -> None:
    queue, room = parties(*groups), Room(pools, caps)
    turns = rules.next_turns(queue, room, best_fit=best_fit)
    for turn in turns:
        room = room.less(turn.party.members, turn.pools)
    assert all(n >= 0 for n in (*room.pools.values(), *room.caps.values()))
    helped = {turn.party for turn in turns}
    first = next((party for party in queue if party not in helped), None)
    if first is not None:
        assert rules.seat_plan(first.members, room) is None, "the first who waits could sit"
    if best_fit:
        assert all(rules.seat_plan(one.members, room) is None for one in queue if one not in helped)


@given(st.lists(MEMBERS, max_size=12), POOLS, CAPS)
def test_in_strict_order_nobody_sits_where_somebody_earlier_waits_to_sit(
    members: list[Member], pools: dict[int, int], caps: dict[int, int]
) -> None:
    queue = parties(*members)
    turns = rules.next_turns(queue, Room(pools, caps), best_fit=False)
    places = {turn.party.wish.int: turn for turn in turns}
    for place, one in enumerate(members, start=1):
        if place in places or any(caps.get(share, 0) == 0 for share in one.capped):
            continue
        later = [turn for wish, turn in places.items() if wish > place]
        cap_went_earlier = any(
            sum(share in turn.party.members[0].capped for turn in turns) >= caps.get(share, 0)
            for share in one.capped
        )
        if not cap_went_earlier:
            assert all(turn.pools[0] not in (one.kept | {OPEN}) for turn in later)


def test_where_somebody_stands_counts_those_who_want_the_same_places() -> None:
    queue = parties(OUTSIDE, IN_KEPT, IN_CAP, OUTSIDE, IN_KEPT, IN_CAP)
    found = rules.standings(queue, Room({OPEN: 0, KEPT: 0}, {CAP: 0}))
    assert [found[party.wish] for party in queue] == [
        Standing(1),
        Standing(2, ((KEPT, 1),), ahead=1),
        Standing(1, cap=CAP),
        Standing(3, stopped=1, ahead=2),
        Standing(4, ((KEPT, 2),), stopped=1, ahead=3),
        Standing(2, cap=CAP),
    ]


def test_a_party_counts_as_one_request_and_as_all_its_people() -> None:
    queue = parties([OUTSIDE] * 3, OUTSIDE, OUTSIDE)
    found = rules.standings(queue, Room({OPEN: 0}))
    assert [found[party.wish] for party in queue] == [
        Standing(1),
        Standing(2, ahead=3),
        Standing(3, ahead=4),
    ]


@given(st.lists(st.lists(MEMBERS, min_size=1, max_size=3), max_size=10), POOLS, CAPS)
def test_nobody_stands_further_than_their_place_in_the_queue_and_each_kept_place_nearer(
    groups: list[list[Member]], pools: dict[int, int], caps: dict[int, int]
) -> None:
    queue = parties(*groups)
    found = rules.standings(queue, Room(pools, caps))
    for place, party in enumerate(queue, start=1):
        mine = found[party.wish]
        assert 1 <= mine.place <= place
        assert all(1 <= nearer <= mine.place for _share, nearer in mine.kept)
        assert mine.cap is not None or mine.place + mine.stopped == place


@pytest.mark.parametrize(
    ("day", "days", "expected"),
    [
        (25, 3, 20),
        (23, 3, 18),
        (22, 3, 18),
        (21, 1, 20),
        (24, 0, 24),
    ],  # 23 November 2026 is a Monday
)
def test_working_days_leave_out_the_weekend(day: int, days: int, expected: int) -> None:
    moment = datetime(2026, 11, day, 9, tzinfo=UTC)
    assert rules.working_days_before(moment, days).day == expected
