"""Who fits a question, why, and until when an answer is promised."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.cocreation import ask_rules as rules
from veerkracht.cocreation.ask_rules import Asked, Offered

ASKED = Asked("experience", frozenset({"wandelgroep", "flat"}), 7, 1, 100)


def offered(number: int = 1, **values: Any) -> Offered:
    usual: dict[str, Any] = {
        "kinds": frozenset({"experience"}),
        "words": frozenset(),
        "sector": None,
        "area": 2,
        "region": 200,
    }
    return Offered(number, **{**usual, **values})


def test_the_kind_of_help_or_two_shared_words_make_it_fit() -> None:
    rows = [
        offered(1),
        offered(2, kinds=frozenset({"room"})),
        offered(3, kinds=frozenset({"room"}), words=frozenset({"flat"})),
        offered(4, kinds=frozenset({"room"}), words=frozenset({"flat", "wandelgroep"})),
    ]
    assert [one.number for one in rules.rank(ASKED, rows)] == [1, 4]


@pytest.mark.parametrize(
    ("better", "worse", "why"),
    [
        ({"words": frozenset({"flat"})}, {}, ("kind", "words")),
        ({"area": 1, "region": 100}, {"region": 100}, ("kind", "town")),
        ({"region": 100}, {}, ("kind", "region")),
        ({"sector": 7}, {"sector": 8}, ("kind", "sector")),
        ({}, {"open_questions": 1}, ("kind",)),
        ({"open_questions": 4}, {"open_questions": 4, "sector": 8}, ("kind",)),
    ],
)
def test_what_is_shared_and_how_little_lies_there_decides(
    better: dict[str, Any], worse: dict[str, Any], why: tuple[str, ...]
) -> None:
    best, _next = rules.rank(ASKED, [offered(2, **worse), offered(1, **better)])
    assert (best.number, best.why) == (1, why)


numbers = st.integers(1, 5)
offers = st.builds(
    Offered,
    number=st.integers(1, 10_000),
    kinds=st.frozensets(st.sampled_from(["experience", "room"])),
    words=st.frozensets(st.sampled_from(["flat", "wandelgroep", "kraamzorg"])),
    sector=numbers,
    area=numbers,
    region=numbers,
    open_questions=st.integers(0, 20),
)


@given(st.lists(offers, unique_by=lambda one: one.number, max_size=8))
def test_the_order_does_not_depend_on_the_order_of_the_offers(rows: list[Offered]) -> None:
    asked = Asked("experience", frozenset({"flat", "wandelgroep"}), 1, 1, 1)
    found = rules.rank(asked, rows)
    assert found == rules.rank(asked, rows[::-1])
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert all(one.why for one in found)


@pytest.mark.parametrize(
    ("asked_on", "promised_on"),
    [
        ("2026-11-23T10:00", "2026-11-26T10:00"),  # Monday → Thursday
        ("2026-11-26T10:00", "2026-12-01T10:00"),  # Thursday → Tuesday
        ("2026-11-27T10:00", "2026-12-02T10:00"),  # Friday → Wednesday
        ("2026-11-28T10:00", "2026-12-02T10:00"),  # Saturday → Wednesday
        ("2026-11-29T10:00", "2026-12-02T10:00"),  # Sunday → Wednesday
    ],
)
def test_weekends_do_not_count(asked_on: str, promised_on: str) -> None:
    found = rules.promised(datetime.fromisoformat(asked_on))
    assert found == datetime.fromisoformat(promised_on)


@pytest.mark.parametrize(
    ("turns", "matches", "expected"), [(0, 1, False), (2, 1, False), (3, 5, True), (0, 0, True)]
)
def test_after_three_or_without_anybody_the_coordinator_looks(
    turns: int, matches: int, *, expected: bool
) -> None:
    assert rules.goes_to_coordinator(turns, matches) is expected
