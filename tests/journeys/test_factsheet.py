"""A policy officer takes figures along on paper, and puts one on the own site."""

from __future__ import annotations

import pytest

from tests.journeys.browser import Journey

pytestmark = pytest.mark.browser


def test_figures_on_paper(journey: Journey) -> None:
    chooses_an_area(journey)
    opens_the_paper(journey)
    puts_a_figure_elsewhere(journey)


def chooses_an_area(journey: Journey) -> None:
    """From all figures to those of one municipality."""
    journey.become_nobody()
    journey.visit("/cijfers/")
    journey.follow("Zuid-Limburg", within="main")
    journey.follow("Heerlen", within=".figure-places")
    journey.is_headed("Cijfers van Heerlen")
    journey.reads("Heel Limburg")
    journey.look("municipality")


def opens_the_paper(journey: Journey) -> None:
    """The button leads to a PDF for screen readers, the same each time."""
    link = journey.page.locator("main").get_by_role("link", name="Factsheet (PDF)")
    path = str(link.get_attribute("href"))
    assert path == "/cijfers/factsheet/GM0917.pdf"
    paper = journey.page.request.get(f"{journey.address}{path}")
    assert paper.headers["content-type"] == "application/pdf"
    assert paper.body().startswith(b"%PDF")
    assert b"pdfuaid" in paper.body()
    assert paper.body() == journey.page.request.get(f"{journey.address}{path}").body()


def puts_a_figure_elsewhere(journey: Journey) -> None:
    """A frame without scripts, for any site."""
    journey.visit("/op-je-site/cijfers/professionals-trained/")
    journey.reads("Zuid-Limburg")
    journey.reads("Stand van")
