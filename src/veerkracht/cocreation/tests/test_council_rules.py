"""The rules of a think tank: who is missing, when a round passes, what differs, orders and budgets."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.cocreation import council_rules, idea_rules, proposal_rules
from veerkracht.cocreation.council_rules import missing_names, places, scale
from veerkracht.cocreation.idea_rules import check_dots, order_for, phase
from veerkracht.cocreation.models import ProposalState, RoundOutcome, ViewKind
from veerkracht.cocreation.proposal_rules import MOVES, compared, moved, needed, outcome

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_places_count_who_is_there_and_name_who_is_missing() -> None:
    names = {"role:parent": "ouder", "role:student": "student", "role:policy": "beleid"}
    held = ["role:parent", "role:parent", "role:gone"]
    found = places(names, held, {"role:parent": 3, "role:policy": 0})
    assert [(one.name, one.have, one.wanted, one.missing) for one in found] == [
        ("ouder", 2, 3, 1),
        ("student", 0, 1, 1),
    ]
    assert missing_names(found) == ["ouder", "student"]
    assert (scale(found), scale([])) == (3, 1)


def test_a_name_in_an_address_is_of_one_think_tank() -> None:
    taken = frozenset({"denktank", "denktank-2"})
    assert council_rules.free_slug("denktank", taken) == "denktank-3"
    assert council_rules.free_slug("parkstad", taken) == "parkstad"
    assert council_rules.may_answer(NOON, NOON + timedelta(days=60))
    assert not council_rules.may_answer(NOON, NOON + timedelta(days=60, seconds=1))


@pytest.mark.parametrize(
    ("said", "enough", "ends"),
    [
        ([], 1, "too-few"),
        (["agree"], 2, "too-few"),
        (["agree", "abstain"], 2, "passed"),
        (["agree", "remark", "agree"], 2, "passed"),
        (["agree"] * 99 + ["objection"], 2, "objected"),
        (["objection"], 5, "objected"),
    ],
)
def test_one_objection_keeps_a_proposal_from_passing(
    said: list[str], enough: int, ends: str
) -> None:
    assert outcome(said, enough) == ends


@given(st.lists(st.sampled_from(ViewKind.values), max_size=9), st.integers(1, 50))
def test_what_passes_has_no_objection_and_enough_words(said: list[str], enough: int) -> None:
    passed = outcome(said, enough) == "passed"
    assert passed == ("objection" not in said and len(said) >= enough)


@pytest.mark.parametrize(
    ("members", "quorum", "enough"), [(12, 50, 6), (13, 50, 7), (3, 1, 1), (0, 50, 1), (7, 100, 7)]
)
def test_a_share_of_the_members_is_rounded_up(members: int, quorum: int, enough: int) -> None:
    assert needed(members, quorum) == enough


def test_states_and_outcomes_are_those_that_are_kept() -> None:
    assert set(MOVES) == set(ProposalState.values)
    assert set(proposal_rules.AFTER) == set(RoundOutcome.values)
    reached = {state for verbs in MOVES.values() for state in verbs.values()}
    assert reached | {"draft"} == set(MOVES)
    assert [moved("sent-back", "open"), moved("agreed", "write"), moved("draft", "open")] == [
        None,
        None,
        "in-round",
    ]


@pytest.mark.parametrize(
    ("hours", "after"), [(2, 1), (48, 24), (72, 42), (240, 210)]
)  # a short round reminds half way, a long one thirty hours before the end
def test_a_reminder_comes_before_the_end_and_not_at_once(hours: int, after: int) -> None:
    assert proposal_rules.remind_from(NOON, NOON + hours * HOUR) == NOON + after * HOUR
    assert not proposal_rules.is_length(NOON, NOON + HOUR / 2)
    assert not proposal_rules.is_length(NOON, NOON + timedelta(days=61))
    assert proposal_rules.is_length(NOON, NOON + HOUR)


def test_what_differs_is_told_word_by_word() -> None:
    found = [
        (one.kind, one.text) for one in compared("Elke maand een avond", "Elke week een avond")
    ]
    assert found == [
        ("same", "Elke "),
        ("gone", "maand "),
        ("new", "week "),
        ("same", "een avond"),
    ]


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_pieces_give_both_texts_back(before: str, after: str) -> None:
    found = list(compared(before, after))
    assert "".join(one.text for one in found if one.kind != "new") == before
    assert "".join(one.text for one in found if one.kind != "gone") == after


def test_a_question_goes_from_writing_to_dots_to_the_end() -> None:
    moments = (NOON + HOUR, NOON + 2 * HOUR)
    found = [phase(NOON + n * HOUR / 2, *moments) for n in range(5)]
    assert found == ["writing", "writing", "voting", "voting", "closed"]


@given(st.integers(1, 9999), st.sets(st.uuids(), max_size=30))
def test_everybody_has_an_order_that_stays(reader: int, keys: set[object]) -> None:
    known = [str(key) for key in keys]
    first = order_for(reader, 7, known)
    assert first == order_for(reader, 7, list(reversed(known)))
    assert sorted(first) == sorted(known)


def test_no_idea_stands_first_for_everybody() -> None:
    keys = [f"idee-{n}" for n in range(5)]
    first = [order_for(reader, 1, keys)[0] for reader in range(500)]
    assert all(60 < first.count(key) < 140 for key in keys)


KNOWN = frozenset({"a", "b", "c"})


@pytest.mark.parametrize(
    ("dots", "why"),
    [
        ({"a": 3, "b": 2}, None),
        ({}, None),
        ({"a": 3, "b": 3}, "too many"),
        ({"a": 4}, "too many for one"),
        ({"z": 1}, "unknown"),
        ({"a": -1, "b": 3}, "unknown"),
    ],
)
def test_dots_stay_within_the_budget(dots: dict[str, int], why: str | None) -> None:
    refused = check_dots(dots, KNOWN, 5, 3)
    assert (refused.why if refused else None) == why


def test_numbers_are_shown_only_when_enough_people_gave_dots() -> None:
    assert [idea_rules.may_show(number) for number in (0, 3, 4)] == [False, False, True]
