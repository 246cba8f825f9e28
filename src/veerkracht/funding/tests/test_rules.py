"""Rules in tables: where money belongs, what minutes cost, how euros are typed, how a bar is drawn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.funding.ledger_rules import (
    PATHS,
    Happened,
    amount_for_seat,
    cost_of_minutes,
    stand_after,
)
from veerkracht.funding.scheme_rules import WIDTH, bar, seats_left


@pytest.mark.parametrize(
    ("happened", "free", "spent"),
    [
        (Happened.OFFERED, "reserved", "reserved"),
        (Happened.GIVEN, "committed", "committed"),
        (Happened.OFFER_ENDED, "released", "released"),
        (Happened.GIVEN_UP, "released", "released"),
        (Happened.GIVEN_UP_LATE, "released", "realised"),
        (Happened.CAME, "realised", "realised"),
        (Happened.STAYED_AWAY, "released", "realised"),
        (Happened.NOT_KNOWN, "committed", "committed"),
    ],
)
def test_where_money_belongs(happened: Happened, free: str, spent: str) -> None:
    assert stand_after(happened, rule="released") == free
    assert stand_after(happened, rule="realised") == spent
    assert set(PATHS) == set(Happened)


@pytest.mark.parametrize(
    ("minutes", "rate", "cents"),
    [
        (0, 8_500, 0),
        (60, 8_500, 8_500),
        (45, 8_500, 6_375),
        (50, 8_500, 7_083),
        (1, 30, 1),
        (1, 29, 0),
    ],
)
def test_minutes_at_a_rate(minutes: int, rate: int, cents: int) -> None:
    assert cost_of_minutes(minutes, rate) == cents


def test_negative_minutes_are_a_bug() -> None:
    with pytest.raises(ValueError, match="negative"):
        cost_of_minutes(-1, 100)


def test_the_rules_go_before_the_edition() -> None:
    assert amount_for_seat(None, 500) == 500
    assert amount_for_seat(0, 500) == 0
    assert amount_for_seat(700, 500) == 700


@given(st.lists(st.integers(min_value=0, max_value=10**12), min_size=4, max_size=4))
def test_the_parts_of_a_bar_fill_it(amounts: list[int]) -> None:
    kinds = ("realised", "committed", "reserved", "available")
    parts = bar(dict(zip(kinds, amounts, strict=True)))
    if sum(amounts) == 0:
        assert parts == []
        return
    assert sum(part.width for part in parts) == WIDTH
    assert sum(part.amount for part in parts) == sum(amounts)
    assert all(part.width >= 0 for part in parts)


def test_how_many_places_the_free_money_pays_for() -> None:
    assert seats_left(1_000, 300) == 3
    assert seats_left(1_000, 0) == 0
