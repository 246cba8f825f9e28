"""A midwife sees what she has for her register, says when her period began, and takes it along on paper."""

from __future__ import annotations

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
    journey.reads("Je mist nog 193 uur.")
    journey.reads("Wat er in de buurt past")
    journey.look("register")
    changes_the_period(journey)
    assert fetch(journey, "Download als PDF").startswith(b"%PDF-")
    has_no_number(journey)


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
    journey.become("student")
    journey.visit("/mijn-plek/register/")
    journey.reads("Je hebt nog geen registernummer bewaard")
    journey.look("no-number")
