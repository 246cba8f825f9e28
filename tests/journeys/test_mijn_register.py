"""A midwife sees what she has for her register, says when her period began, and takes it along on paper."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.journeys.browser import Journey
from tests.journeys.finished import person
from tests.journeys.test_certificate_and_badge import fetch
from veerkracht.kernel.clock import today
from veerkracht.proof.models import RegisterPeriod

pytestmark = pytest.mark.browser


def test_what_i_have_for_my_register(journey: Journey) -> None:
    journey.become("verloskundige")
    journey.follow("Mijn register", within="main")
    journey.is_headed("Mijn register")
    journey.reads("Kwaliteitsregister Verloskundigen (KNOV)")
    journey.reads("Het gesprek met (aanstaande) ouders")
    journey.reads("Intervisie: De Kring van Heerlen")
    missing(journey, needed=200)
    journey.reads("Wat er in de buurt past")
    journey.look("register")
    changes_the_period(journey)
    assert fetch(journey, "Download als PDF").startswith(b"%PDF-")
    has_no_number(journey)


def missing(journey: Journey, *, needed: int) -> None:
    """Hours of training and of intervision count together, and what is missing is what is left."""
    counted = re.search(rf"Samen: (\d+) van {needed} uur", journey.page.inner_text("main"))
    assert counted
    had = int(counted.group(1))
    assert had > 7, "only the training was counted"
    journey.reads(f"Je mist nog {needed - had} uur.")


def changes_the_period(journey: Journey) -> None:
    """A day ahead is refused beside the field; another is kept."""
    journey.follow("Verander je periode", within="main")
    journey.is_headed("Je periode bij")
    journey.look("period")
    journey.expected.append("422")
    journey.fill("Wanneer begon je periode?", date(today().year + 1, 1, 1).isoformat())
    journey.press("Bewaar", within="main form")
    journey.reads("Je periode kan niet in de toekomst beginnen.")
    journey.look("period-refused")
    begun = date(today().year - 3, 7, 1)
    journey.fill("Wanneer begon je periode?", begun.isoformat())
    journey.press("Bewaar", within="main form")
    journey.reads(f"1 juli {begun.year} tot en met 30 juni {begun.year + 5}")
    assert RegisterPeriod.objects.get(person=person("verloskundige")).starts_on == begun


def has_no_number(journey: Journey) -> None:
    """Who has no number yet is shown the first step."""
    journey.become("student", at="/mijn-plek/register/")
    journey.reads("Je hebt nog geen registernummer bewaard")
    journey.look("no-number")
