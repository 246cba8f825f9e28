"""The reminder: to whom, when, once, and what it says; and what sources give to the house."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from tests import factories
from veerkracht.enrolment.actions import leave
from veerkracht.kernel.clock import now
from veerkracht.kernel.together import alone
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message, MessageState
from veerkracht.people.actions import merge_people
from veerkracht.proof import actions
from veerkracht.proof import attendance_sources as sources
from veerkracht.proof.actions import Mark
from veerkracht.proof.attendance_codes import token_of
from veerkracht.proof.attendance_reminders import KIND, remind
from veerkracht.proof.models import Attendance, Presence, StepDone, StepKind
from veerkracht.proof.tests.day import a_day

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
HOUR = 60


def reminders() -> Any:
    return Message.objects.filter(kind=KIND)


@pytest.mark.parametrize(
    ("hours", "number"), [(72, 0), (49, 0), (48, 2), (25, 2), (24, 2), (1, 2), (-1, 0)]
)
def test_before_the_first_meeting_it_comes_from_two_days_ahead(hours: int, number: int) -> None:
    a_day(2, starts_in=hours * HOUR)
    remind()
    remind()
    assert reminders().count() == number


def test_two_days_and_one_day_before_the_first_and_one_before_the_second(
    clock: time_machine.Traveller,
) -> None:
    a_day(1, starts_in=3 * 24 * HOUR, meetings=2)
    for _ in range(12 * 24):
        remind()
        clock.shift(timedelta(hours=1))
    assert reminders().count() == 3


def test_it_says_where_what_to_bring_and_holds_the_personal_link() -> None:
    day = a_day(1, starts_in=30 * HOUR)
    actions.prepare(edition=day.edition, bring="pen en papier", by=day.trainer)
    remind()
    send_due()
    mail = reminders().get()
    assert mail.state == MessageState.SENT
    for words in ("pen en papier", "Heerlen", token_of(day.rows[0].pk), "Binnenkort"):
        assert words in mail.text + mail.subject


def test_it_is_no_longer_news_when_the_place_is_gone_or_the_meeting_has_begun(
    clock: time_machine.Traveller,
) -> None:
    day = a_day(2, starts_in=20 * HOUR)
    remind()
    leave(enrolment=day.rows[0], by=factories.coordinator())
    send_due()
    assert set(reminders().values_list("person_id", "state")) == {
        (day.rows[0].person_id, MessageState.WITHDRAWN),
        (day.rows[1].person_id, MessageState.SENT),
    }
    other = a_day(1, starts_in=20 * HOUR)
    remind()
    clock.shift(timedelta(hours=21))
    send_due()
    assert reminders().get(person_id=other.rows[0].person_id).state == MessageState.WITHDRAWN


def test_at_night_it_waits_for_the_morning_unless_that_is_too_late(
    clock: time_machine.Traveller,
) -> None:
    clock.shift(timedelta(hours=13))  # eleven at night in Maastricht
    a_day(1, starts_in=20 * HOUR)
    remind()
    assert reminders().get().due_at > now()
    early = a_day(1, starts_in=9 * HOUR)
    remind()
    assert reminders().get(person_id=early.rows[0].person_id).due_at == now()


def test_my_data_shows_it_and_erasing_takes_the_reason() -> None:
    day = a_day()
    person = day.rows[0].person
    marks = {day.rows[0].pk: Mark(Presence.EXCUSED, None, "kind ziek")}
    actions.tick(session=day.session, marks=marks, by=day.trainer)
    own = sources.OwnAttendance()
    assert "kind ziek" in str(alone(own.export(person)))
    own.erase(person)
    assert Attendance.objects.get().reason == ""


def test_a_step_that_both_took_counts_once_for_the_one_who_stays() -> None:
    one, two = a_day(1), a_day(1)
    course, by = one.edition.course, factories.coordinator()
    step = actions.add_step(course=course, by=by, kind=StepKind.TEXT, title="Lees", text="…")
    keep, drop = one.rows[0].person, two.rows[0].person
    for person in (keep, drop):
        StepDone.objects.create(step=step, person=person)
    merge_people(keep=keep, drop=drop, by=factories.administrator())
    assert StepDone.objects.get().person_id == keep.pk


def test_tasks_tell_the_trainer_now_and_the_participant_what_to_learn() -> None:
    day = a_day(1)
    by = factories.coordinator()
    actions.add_step(course=day.edition.course, by=by, kind=StepKind.TEXT, title="Lees", text="…")
    [now_on] = alone(sources.my_sessions_now(day.trainer))
    assert f"/werk/bijeenkomsten/{day.session.pk}/" in now_on.url
    [learn] = alone(sources.my_steps(day.rows[0].person))
    assert "0 van 1 stappen" in learn.detail
    assert alone(sources.my_sessions_now(day.rows[0].person)) == []


def test_what_is_kept_seven_years_goes_then(clock: time_machine.Traveller) -> None:
    day = a_day(1)
    actions.mark(
        session=day.session, marks={day.rows[0].pk: Mark(Presence.PRESENT)}, by=day.trainer
    )
    assert sources.overdue() == 0
    clock.shift(timedelta(days=7 * 365 + 4))
    assert (sources.overdue(), sources.carry_out(), sources.overdue()) == (1, 1, 0)
