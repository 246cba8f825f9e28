"""A visitor's wish is understood, merged with one that is alike, planned, done and answered; a survey gives another."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.journeys.browser import Journey, newest_mail
from veerkracht.cocreation.models import Need, NeedAsker, NeedState, Survey
from veerkracht.cocreation.survey_rules import Given
from veerkracht.cocreation.tests.wishing import answered
from veerkracht.cocreation.wish_gate import SHORTEST
from veerkracht.messages.models import Message

pytestmark = pytest.mark.browser

# marks tell whole moments, and the way there takes a little
READING = SHORTEST + timedelta(seconds=0.2)
ADDRESS = "wendy-wens@voorbeeld.example"
WORDS = "Ik wil graag een kookcursus voor jonge vaders in onze buurt"
ALIKE = "Een kookcursus voor vaders in de buurt, met jonge kinderen"
TOLD = "Een kookcursus voor jonge vaders"
SURVEY = "Wat heb jij nodig dit voorjaar?"
ANSWER = "Een plek om met andere vaders te praten"


def test_a_wish_is_answered(journey: Journey) -> None:
    forget()
    sends_a_wish(journey)
    confirms(journey)
    somebody_else_wishes_the_same(journey)
    is_understood_and_merged(journey)
    is_planned_and_done(journey)
    hears_it(journey)
    a_survey_is_made(journey)
    a_survey_is_answered(journey)
    an_answer_becomes_a_wish(journey)


def forget() -> None:
    """What another walk left."""
    Need.objects.filter(words__in=(WORDS, ALIKE, ANSWER)).delete()
    Survey.objects.filter(title=SURVEY).delete()
    Message.objects.filter(address=ADDRESS).delete()


def wish(words: str = WORDS) -> Need:
    return Need.objects.get(words=words)


def sends_a_wish(journey: Journey) -> None:
    """No account; a forgotten town is told."""
    journey.become_nobody()
    journey.visit("/wensen/")
    journey.look("say")
    journey.fill("Wat wens je?", WORDS)
    journey.fill("Je e-mailadres", ADDRESS)
    journey.expected.append("422")
    journey.press("Verstuur je wens")
    journey.reads("Het is nog niet helemaal goed")
    journey.choose("In welke gemeente?", "Heerlen")
    journey.look("almost")
    journey.take(READING)
    journey.press("Verstuur je wens")
    journey.is_headed("Dank je wel voor je wens")
    journey.look("thanks")


def confirms(journey: Journey) -> None:
    """Only a press confirms the address."""
    letter = journey.mail(ADDRESS, "Wil je horen wat er met je wens gebeurt?")
    assert WORDS not in letter.text
    journey.open_mail(letter)
    journey.reads(WORDS)
    journey.look("confirm")
    journey.press("Ja, houd mij op de hoogte")
    journey.reads("Er is nog geen nieuws")


def somebody_else_wishes_the_same(journey: Journey) -> None:
    """Without an address."""
    journey.visit("/wensen/")
    journey.fill("Wat wens je?", ALIKE)
    journey.choose("In welke gemeente?", "Heerlen")
    journey.take(READING)
    journey.press("Verstuur je wens")
    journey.is_headed("Dank je wel")


def is_understood_and_merged(journey: Journey) -> None:
    """Coby tells it in her own words, and sees that another is the same."""
    journey.become("coordinator", at="/werk/wensen/")
    journey.look("board")
    journey.follow(ALIKE[:40], within="main")
    journey.visit(f"/werk/wensen/{wish().pk}/")
    journey.reads("Lijkt hier erg op")
    journey.reads("vader")
    journey.look("wish")
    journey.press("Voeg samen met deze wens")
    journey.reads("Samengevoegd")
    journey.follow("We begrijpen deze wens", within="main")
    journey.fill("De wens in onze woorden", TOLD)
    journey.look("understand")
    journey.press("Bewaar")
    journey.reads("Bewaard")
    assert wish(ALIKE).merged_into == wish()


def is_planned_and_done(journey: Journey) -> None:
    """Something comes of it: an edition."""
    journey.follow("Er staat iets gepland", within="main")
    options = journey.page.locator("select[name=outcome] option[value^='edition-']")
    journey.choose("Wat kwam eruit?", options.first.inner_text())
    journey.fill("Wat zeg je tegen wie erom vroeg?", "In het voorjaar begint hij.")
    journey.look("plan")
    journey.press("Bewaar")
    journey.reads("Bewaard")
    journey.mail(ADDRESS, "Er staat iets op de planning voor je wens")
    before = newest_mail(ADDRESS)
    journey.follow("Het is gedaan", within="main")
    journey.fill("Wat zeg je tegen wie erom vroeg?", "De eerste groep kookte samen.")
    journey.press("Bewaar")
    journey.reads("Stap voor stap")
    journey.look("done")
    journey.mail(ADDRESS, "Jij zei het, wij deden het", after=before)
    assert wish().state == NeedState.DONE


def hears_it(journey: Journey) -> None:
    """By mail, on a page of their own, and everybody on the public board."""
    letter = journey.mail(ADDRESS, "Jij zei het, wij deden het")
    journey.become_nobody()
    journey.open_mail(letter)
    journey.reads("De eerste groep kookte samen.")
    journey.look("follow")
    journey.press("Stop met mailen over deze wens")
    journey.reads("Toch weer mail")
    assert NeedAsker.objects.get(email=ADDRESS).stopped_at is not None
    journey.visit("/jij-zei-wij-deden/")
    journey.reads(TOLD)
    journey.look("told")


def a_survey_is_made(journey: Journey) -> None:
    """Two questions and a poster."""
    journey.become("coordinator", at="/werk/vragenlijsten/")
    journey.look("surveys")
    journey.unfold("Begin een nieuwe vragenlijst")
    journey.fill("Titel", SURVEY)
    journey.fill("Waarom vraag je dit?", "Zo kiezen we wat we gaan doen.")
    journey.fill("Open tot en met", "2030-01-01")
    journey.press("Begin", within="main form.card")
    journey.follow("Stel een vraag", within="main")
    journey.fill("Wat vraag je?", "Wat helpt jou?")
    journey.fill("Waaruit kunnen ze kiezen?", "Samen koken\nSamen bewegen")
    journey.look("question")
    journey.press("Zet de vraag erin")
    journey.follow("Stel een vraag", within="main")
    journey.fill("Wat vraag je?", "Wat mis je?")
    journey.tick("antwoord in eigen woorden")
    journey.press("Zet de vraag erin")
    journey.confirm("Zet open")
    journey.reads("Delen")
    journey.look("survey")
    journey.follow("Poster met QR-code", within="main")
    journey.look("poster")


def a_survey_is_answered(journey: Journey) -> None:
    """Without a name; four others did so before."""
    survey = Survey.objects.get(title=SURVEY)
    answered(survey, Given((1,)), Given((), ANSWER), times=4)
    journey.become_nobody()
    journey.visit(f"/vragenlijst/{survey.slug}/")
    journey.tick("Samen koken")
    journey.fill("Wat mis je?", ANSWER)
    journey.look("answer")
    journey.take(READING)
    journey.press("Verstuur mijn antwoorden")
    journey.is_headed("Dank je wel")


def an_answer_becomes_a_wish(journey: Journey) -> None:
    """With one press."""
    survey = Survey.objects.get(title=SURVEY)
    journey.become("coordinator", at=f"/werk/vragenlijsten/{survey.pk}/uitslag/")
    journey.reads("Dit zijn de antwoorden van 5 mensen")
    journey.look("results")
    journey.press("Maak er een wens van")
    journey.reads("staat nu als wens op het bord")
    assert wish(ANSWER).came == "survey"
