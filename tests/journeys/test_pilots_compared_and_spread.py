"""Pilots are read and compared by everybody, written by their team, decided, and spread to where they are needed."""

from __future__ import annotations

import pytest

from tests.journeys.browser import Journey, newest_mail
from veerkracht.cocreation.models import Pilot, PilotNote, PilotReading, PilotSpread
from veerkracht.programme.models import Action, Agreement
from veerkracht.training.models import Course, Edition

pytestmark = pytest.mark.browser

WALKING, BICYCLE = "Wandelen op recept", "Intervisie op de fiets"
LEARNT = "Met muziek erbij gaat het beter."
REASONS = "Bijna iedereen liep na drie maanden nog mee. Ophalen is de sleutel."
PROMISE = "Wij regelen twee vaste ophalers per buurt"


def test_pilots_are_compared_and_spread(journey: Journey) -> None:
    forget()
    everybody_reads_and_compares(journey)
    the_team_measures_and_writes(journey)
    the_coordinator_decides(journey)
    the_pilot_is_spread(journey)
    everybody_reads_the_decision(journey)


def pilot(title: str) -> Pilot:
    return Pilot.objects.get(title=title)


def forget() -> None:
    """What another walk left: what was drafted, the decision, a reading and a note."""
    left = PilotSpread.objects.filter(pilot__title=WALKING)
    things = {
        model: list(left.exclude(**{name: None}).values_list(name, flat=True))
        for name, model in (
            ("edition", Edition),
            ("course", Course),
            ("action", Action),
            ("agreement", Agreement),
        )
    }
    left.delete()
    for model, keys in things.items():
        model.objects.filter(pk__in=keys).delete()
    undecided = {"state": "ended", "outcome": "", "reasons": "", "reasons_en": ""}
    Pilot.objects.filter(title=WALKING).update(**undecided, decided_on=None, decided_by=None)
    PilotNote.objects.filter(learned=LEARNT).delete()
    PilotReading.objects.filter(measure__pilot__title=BICYCLE, measure__kind="scale").exclude(
        moment="baseline"
    ).delete()


def everybody_reads_and_compares(journey: Journey) -> None:
    """Without an account: the list, a pilot in plain words, and five side by side."""
    journey.become_nobody()
    journey.visit("/pilots/")
    journey.look("pilots")
    journey.follow("Kraamzorg en wijkteam kijken samen", within="main")
    journey.reads("Wat we besloten")
    journey.reads("81")
    journey.look("pilot")
    journey.visit("/pilots/")
    journey.follow("Zet naast elkaar", within="main")
    journey.reads(WALKING)
    journey.look("beside")
    journey.follow("Noord-Limburg", within="main")
    journey.is_headed("Pilots naast elkaar")


def the_team_measures_and_writes(journey: Journey) -> None:
    """Noor leads a pilot: too few people is refused, the log asks not to tell of a client."""
    row = pilot(BICYCLE)
    measure = row.measures.get(kind="scale")
    journey.become("jeugdverpleegkundige", at="/mijn-plek/pilots/")
    journey.follow(BICYCLE, within="main")
    journey.reads("Dit wacht")
    journey.look("desk")
    journey.visit(f"/mijn-plek/pilots/{row.pk}/meten/{measure.pk}/middle/")
    journey.expected.append("422")
    journey.fill("Wat was het?", "7,1")
    journey.fill("Over hoeveel gaat het?", "6")
    journey.fill("Waar komt het vandaan?", "Vragenlijst onder verpleegkundigen")
    journey.press("Bewaar")
    journey.reads("minder dan 10 mensen")
    journey.look("too-few")
    journey.fill("Over hoeveel gaat het?", "13")
    journey.press("Bewaar")
    journey.reads("De meting staat erbij")
    journey.follow("Schrijf in het logboek", within="main")
    journey.fill("Wat gebeurde er?", "Mevrouw Jansen fietste mee.")
    journey.fill("Wat leerden jullie?", LEARNT)
    journey.press("Bewaar")
    journey.reads("Dit gaat niet over een cliënt")
    journey.fill("Wat gebeurde er?", "We fietsten een ronde met muziek.")
    journey.press("Bewaar")
    journey.reads(LEARNT)


def the_coordinator_decides(journey: Journey) -> None:
    """Nico writes down what was decided, and why; the team hears it."""
    before = newest_mail("coordinator-noord@voorbeeld.example")
    row = pilot(WALKING)
    journey.become("coordinator-noord", at="/werk/pilots/")
    journey.reads("Neem een besluit")
    journey.look("work")
    journey.visit(f"/werk/pilots/{row.pk}/besluit/")
    journey.tick("Verspreiden")
    journey.fill("Waarom?", REASONS)
    journey.look("decide")
    journey.press("Leg het besluit vast")
    journey.is_headed(f"Verspreid “{WALKING}”")
    letter = "Zo gaat het verder met de pilot"
    mail = journey.mail("coordinator-noord@voorbeeld.example", letter, after=before)
    assert REASONS in mail.text


def the_pilot_is_spread(journey: Journey) -> None:
    """A preview first, then drafts; twice makes nothing twice, and one is taken away again."""
    journey.fill("Naam van de nieuwe training", "Ophalen en meelopen")
    journey.tick("Venray")
    journey.fill("Wat belooft een organisatie?", PROMISE)
    journey.tick("VieCuri Medisch Centrum")
    journey.press("Bekijk het voorstel")
    journey.reads("Dit zetten we klaar in Noord-Limburg")
    assert not PilotSpread.objects.filter(pilot__title=WALKING).exists()
    journey.look("preview")
    journey.press("Zet 6 voorstellen klaar")
    journey.reads("6 voorstellen staan klaar")
    journey.look("drafted")
    assert PilotSpread.objects.filter(pilot__title=WALKING).count() == 6
    journey.confirm(f"Haal weg: {PROMISE}")
    journey.reads("Het voorstel is weg")


def everybody_reads_the_decision(journey: Journey) -> None:
    """The decision and its reasons stand on the public page."""
    journey.become_nobody()
    journey.visit(f"/pilots/{pilot(WALKING).slug}/")
    journey.reads("Besloten: verspreiden")
    journey.reads(REASONS)
