"""Several members press at the same moment: one date, and one lesson."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from tests import factories
from tests.at_once import at_once
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.meetings.actions import close_poll, end_membership, start_poll
from veerkracht.meetings.models import Meeting, MeetingState
from veerkracht.practice.group_lesson_actions import answer_lesson, propose_lesson
from veerkracht.practice.group_lesson_models import Lesson
from veerkracht.practice.tests.grouping import group, held

pytestmark = pytest.mark.usefixtures("committed")


def test_one_date_comes_of_a_poll_and_a_lesson_is_shared_once() -> None:
    people = [factories.person() for _ in range(5)]
    made = group(*people)
    meeting = held(made, people[0], 5)
    lesson = propose_lesson(meeting=meeting, sentence="Wachten helpt.", by=people[0])
    moments = [now() + timedelta(days=day) for day in (7, 8, 9)]
    poll = start_poll(series=made.series, dates=moments, minutes=120, by=people[0])
    dates = list(poll.dates.all())
    closing = [
        partial(close_poll, poll=poll, date=dates[nth % 3], by=person)
        for nth, person in enumerate(people)
    ]
    leaving = partial(end_membership, series=made.series, person=people[4], by=people[4])
    saying = [partial(answer_lesson, lesson=lesson, agrees=True, by=one) for one in people[1:]]
    given = at_once([*closing, leaving, *saying])
    closed = [one for one in given[:5] if isinstance(one, Meeting)]
    assert len(closed) == 1
    planned = Meeting.objects.filter(series=made.series, state=MeetingState.PLANNED)
    assert [one.pk for one in planned] == [closed[0].pk]
    assert planned[0].facilitator_id != people[4].pk
    assert given[6:].count(True) == 1
    assert not any(isinstance(one, RuleBroken) for one in given[6:])
    assert Lesson.objects.get().published_on is not None
