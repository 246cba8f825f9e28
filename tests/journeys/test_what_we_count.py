"""An indicator is said more plainly, a list is taken over, a target set; everybody reads how it is counted."""

from __future__ import annotations

import pytest

from tests.journeys.browser import Journey
from veerkracht.monitoring.models import Denominator, ExternalSeries, IndicatorVersion, Target

pytestmark = pytest.mark.browser

CODE, NAME = "parents-involved", "Ouders die meededen"
WHY = "Zo zeggen we het zelf ook."
SOURCE = "Telling van de kinderopvang in Heerlen"
WRONG = "gebied;sector;jaar;aantal\nHeerlen;welzijn;2019;1.200\nVenlo;welzijn;2019;400\n"
RIGHT = "gebied;sector;jaar;aantal\nHeerlen;welzijn;2019;1.200\n"
SERIES = "Borstvoeding bij drie maanden"
OTHERS = "gemeente;jaar;waarde\nHeerlen;2024;48,5\nVaals;2024;<10\n"


def test_what_we_count(journey: Journey) -> None:
    forget()
    says_it_more_plainly(journey)
    takes_a_list_over(journey)
    sets_a_target(journey)
    brings_figures_of_others(journey)
    everybody_reads(journey)


def forget() -> None:
    """What another walk left."""
    IndicatorVersion.objects.filter(code=CODE).delete()
    Denominator.objects.filter(source=SOURCE).delete()
    Target.objects.filter(source="Plan van de wandeling").delete()
    ExternalSeries.objects.filter(title=SERIES).delete()


def says_it_more_plainly(journey: Journey) -> None:
    """Bo makes a new version; what is counted stays the same."""
    journey.become("beheerder", at="/werk/meetpunten/")
    journey.is_headed("Meetpunten")
    journey.look("desk")
    journey.visit(f"/werk/meetpunten/{CODE}/")
    journey.fill("Naam", NAME)
    journey.fill("Wat is er anders, en waarom?", WHY)
    journey.look("version")
    journey.press("Maak deze versie")
    journey.reads("Dit is nu de nieuwe versie")
    journey.reads(NAME)


def takes_a_list_over(journey: Journey) -> None:
    """Coby's list names a municipality of another region: nothing is taken over until it is mended."""
    journey.become("coordinator", at="/werk/meetpunten/")
    journey.follow("Hoeveel mensen er werken", within="main")
    journey.reads("verzonnen voorbeeld")
    journey.look("denominators")
    journey.follow("Neem een lijst over", within="main")
    journey.fill("Wie heeft dit geteld?", SOURCE)
    attach(journey, WRONG)
    journey.expected.append("422")
    journey.press("Neem de lijst over", within="main")
    journey.reads("“Venlo” is geen gebied dat je kunt kiezen")
    journey.look("mistake")
    attach(journey, RIGHT)
    journey.press("Neem de lijst over", within="main")
    journey.reads("1 rij is overgenomen")


def attach(journey: Journey, content: str) -> None:
    """Choose a file."""
    given = {"name": "lijst.csv", "mimeType": "text/csv", "buffer": content.encode()}
    journey.page.locator("main input[type=file]").set_input_files(given)  # type: ignore[arg-type]


def sets_a_target(journey: Journey) -> None:
    """What Zuid-Limburg wants to reach."""
    journey.visit("/werk/meetpunten/doelen/")
    journey.follow("Nieuw doel", within="main")
    journey.choose("Meetpunt", "Intervisiegroepen die samenkomen")
    journey.choose("Gebied", "Zuid-Limburg")
    journey.fill("Jaar", "2028")
    journey.fill("Wat wil je bereiken?", "25")
    journey.fill("Waar staat dit doel?", "Plan van de wandeling")
    journey.look("target")
    journey.press("Zet het doel")
    journey.reads("Zuid-Limburg: 25 in 2028")
    journey.look("targets")


def brings_figures_of_others(journey: Journey) -> None:
    """A list that others published stands beside ours."""
    journey.visit("/werk/meetpunten/reeksen/")
    journey.follow("Voeg cijfers toe", within="main")
    journey.fill("Titel", SERIES)
    journey.fill("Eenheid", "procent")
    journey.fill("Bron", "Invoer van de wandeling")
    attach(journey, OTHERS)
    journey.press("Voeg ze toe")
    journey.reads("De cijfers staan erbij")


def everybody_reads(journey: Journey) -> None:
    """A visitor reads what an indicator counts, which versions there were, and the figures of others."""
    journey.become_nobody()
    journey.visit("/cijfers/hoe-we-rekenen/")
    journey.is_headed("Hoe we rekenen")
    journey.look("how")
    journey.follow(NAME, within="main")
    journey.reads(WHY)
    journey.look("indicator")
    journey.visit("/cijfers/van-anderen/")
    journey.follow(SERIES, within="main")
    journey.reads("48,5")
    journey.reads("verborgen")
    journey.look("others")
