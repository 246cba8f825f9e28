"""Somebody joins and is accepted; a visitor asks, the question goes on once, is answered and read."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.journeys.browser import Journey, newest_mail
from veerkracht.cocreation.actions import pass_on_late
from veerkracht.cocreation.models import Offer, Question
from veerkracht.kernel.clock import now

pytestmark = pytest.mark.browser

HELPER, ASKER = "henk-helper@voorbeeld.example", "vera-vraagt@voorbeeld.example"
TITLE = "Wie weet hoe je een repaircafé begint?"
ANSWER = "Begin met één tafel en iemand die koffie zet."


def test_ask_the_movement(journey: Journey) -> None:
    forget()
    joins(journey)
    is_accepted(journey)
    asks(journey)
    is_passed_on(journey)
    before = newest_mail(ASKER)
    is_answered(journey)
    reads_the_answer(journey, before)
    walks_past_the_rest(journey)


def forget() -> None:
    """What another walk left."""
    Question.objects.filter(email=ASKER).delete()
    Offer.objects.filter(email=HELPER).delete()


def joins(journey: Journey) -> None:
    """Henk offers his experience; nothing counts before a yes from his mail."""
    before = newest_mail(HELPER)
    journey.become_nobody()
    journey.visit("/doe-mee/")
    journey.look("join")
    journey.fill("Je naam", "Henk Helper")
    journey.fill("Je e-mailadres", HELPER)
    journey.tick("Ervaring delen")
    journey.tick("Meehelpen, handen uit de mouwen")
    journey.fill("Waar weet je veel van", "repaircafé, fietsen maken, gereedschap")
    journey.choose("In welke gemeente?", "Brunssum")
    journey.tick("De organisatie en de gemeente")
    journey.press("Ik doe mee", within="main")
    journey.is_headed("Kijk in je mail")
    journey.open_mail(journey.mail(HELPER, "mee wilt doen", after=before))
    journey.press("Ja, ik doe mee")
    journey.is_headed("Je aanbod")
    journey.look("offer")


def is_accepted(journey: Journey) -> None:
    """Coby reads it first."""
    journey.become("coordinator", at="/werk/aanbod/")
    journey.look("offers")
    journey.follow("Henk Helper", within="main")
    journey.is_headed("Henk Helper")
    journey.look("accept")
    journey.press("Laat meedoen")
    journey.reads("Welkom geheten")
    journey.mail(HELPER, "Welkom bij de beweging")


def asks(journey: Journey) -> None:
    """Vera asks without an account; a wrong address is told at once and her words stay."""
    before = newest_mail(ASKER)
    journey.become_nobody()
    journey.visit("/vraag-de-beweging/")
    journey.look("ask")
    journey.fill("Je vraag in één zin", TITLE)
    journey.fill("Vertel er meer over", "In ons buurthuis is ruimte, en we hebben gereedschap.")
    journey.tick("Meehelpen, handen uit de mouwen")
    journey.choose("In welke gemeente?", "Brunssum")
    journey.fill("Je naam", "Vera Vraagt")
    journey.fill("Je e-mailadres", "vera-vraagt")
    journey.expected.append("422")
    journey.press("Stel je vraag", within="main")
    journey.reads("Het is nog niet helemaal goed")
    journey.fill("Je e-mailadres", ASKER)
    journey.press("Stel je vraag", within="main")
    journey.is_headed("Kijk in je mail")
    journey.open_mail(journey.mail(ASKER, "Klopt je vraag", after=before))
    journey.look("confirm")
    journey.press("Ja, verstuur mijn vraag")
    journey.reads("Wat er met je vraag gebeurde")
    journey.reads("biedt deze hulp aan")
    journey.look("on-its-way")


def is_passed_on(journey: Journey) -> None:
    """Henk does not answer in time, so it goes to Sanne, who also lends a hand."""
    question = Question.objects.get(email=ASKER)
    assert question.offer is not None
    assert question.offer.email == HELPER
    journey.mail(HELPER, "Kun jij helpen?")
    Question.objects.filter(pk=question.pk).update(due_at=now() - timedelta(minutes=1))
    pass_on_late()
    question.refresh_from_db()
    assert question.offer is not None
    assert question.offer.person is not None
    assert question.offer.person.name == "Sanne Voorbeeld"
    journey.mail("verloskundige@voorbeeld.example", "Kun jij helpen?")


def is_answered(journey: Journey) -> None:
    """It waits for her in Mijn plek; she reads no address."""
    journey.become("verloskundige", at="/mijn-plek/vragen/")
    journey.look("lies-with-me")
    journey.follow(TITLE, within="main")
    journey.is_headed(TITLE)
    assert ASKER not in journey.page.content()
    journey.look("question")
    journey.fill("Je antwoord", ANSWER)
    journey.press("Verstuur je antwoord")
    journey.reads("Je antwoord is verstuurd")


def reads_the_answer(journey: Journey, before: int) -> None:
    """The mail holds the answer; the page every step."""
    mail = journey.mail(ASKER, "Antwoord op je vraag", after=before)
    assert ANSWER in mail.text
    journey.become_nobody()
    journey.open_mail(mail)
    journey.reads(ANSWER)
    journey.reads("antwoordde niet op tijd")
    journey.look("answer")
    journey.press("Ja, dit helpt mij")
    journey.reads("Je bent geholpen")


def walks_past_the_rest(journey: Journey) -> None:
    """Ways of working and the board for students; and what Coby sees."""
    journey.visit("/werkvormen/?tijd=30")
    journey.look("ways")
    journey.follow("Rondje om met één vraag", within="main")
    journey.is_headed("Rondje om met één vraag")
    journey.look("way")
    journey.visit("/stage-en-afstuderen/")
    journey.look("board")
    journey.follow("Maak met bewoners een wandelkaart", within="main")
    journey.is_headed("Maak met bewoners een wandelkaart")
    journey.look("placement")
    journey.become("coordinator", at="/werk/vragen/")
    journey.look("questions")
    journey.follow("Wie heeft een busje met een lift?", within="main")
    journey.is_headed("Wie heeft een busje met een lift?")
    journey.look("stuck")
    journey.visit("/werk/werkvormen/")
    journey.look("library")
