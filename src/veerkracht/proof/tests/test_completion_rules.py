"""When somebody has completed an edition."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest

from veerkracht.proof.completion_rules import (
    CompletionFacts,
    Reason,
    WhyNot,
    hours_of,
    is_settled,
    why_not_complete,
)


@pytest.mark.parametrize(
    ("facts", "reasons"),
    [
        (CompletionFacts(2, 2), ()),
        (CompletionFacts(0, 0), (WhyNot(Reason.NO_SESSIONS),)),
        (CompletionFacts(2, 1), (WhyNot(Reason.MISSED, 1, 0),)),
        (CompletionFacts(3, 2, may_miss=1), ()),
        (CompletionFacts(3, 1, may_miss=1), (WhyNot(Reason.MISSED, 2, 1),)),
        # whoever may miss as many as there are must still have been at one
        (CompletionFacts(2, 0, may_miss=5), (WhyNot(Reason.MISSED, 2, 1),)),
        (CompletionFacts(2, 1, unmarked=1), (WhyNot(Reason.NOT_MARKED, 1),)),
        # what nobody said of one session does not matter when one may be missed
        (CompletionFacts(3, 2, unmarked=1, may_miss=1), ()),
        # enough was missed already: marking the rest changes nothing
        (CompletionFacts(3, 0, unmarked=1), (WhyNot(Reason.MISSED, 2, 0),)),
        (CompletionFacts(2, 1, to_come=1), (WhyNot(Reason.NOT_OVER, 1),)),
        (CompletionFacts(3, 2, to_come=1, may_miss=1), (WhyNot(Reason.NOT_OVER, 1),)),
        (CompletionFacts(1, 1, needs_assignment=True), (WhyNot(Reason.ASSIGNMENT),)),
        (CompletionFacts(1, 1, needs_assignment=True, assignment_approved=True), ()),
        (CompletionFacts(1, 1, needs_elearning=True), ()),  # nobody keeps it: not asked
        (
            CompletionFacts(1, 1, needs_elearning=True, elearning_done=False),
            (WhyNot(Reason.ELEARNING),),
        ),
        (CompletionFacts(1, 1, needs_elearning=True, elearning_done=True), ()),
        (CompletionFacts(1, 1, elearning_done=False), ()),
        (CompletionFacts(1, 1, has_name=False), (WhyNot(Reason.NO_NAME),)),
        (
            CompletionFacts(2, 0, needs_assignment=True, has_name=False),
            (WhyNot(Reason.MISSED, 2, 0), WhyNot(Reason.ASSIGNMENT), WhyNot(Reason.NO_NAME)),
        ),
    ],
)
def test_why_somebody_has_not_completed_it(
    facts: CompletionFacts, reasons: tuple[WhyNot, ...]
) -> None:
    assert why_not_complete(facts) == reasons


def test_more_sessions_or_a_milder_rule_never_take_it_away() -> None:
    for sessions, may_miss in product(range(1, 9), range(10)):
        complete = [
            not why_not_complete(CompletionFacts(sessions, followed, may_miss=may_miss))
            for followed in range(sessions + 1)
        ]
        milder = [
            not why_not_complete(CompletionFacts(sessions, followed, may_miss=may_miss + 1))
            for followed in range(sessions + 1)
        ]
        assert complete == sorted(complete)
        assert not complete[0]
        assert complete[-1]
        assert all(after >= before for before, after in zip(complete, milder, strict=True))


@pytest.mark.parametrize(
    ("reasons", "settled"),
    [
        ((), True),
        ((WhyNot(Reason.MISSED, 1),), True),
        ((WhyNot(Reason.ASSIGNMENT),), True),
        ((WhyNot(Reason.NOT_MARKED, 1),), False),
        ((WhyNot(Reason.ASSIGNMENT), WhyNot(Reason.NOT_OVER, 1)), False),
        ((WhyNot(Reason.NO_SESSIONS),), False),
    ],
)
def test_whether_marking_is_done(reasons: tuple[WhyNot, ...], settled: bool) -> None:
    assert is_settled(reasons) is settled


@pytest.mark.parametrize(
    ("minutes", "hours"), [(0, "0.0"), (210, "3.5"), (420, "7.0"), (50, "0.8")]
)
def test_minutes_as_hours(minutes: int, hours: str) -> None:
    assert hours_of(minutes) == Decimal(hours)
