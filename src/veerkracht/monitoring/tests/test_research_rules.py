"""Which records may leave, for how long, and under which name."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.monitoring import research_rules as rules
from veerkracht.monitoring.models import RecordKind, ResearchState
from veerkracht.monitoring.research_rules import Wrong
from veerkracht.monitoring.research_words import COLUMNS, WRONG

DAY = date(2026, 11, 23)
KEY = bytes(range(32))


def test_the_table_of_steps_knows_every_state_and_no_step_goes_back() -> None:
    assert set(rules.STEPS) == set(ResearchState.values)
    assert not any(rules.may_go(state, "asked") for state in rules.STEPS)
    assert rules.may_go("approved", "ended")
    assert not rules.may_go("refused", "approved")
    assert not rules.may_go("nowhere", "asked")


def test_every_kind_of_record_has_columns_and_every_column_and_refusal_has_words() -> None:
    assert set(rules.RECORDS) == set(RecordKind.values)
    codes = {code for kind in rules.RECORDS for code in rules.columns_of(kind)}
    assert codes == set(COLUMNS)
    assert set(WRONG) == set(Wrong)


def test_no_record_is_about_conversations_names_or_organisations() -> None:
    everything = [
        *rules.RECORDS,
        *(code for kind in rules.RECORDS for code in rules.columns_of(kind)),
    ]
    for word in ("conversation", "web", "name", "email", "organisation", "function", "number"):
        assert word not in everything
    with pytest.raises(ValueError, match="conversations"):
        rules.columns_of("conversations")


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ([], Wrong.NO_COLUMNS),
        (["sector", "name"], Wrong.UNKNOWN_COLUMN),
        (["kind"], Wrong.UNKNOWN_COLUMN),
        (["sector"], None),
    ],
)
def test_only_columns_of_the_list_can_be_asked_for(columns: list[str], why: Wrong | None) -> None:
    assert rules.refuse_columns("intervision", columns) == why


@pytest.mark.parametrize(
    ("since", "until", "why"),
    [(-10, -1, None), (-1, -1, None), (-1, -2, Wrong.PERIOD), (-10, 0, Wrong.PERIOD_AHEAD)],
)
def test_a_period_is_over_and_in_order(since: int, until: int, why: Wrong | None) -> None:
    first, last = DAY + timedelta(days=since), DAY + timedelta(days=until)
    assert rules.refuse_period(first, last, DAY) == why


@pytest.mark.parametrize(
    ("days", "why"),
    [(0, Wrong.KEPT_PAST), (1, None), (732, None), (733, Wrong.KEPT_LONG)],
)
def test_a_file_is_kept_for_two_years_at_most(days: int, why: Wrong | None) -> None:
    assert rules.refuse_keeping(DAY + timedelta(days=days), DAY) == why


@pytest.mark.parametrize(
    ("asked_by", "agreed", "agreement", "words", "why"),
    [
        (1, True, "X", "", Wrong.SAME_PERSON),
        (2, True, " ", "", Wrong.NO_AGREEMENT),
        (2, True, "X", "", None),
        (2, False, "", " ", Wrong.NO_REASON),
        (2, False, "", "Te veel.", None),
        (None, True, "X", "", None),
    ],
)
def test_a_second_person_decides_on_an_agreement_or_with_a_reason(
    asked_by: int | None, agreed: bool, agreement: str, words: str, why: Wrong | None
) -> None:
    decided = rules.refuse_decision(
        asked_by=asked_by, by=1, agreed=agreed, agreement=agreement, words=words
    )
    assert decided == why


@given(st.integers(1, 10**9), st.integers(1, 10**9), st.binary(min_size=32, max_size=64))
def test_a_pseudonym_is_one_of_a_person_in_a_file_and_another_in_the_next(
    one: int, other: int, key: bytes
) -> None:
    assert (rules.pseudonym(key, one) == rules.pseudonym(key, other)) == (one == other)
    assert rules.pseudonym(key, one) != rules.pseudonym(key + b"x", one)


def test_a_pseudonym_stays_as_it_was_published_and_needs_a_whole_key() -> None:
    assert len(rules.pseudonym(KEY, 1)) == 32
    with pytest.raises(ValueError, match="32 bytes"):
        rules.pseudonym(b"short", 1)


@pytest.mark.parametrize(
    ("presences", "word"),
    [
        ([], "unknown"),
        ([None], "unknown"),
        ([True, True], "all"),
        ([True, None], "all"),
        ([True, False], "part"),
        ([False], "none"),
    ],
)
def test_how_much_somebody_was_there_is_four_words(presences: list[bool | None], word: str) -> None:
    assert rules.attended(presences) == word


@pytest.mark.parametrize(
    ("hours", "word"), [(4, "half-day"), (4.5, "day"), (8, "day"), (9, "days")]
)
def test_hours_are_told_roughly(hours: float, word: str) -> None:
    assert rules.length(hours) == word


@pytest.mark.parametrize(
    ("day", "word"),
    [(date(2026, 1, 1), "2026-Q1"), (date(2026, 3, 31), "2026-Q1"), (date(2026, 12, 1), "2026-Q4")],
)
def test_a_day_becomes_a_quarter(day: date, word: str) -> None:
    assert rules.quarter(day) == word
