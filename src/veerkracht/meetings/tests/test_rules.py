"""Whose turn it is, which date suits best, what may follow on what, and hours: in tables."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.meetings import rules
from veerkracht.meetings.methods import METHODS, own
from veerkracht.meetings.rules import Deed, State, Turn

DAY = datetime(2026, 1, 1, tzinfo=UTC)


def at(days: int) -> datetime:
    return DAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("turns", "whose"),
    [
        ([], None),
        ([Turn(1, at(0))], 1),
        ([Turn(1, at(0), at(50)), Turn(2, at(0), at(40))], 2),  # longest ago
        ([Turn(1, at(0), at(40)), Turn(2, at(9))], 2),  # never led comes first
        ([Turn(1, at(5)), Turn(2, at(4))], 2),  # the longest member first
        ([Turn(2, at(0)), Turn(1, at(0))], 1),  # and then always the same
    ],
)
def test_who_did_it_longest_ago_leads(turns: list[Turn], whose: int | None) -> None:
    assert rules.whose_turn(turns) == whose


@given(st.integers(2, 8), st.integers(1, 30))
def test_leading_goes_round_fairly(people: int, meetings: int) -> None:
    led: dict[int, list[int]] = {person: [] for person in range(people)}
    for day in range(meetings):
        turns = [
            Turn(one, at(0), at(days[-1]) if (days := led[one]) else None) for one in range(people)
        ]
        who = rules.whose_turn(turns)
        assert who is not None
        led[who].append(day)
    numbers = [len(days) for days in led.values()]
    assert max(numbers) - min(numbers) <= 1


@pytest.mark.parametrize(
    ("answers", "best"),
    [
        ([], None),
        ([(1, "no"), (2, "maybe"), (3, "yes")], 3),
        ([(1, "yes"), (1, "yes"), (1, "no"), (2, "maybe"), (2, "maybe"), (2, "maybe")], 2),
        ([(1, "yes"), (2, "yes")], 1),  # the first of equals
    ],
)
def test_the_best_date_keeps_the_fewest_away(
    answers: list[tuple[int, str]], best: int | None
) -> None:
    suits = rules.tally([(1, at(1)), (2, at(2)), (3, at(3))], answers)
    found = rules.best(suits)
    assert (found.date if found else None) == best


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("deed", Deed)
def test_what_may_be_done_with_a_meeting(state: State, deed: Deed) -> None:
    allowed = {
        (State.PLANNED, Deed.MOVE): State.PLANNED,
        (State.PLANNED, Deed.CANCEL): State.CANCELLED,
        (State.PLANNED, Deed.MARK): State.HELD,
        (State.HELD, Deed.MARK): State.HELD,
    }
    assert rules.after(state, deed) == allowed.get((state, deed))


def test_minutes_are_told_as_hours() -> None:
    assert [rules.hours(one) for one in (0, 90, 100)] == [
        Decimal(0),
        Decimal("1.50"),
        Decimal("1.67"),
    ]


def test_every_method_is_whole_in_two_languages() -> None:
    assert set(METHODS) == {"incident", "gossip", "five-steps", "balint"}
    for method in METHODS.values():
        assert all(step.words and step.words_en and step.minutes > 0 for step in method.steps)
        assert method.said("nl") != method.said("en-gb")
        assert 60 <= method.minutes <= 120
    assert METHODS["balint"].fewest == 5
    assert len(METHODS["balint"].steps) in {10, 11}
    assert [one.minutes for one in own("Kort", "", [["Praten", 20]]).steps] == [20]
