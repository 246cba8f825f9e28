"""When one may write, how it went last, and a number that is only seen in company."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.template import Context, Template

from veerkracht.practice import rules
from veerkracht.practice.rules import NumberOfPeople, TooFewToShow

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("starts", "may"),
    [(None, False), (NOW + timedelta(minutes=1), False), (NOW, True), (NOW - timedelta(9), True)],
)
def test_one_writes_from_the_beginning_on(starts: datetime | None, may: bool) -> None:
    assert rules.may_write(starts, NOW) is may


def test_the_latest_answer_counts() -> None:
    given = [(1, 90, "done"), (1, 30, "not"), (2, 30, "partly")]
    assert rules.latest(given) == {1: "done", 2: "partly"}


def test_a_number_below_ten_refuses_to_be_shown_in_any_way() -> None:
    few = NumberOfPeople(4) + NumberOfPeople(5)
    for show in (str, "{}".format, "{:>4}".format):
        with pytest.raises(TooFewToShow):
            show(few)
    with pytest.raises(TooFewToShow):
        Template("{{ number }}").render(Context({"number": few}))
    with pytest.raises(TypeError):
        json.dumps(few)
    with pytest.raises(TypeError):
        int(few)  # type: ignore[call-overload]
    assert "9" not in repr(few)
    assert str(few + NumberOfPeople(1)) == "10"
