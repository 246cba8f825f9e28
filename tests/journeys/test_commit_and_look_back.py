"""Somebody writes down what to do differently, looks back in two taps, and lets a coach look along."""

from __future__ import annotations

import pytest

from tests.journeys.browser import Journey
from veerkracht.kernel.clock import now
from veerkracht.messages.models import Message
from veerkracht.practice.models import Coach, LookBack, Outcome, Plan
from veerkracht.training.models import Edition

pytestmark = pytest.mark.browser

HELD = "De Huiskamer, tuinzijde"  # where Sanne was, a month ago
JUST_HELD = "De Proeftuin, serre"  # where Noor was, some days ago


def test_commitments_are_written_and_looked_back_at(journey: Journey) -> None:
    writes(journey)
    lets_a_coach_look_along(journey)
    coach_sees_it(journey)
    takes_it_back(journey)
    looks_back(journey)
    stops(journey)


def writes(journey: Journey) -> None:
    """Noor, some days after the training."""
    edition = Edition.objects.get(venue=JUST_HELD)
    Plan.objects.filter(edition=edition, person__name="Noor Verzonnen").delete()  # of another walk
    Message.objects.filter(kind="practice.coach").delete()
    journey.become("jeugdverpleegkundige")
    journey.reads("Wat ga je nu anders doen?")
    journey.look("my-place")
    journey.follow("Schrijf het op", within="main")
    journey.is_headed("Wat ga je nu anders doen?")
    journey.look("empty")
    journey.expected.append("422")
    journey.press("Schrijf het op")
    journey.reads("Schrijf minstens één ding op")
    journey.fill("Wat ga je anders doen?", "Ik begin elk gesprek met een open vraag")
    journey.fill("Met wie?", "mijn team")
    journey.press("Schrijf het op")
    journey.reads("Na 30, 90 en 180 dagen vragen we hoe het gaat")
    journey.look("written")


def lets_a_coach_look_along(journey: Journey) -> None:
    """Nobody sees it, until she invites somebody."""
    journey.reads("Niemand. Alleen jij ziet dit.")
    journey.unfold("Laat een coach meekijken")
    journey.fill("E-mailadres van je trainer of coach", "werkgever@voorbeeld.example")
    journey.press("Nodig uit")
    journey.reads("We kennen geen trainer of coach met dit adres")
    journey.fill("E-mailadres van je trainer of coach", "trainer@voorbeeld.example")
    journey.press("Nodig uit")
    journey.reads("kan nu meekijken")
    journey.look("with-coach")


def coach_sees_it(journey: Journey) -> None:
    """The trainer gets a mail without the words, and finds them behind it."""
    mail = journey.mail("trainer@voorbeeld.example", "Noor Verzonnen laat je meekijken")
    assert "open vraag" not in mail.text
    journey.become("trainer")
    journey.open_mail(mail)
    journey.reads("Ik begin elk gesprek met een open vraag")
    journey.look("coach")
    journey.visit("/werk/voornemens/")
    journey.look("shared")


def takes_it_back(journey: Journey) -> None:
    """One tap, and the trainer sees it no longer."""
    plan = Plan.objects.get(edition__venue=JUST_HELD, person__name="Noor Verzonnen")
    journey.become("jeugdverpleegkundige", at=f"/mijn-plek/voornemens/na/{plan.edition_id}/")
    journey.press("Neem terug")
    journey.reads("kijkt niet meer mee")
    assert not Coach.objects.filter(plan=plan).exists()
    journey.visit("/mijn-plek/voornemens/")
    journey.look("mine")


def looks_back(journey: Journey) -> None:
    """Sanne, a month later, from the mail, without signing in."""
    look_back = LookBack.objects.get(
        plan__person__name="Sanne Voorbeeld", plan__edition__venue=HELD, days=30
    )
    Plan.objects.filter(pk=look_back.plan_id).update(stopped_at=None)  # of another walk
    Outcome.objects.filter(look_back=look_back).delete()
    mail = journey.mail("verloskundige@voorbeeld.example", "Hoe gaat het met wat je anders")
    link = f"/terugkijken/{look_back.token}/"
    assert link in mail.text
    journey.become_nobody()
    journey.visit(link)  # the mail was written when the demo was made, elsewhere
    journey.is_headed("Hoe gaat het?")
    assert not Outcome.objects.filter(look_back=look_back).exists()
    journey.look("look-back")
    journey.press("Een beetje gelukt")
    journey.is_headed("Wat hielp, en wat zat in de weg?")
    journey.look("why")
    journey.tick("Ik oefende het een paar keer")
    journey.fill("In je eigen woorden", "Bij het tweede bezoek lukt het beter.")
    journey.press("Bewaar")
    journey.reads("Dank je wel")
    journey.look("looked-back")
    outcome = Outcome.objects.get(look_back=look_back)
    assert (outcome.went, outcome.influences) == ("partly", ["helped-practice"])


def stops(journey: Journey) -> None:
    """No more mails: one tap."""
    journey.follow("Ik wil hier geen mails meer over", within="main")
    journey.is_headed("Geen mails meer")
    journey.look("stop")
    before = now()
    journey.press("Stop deze mails")
    journey.reads("We vragen je hier niet meer naar")
    plan = Plan.objects.get(person__name="Sanne Voorbeeld", edition__venue=HELD)
    assert plan.stopped_at is not None
    assert plan.stopped_at >= before
