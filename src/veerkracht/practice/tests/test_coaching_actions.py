"""Asking, matching, planning, moving, cancelling and holding: what is told, refused and kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from icalendar import Calendar

from tests import factories
from veerkracht.enrolment.actions import request_places
from veerkracht.kernel.clock import local, now, today
from veerkracht.kernel.errors import NotAllowed, OutOfDate, RuleBroken
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message
from veerkracht.people.actions import erase_person, give_role, merge_people
from veerkracht.people.models import Organisation, RoleKind
from veerkracht.places.queries import region
from veerkracht.practice import coaching_actions as actions
from veerkracht.practice import coaching_appointment_actions as appointments
from veerkracht.practice import coaching_hours as hours
from veerkracht.practice.coaching_models import (
    AppointmentState,
    BusyCalendar,
    BusyTime,
    ClaimedQuarter,
    CoachingAppointment,
    CoachingRequest,
    CoachProfile,
    RequestState,
)
from veerkracht.practice.coaching_queries import choices_for
from veerkracht.practice.coaching_rules import Quarter
from veerkracht.practice.tests.coaching import (
    AT,
    GOAL,
    asked,
    coach,
    coached,
    offer,
    planned,
    wall,
    wish,
    works_at,
)
from veerkracht.proof.queries import register_hours

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


# Who coaches whom


def test_who_may_coach_and_who_is_made_coach() -> None:
    somebody, coordinator = factories.person(), factories.coordinator()
    with pytest.raises(NotAllowed):
        actions.save_coach_profile(offer=offer(), by=somebody)
    with pytest.raises(NotAllowed):
        actions.appoint_coach(person=somebody, region=region(factories.NOORD), by=coordinator)
    made = actions.appoint_coach(person=somebody, region=region(factories.ZUID), by=coordinator)
    somebody.__dict__.pop("_appointed_coach", None)
    assert not made.is_open
    actions.save_coach_profile(offer=offer(), by=somebody)
    assert Message.objects.filter(kind="coaching.appointed", person=somebody).count() == 1
    assert [one.profile.person for one in choices_for(asked())] == [somebody]
    actions.end_appointment_as_coach(profile=made, by=coordinator)
    assert CoachProfile.objects.get().is_open is False


def test_a_coach_is_never_of_the_same_organisation_nor_has_authority() -> None:
    person, free = works_at(factories.person(), "ggd-zuid-limburg"), coach("Vrije Coach")
    works_at(coach("Collega"), "ggd-zuid-limburg")
    boss = coach("Chef")
    give_role(
        person=boss,
        kind=RoleKind.EMPLOYER,
        organisation=Organisation.objects.get(slug="ggd-zuid-limburg"),
        by=None,
    )
    request = asked(person)
    assert [one.profile.person for one in choices_for(request)] == [free]
    coordinator = factories.coordinator()
    for other in (boss, CoachProfile.objects.get(person__name="Collega").person):
        with pytest.raises(RuleBroken, match="onafhankelijk"):
            actions.confirm_match(request=request, coach=other, by=coordinator)


def test_the_coordinator_gets_a_proposal_with_reasons_and_confirms_or_changes_it() -> None:
    one, two = coach("Een", load=1), coach("Twee", load=1, themes=["policy"])
    first, second = asked(), asked(themes=["policy"])
    french = asked(languages=["fr"])
    actions.propose(by=factories.coordinator(factories.NOORD))
    first.refresh_from_db()
    assert first.proposed is None
    coordinator = factories.coordinator()
    actions.propose(by=coordinator)
    for request, proposed in ((first, one), (second, two), (french, None)):
        request.refresh_from_db()
        assert request.proposed == proposed
    assert french.because == "language"
    # spoken about: another language is fine, too many people is not
    actions.confirm_match(request=french, coach=one, by=coordinator)
    actions.confirm_match(request=french, coach=one, by=coordinator)  # again changes nothing
    assert Message.objects.filter(kind="coaching.matched").count() == 2
    with pytest.raises(RuleBroken, match="geen plaats"):
        actions.confirm_match(request=first, coach=one, by=coordinator)
    with pytest.raises(NotAllowed):
        actions.confirm_match(request=second, coach=two, by=factories.coordinator(factories.NOORD))


def test_a_person_asks_once_picks_who_fits_and_can_take_it_back() -> None:
    request, english = asked(), coach(languages=["en"])
    with pytest.raises(RuleBroken, match="openstaan"):
        asked(request.person)
    with pytest.raises(RuleBroken, match="taal"):
        actions.pick_coach(request=request, coach=english, by=request.person)
    with pytest.raises(NotAllowed):
        actions.withdraw_request(request=request, by=factories.person())
    actions.withdraw_request(request=request, by=request.person)
    request.refresh_from_db()
    assert (request.state, request.goal) == (RequestState.WITHDRAWN, "")
    with pytest.raises(OutOfDate):
        actions.pick_coach(request=request, coach=coach(), by=request.person)
    for field in ("themes", "languages"):
        with pytest.raises(RuleBroken):
            actions.ask_coaching(wish=wish(**{field: []}), by=request.person)


def test_a_coach_who_stopped_coaching_sees_it_no_longer() -> None:
    coaching = coached()
    someone = coaching.coach
    assert someone is not None
    someone.roles.update(until=today())
    someone = type(someone).objects.get(pk=someone.pk)  # another day, another session
    with pytest.raises(NotAllowed):
        appointments.plan_series(coaching=coaching, plan=appointments.SeriesPlan(AT), by=someone)


# Appointments


def test_a_series_keeps_its_hour_and_both_get_it_for_their_calendars() -> None:
    coaching = coached()
    made = planned(coaching, wall("2027-03-09T10:00"))
    assert {local(one.starts_at).hour for one in made} == {10}
    assert [local(one.starts_at).date().isoformat() for one in made[:2]] == [
        "2027-03-09",
        "2027-03-30",
    ]
    send_due()
    mails = Message.objects.filter(kind="coaching.planned")
    assert {one.person for one in mails} == {coaching.person, coaching.coach}
    events = Calendar.from_ical(mails[0].calendar).walk("VEVENT")
    assert len({str(one["UID"]) for one in events}) == 4
    assert not any(GOAL in one.text + one.html for one in Message.objects.all())


def test_moving_keeps_the_name_and_raises_the_number() -> None:
    coaching = coached()
    first, second, *_rest = planned(coaching)
    with pytest.raises(RuleBroken, match="al een afspraak"):
        appointments.move_appointment(
            appointment=first, to=wall("2026-12-22T10:30"), by=coaching.person
        )
    appointments.move_appointment(
        appointment=first, to=wall("2026-12-01T10:30"), by=coaching.person
    )  # over its own old time
    appointments.move_appointment(
        appointment=first, to=wall("2026-12-02T09:00"), by=coaching.person
    )
    send_due()
    mail = Message.objects.filter(kind="coaching.moved", person=coaching.person).latest("pk")
    [event] = Calendar.from_ical(mail.calendar).walk("VEVENT")
    assert (int(event["SEQUENCE"]), str(event["UID"]).startswith(f"coaching-{first.pk}@")) == (
        2,
        True,
    )
    planned(coaching, AT, times=1)  # the old time is free again
    second.refresh_from_db()
    assert second.sequence == 0


@pytest.mark.parametrize(("and_later", "left"), [(False, 3), (True, 1)])
def test_cancelling_one_or_all_later_ones(and_later: bool, left: int) -> None:
    coaching = coached()
    made = planned(coaching)
    appointments.cancel_appointments(appointment=made[1], and_later=and_later, by=coaching.person)
    planned_now = CoachingAppointment.objects.filter(state=AppointmentState.PLANNED)
    assert planned_now.count() == left
    assert ClaimedQuarter.objects.count() == left * 4 * 2
    send_due()
    mail = Message.objects.filter(kind="coaching.cancelled").first()
    assert mail is not None
    assert "METHOD:CANCEL" in mail.calendar
    with pytest.raises(OutOfDate):
        appointments.move_appointment(appointment=made[1], to=AT, by=coaching.person)


def test_nobody_is_booked_twice_by_whichever_side() -> None:
    someone = coach()
    one, other = coached(someone), coached(someone)
    planned(one)
    with pytest.raises(RuleBroken, match="al een afspraak"):
        planned(other, AT + timedelta(minutes=45), times=1)
    planned(other, AT + timedelta(hours=1), times=1)
    assert someone.pk in ClaimedQuarter.objects.values_list("person", flat=True)


def test_the_database_refuses_a_quarter_that_is_claimed() -> None:
    [one] = planned(coached(), times=1)
    row = ClaimedQuarter.objects.filter(appointment=one)[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        ClaimedQuarter.objects.create(person=row.person, slot=row.slot, appointment=one)


def test_own_training_and_a_busy_calendar_are_warned_about() -> None:
    coaching, at = coached(), now() + timedelta(days=8)
    edition = factories.edition(starts=at.replace(hour=9, minute=0))
    request_places(people=[coaching.person], editions=[edition], by=coaching.person)
    plan = appointments.SeriesPlan(wall("2026-12-01T10:00"))
    with pytest.raises(RuleBroken, match="training") as broken:
        appointments.plan_series(coaching=coaching, plan=plan, by=coaching.person)
    assert broken.value.field == "sure"
    appointments.plan_series(coaching=coaching, plan=plan, by=coaching.person, sure=True)
    assert coaching.coach is not None
    calendar = BusyCalendar.objects.create(person=coaching.coach, sealed="x", made_at=now())
    busy = datetime.fromisoformat("2026-12-03T08:00+00:00")
    BusyTime.objects.create(calendar=calendar, starts_at=busy, ends_at=busy + timedelta(hours=8))
    plan = appointments.SeriesPlan(wall("2026-12-03T10:00"))
    with pytest.raises(RuleBroken, match="bezet"):
        appointments.plan_series(coaching=coaching, plan=plan, by=coaching.person, sure=True)
    assert coaching.coach is not None
    appointments.plan_series(coaching=coaching, plan=plan, by=coaching.coach, sure=True)


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (appointments.SeriesPlan(wall("2026-11-01T10:00")), "voorbij"),
        (appointments.SeriesPlan(wall("2026-12-01T10:07")), "kwartier"),
        (appointments.SeriesPlan(wall("2028-12-01T10:00")), "jaar"),
        (appointments.SeriesPlan(AT, minutes=600), "vier uur"),
    ],
)
def test_times_that_cannot_be(plan: appointments.SeriesPlan, words: str) -> None:
    coaching = coached()
    with pytest.raises(RuleBroken, match=words):
        appointments.plan_series(coaching=coaching, plan=plan, by=coaching.person)
    assert not CoachingAppointment.objects.exists()


def test_others_plan_nothing() -> None:
    coaching = coached()
    [one] = planned(coaching, times=1)
    for other in (factories.administrator(), factories.coordinator(), coach()):
        with pytest.raises(NotAllowed):
            appointments.plan_series(coaching=coaching, plan=appointments.SeriesPlan(AT), by=other)
        with pytest.raises(NotAllowed):
            appointments.cancel_appointments(appointment=one, and_later=True, by=other)


# Hours


def test_only_what_was_held_gives_hours(clock: Any) -> None:
    coaching = coached()
    first, second, *_later = planned(coaching, minutes=90)
    someone = coaching.coach
    assert someone is not None
    with pytest.raises(RuleBroken):
        appointments.say_held(appointment=first, held=True, by=someone)
    clock.shift(timedelta(days=40))
    with pytest.raises(NotAllowed):
        appointments.say_held(appointment=first, held=True, by=coaching.person)
    appointments.say_held(appointment=first, held=True, by=someone)
    appointments.say_held(appointment=second, held=False, by=someone)
    source = dict(register_hours.items())["coaching"]
    [counted] = source(coaching.person, today() - timedelta(days=60), today())
    assert (counted.hours, counted.on.isoformat()) == (Decimal("1.50"), "2026-12-01")
    [quarter] = hours.accounts(region(factories.ZUID), [Quarter(2026, 4)])
    assert (quarter.hours, quarter.times, quarter.people) == (Decimal("1.50"), 1, "minder dan 10")
    assert hours.by_coach(someone, Quarter(2026, 4)) == [first]


def test_a_spreadsheet_runs_nothing(clock: Any) -> None:
    from io import BytesIO  # noqa: PLC0415 - of this test alone

    from openpyxl import load_workbook  # noqa: PLC0415

    coaching = coached(person=factories.person("=HYPERLINK(1)"))
    [one] = planned(coaching, times=1)
    clock.shift(timedelta(days=20))
    assert coaching.coach is not None
    appointments.say_held(appointment=one, held=True, by=coaching.coach)
    found = hours.by_coach(coaching.coach, Quarter(2026, 4))
    sheet = load_workbook(BytesIO(hours.coach_book(found, Quarter(2026, 4)))).active
    cell = sheet["D2"]
    assert (cell.value, cell.data_type) == ("'=HYPERLINK(1)", "s")


# Ending, leaving, becoming one


def test_ending_gives_room_and_erasing_waits_for_it(clock: Any) -> None:
    someone = coach(load=1)
    coaching = coached(someone)
    [one] = planned(coaching, times=1)
    for person in (coaching.person, someone):
        with pytest.raises(RuleBroken):
            erase_person(person=person, by=person)
    with pytest.raises(RuleBroken, match="afspraak"):
        actions.end_coaching(coaching=coaching, by=someone)
    clock.shift(timedelta(days=20))
    appointments.say_held(appointment=one, held=True, by=someone)
    actions.end_coaching(coaching=coaching, by=coaching.person)
    coached(someone)  # there is room again
    erase_person(person=coaching.person, by=coaching.person)
    coaching.refresh_from_db()
    assert (coaching.goal, coaching.appointments.count()) == ("", 1)


def test_two_accounts_become_one() -> None:
    keep, drop = coach("Blijft"), coach("Gaat")
    planned(coached(keep), times=1)
    planned(coached(drop), times=1)
    both = coached(keep, drop)
    asked(keep)
    asked(drop)
    merge_people(keep=keep, drop=drop, by=factories.administrator())
    assert CoachProfile.objects.filter(person=keep).count() == 1
    assert not CoachingRequest.objects.filter(pk=both.pk).exists()
    assert CoachingRequest.objects.filter(coach=keep).count() == 2


@pytest.mark.parametrize(
    "values",
    [
        {"state": RequestState.MATCHED},
        {"coach": "self", "state": RequestState.MATCHED},
        {"coach": "other"},
    ],
)
def test_a_request_says_nothing_that_cannot_be(values: dict[str, Any]) -> None:
    request, other = asked(), factories.person()
    people = {"self": request.person, "other": other}
    given = {name: people.get(value, value) for name, value in values.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        CoachingRequest.objects.filter(pk=request.pk).update(**given)


def test_spans_end_after_they_begin_and_a_load_is_reasonable() -> None:
    [one] = planned(coached(), times=1)
    calendar = BusyCalendar.objects.create(person=factories.person(), sealed="x", made_at=now())
    with pytest.raises(IntegrityError), transaction.atomic():
        CoachingAppointment.objects.filter(pk=one.pk).update(ends_at=one.starts_at)
    with pytest.raises(IntegrityError), transaction.atomic():
        BusyTime.objects.create(calendar=calendar, starts_at=now(), ends_at=now())
    with pytest.raises(IntegrityError), transaction.atomic():
        CoachProfile.objects.update(load=0)
    with pytest.raises(IntegrityError), transaction.atomic():
        CoachingRequest.objects.bulk_create(
            CoachingRequest(person=one.coaching.person, region=one.coaching.region, made_at=now())
            for _twice in range(2)
        )
