"""A partner tells from the mail how its part of a late action goes; the coordinator sees it, and what money ends."""

from __future__ import annotations

import pytest

from tests.journeys.browser import Journey
from veerkracht.programme.models import Action, ActionUpdate

pytestmark = pytest.mark.browser

WHAT = "Ouders vragen om mee te lezen met het themablad"
WORDS = "Uit Parkstad doen nu ook drie ouders mee."
PART = "Hoe gaat jullie deel?"


def test_a_partner_tells_how_it_goes(journey: Journey) -> None:
    ActionUpdate.objects.filter(words=WORDS).delete()  # of another walk
    from_the_mail(journey)
    the_coordinator_sees_it(journey)
    what_it_serves(journey)
    what_money_ends(journey)


def from_the_mail(journey: Journey) -> None:
    """Burt speaks for Burgerkracht, which helps with several actions; he may change nothing else of them."""
    mail = journey.mail("partner@voorbeeld.example", "Hoe staat het met deze")
    assert WHAT in mail.text
    journey.become("partner")
    journey.open_mail(mail)
    journey.is_headed("Mijn acties")
    journey.look("mine")
    journey.follow(WHAT, within="main")
    journey.is_headed(WHAT)
    journey.reads("wacht op een woord")
    journey.expected.append("422")
    journey.press("Vertel hoe jullie deel gaat")
    journey.reads("Vul dit nog in")
    journey.fill(PART, WORDS)
    journey.look("part")
    journey.press("Vertel hoe jullie deel gaat")
    journey.reads("en de coördinator zien het bij de actie")
    journey.reads(WORDS)
    journey.expected.append("403")
    action = Action.objects.get(what=WHAT)
    journey.visit(f"/werk/acties/{action.pk}/wijzigen/")
    journey.reads("Alleen de coördinator van deze regio kan dit")


def the_coordinator_sees_it(journey: Journey) -> None:
    """Coby looks at what is late, and then at this one."""
    journey.become("coordinator", at="/werk/acties/")
    journey.look("list")
    journey.follow("Te laat", within="main")
    journey.follow(WHAT, within="main")
    journey.reads(WORDS)
    journey.look("story")
    journey.follow("Wijzig", within="main")
    journey.is_headed("Wijzig de actie")
    journey.look("change")


def what_it_serves(journey: Journey) -> None:
    """The goals of GALA, with what nobody took up."""
    journey.visit("/werk/doelen/")
    journey.follow("Gezond en Actief Leven Akkoord", within="main")
    journey.reads("hebben in deze regio nog geen actie")
    journey.reads(WHAT)
    journey.look("goals")


def what_money_ends(journey: Journey) -> None:
    """The sentence, the drawing and its table; and the amounts of several years."""
    journey.visit("/werk/geld/")
    journey.reads("In 2027 valt")
    journey.look("money")
    journey.follow("Subsidie voor de Beweging", within="main")
    journey.is_headed("Wijzig de bedragen")
    journey.look("years")
    journey.fill("Toegezegd", "45.000,123")
    journey.press("Bewaar")
    journey.reads("hoogstens twee cijfers achter de komma")
    journey.look("wrong")
