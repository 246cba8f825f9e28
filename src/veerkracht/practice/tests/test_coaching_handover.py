"""Handing on: who may ask, who decides, what becomes of appointments and hours, and the pages."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client

from tests import factories
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import NotAllowed, OutOfDate, RuleBroken
from veerkracht.messages.actions import send_due
from veerkracht.people.actions import merge_people
from veerkracht.people.models import Person
from veerkracht.practice import coaching_handover_actions as actions
from veerkracht.practice import coaching_hours as hours
from veerkracht.practice.coaching_actions import end_coaching
from veerkracht.practice.coaching_appointment_actions import say_held
from veerkracht.practice.coaching_handover_models import CoachingHandover, HandoverState
from veerkracht.practice.coaching_models import AppointmentState, CoachingRequest, RequestState
from veerkracht.practice.coaching_rules import Quarter
from veerkracht.practice.tests.coaching import GOAL, coach, coached, planned, wall

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def asked() -> CoachingHandover:
    """Cor coaches Pia, and asks whether Nel may go on."""
    return actions.ask_handover(coaching=coached(), to=coach("Nel Nieuw"), by=_coach())


def _coach() -> Person:
    return Person.objects.get(name="Cor Coach")


def test_the_person_agrees_hours_stay_and_appointments_go_along_where_the_new_coach_is_free(
    clock: time_machine.Traveller,
) -> None:
    old, new = coach(), coach("Nel Nieuw")
    coaching = coached(old)
    first, *later = planned(coaching)
    planned(coached(new, factories.person("Ans Ander")), wall("2026-12-22T10:30"), times=1)
    clock.move_to(first.ends_at + timedelta(hours=1))
    say_held(appointment=first, held=True, by=old)
    found = actions.ask_handover(coaching=coaching, to=new, by=old)
    goes_on = actions.agree_to_handover(handover=found, with_goal=True, by=coaching.person)
    quarter = Quarter.of(today())
    assert [one.pk for one in hours.by_coach(old, quarter)] == [first.pk]
    assert hours.by_coach(new, quarter) == []
    coaching.refresh_from_db()
    assert (coaching.state, goes_on.state) == (RequestState.ENDED, RequestState.MATCHED)
    assert (goes_on.coach, goes_on.goal) == (new, GOAL)
    states = [one.state for one in coaching.appointments.all()]
    assert states == [AppointmentState.HELD, *[AppointmentState.CANCELLED] * 3]
    assert [one.starts_at for one in goes_on.appointments.all()] == [
        one.starts_at for one in later[1:]
    ]
    mail.outbox.clear()
    send_due()
    clock.shift(timedelta(hours=12))
    send_due()
    subjects = [one.subject for one in mail.outbox if old.email in one.to]
    assert sum("Gaat niet door" in one for one in subjects) == 3
    assert "Pia Vraag gaat verder met Nel Nieuw" in subjects
    to_new = [one.subject for one in mail.outbox if new.email in one.to]
    assert {"Je gaat Pia Vraag coachen", "Afspraken met Pia Vraag"} <= set(to_new)


def test_without_a_yes_the_goal_stays_behind_and_a_no_changes_nothing() -> None:
    found = asked()
    actions.decline_handover(handover=found, by=found.coaching.person)
    found.coaching.refresh_from_db()
    assert found.coaching.state == RequestState.MATCHED
    with pytest.raises(OutOfDate):
        actions.agree_to_handover(handover=found, with_goal=False, by=found.coaching.person)
    again = actions.ask_handover(coaching=found.coaching, to=found.to, by=_coach())
    new = actions.agree_to_handover(handover=again, with_goal=False, by=found.coaching.person)
    assert new.goal == ""


def test_only_the_coach_and_the_regions_coordinator_ask_and_only_the_person_decides() -> None:
    coaching, to = coached(), coach("Nel Nieuw")
    strangers = (coaching.person, to, factories.coordinator(factories.NOORD))
    for by in strangers:
        with pytest.raises(NotAllowed):
            actions.ask_handover(coaching=coaching, to=to, by=by)
    found = actions.ask_handover(coaching=coaching, to=to, by=factories.coordinator())
    for by in (_coach(), to):
        with pytest.raises(NotAllowed):
            actions.agree_to_handover(handover=found, with_goal=True, by=by)
    actions.withdraw_handover(handover=found, by=_coach())
    with pytest.raises(OutOfDate):
        actions.decline_handover(handover=found, by=coaching.person)


def test_asked_twice_is_asked_once_and_who_cannot_take_anybody_is_refused() -> None:
    found = asked()
    again = actions.ask_handover(coaching=found.coaching, to=found.to, by=_coach())
    assert again.pk == found.pk
    full = coach("Vol", load=1)
    coached(full, factories.person("Ans Ander"))
    for to in (full, _coach()):
        with pytest.raises(RuleBroken):
            actions.ask_handover(coaching=found.coaching, to=to, by=_coach())
    actions.withdraw_handover(handover=found, by=_coach())
    with pytest.raises(RuleBroken, match="geen plaats"):
        actions.ask_handover(coaching=found.coaching, to=full, by=_coach())


def test_a_coach_who_filled_up_meanwhile_and_a_coaching_that_ended_say_so() -> None:
    coaching, to = coached(), coach("Nel Nieuw", load=1)
    found = actions.ask_handover(coaching=coaching, to=to, by=_coach())
    coached(to, factories.person("Ans Ander"))
    with pytest.raises(RuleBroken, match="geen plaats"):
        actions.agree_to_handover(handover=found, with_goal=True, by=coaching.person)
    assert CoachingRequest.objects.filter(person=coaching.person).count() == 1
    end_coaching(coaching=coaching, by=coaching.person)
    with pytest.raises(OutOfDate):
        actions.agree_to_handover(handover=found, with_goal=True, by=coaching.person)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("coaching_handover_decided_when", {"state": HandoverState.DECLINED}),
        ("coaching_handover_goes_on_agreed", {"goes_on": True}),
    ],
)
def test_the_database_refuses_what_cannot_be(name: str, values: dict[str, object]) -> None:
    found = asked()
    if "goes_on" in values:
        values = {"goes_on": found.coaching}
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        CoachingHandover.objects.filter(pk=found.pk).update(**values)


def test_the_database_keeps_one_open_question() -> None:
    found = asked()
    with (
        pytest.raises(IntegrityError, match="coaching_handover_one_asked"),
        transaction.atomic(),
    ):
        CoachingHandover.objects.create(coaching=found.coaching, to=found.to, made_at=now())


def test_when_the_new_coach_turns_out_to_be_the_person_the_question_goes() -> None:
    found = asked()
    merge_people(keep=found.coaching.person, drop=found.to, by=factories.administrator())
    assert not CoachingHandover.objects.exists()


def test_the_pages_ask_answer_and_take_back() -> None:
    coaching, to = coached(), coach("Nel Nieuw")
    coordinator, person = Client(), Client()
    coordinator.force_login(factories.coordinator())
    person.force_login(coaching.person)
    running = coordinator.get("/werk/coaching/lopend/").content.decode()
    here = f"/werk/coaching/lopend/{coaching.pk}/overdragen/"
    assert ("Pia Vraag" in running, here in running) == (True, True)
    assert "Stel Nel" in coordinator.get(here).content.decode()
    asked_page = coordinator.post(here, {"coach": to.pk}, follow=True).content.decode()
    assert "Er is nog geen antwoord" in asked_page
    found = CoachingHandover.objects.get()
    assert GOAL not in asked_page
    assert f"/coaching/overdracht/{found.pk}/" in person.get("/mijn-plek/").content.decode()
    question = person.get(f"/coaching/overdracht/{found.pk}/").content.decode()
    assert "Jij beslist" in question
    answer = {"antwoord": "ja", "doel": "mee"}
    after = person.post(f"/coaching/overdracht/{found.pk}/", answer, follow=True)
    assert "Nel Nieuw is nu je coach" in after.content.decode()
    late = coordinator.post(f"/werk/coaching/overdracht/{found.pk}/intrekken/")
    assert late.status_code == 409
