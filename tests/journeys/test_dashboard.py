"""Somebody looks how far training reaches: on the map, side by side, for a coalition and an organisation."""

from __future__ import annotations

import pytest

from tests.journeys.browser import Journey
from veerkracht.coalitions.models import Coalition
from veerkracht.figures.models import Cell, Table
from veerkracht.people.models import Organisation, Role, RoleKind

pytestmark = pytest.mark.browser

MAIN = "professionals-trained"


def test_a_reader_finds_the_way_in_figures(journey: Journey) -> None:
    looks_at_all(journey)
    looks_at_one(journey)
    chooses(journey)
    compares(journey)
    reads_how_it_is_made(journey)
    reads_a_coalition(journey)
    reads_the_own_organisation(journey)


def main() -> Table:
    """The first indicator of the newest release."""
    return Table.objects.filter(indicator=MAIN).order_by("-release__as_of", "-pk")[0]


def looks_at_all(journey: Journey) -> None:
    """The header leads to all figures in short."""
    journey.become_nobody()
    journey.visit("/cijfers/")
    journey.is_headed("Cijfers")
    journey.reads("Stand van")
    journey.look("figures")


def looks_at_one(journey: Journey) -> None:
    """Map, sectors, line and regions, each with a table and a sentence."""
    journey.follow(str(main()), within="main")
    journey.is_headed(str(main()))
    journey.reads("Per sector")
    journey.reads("Door de tijd")
    journey.reads("Regio's naast elkaar")
    journey.look("indicator")


def chooses(journey: Journey) -> None:
    """A sector and the order of the list are links; what is hidden comes last, in words."""
    table = main()
    hidden = Cell.objects.filter(table=table, area__startswith="GM", function="", status="C")
    sector = hidden.exclude(sector="").order_by("-period")[0].sector
    journey.visit(f"/cijfers/{MAIN}/?sector={sector}&volgorde=meest")
    journey.reads("minder dan 10 of afgeschermd")
    last = journey.page.locator("#lijst ~ .table-scroll tbody tr").last
    assert "minder dan 10" in last.inner_text() or "geen" in last.inner_text()
    journey.look("hidden")
    journey.unfold("heel Limburg")
    journey.follow("Midden-Limburg", within=".figure-picks")
    journey.reads("Midden-Limburg, ")


def compares(journey: Journey) -> None:
    """Regions side by side, and a municipality beside them."""
    journey.visit("/cijfers/gebied/zuid-limburg/")
    journey.is_headed("Cijfers van Zuid-Limburg")
    journey.look("region")
    journey.visit("/cijfers/vergelijken/")
    journey.is_headed("Gebieden vergelijken")
    journey.unfold("Nog een gebied")
    journey.follow("Heerlen", within=".figure-pick")
    journey.reads("Heerlen")
    journey.look("compare")


def reads_how_it_is_made(journey: Journey) -> None:
    """Hiding, rounding and percentages in plain words."""
    journey.follow("Zo lees je deze cijfers", within="main")
    journey.is_headed("Zo lees je deze cijfers")
    journey.reads("Afgerond op 5")
    journey.look("method")


def reads_a_coalition(journey: Journey) -> None:
    """A coalition reads the figures of its own area."""
    found = Coalition.objects.filter(until=None).order_by("name")[0]
    journey.visit("/cijfers/")
    journey.follow(found.name, within="main")
    journey.is_headed(found.name)
    journey.look("coalition")


def reads_the_own_organisation(journey: Journey) -> None:
    """Wil sees the figures of the own organisation; another organisation's stay shut."""
    journey.become("werkgever", at="/mijn-organisatie/")
    journey.follow("Cijfers van", within="main")
    journey.is_headed("Cijfers van")
    journey.reads("Alleen jij en andere contactpersonen")
    journey.look("organisation")
    mine = Role.objects.filter(kind=RoleKind.EMPLOYER, person__email__startswith="werkgever@")
    others = Organisation.objects.exclude(pk__in=mine.values("organisation"))
    journey.expected.append("403")
    journey.visit(f"/cijfers/organisatie/{others[0].slug}/")
    journey.reads("voor de contactpersoon van deze organisatie")
