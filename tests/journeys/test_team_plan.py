"""A team makes a plan, a coach looks along, and after three months they look back and print it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.journeys.browser import Journey, newest_mail
from veerkracht.practice.models import TeamLineLook, TeamLook, TeamPlan

pytestmark = pytest.mark.browser

NEW, OLD = "Wijkteam Heuvelland", "Jeugdteam Westelijke Mijnstreek"
WHERE = "We kennen het web, maar gebruiken het nog weinig."


def test_a_team_plans_and_looks_back(journey: Journey) -> None:
    TeamPlan.objects.filter(team=NEW).delete()  # of another walk
    makes_a_plan(journey)
    a_coach_looks_along(journey)
    looks_back(journey)
    prints(journey)


def makes_a_plan(journey: Journey) -> None:
    """Wil, for a second team."""
    journey.become("werkgever", at="/mijn-plek/teams/")
    journey.look("plans")
    journey.follow("Maak een plan", within="main")
    journey.is_headed("Maak een plan")
    journey.expected.append("422")
    journey.press("Maak het plan")
    journey.reads("Vul dit nog in")
    journey.fill("Naam van je team", NEW)
    journey.fill("Waar staan we?", WHERE)
    journey.fill("Wat willen we?", "Elk gesprek begint bij wat iemand zelf wil.")
    journey.fill("Wat gaan we doen?", "Samen oefenen, elke maand")
    journey.fill("Wie?", "Noor")
    journey.fill("Voor wanneer?", f"{date.today().year + 1}-03-01")  # noqa: DTZ011 - a wall calendar
    journey.look("make")
    journey.press("Maak het plan")
    journey.reads("Het plan staat")
    journey.look("made")


def a_coach_looks_along(journey: Journey) -> None:
    """Tess is not of the organisation; a colleague may read."""
    before = newest_mail("trainer@voorbeeld.example")
    journey.tick("Tess Trainersma")
    journey.press("Kies deze coach")
    journey.reads("Tess Trainersma kijkt mee")
    journey.unfold("Laat je team meelezen")
    journey.fill("E-mailadressen van je team", "jeugdverpleegkundige@voorbeeld.example")
    journey.press("Laat meelezen")
    journey.reads("1 persoon kan het plan nu lezen")
    mail = journey.mail("trainer@voorbeeld.example", f"Kijk je mee met {NEW}", after=before)
    assert WHERE not in mail.text
    journey.become("trainer")
    journey.open_mail(mail)
    journey.reads(WHERE)
    journey.look("coach")
    journey.become("coordinator")
    plan = TeamPlan.objects.get(team=NEW)
    journey.expected.append("403")
    journey.visit(f"/mijn-plek/teams/{plan.pk}/")
    journey.reads("Dit plan is van een ander team")


def looks_back(journey: Journey) -> None:
    """The plan of three months ago waits on Wil's own page."""
    look = TeamLook.objects.get(plan__team=OLD, months=3)
    TeamLineLook.objects.filter(look=look).delete()  # of another walk
    TeamLook.objects.filter(pk=look.pk).update(looked_at=None, next_step="")
    journey.become("werkgever", at="/mijn-plek/")
    journey.reads(f"Kijk terug op het plan van {OLD}")
    journey.visit(f"/mijn-plek/teams/{look.plan_id}/na/3/")
    journey.look("look")
    groups = journey.page.get_by_role("group", name="Hoe staat het ervoor?")
    for nth, answer in enumerate(("Gelukt", "Zijn we mee bezig", "Nog niet")):
        choice = groups.nth(nth).get_by_label(answer)
        journey.way.tick(journey.page, choice)
    journey.fill("Wat doen we nu?", "We vragen Tess om een middag mee te oefenen.")
    journey.press("Bewaar")
    journey.reads("Goed dat jullie terugkeken")
    journey.reads("Na 3 maanden: Gelukt")
    journey.look("looked-back")


def prints(journey: Journey) -> None:
    """One page of paper."""
    journey.follow("Print het plan", within="main")
    journey.is_headed(f"Het plan van {OLD}")
    journey.look("paper")
