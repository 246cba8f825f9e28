"""Steps, readings that may be kept, what is due when, verdicts, and where dots stand."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.cocreation import pilot_rules as rules
from veerkracht.cocreation.pilot_drawing import WIDTH, draw, reach
from veerkracht.cocreation.pilot_rules import DueKind, Refused, Standing, Verdict
from veerkracht.cocreation.pilot_shown import due_words
from veerkracht.kernel.clock import today

BEGIN, END = date(2026, 1, 1), date(2026, 7, 1)


@pytest.mark.parametrize(
    ("state", "to", "may"),
    [
        ("draft", "running", True),
        ("draft", "ended", False),
        ("running", "ended", True),
        ("running", "stopped", True),
        ("running", "decided", False),
        ("ended", "decided", True),
        ("ended", "running", False),
        ("decided", "ended", True),
        ("stopped", "running", False),
        ("unknown", "running", False),
    ],
)
def test_a_pilot_goes_only_where_the_table_says(state: str, to: str, may: bool) -> None:
    assert rules.may_go(state, to) is may


@pytest.mark.parametrize(
    ("kind", "about", "value", "over", "why"),
    [
        ("number", "things", "0", None, None),
        ("number", "things", "-1", None, Refused.RANGE),
        ("percentage", "people", "100.01", 99, Refused.RANGE),
        ("percentage", "people", "-0.5", 99, Refused.RANGE),
        ("percentage", "people", "50", 29, Refused.FEW_FOR_PERCENTAGE),
        ("percentage", "things", "50", 29, Refused.FEW_FOR_PERCENTAGE),
        ("percentage", "people", "50", None, Refused.OVER_MISSING),
        ("percentage", "people", "0", 30, None),
        ("scale", "people", "10.5", 30, Refused.RANGE),
        ("scale", "people", "7", 9, Refused.FEW_PEOPLE),
        ("scale", "people", "7", 10, None),
        ("number", "count", "9", None, Refused.FEW_PEOPLE),
        ("number", "count", "10", None, None),
        ("number", "count", "12.5", None, Refused.WHOLE),
        ("number", "people", "4.5", None, Refused.OVER_MISSING),
        ("scale", "people", "NaN", 30, Refused.RANGE),
    ],
)
def test_which_readings_are_refused(
    kind: str, about: str, value: str, over: int | None, why: Refused | None
) -> None:
    assert rules.refuse_reading(kind, about, Decimal(value), over) == why


@given(
    about=st.sampled_from(["people", "count"]),
    kind=st.sampled_from(["number", "percentage", "scale"]),
    value=st.decimals(0, 9, places=0),
    over=st.integers(1, 9),
)
def test_nothing_about_fewer_than_ten_people_is_ever_kept(
    about: str, kind: str, value: Decimal, over: int
) -> None:
    assert rules.refuse_reading(kind, about, value, over) is not None


def standing(**values: Any) -> Standing:
    given: dict[str, Any] = {
        "state": "running",
        "since": BEGIN,
        "until": END,
        "started_on": BEGIN,
        "ended_on": None,
        "last_note_on": None,
        "lacking": frozenset(),
        **values,
    }
    return Standing(**given)


ALL = frozenset(rules.MOMENTS)
DAY = timedelta(days=1)
HALF = rules.halfway(BEGIN, END)


@pytest.mark.parametrize(
    ("values", "day", "kinds"),
    [
        ({"state": "draft", "lacking": ALL}, BEGIN - 30 * DAY, set()),
        ({"state": "draft", "lacking": ALL}, BEGIN - 21 * DAY, {"baseline"}),
        ({"lacking": ALL}, HALF - DAY, {"baseline", "note"}),
        ({"lacking": ALL, "last_note_on": HALF}, HALF, {"baseline", "middle"}),
        ({"last_note_on": HALF}, HALF + 41 * DAY, set()),
        ({"last_note_on": HALF}, HALF + 42 * DAY, {"note"}),
        ({"lacking": {"end"}, "last_note_on": END}, END, {"end"}),
        ({"last_note_on": END}, END + DAY, {"ending"}),
        ({"state": "ended", "ended_on": END, "lacking": {"end"}}, END, {"end", "decision"}),
        ({"state": "ended", "ended_on": END, "lacking": {"middle"}}, END, {"decision"}),
        ({"state": "decided", "ended_on": END, "lacking": ALL}, END, set()),
        ({"state": "stopped", "ended_on": END, "lacking": ALL}, END, set()),
    ],
)
def test_what_is_due_when(values: dict[str, Any], day: date, kinds: set[str]) -> None:
    assert {str(one.kind) for one in rules.due(standing(**values), day)} == kinds


def test_how_long_a_logbook_is_silent_is_counted(clock: Any) -> None:
    since = today() - timedelta(weeks=3) + timedelta(days=1)  # it was due after six weeks
    assert "8 weken stil" in due_words(rules.Due(DueKind.NOTE, since, late=True))


def test_what_waits_two_weeks_is_late_and_stands_first() -> None:
    ended = standing(state="ended", ended_on=END)
    [fresh] = rules.due(ended, END + 13 * DAY)
    [late] = rules.due(ended, END + 14 * DAY)
    assert (fresh.kind, fresh.late, late.late) == (DueKind.DECISION, False, True)
    several = rules.due(standing(lacking=ALL), END)
    assert [one.since for one in several] == sorted(one.since for one in several)


@pytest.mark.parametrize(
    ("up", "target", "first", "last", "said"),
    [
        (True, "60", "40", "60", Verdict.REACHED),
        (True, "60", "40", "59", Verdict.BETTER),
        (True, "60", "40", "39", Verdict.WORSE),
        (False, "14", "31", "13", Verdict.REACHED),
        (False, "14", "31", "22", Verdict.BETTER),
        (False, None, "31", "31", Verdict.SAME),
        (True, None, None, "5", Verdict.UNKNOWN),
        (True, "6", "5", None, Verdict.UNKNOWN),
    ],
)
def test_how_a_measure_stands(
    up: bool,
    target: str | None,
    first: str | None,
    last: str | None,
    said: Verdict,
) -> None:
    as_number = [Decimal(one) if one else None for one in (target, first, last)]
    found = rules.verdict(up=up, target=as_number[0], first=as_number[1], last=as_number[2])
    assert found == said


@given(
    kind=st.sampled_from(["number", "percentage", "scale"]),
    values=st.lists(st.decimals(0, 10, places=1), min_size=3, max_size=3),
    times=st.sampled_from([1, 10, 1000]),
)
def test_every_dot_lies_on_the_line_and_more_is_further(
    kind: str, values: list[Decimal], times: int
) -> None:
    if kind == "number":
        values = [one * times for one in values]
    read = dict(zip(rules.MOMENTS, values, strict=True))
    drawn = draw(kind, read, None)
    assert all(0 <= dot.x <= WIDTH for dot in drawn.dots)
    by_value = sorted(drawn.dots, key=lambda dot: read[dot.moment])
    assert [dot.x for dot in by_value] == sorted(dot.x for dot in drawn.dots)
    assert drawn.end >= max(values)


def test_an_axis_ends_at_a_round_number() -> None:
    found = [reach("number", [Decimal(one)]) for one in ("0", "7", "31", "130", "2000")]
    assert found == [1, 10, 50, 200, 2000]
    assert draw("percentage", {}, None).dots == ()
