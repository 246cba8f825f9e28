"""A midwife asks for a group; the coordinator lets groups be found, weighs the proposal, and starts them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.journeys.browser import Journey, newest_mail
from veerkracht.kernel.clock import now
from veerkracht.practice.models import Group, JoinWish, Round

pytestmark = pytest.mark.browser

SANNE = "verloskundige@voorbeeld.example"


def test_a_wish_becomes_a_group(journey: Journey) -> None:
    as_nobody_had_walked_here()
    before = newest_mail(SANNE)
    joins(journey)
    searches(journey)
    weighs_the_proposal(journey)
    starts(journey)
    hears_of_it(journey, before)


def as_nobody_had_walked_here() -> None:
    """Groups of another walk are gone, and who was in them waits again."""
    lately = Round.objects.filter(made_at__gt=now() - timedelta(days=1))
    groups = Group.objects.filter(proposal__round__in=lately)
    JoinWish.objects.filter(group__in=groups).update(state="open", group=None)
    for group in groups:
        group.series.delete()
    lately.delete()
    JoinWish.objects.filter(person__email=SANNE).delete()


def joins(journey: Journey) -> None:
    """Sanne, between two visits."""
    journey.become("verloskundige", at="/mijn-plek/intervisie/meedoen/")
    journey.is_headed("Meedoen met intervisie")
    journey.look("empty")
    journey.expected.append("422")
    journey.press("Ik doe mee")
    journey.reads("Kies minstens één deel van de week")
    journey.look("wrong")
    for part in ("dinsdagavond", "woensdagavond", "donderdagavond", "maandagavond"):
        journey.tick(part)
    journey.choose("Hoe ver wil je reizen?", "30 kilometer")
    journey.tick("Online mag ook")
    journey.tick("Mijn team")
    journey.tick("3 tot 10 jaar")
    journey.press("Ik doe mee")
    journey.reads("Je staat erbij")
    journey.look("joined")


def searches(journey: Journey) -> None:
    """Coby says what groups must be like."""
    journey.become("coordinator", at="/werk/groepen-vormen/")
    journey.is_headed("Groepen vormen")
    journey.look("who-waits")
    journey.follow("Zoek groepen", within="main")
    journey.is_headed("Zoek groepen in Zuid-Limburg")
    journey.look("demands")
    journey.fill("Meeste mensen van dezelfde organisatie", "3")
    journey.press("Begin met zoeken")
    proposed(journey)


def proposed(journey: Journey, *, since: datetime | None = None) -> None:
    """A search that gave a sign of life after ``since`` is over; the page is opened again."""
    searched = Round.objects.filter(state="found", seen_at__isnull=False).exclude(seen_at=since)
    journey.wait_until(searched.exists, "a proposal for groups")
    journey.visit(f"/werk/groepen-vormen/ronde/{Round.objects.get(state='found').pk}/")
    journey.is_headed("Voorstel voor groepen")


def weighs_the_proposal(journey: Journey) -> None:
    """She keeps one group, and lets the others be looked for again."""
    journey.reads("Deze ")
    journey.reads("mensen kunnen allemaal op")
    journey.look("proposal")
    journey.press("Zet vast")
    journey.reads("Vastgezet")
    before = Round.objects.get(state="found").seen_at
    journey.press("Zoek opnieuw")
    proposed(journey, since=before)
    journey.reads("Vastgezet")


def starts(journey: Journey) -> None:
    """Everybody in the proposal has a group from here on."""
    journey.confirm("Start deze groepen")
    journey.reads("Iedereen krijgt een mail")
    journey.look("started")


def hears_of_it(journey: Journey, before: int) -> None:
    """Sanne reads with whom."""
    mail = journey.mail(SANNE, "Je hebt een intervisiegroep", after=before)
    assert "Je zit samen met" in mail.text
    journey.become("verloskundige")
    journey.open_mail(mail)
    journey.look("my-group")
