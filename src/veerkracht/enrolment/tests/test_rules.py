"""The rules of places and queues, in tables and properties."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.enrolment import rules
from veerkracht.enrolment.models import LIVE, State
from veerkracht.enrolment.rules import OPEN, Party, Refusal, Room, Rule
from veerkracht.enrolment.words import REFUSALS, RULES

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def queue(*sizes: int) -> list[Party]:
    return [Party(UUID(int=number), size) for number, size in enumerate(sizes, start=1)]


def helped(turns: list[rules.Turn]) -> list[tuple[int, str, int]]:
    return [(turn.party.wish.int, turn.rule.value, turn.passed_over) for turn in turns]


@pytest.mark.parametrize(
    ("sizes", "free", "best_fit", "expected"),
    [
        ([], 3, False, []),
        ([1], 0, False, []),
        ([1, 1, 1], 2, False, [(1, "strict-order", 0), (2, "strict-order", 0)]),
        ([3, 1], 2, False, []),
        ([3, 1], 2, True, [(2, "first-that-fits", 1)]),
        ([1, 3, 1], 2, False, [(1, "strict-order", 0)]),
        ([1, 3, 1], 2, True, [(1, "strict-order", 0), (3, "first-that-fits", 1)]),
        ([2, 3, 4, 1], 4, True, [(1, "strict-order", 0), (4, "first-that-fits", 2)]),
        ([3], 3, False, [(1, "strict-order", 0)]),
    ],
)
def test_who_is_next(
    sizes: list[int], free: int, best_fit: bool, expected: list[tuple[int, str, int]]
) -> None:
    assert helped(rules.next_turns(queue(*sizes), free, best_fit=best_fit)) == expected


SIZES = st.lists(st.integers(1, 10), max_size=30)


@given(SIZES, st.integers(0, 40), st.booleans())
def test_never_more_people_than_places(sizes: list[int], free: int, best_fit: bool) -> None:
    turns = rules.next_turns(queue(*sizes), free, best_fit=best_fit)
    assert sum(turn.party.size for turn in turns) <= free


@given(SIZES, st.integers(0, 40))
def test_strict_order_helps_an_unbroken_head_of_the_queue(sizes: list[int], free: int) -> None:
    waiting = queue(*sizes)
    turns = rules.next_turns(waiting, free, best_fit=False)
    assert [turn.party for turn in turns] == waiting[: len(turns)]
    assert all(turn.passed_over == 0 for turn in turns)


@given(SIZES, st.integers(0, 40))
def test_best_fit_passes_only_parties_too_large_for_what_was_left(
    sizes: list[int], free: int
) -> None:
    waiting = queue(*sizes)
    turns = {turn.party: turn for turn in rules.next_turns(waiting, free, best_fit=True)}
    left = free
    for party in waiting:
        if party in turns:
            left -= party.size
        else:
            assert party.size > left


@given(SIZES, st.integers(0, 40), st.integers(1, 10))
def test_a_newcomer_who_fits_under_best_fit_passes_nobody_who_fits(
    sizes: list[int], free: int, size: int
) -> None:
    waiting = queue(*sizes)
    turns = rules.next_turns(waiting, free, best_fit=True)
    left = free - sum(turn.party.size for turn in turns)
    still = [party for party in waiting if party not in {turn.party for turn in turns}]
    me = Party(UUID(int=999), size)
    met = rules.on_arrival([*still, me], me, Room({OPEN: left}), best_fit=True)
    if met.pools:
        assert all(party.size > left for party in still)


@pytest.mark.parametrize(
    ("free", "size", "waiting", "best_fit", "expected"),
    [
        (1, 1, [], False, Rule.FREE_PLACE),
        (0, 1, [], False, Rule.FULL),
        (0, 1, [1], False, Rule.FULL),
        (1, 2, [], True, Rule.FULL),
        (1, 1, [2], False, Rule.OTHERS_WAIT_LONGER),
        (1, 1, [2], True, Rule.FIRST_THAT_FITS),
        (1, 1, [1], True, Rule.OTHERS_WAIT_LONGER),
    ],
)
def test_what_a_new_request_meets(
    free: int, size: int, waiting: list[int], best_fit: bool, expected: Rule
) -> None:
    me = Party(UUID(int=999), size)
    met = rules.on_arrival([*queue(*waiting), me], me, Room({OPEN: free}), best_fit=best_fit)
    assert met.rule is expected
    assert bool(met.pools) == (expected in {Rule.FREE_PLACE, Rule.FIRST_THAT_FITS})


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (timedelta(days=30), timedelta(hours=48)),
        (timedelta(days=7), timedelta(hours=48)),
        (timedelta(days=7) - timedelta(seconds=1), timedelta(hours=24)),
        (timedelta(days=3), timedelta(hours=24)),
        (timedelta(days=2), timedelta(hours=6)),
        (timedelta(hours=5), timedelta(hours=1)),
        (timedelta(hours=4), timedelta(hours=1)),
        (timedelta(hours=3), None),
        (timedelta(hours=-1), None),
    ],
)
def test_how_long_an_offer_stands(left: timedelta, expected: timedelta | None) -> None:
    assert rules.offer_window(NOW, NOW + left) == expected


def test_without_a_date_there_is_nothing_to_offer() -> None:
    assert rules.offer_window(NOW, None) is None


def test_after_interest_there_are_five_days_to_confirm_when_there_is_time() -> None:
    months, days = NOW + timedelta(days=60), NOW + timedelta(days=13)
    assert rules.offer_window(NOW, months, dates_are_new=True) == timedelta(days=5)
    assert rules.offer_window(NOW, days, dates_are_new=True) == timedelta(hours=48)


@given(st.integers(0, 60 * 24 * 60))
def test_an_offer_always_ends_before_the_start(minutes: int) -> None:
    window = rules.offer_window(NOW, NOW + timedelta(minutes=minutes))
    assert window is None or NOW + window < NOW + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("state", "opens", "closes", "expected"),
    [
        ("published", -1, 1, None),
        ("published", 0, 1, None),
        ("published", 1, 2, Refusal.NOT_YET_OPEN),
        ("published", -2, -1, Refusal.CLOSED),
        ("published", -2, 0, Refusal.CLOSED),
        ("draft", -1, 1, Refusal.NOT_PUBLISHED),
        ("cancelled", -1, 1, Refusal.CALLED_OFF),
    ],
)
def test_when_one_can_enrol(state: str, opens: int, closes: int, expected: Refusal | None) -> None:
    moments = {"opens_at": NOW + timedelta(hours=opens), "closes_at": NOW + timedelta(hours=closes)}
    assert rules.why_not_open(state=state, moment=NOW, **moments) is expected


@pytest.mark.parametrize(
    ("people", "courses", "expected"),
    [
        ([1], [7], None),
        ([1, 2], [7, 7], None),
        ([], [7], Refusal.NO_PEOPLE),
        (list(range(11)), [7], Refusal.TOO_MANY_PEOPLE),
        ([1, 1], [7], Refusal.SAME_PERSON_TWICE),
        ([1], [7, 8], Refusal.DIFFERENT_COURSES),
        ([1], [7] * 9, Refusal.TOO_MANY_EDITIONS),
        ([1], [], Refusal.DIFFERENT_COURSES),
    ],
)
def test_who_can_ask_together(
    people: list[int], courses: list[int], expected: Refusal | None
) -> None:
    assert rules.why_not_together(people, courses) is expected


@pytest.mark.parametrize(
    ("state", "hours_late", "by_coordinator", "expected"),
    [
        ("placed", -1, False, ("cancelled", Rule.LEFT)),
        ("placed", 1, False, ("cancelled", Rule.LEFT_LATE)),
        ("placed", 1, True, ("cancelled", Rule.REMOVED)),
        ("waiting", 1, False, ("withdrawn", Rule.LEFT)),
        ("offered", 1, False, ("declined", Rule.DECLINED)),
        ("offered", 1, True, ("declined", Rule.REMOVED)),
        ("lapsed", 0, False, None),
        ("cancelled", 0, True, None),
    ],
)
def test_what_leaving_means(
    state: str, hours_late: int, by_coordinator: bool, expected: tuple[str, Rule] | None
) -> None:
    leaving = rules.on_leaving(
        state,
        moment=NOW + timedelta(hours=hours_late),
        cancel_until=NOW,
        by_coordinator=by_coordinator,
    )
    assert leaving == (rules.Leaving(*expected) if expected else None)
    if leaving:
        assert rules.may_move(state, leaving.after, leaving.rule)


def test_the_table_of_moves_knows_every_state_and_lets_nobody_return() -> None:
    states = {state.value for state in State}
    reached = {after for moves in rules.MOVES.values() for after in moves}
    assert reached == states
    assert set(rules.MOVES) - {""} == {state.value for state in LIVE}


def test_every_rule_and_refusal_has_a_sentence() -> None:
    assert set(RULES) == set(Rule)
    assert set(REFUSALS) == set(Refusal)
