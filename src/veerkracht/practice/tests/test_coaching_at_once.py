"""Many people at the same moment: nobody is booked twice, and a coach never has too many."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import partial

import pytest

from tests import factories
from tests.at_once import Deed, at_once
from veerkracht.kernel.errors import RuleBroken
from veerkracht.practice import coaching_actions as actions
from veerkracht.practice.coaching_appointment_actions import SeriesPlan, plan_series
from veerkracht.practice.coaching_models import (
    ClaimedQuarter,
    CoachingAppointment,
    CoachingRequest,
    RequestState,
)
from veerkracht.practice.coaching_rules import Span
from veerkracht.practice.tests.coaching import asked, coach, coached

pytestmark = [pytest.mark.usefixtures("committed")]
MANY = 16
TOMORROW = datetime.combine(date.today() + timedelta(days=1), time(10))  # noqa: DTZ011 - a wall clock


def test_one_moment_of_a_coach_goes_to_one_person() -> None:
    someone = coach(load=MANY)
    coachings = [coached(someone) for _n in range(MANY)]

    def deed(nth: int) -> list[CoachingAppointment]:
        at = TOMORROW + timedelta(minutes=15 * (nth % 4))
        plan = SeriesPlan(at, times=2, weeks=1)
        return plan_series(coaching=coachings[nth], plan=plan, by=coachings[nth].person)

    answers = at_once([partial(deed, nth) for nth in range(MANY)])
    assert sum(isinstance(one, list) for one in answers) == 1
    assert sum(isinstance(one, RuleBroken) for one in answers) == MANY - 1
    spans = [Span(one.starts_at, one.ends_at) for one in CoachingAppointment.objects.all()]
    assert not any(one.overlaps(other) for one in spans for other in spans if one is not other)
    assert ClaimedQuarter.objects.count() == 2 * 2 * 4


def test_the_last_place_of_a_coach_goes_to_one_person() -> None:
    someone = coach(load=2)
    requests = [asked(factories.person()) for _n in range(MANY)]
    deeds: list[Deed] = [
        partial(actions.pick_coach, request=one, coach=someone, by=one.person) for one in requests
    ]
    answers = at_once(deeds)
    assert sum(isinstance(one, CoachingRequest) for one in answers) == 2
    assert CoachingRequest.objects.filter(state=RequestState.MATCHED).count() == 2
