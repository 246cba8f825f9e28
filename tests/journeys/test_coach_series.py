"""Somebody asks for a coach, the coordinator brings two people together, they plan, move and meet; hours are kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.journeys.browser import Journey, events, newest_mail
from veerkracht.practice.models import AppointmentState, CoachingAppointment, CoachingRequest

pytestmark = pytest.mark.browser

NOOR, TESS = "Noor Verzonnen", "Tess Trainersma"
GOAL = "Ik wil leren wachten op het antwoord."


def test_a_series_of_coaching(journey: Journey) -> None:
    forget_the_last_walk()
    coach_changes_her_profile(journey)
    person_asks(journey)
    coordinator_matches(journey)
    coach_plans_a_series(journey)
    person_moves_one(journey)
    coach_says_what_was_held(journey)
    hours_are_kept(journey)


def forget_the_last_walk() -> None:
    """Another way of walking comes to the same demo."""
    CoachingRequest.objects.filter(person__name=NOOR).delete()
    CoachingRequest.objects.filter(state="waiting").update(proposed=None, because="")
    third = CoachingAppointment.objects.filter(coaching__person__name="Sanne Voorbeeld")[2]
    CoachingAppointment.objects.filter(pk=third.pk).update(state=AppointmentState.PLANNED)


def coach_changes_her_profile(journey: Journey) -> None:
    """Tess says what she is good at."""
    journey.become("trainer", at="/werk/coachen/")
    journey.look("coach-desk")
    journey.follow("Mijn profiel als coach", within="main")
    journey.is_headed("Mijn profiel als coach")
    journey.tick("Werken met het web")
    journey.look("coach-profile")
    journey.press("Bewaar mijn profiel")
    journey.reads("Zo vinden mensen je")
    journey.visit("/werk/coachen/agenda/")
    journey.look("coach-calendar")


def person_asks(journey: Journey) -> None:
    """Noor tells what for; only her coach will read it."""
    journey.become("jeugdverpleegkundige", at="/mijn-plek/coaching/")
    journey.look("none-yet")
    journey.follow("Vraag een coach", within="main")
    journey.is_headed("Vraag een coach")
    journey.tick("Werken met het web")
    journey.fill("Waar wil je hulp bij?", GOAL)
    journey.look("ask")
    journey.press("Vraag een coach", within="main")
    journey.is_headed("Kies een coach")
    journey.reads(TESS)
    journey.look("choices")


def coordinator_matches(journey: Journey) -> None:
    """Coby lets a proposal be made for everybody, and confirms Noor's."""
    journey.become("coordinator", at="/werk/coaching/")
    journey.press("Maak voorstellen")
    journey.reads("Voorstel:")
    journey.look("proposals")
    assert GOAL not in journey.page.content()
    request = CoachingRequest.objects.get(person__name=NOOR)
    journey.visit(f"/werk/coaching/{request.pk}/")
    journey.look("one-request")
    journey.press("Kies Tess")
    journey.reads(f"{NOOR} krijgt {TESS} als coach")
    journey.visit("/werk/coaching/coaches/")
    journey.look("coaches")


def coach_plans_a_series(journey: Journey) -> None:
    """Four times, every three weeks, an hour; both get it by mail."""
    mail = journey.mail("trainer@voorbeeld.example", f"Je gaat {NOOR} coachen")
    assert GOAL not in mail.text
    journey.become("trainer")
    request = CoachingRequest.objects.get(person__name=NOOR)
    journey.visit(f"/werk/coachen/{request.pk}/")
    journey.reads(GOAL)
    journey.look("coaching-empty")
    before = newest_mail("jeugdverpleegkundige@voorbeeld.example")
    journey.follow("Plan afspraken", within="main")
    journey.is_headed("Plan afspraken")
    journey.look("plan")
    journey.fill("Datum", f"{_a_wednesday():%Y-%m-%d}")
    journey.fill("Begin", "16:00")
    journey.fill("Waar?", "De Huiskamer, Heerlen")
    journey.expected.append("422")
    journey.press("Plan het")
    _also_when_there_is_a_training(journey, "Plan het")
    journey.reads("4 afspraken gepland")
    journey.look("coaching-planned")
    planned = journey.mail(
        "jeugdverpleegkundige@voorbeeld.example", f"Afspraken met {TESS}", after=before
    )
    assert len(events(planned)) == 4


def _also_when_there_is_a_training(journey: Journey, words: str) -> None:
    """The demo's trainings are on other days each week; one of both may have one then."""
    journey.page.locator(".messages .note, .form-errors").first.wait_for()
    if journey.page.get_by_label("Plan het toch").count():
        journey.tick("Plan het toch")
        journey.press(words)


def _a_wednesday() -> date:
    """In the second week from now."""
    today = date.today()  # noqa: DTZ011 - a wall calendar
    return today + timedelta(days=14 + (2 - today.weekday()) % 7)


def person_moves_one(journey: Journey) -> None:
    """Noor cannot come; her calendar follows."""
    journey.become("jeugdverpleegkundige", at="/mijn-plek/")
    journey.reads(f"Coaching met {TESS}")
    request = CoachingRequest.objects.get(person__name=NOOR)
    journey.visit(f"/coaching/{request.pk}/")
    journey.follow("Verzet", within="main")
    journey.is_headed("Verzet de afspraak")
    journey.look("move")
    before = newest_mail("jeugdverpleegkundige@voorbeeld.example")
    journey.fill("Datum", f"{_a_wednesday() + timedelta(days=1):%Y-%m-%d}")
    journey.fill("Begin", "12:30")
    journey.press("Verzet de afspraak")
    _also_when_there_is_a_training(journey, "Verzet de afspraak")
    journey.reads("De afspraak is verzet")
    moved = journey.mail("jeugdverpleegkundige@voorbeeld.example", "Verzet: ", after=before)
    [event] = events(moved)
    assert int(event["SEQUENCE"]) == 1
    journey.follow("Zeg af", within="main")
    journey.is_headed("Zeg de afspraak af")
    journey.look("cancel")


def coach_says_what_was_held(journey: Journey) -> None:
    """Last week's appointment with Sanne, from Mijn plek."""
    journey.become("trainer", at="/mijn-plek/")
    journey.reads("Ging de afspraak met Sanne Voorbeeld door?")
    journey.visit("/werk/coachen/")
    journey.press("Ging door")
    journey.reads("Opgeschreven: het ging door")


def hours_are_kept(journey: Journey) -> None:
    """For the coach, for the subsidy, and for Sanne's register."""
    journey.visit("/werk/coachen/uren/")
    journey.reads("Sanne Voorbeeld")
    journey.look("coach-hours")
    journey.become("coordinator", at="/werk/coaching/uren/")
    journey.reads(TESS)
    journey.reads("minder dan 10")
    journey.look("hours")
    journey.become("verloskundige", at="/mijn-plek/register/")
    journey.reads(f"Coaching met {TESS}")
