"""An author makes a set, looks at it and publishes it; a file is taken over; one translates, another reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.browser import Journey
from veerkracht.config.demo.conversation_questions import LICENSED
from veerkracht.conversations.models import QuestionEdition, QuestionTranslation
from veerkracht.conversations.tests.question_files import invented

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser

WORK = "/werk/gesprek/vragen/"
LIST = "Verzonnen welzijnslijst"


def test_an_author_makes_and_publishes_a_questionnaire(journey: Journey, tmp_path: Path) -> None:
    title = f"Praatset {journey.way.name}"
    earlier = set(QuestionEdition.objects.filter(title=title).values_list("pk", flat=True))
    makes_a_draft(journey, title)
    previews_and_publishes(journey)
    edition = QuestionEdition.objects.exclude(pk__in=earlier).get(title=title)
    assert edition.state == "published"
    translates(journey, edition)
    another_reviews(journey, edition)
    takes_over_a_file(journey, tmp_path)
    offers_a_licensed_set(journey)


def makes_a_draft(journey: Journey, title: str) -> None:
    """Coby begins with the short set and changes a question."""
    journey.become("coordinator", at=WORK)
    journey.is_headed("Vragen voor het gesprek")
    journey.look("sets")
    journey.follow("Maak een set", within="main")
    journey.fill("Naam van je set", title)
    journey.choose("Waarmee begin je?", "Kort en makkelijk")
    journey.fill("Wie schrijft deze set?", "Regio Zuid-Limburg")
    journey.look("make")
    journey.press("Maak het concept")
    journey.reads("Je concept staat klaar")
    journey.fill("Vraag bij Lichaam", "Hoe voelt je lijf vandaag?")
    journey.look("draft")
    journey.press("Bewaar en bekijk")


def previews_and_publishes(journey: Journey) -> None:
    """As a resident will see it."""
    journey.reads("Zo ziet een bewoner het")
    journey.reads("Hoe voelt je lijf vandaag?")
    journey.look("preview")
    journey.confirm("Publiceer deze versie")
    journey.reads("Deze versie verandert niet meer")


def translates(journey: Journey, edition: QuestionEdition) -> None:
    """Rosa writes Arabic beside the Dutch."""
    journey.become("redacteur", at=f"{WORK}versie/{edition.pk}/")
    journey.choose("In welke taal?", "Arabisch (العربية)")
    journey.press("Begin met vertalen")
    journey.reads("0 van de 15 teksten vertaald")
    boxes = journey.page.locator("main textarea")
    for nth in range(boxes.count()):
        journey.way.fill(journey.page, boxes.nth(nth), f"نص رقم {nth + 1}")
    journey.look("translation")
    journey.press("Bewaar en laat nakijken")
    journey.reads("Nu kijkt iemand anders haar na")


def another_reviews(journey: Journey, edition: QuestionEdition) -> None:
    """Coby did not write in it."""
    journey.become("coordinator")
    made = QuestionTranslation.objects.get(edition=edition)
    journey.visit(f"{WORK}vertaling/{made.pk}/nakijken/")
    journey.reads("Rosa Redactie maakte deze vertaling")
    journey.look("review")
    journey.press("Keur goed")
    journey.reads("Bewoners krijgen deze taal nu ook")
    journey.follow("العربية", within="main")
    journey.reads("نص رقم 5")
    journey.look("arabic")


def takes_over_a_file(journey: Journey, folder: Path) -> None:
    """Wil brings in an invented instrument, of which one score is wrong."""
    file = folder / "lijst.json"
    file.write_bytes(invented())
    journey.become("werkgever", at=f"{WORK}inlezen/")
    journey.page.locator("input[type=file]").set_input_files(file)
    journey.press("Bekijk wat erin staat")
    journey.reads("Dit begrijpen we eruit")
    journey.reads("deelt door 5, maar telt 2 vragen op")
    journey.look("understood")
    journey.press("Bewaar als concept")
    journey.reads("Ingelezen als concept")
    journey.is_headed(LIST)
    journey.look("instrument")


def offers_a_licensed_set(journey: Journey) -> None:
    """The set of the demo has an address that its leaflet carries."""
    journey.visit(WORK)
    journey.follow(LICENSED, within="main")
    journey.reads("Alleen met dit adres")
    journey.reads("laat geen vertaling toe")
    journey.look("licensed")
