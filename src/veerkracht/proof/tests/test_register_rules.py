"""What goes to a register, and when somebody may be asked: values in, decision out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.proof.register_rules import (
    Deed,
    Line,
    Standing,
    Step,
    at_register,
    changes,
    counts,
    everything,
    may_ask,
    plain,
    standing,
)

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
FOUR, FIVE = Decimal(4), Decimal(5)
A, A_CORRECTED, A_MORE = Line(1, "A", FOUR), Line(1, "A2", FOUR), Line(1, "A", FIVE)
B = Line(2, "B", FOUR)


def by_enrolment(*lines: Line) -> dict[int, Line]:
    return {line.enrolment: line for line in lines}


@pytest.mark.parametrize(
    ("sent", "ready", "counting", "steps"),
    [
        pytest.param([], [A, B], {1, 2}, [(Deed.ADD, A), (Deed.ADD, B)], id="the first time"),
        pytest.param([A], [A], {1}, [], id="nothing changed"),
        pytest.param([A], [A, B], {1, 2}, [(Deed.ADD, B)], id="somebody's attendance came late"),
        pytest.param(
            [A], [A_CORRECTED], {1}, [(Deed.WITHDRAW, A), (Deed.ADD, A_CORRECTED)], id="corrected"
        ),
        pytest.param([A], [A_MORE], {1}, [(Deed.CHANGE, A_MORE)], id="other points"),
        pytest.param([A, B], [B], {2}, [(Deed.WITHDRAW, A)], id="was not there after all"),
        pytest.param([A], [], {1}, [], id="took the number out of the profile: points stay"),
    ],
)
def test_only_what_changed_is_sent(
    sent: list[Line], ready: list[Line], counting: set[int], steps: list[tuple[Deed, Line]]
) -> None:
    found = changes(by_enrolment(*sent), by_enrolment(*ready), counting)
    assert [(step.deed, step.line) for step in found] == steps


def test_the_whole_list_holds_everybody_and_what_is_taken_back() -> None:
    found = everything(by_enrolment(A, B), by_enrolment(A_CORRECTED), {1, 2})
    assert found == [Step(Deed.WITHDRAW, A), Step(Deed.ADD, A_CORRECTED), Step(Deed.ADD, B)]


lines = st.dictionaries(
    st.integers(1, 5),
    st.tuples(st.sampled_from("ABCDE"), st.sampled_from([FOUR, FIVE])),
).map(lambda found: {pk: Line(pk, *rest) for pk, rest in found.items()})


@given(lines, lines, st.booleans())
def test_after_an_export_the_register_has_what_it_should(
    sent: dict[int, Line],
    ready: dict[int, Line],
    whole: bool,
) -> None:
    make = everything if whole else changes
    before = [Step(Deed.ADD, line) for line in sent.values()]
    assert at_register([*before, *make(sent, ready, set(ready))]) == ready


@pytest.mark.parametrize(
    ("number", "fits", "twice", "has_another", "how"),
    [
        ("", False, False, False, Standing.MISSING),
        ("", False, False, True, Standing.ELSEWHERE),
        ("x", False, False, False, Standing.BROKEN),
        ("x", True, True, False, Standing.TWICE),
        ("x", True, False, True, Standing.READY),
    ],
)
def test_how_it_stands_with_a_number(
    number: str,
    fits: bool,
    twice: bool,
    has_another: bool,
    how: Standing,
) -> None:
    assert standing(number, fits=fits, twice=twice, has_another=has_another) == how


@pytest.mark.parametrize(
    ("days_ago", "elsewhere", "may"),
    [
        ([], [], True),
        ([7], [], True),
        ([6.9], [], False),
        ([20, 10], [], False),
        ([], [3], False),
        ([], [8], True),
    ],
)
def test_once_a_week_and_twice_at_most(
    days_ago: list[float],
    elsewhere: list[float],
    may: bool,
) -> None:
    here = [NOW - timedelta(days=days) for days in days_ago]
    at_all = here + [NOW - timedelta(days=days) for days in elsewhere]
    assert may_ask(here, at_all, NOW) is may


@pytest.mark.parametrize(
    ("followed", "sessions", "needed", "does"),
    [
        (2, 2, None, True),
        (1, 2, None, False),
        (1, 2, 1, True),
        (1, 1, 5, True),
        (0, 0, None, False),
        (0, 2, 1, False),
    ],
)
def test_who_counts(followed: int, sessions: int, needed: int | None, does: bool) -> None:
    assert counts(followed, sessions, needed) is does


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Jan", "Jan"),
        ("=1+1", "'=1+1"),
        ("+31", "'+31"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "' =1"),
        (" =1", "' =1"),
        ("a\r\nb", "a  b"),
    ],
)
def test_a_spreadsheet_runs_nothing(text: str, shown: str) -> None:
    assert plain(text) == shown
