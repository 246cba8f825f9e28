"""Planning, polls, calendars and presence, on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from icalendar import Calendar

from tests import factories
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.kernel.personal_data import carry_out_retention
from veerkracht.kernel.together import alone
from veerkracht.meetings import actions, queries, sources
from veerkracht.meetings.actions import When
from veerkracht.meetings.models import (
    Absence,
    Decision,
    Meeting,
    Member,
    OwnMethod,
    Poll,
    PollAnswer,
    PollDate,
    PollInvitation,
    Presence,
    Series,
)
from veerkracht.meetings.policies import Purpose, purposes
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message
from veerkracht.people.actions import erase_person, merge_people
from veerkracht.people.models import Person
from veerkracht.places.queries import region
from veerkracht.practice.tests.grouping import ahead, group, held

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def people(*names: str) -> list[Person]:
    return [factories.person(name) for name in names]


def events(person: Person) -> list[tuple[str, int, str]]:
    """What the calendar of somebody was told by mail: method, SEQUENCE and state, in order."""
    send_due()
    told = Message.objects.filter(person=person).exclude(calendar="").order_by("pk")
    found = [Calendar.from_ical(one.calendar) for one in told]
    return [
        (
            str(one["METHOD"]),
            int(one.walk("VEVENT")[0]["SEQUENCE"]),
            str(one.walk("VEVENT")[0]["STATUS"]),
        )
        for one in found
    ]


def asked(of: Any, by: Person, days: tuple[int, ...] = (7, 8, 9)) -> Poll:
    dates = [now() + timedelta(days=day) for day in days]
    return actions.start_poll(series=of.series, dates=dates, minutes=120, by=by, place="Zaal 1")


def test_a_poll_leads_to_a_meeting_with_a_calendar_file_for_everybody() -> None:
    anna, bert, cas = people("Anna", "Bert", "Cas")
    made = group(anna, bert, cas)
    poll = asked(made, anna)
    send_due()
    letter = Message.objects.get(person=bert)
    invitation = PollInvitation.objects.get(person=bert)
    assert f"/datumprikker/{invitation.token}/" in letter.text
    first, second, third = poll.dates.all()
    answers = {anna: "yes yes no", bert: "no yes yes", cas: "yes maybe yes"}
    for person, said in answers.items():
        own = PollInvitation.objects.get(poll=poll, person=person)
        chosen = dict(zip((first.pk, second.pk, third.pk), said.split(), strict=True))
        actions.answer_poll(invitation=own, answers=chosen)
        own.refresh_from_db()
        assert own.answered_at is not None
    best = queries.poll_table(poll)[2]
    assert best is not None
    assert best.date == second.pk
    meeting = actions.close_poll(poll=poll, date=second, by=bert)
    assert meeting is not None
    assert (meeting.starts_at, meeting.minutes, meeting.place) == (second.starts_at, 120, "Zaal 1")
    assert all(events(person) == [("REQUEST", 0, "CONFIRMED")] for person in (anna, bert, cas))
    with pytest.raises(RuleBroken):
        actions.answer_poll(invitation=invitation, answers={first.pk: "no"})
    with pytest.raises(RuleBroken):
        actions.close_poll(poll=poll, date=first, by=bert)


def test_the_calendar_follows_changes_under_one_name_and_forgets_what_is_called_off() -> None:
    anna, bert = people("Anna", "Bert")
    made = group(anna, bert)
    meeting = ahead(made, anna)
    later = When(meeting.starts_at + timedelta(days=1), meeting.ends_at + timedelta(days=1))
    meeting = actions.move_meeting(meeting=meeting, when=later, by=bert)
    actions.move_meeting(meeting=meeting, when=later, by=bert)  # the same is no news
    actions.cancel_meeting(meeting=meeting, by=anna)
    # what was queued before and goes out now tells how it is now: it does not go on
    assert events(anna) == [("CANCEL", 2, "CANCELLED")]
    with pytest.raises(RuleBroken):
        actions.move_meeting(meeting=meeting, when=later, by=bert)


def test_each_change_that_is_mailed_has_a_higher_number() -> None:
    anna, bert = people("Anna", "Bert")
    made = group(anna, bert)
    meeting = ahead(made, anna)
    assert events(bert) == [("REQUEST", 0, "CONFIRMED")]
    later = When(meeting.starts_at, meeting.ends_at, "Elders")
    actions.move_meeting(meeting=meeting, when=later, by=anna)
    assert events(bert)[1:] == [("REQUEST", 1, "CONFIRMED")]
    actions.end_membership(series=made.series, person=bert, by=anna)
    assert events(bert)[2:] == [("CANCEL", 2, "CANCELLED")]
    actions.add_member(series=made.series, person=bert, by=anna)
    assert events(bert)[3:] == [("REQUEST", 3, "CONFIRMED")]
    told = Message.objects.filter(person=bert).exclude(calendar="")
    assert len({line for one in told for line in one.calendar.split() if "UID" in line}) == 1
    [item] = alone(sources.my_meetings(bert, now()))
    assert (item.sequence, item.cancelled, item.uid in told[0].calendar) == (3, False, True)


def test_whose_turn_it_is_leads_and_may_be_swapped() -> None:
    anna, bert, cas = people("Anna", "Bert", "Cas")
    made = group(anna, bert, cas)
    led = [ahead(made, anna, days) for days in (10, 20, 30)]
    assert [one.facilitator for one in led] == [anna, bert, cas]
    actions.swap_facilitator(meeting=led[0], person=cas, by=bert)
    assert ahead(made, anna, 40).facilitator == anna  # who led nothing now
    stranger = factories.person()
    with pytest.raises(RuleBroken):
        actions.swap_facilitator(meeting=led[0], person=stranger, by=anna)
    actions.end_membership(series=made.series, person=cas, by=anna)
    led[0].refresh_from_db()
    assert led[0].facilitator in {anna, bert}
    send_due()
    told = Message.objects.filter(kind="meetings.leads").order_by("pk")
    heir = led[0].facilitator
    assert heir is not None
    sent = [one.address for one in told if one.state == "sent"]
    assert sent[0] == heir.email  # cas went before the mail did, so cas hears of no turn
    assert cas.email not in sent


def test_only_who_belongs_plans_asks_moves_and_calls_off(clock: Any) -> None:
    made = group()
    member = made.series.members.all()[0].person
    meeting, poll = ahead(made, member), asked(made, member)
    for other in (factories.person(), factories.coordinator(factories.NOORD), factories.trainer()):
        with pytest.raises(NotAllowed):
            ahead(made, other, 50)
        with pytest.raises(NotAllowed):
            asked(made, other)
        with pytest.raises(NotAllowed):
            actions.cancel_meeting(meeting=meeting, by=other)
        with pytest.raises(NotAllowed):
            actions.close_poll(poll=poll, date=None, by=other)
    assert actions.close_poll(poll=poll, date=None, by=factories.coordinator()) is None
    coach = factories.person()
    type(made).objects.filter(pk=made.pk).update(coach=coach)
    asked(made, coach)


def circle(*members: Person) -> Series:
    """A series of which the first person leads every meeting."""
    purposes.add("circle", Purpose(lambda one: "/", "Kring", leads=lambda one: members[0].pk))
    return actions.start_series(
        region=region(factories.ZUID),
        purpose="circle",
        name="Coalitie",
        people=members,
        by=members[0],
    )


@pytest.fixture
def circles() -> Iterator[None]:
    """Takes away the purpose of a circle."""
    yield
    purposes.remove("circle")


def test_where_leading_does_not_go_round_only_who_leads_or_planned_moves_and_calls_off(
    circles: None,
) -> None:
    leader, planner, parent = people("Lea", "Piet", "Pam")
    series = circle(leader, planner, parent)
    at = When(now() + timedelta(days=9), now() + timedelta(days=9, hours=2))
    meeting = actions.plan_meeting(series=series, when=at, by=planner)
    assert (meeting.facilitator, meeting.planned_by) == (leader, planner)
    later = When(at.starts_at, at.ends_at, "Elders")
    for deed in (
        lambda: actions.move_meeting(meeting=meeting, when=later, by=parent),
        lambda: actions.swap_facilitator(meeting=meeting, person=parent, by=parent),
        lambda: actions.cancel_meeting(meeting=meeting, by=parent),
    ):
        with pytest.raises(NotAllowed):
            deed()
    actions.move_meeting(meeting=meeting, when=later, by=planner)
    actions.end_membership(series=series, person=planner, by=leader)
    with pytest.raises(NotAllowed):
        actions.cancel_meeting(meeting=meeting, by=planner)
    actions.cancel_meeting(meeting=meeting, by=leader)


def test_a_member_says_that_they_cannot_be_there_and_can_after_all(clock: Any) -> None:
    anna, bert = people("Anna", "Bert")
    made = group(anna, bert)
    meeting = ahead(made, anna)
    for _again in range(2):
        actions.say_absent(meeting=meeting, absent=True, by=bert)
    assert queries.absent_from(meeting) == [bert]
    with pytest.raises(NotAllowed):
        actions.say_absent(meeting=meeting, absent=True, by=factories.coordinator())
    rows = alone(sources.OwnMeetings().export(bert))
    assert [row for row in rows if "Bijeenkomst waar je niet bij kunt zijn" in row]
    actions.say_absent(meeting=meeting, absent=False, by=bert)
    assert queries.absent_from(meeting) == []
    actions.say_absent(meeting=meeting, absent=True, by=bert)
    elsewhere = When(meeting.starts_at, meeting.ends_at, "Elders")
    actions.move_meeting(meeting=meeting, when=elsewhere, by=anna)
    assert queries.absent_from(meeting) == [bert]
    day = timedelta(days=1)
    later = When(meeting.starts_at + day, meeting.ends_at + day)
    actions.move_meeting(meeting=meeting, when=later, by=anna)
    assert queries.absent_from(meeting) == []  # another moment asks anew
    actions.say_absent(meeting=meeting, absent=True, by=bert)
    clock.shift(timedelta(days=15, minutes=1))
    with pytest.raises(RuleBroken):
        actions.say_absent(meeting=meeting, absent=False, by=bert)
    assert sources.end_absences() == 0
    clock.shift(timedelta(days=31))
    assert (sources.overdue_absences(), sources.end_absences()) == (1, 1)
    assert not Absence.objects.exists()


@pytest.mark.parametrize("days", [(7,), (-1, 7), (1, 2, 3, 4, 5, 6, 7)])
def test_moments_that_cannot_be_are_refused(days: tuple[int, ...]) -> None:
    made = group()
    with pytest.raises(RuleBroken):
        asked(made, made.series.members.all()[0].person, days)


def test_the_past_and_a_moment_that_is_taken_are_refused() -> None:
    anna, bert = people("Anna", "Bert")
    made = group(anna, bert)
    ahead(made, anna)
    with pytest.raises(RuleBroken):
        ahead(made, bert)
    with pytest.raises(RuleBroken):
        ahead(made, bert, -1)
    asked(made, anna)
    with pytest.raises(RuleBroken):
        asked(made, bert)  # one poll at a time


def test_who_led_ticks_and_each_corrects_their_own(clock: Any) -> None:
    anna, bert, cas = people("Anna", "Bert", "Cas")
    made = group(anna, bert, cas)
    meeting = ahead(made, anna, 1)
    with pytest.raises(RuleBroken):
        actions.mark_presence(meeting=meeting, minutes={anna.pk: 120}, by=anna)
    clock.shift(timedelta(days=2))
    with pytest.raises(NotAllowed):
        actions.mark_presence(meeting=meeting, minutes={bert.pk: 120}, by=bert)
    with pytest.raises(RuleBroken):
        actions.correct_own(meeting=meeting, minutes=60, by=bert)  # no list yet
    marks = {anna.pk: 120, bert.pk: 120, cas.pk: 0}
    actions.mark_presence(meeting=meeting, minutes=marks, by=anna)
    actions.correct_own(meeting=meeting, minutes=75, by=bert)
    actions.mark_presence(meeting=meeting, minutes=marks, by=anna)  # what bert said stays
    rows = Presence.objects.values_list("person__name", "there", "minutes", "corrected")
    assert sorted(rows) == [
        ("Anna", True, 120, False),
        ("Bert", True, 75, True),
        ("Cas", False, 0, False),
    ]
    with pytest.raises(RuleBroken):
        actions.correct_own(meeting=meeting, minutes=121, by=cas)
    with pytest.raises(NotAllowed):
        actions.correct_own(meeting=meeting, minutes=60, by=factories.person())
    with pytest.raises(RuleBroken):
        stranger = {factories.person().pk: 60}
        actions.mark_presence(meeting=meeting, minutes=stranger, by=anna)


def test_ways_of_working_of_ones_own_are_chosen_from_the_list() -> None:
    anna, bert = people("Anna", "Bert")
    made = group(anna, bert)
    region = made.series.region
    given = {"explanation": "", "steps": [("Praten", 30)]}
    mine = actions.make_method(region=region, series=made.series, name="Kort", by=anna, **given)  # type: ignore[arg-type]
    for_all = factories.coordinator()
    actions.make_method(region=region, series=None, name="Breed", by=for_all, **given)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        actions.make_method(region=region, series=None, name="Lang", by=anna, **given)  # type: ignore[arg-type]
    with pytest.raises(RuleBroken):
        actions.make_method(region=region, series=made.series, name="Kort", by=bert, **given)  # type: ignore[arg-type]
    meeting = ahead(made, anna)
    key = f"own-{mine.pk}"
    assert {key, "balint"} <= {one for one, _words in queries.method_choices(made.series)}
    actions.choose_method(meeting=meeting, method=key, theme="team", by=bert)
    actions.drop_method(method=mine, by=bert)
    with pytest.raises(RuleBroken):
        actions.choose_method(meeting=meeting, method=key, theme="", by=bert)
    meeting = Meeting.objects.select_related("own_method").get(pk=meeting.pk)
    method = queries.method_of(meeting)
    assert method is not None
    assert (method.name, method.minutes, meeting.theme) == ("Kort", 30, "team")
    other = ahead(group(name="Anders"), for_all)
    with pytest.raises(RuleBroken):
        actions.choose_method(meeting=other, method=key, theme="", by=for_all)


def test_of_intervision_no_decision_is_kept() -> None:
    made = group()
    member = made.series.members.all()[0].person
    with pytest.raises(RuleBroken):
        actions.decide(meeting=ahead(made, member), what="Iets", review_on=None, by=member)


def test_decisions_of_other_series_come_back_on_their_day(clock: Any) -> None:
    from veerkracht.meetings.policies import Purpose, purposes  # noqa: PLC0415

    purposes.add("table", Purpose(lambda one: "/", "Coalitie", decisions=True))
    try:
        anna = factories.person()
        area = group().series.region
        series = actions.start_series(
            region=area, purpose="table", name="Tafel", people=[anna], by=anna
        )
        starts = now() + timedelta(days=1)
        when = When(starts, starts + timedelta(hours=2))
        meeting = actions.plan_meeting(series=series, when=when, by=anna)
        day = starts.date() + timedelta(days=90)
        with pytest.raises(RuleBroken):
            actions.decide(meeting=meeting, what="Te vroeg", review_on=day, by=anna)
        clock.shift(timedelta(days=1, hours=1))
        with pytest.raises(RuleBroken):
            actions.decide(meeting=meeting, what="Terug", review_on=starts.date(), by=anna)
        made = actions.decide(meeting=meeting, what="We bellen eerst", review_on=day, by=anna)
        assert not queries.decisions_to_review([series], day - timedelta(days=1))
        assert list(queries.decisions_to_review([series], day)) == [made]
        later = day + timedelta(days=90)
        actions.review_decision(decision=made, again_on=later, by=anna)
        assert not queries.decisions_to_review([series], day)
        actions.review_decision(decision=made, again_on=None, by=anna)
        assert not queries.decisions_to_review([series], later)
        with pytest.raises(RuleBroken):
            actions.review_decision(decision=made, again_on=None, by=anna)
    finally:
        purposes.remove("table")


def test_data_of_a_person_is_shown_and_goes_with_them() -> None:
    anna, bert = people("Anna", "Bert")
    made = group(anna, bert)
    held(made, anna, 20)
    poll = asked(made, bert)
    own = PollInvitation.objects.get(person=anna)
    actions.answer_poll(invitation=own, answers={poll.dates.all()[0].pk: "maybe"})
    shown = str(alone(sources.OwnMeetings().export(anna)))
    assert all(words in shown for words in ("De Kring", "Kan als het moet", "120"))
    erase_person(person=anna, by=anna)
    for model in (Member, Presence, PollAnswer, PollInvitation):
        assert not model.objects.filter(person=anna).exists()


def test_two_accounts_of_one_person_become_one() -> None:
    anna, again, bert = people("Anna", "Anna", "Bert")
    made = group(anna, again, bert)
    held(made, anna, 20)
    asked(made, bert)
    merge_people(keep=anna, drop=again, by=factories.administrator())
    assert Member.objects.filter(series=made.series, until=None).count() == 2
    assert Presence.objects.count() == 2
    assert PollInvitation.objects.count() == 2


def test_polls_go_after_ninety_days_and_meetings_after_seven_years(clock: Any) -> None:
    anna, bert = people("Anna", "Bert")
    made = group(anna, bert)
    held(made, anna, 20)
    actions.close_poll(poll=asked(made, anna), date=None, by=anna)
    clock.shift(timedelta(days=91))
    carry_out_retention()
    assert (Poll.objects.count(), Meeting.objects.count()) == (0, 1)
    clock.shift(timedelta(days=7 * 365))
    carry_out_retention()
    assert (Meeting.objects.count(), Presence.objects.count()) == (0, 0)


def test_the_database_keeps_what_must_hold() -> None:
    made = group()
    series, moment = made.series, now()
    person = series.members.all()[0].person
    meeting = ahead(made, person)
    poll = asked(made, person)
    date = poll.dates.all()[0]
    at = {"made_at": moment, "changed_at": moment}
    method = OwnMethod.objects.create(region=series.region, name="A", steps=[], made_at=moment)
    there = {"meeting": meeting, "person": person, "marked_at": moment}
    broken: dict[str, Any] = {
        "meeting_lasts_up_to_twelve_hours": lambda: Meeting.objects.create(
            series=series, starts_at=moment, ends_at=moment + timedelta(hours=13), **at
        ),
        "meeting_once_at_a_time": lambda: Meeting.objects.create(
            series=series, starts_at=meeting.starts_at, ends_at=meeting.ends_at, **at
        ),
        "meeting_has_one_method": lambda: Meeting.objects.filter(pk=meeting.pk).update(
            method="balint", own_method=method
        ),
        "own_method_name_once": lambda: OwnMethod.objects.create(
            region=series.region, name="A", steps=[], made_at=moment
        ),
        "presence_minutes_when_there": lambda: Presence.objects.create(there=True, **there),
        "presence_once": lambda: Presence.objects.bulk_create(
            Presence(there=False, **there) for _ in range(2)
        ),
        "decision_says_something": lambda: Decision.objects.create(
            meeting=meeting, what="", made_at=moment
        ),
        "poll_one_open_per_series": lambda: Poll.objects.create(
            series=series, minutes=60, made_at=moment
        ),
        "poll_length_in_minutes": lambda: Poll.objects.filter(pk=poll.pk).update(minutes=5),
        "poll_date_once": lambda: PollDate.objects.create(poll=poll, starts_at=date.starts_at),
        "poll_invitation_once": lambda: PollInvitation.objects.create(poll=poll, person=person),
        "poll_answer_once": lambda: PollAnswer.objects.bulk_create(
            PollAnswer(date=date, person=person, says="no") for _ in range(2)
        ),
        "series_ended_is_over": lambda: Series.objects.filter(pk=series.pk).update(ended_at=moment),
        "member_once_at_a_time": lambda: Member.objects.create(
            series=series, person=person, since=moment
        ),
        "member_ends_after_start": lambda: Member.objects.filter(series=series).update(
            until=datetime(2000, 1, 1, tzinfo=UTC)
        ),
    }
    for name, breaks in broken.items():
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            breaks()
