"""Steps of an issue, its pace, and what is an address."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.outreach import newsletter_rules as rules
from veerkracht.outreach.newsletter_rules import IssueState, Step

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize("state", list(IssueState))
@pytest.mark.parametrize("step", list(Step))
def test_only_the_table_moves_an_issue(state: IssueState, step: Step) -> None:
    assert rules.after(state, step) == rules.ISSUE_STEPS.get((state, step))


def test_what_was_sent_or_stopped_stays_so() -> None:
    ended = (IssueState.SENT, IssueState.STOPPED)
    assert not any(rules.after(state, step) for state in ended for step in Step)
    assert rules.after("unknown", "send") is None


@given(st.integers(rules.SLOWEST, rules.FASTEST))
def test_rounds_keep_the_pace(pace: int) -> None:
    wait = rules.next_round(NOON, pace) - NOON
    a_minute = rules.at_once(pace) * (timedelta(minutes=1) / wait)
    assert a_minute == pytest.approx(pace, rel=0.001)
    assert wait <= timedelta(seconds=6)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Anna@Voorbeeld.NL ", "anna@voorbeeld.nl"),
        ("a.b+c@sub.voorbeeld.nl", "a.b+c@sub.voorbeeld.nl"),
        ("anna", ""),
        ("anna@voorbeeld", ""),
        ("anna@voorbeeld.nl\nBcc: piet@voorbeeld.nl", ""),
        ("anna@voorbeeld.nl, piet@voorbeeld.nl", ""),
        ("<anna@voorbeeld.nl>", ""),
        ("an na@voorbeeld.nl", ""),
        ("ánna@voorbeeld.nl", ""),
        ("anna\x00@voorbeeld.nl", ""),
        ("a" * 300 + "@voorbeeld.nl", ""),
    ],
)
def test_an_address_is_one_address(typed: str, kept: str) -> None:
    assert rules.tidy_address(typed) == kept


@given(st.text(st.characters(max_codepoint=0x2FF), max_size=40))
def test_nothing_that_is_kept_can_break_a_header(text: str) -> None:
    found = rules.tidy_address(text)
    assert not set(found) & set("\r\n\x00 <>,;")


def test_addresses_of_a_list_come_once_and_the_rest_is_counted() -> None:
    rows = [
        ["naam", "mail"],
        ["Anna", "Anna <anna@voorbeeld.nl>"],
        ["Anna", "ANNA@voorbeeld.nl"],
        ["Piet", "geen"],
        ["", "piet@voorbeeld.nl"],
    ]
    assert rules.addresses_in(rows) == (["anna@voorbeeld.nl", "piet@voorbeeld.nl"], 1)
