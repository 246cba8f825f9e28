"""Codes, times and marks: in tables and properties, without a database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.proof import attendance_rules as rules
from veerkracht.proof.attendance_rules import Code, Refusal, Said

KEY, OTHER_KEY = b"a key", b"another key"
AT = datetime(2026, 12, 3, 9, 0, 10, tzinfo=UTC)
STARTS, ENDS = datetime(2026, 12, 3, 9, tzinfo=UTC), datetime(2026, 12, 3, 12, 30, tzinfo=UTC)


def shown(at: datetime, session: int = 1, key: bytes = KEY, *, digits: bool = False) -> str:
    code = rules.code_of(key, session, rules.step_of(at))
    return rules.as_digits(code) if digits else rules.in_address(code)


def judged(text: str, at: datetime = AT) -> Code:
    return rules.judge(text, key=KEY, session_id=1, moment=at)


@pytest.mark.parametrize("digits", [True, False])
@pytest.mark.parametrize(
    ("seconds_ago", "holds"),
    [(0, True), (10, True), (11, True), (40, True), (41, False), (60, False), (-20, False)],
)
def test_a_code_holds_in_its_half_minute_and_the_next(
    seconds_ago: int, digits: bool, holds: bool
) -> None:
    """The moment is ten seconds into a step, so that forty seconds back is the first of the step before."""
    text = shown(AT - timedelta(seconds=seconds_ago), digits=digits)
    assert (judged(text) is Code.SCREEN) == holds


def test_a_photographed_code_is_known_to_be_old() -> None:
    for ago in (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=119)):
        assert judged(shown(AT - ago)) is Code.OLD
    assert judged(shown(AT - timedelta(hours=3))) is Code.WRONG


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "123",
        "12345x",
        "²²²²²²",
        "é" * 22,
        "A" * 22,
        "\0" * 6,
        shown(AT, session=2),
        shown(AT, key=OTHER_KEY),
    ],
)
def test_forged_codes_are_wrong(text: str) -> None:
    assert judged(text) is Code.WRONG


def test_the_code_on_paper_holds_all_day_and_is_never_taken_for_the_screen() -> None:
    paper = rules.code_of(KEY, 1, None)
    for text in (rules.in_address(paper), rules.as_digits(paper)):
        assert judged(text) is Code.PAPER
        assert judged(text, AT + timedelta(hours=5)) is Code.PAPER
    assert judged(rules.in_address(rules.code_of(KEY, 2, None))) is Code.WRONG


def test_digits_may_be_typed_with_a_space() -> None:
    digits = shown(AT, digits=True)
    assert judged(f" {digits[:3]} {digits[3:]} ") is Code.SCREEN


@given(st.integers(1, 10**9), st.integers(0, 10**8))
def test_a_code_is_128_bits_and_six_digits(session: int, step: int) -> None:
    code = rules.code_of(KEY, session, step)
    assert len(rules.in_address(code)) == 22
    assert len(rules.as_digits(code)) == 6
    assert rules.as_digits(code).isdigit()


@pytest.mark.parametrize(
    ("minutes", "why"),
    [
        (-31, Refusal.NOT_OPEN_YET),
        (-30, None),
        (0, None),
        (210, None),
        (211, Refusal.OVER),
    ],
)
def test_people_note_themselves_from_half_an_hour_before_until_the_end(
    minutes: int, why: Refusal | None
) -> None:
    assert rules.why_not_now(STARTS, ENDS, STARTS + timedelta(minutes=minutes)) is why


@pytest.mark.parametrize(
    ("minutes", "presence", "left"),
    [(-30, "present", None), (15, "present", None), (16, "late", 194), (210, "late", 0)],
)
def test_who_comes_after_a_quarter_of_an_hour_is_late(
    minutes: int, presence: str, left: int | None
) -> None:
    found = rules.arrival(STARTS, ENDS, STARTS + timedelta(minutes=minutes))
    assert (found.presence, found.minutes) == (presence, left)


@pytest.mark.parametrize(
    ("known", "confirmed", "code", "stays"),
    [
        (None, False, Code.SCREEN, False),
        ("present", True, Code.SCREEN, True),
        ("left-early", True, Code.SCREEN, True),
        ("present", False, Code.SCREEN, False),  # said on paper, and then on the screen
        ("present", False, Code.PAPER, True),
        ("absent", True, Code.SCREEN, False),  # came after all
        ("absent", True, Code.PAPER, True),
        ("excused", True, Code.SCREEN, False),
    ],
)
def test_what_is_known_stays_unless_the_screen_says_more(
    known: str | None, confirmed: bool, code: Code, stays: bool
) -> None:
    assert rules.keeps(known, confirmed=confirmed, shown=code) == stays


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (Said("present", 30, "ziek"), Said("present")),
        (Said("late", 30, "ziek"), Said("late", 30)),
        (Said("excused", 30, "  file  "), Said("excused", None, "file")),
        (Said("absent", 30, "ziek"), Said("absent")),
    ],
)
def test_minutes_and_reason_stay_where_they_belong(said: Said, kept: Said) -> None:
    assert rules.tidy(said) == kept


@pytest.mark.parametrize(
    ("said", "minutes", "why"),
    [
        (Said("present"), -31, Refusal.NOT_OPEN_YET),
        (Said("excused"), -10_000, None),
        (Said("absent"), 10_000, None),
        (Said("late", 210), 20, None),
        (Said("late", 211), 20, Refusal.TOO_MANY_MINUTES),
        (Said("late", -1), 20, Refusal.TOO_MANY_MINUTES),
        (Said("excused", None, "x" * 201), 20, Refusal.REASON_TOO_LONG),
    ],
)
def test_what_a_trainer_can_say(said: Said, minutes: int, why: Refusal | None) -> None:
    moment = STARTS + timedelta(minutes=minutes)
    assert rules.why_not_said(said, starts_at=STARTS, ends_at=ENDS, moment=moment) is why


@given(st.floats(-1e9, 1e11), st.floats(-1e9, 1e11))
def test_a_wrong_clock_on_a_phone_never_puts_a_mark_in_the_future(made: float, sent: float) -> None:
    found = rules.when_made(made=made, sent=sent, moment=AT)
    assert AT - timedelta(days=30) <= found <= AT


def test_only_the_time_that_a_mark_waited_counts() -> None:
    year_wrong = 365 * 86_400
    found = rules.when_made(made=year_wrong + 100, sent=year_wrong + 160, moment=AT)
    assert found == AT - timedelta(seconds=60)
