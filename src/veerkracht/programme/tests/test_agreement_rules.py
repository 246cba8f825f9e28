"""How a promise becomes firmer and when it asks for attention."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from veerkracht.programme.agreement_models import AgreementCause, AgreementStep
from veerkracht.programme.agreement_rules import (
    FIRMER,
    STEPS,
    Standing,
    causes,
    may_fall_back,
    next_step,
)

TODAY = date(2026, 12, 1)
AHEAD = timedelta(days=60)


def test_steps_and_causes_are_those_of_the_models() -> None:
    assert list(STEPS) == list(AgreementStep.values)
    assert set(FIRMER) == set(AgreementStep.values)
    assert causes(
        _ending(until=date(2027, 1, 1), review_on=TODAY, last_year=2025), TODAY, AHEAD
    ) == (AgreementCause.values)


def test_a_promise_becomes_firmer_one_step_at_a_time() -> None:
    walked = ["intention"]
    for _number in range(5):
        walked.append(next_step(walked[-1]))
    assert walked == ["intention", "specific", "signed", "in-budget", "renewed", "renewed"]


@pytest.mark.parametrize(
    ("step", "to", "may"),
    [
        ("signed", "specific", True),
        ("renewed", "intention", True),
        ("signed", "signed", False),
        ("signed", "in-budget", False),
        ("signed", "nonsense", False),
        ("intention", "intention", False),
    ],
)
def test_falling_back_goes_to_a_looser_step_only(step: str, to: str, may: bool) -> None:
    assert may_fall_back(step, to) is may


def _ending(**known: object) -> Standing:
    given: dict[str, object] = {"step": "in-budget", "until": date(2028, 12, 31), "has_line": True}
    return Standing(**{**given, **known})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        (_ending(last_year=2028), []),
        (_ending(last_year=2027), ["money"]),
        (_ending(last_year=2027, goes_on=True), []),
        (_ending(until=None, last_year=2030), ["money"]),
        (_ending(until=None, last_year=2026, goes_on=True), []),
        (_ending(last_year=None), ["money"]),
        (_ending(last_year=None, step="signed"), []),
        (_ending(last_year=2026, step="signed"), ["money"]),
        (_ending(has_line=False), []),
        (_ending(has_line=False, review_on=TODAY), ["review"]),
        (_ending(has_line=False, review_on=TODAY + timedelta(days=1)), []),
        (_ending(has_line=False, until=TODAY + AHEAD), ["end"]),
        (_ending(has_line=False, until=TODAY + AHEAD + timedelta(days=1)), []),
        (_ending(last_year=2026, review_on=TODAY, is_over=True), []),
    ],
)
def test_a_promise_asks_for_attention_for_a_cause(standing: Standing, expected: list[str]) -> None:
    assert causes(standing, TODAY, AHEAD) == expected
