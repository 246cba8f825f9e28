"""A coordinator asks for approval; somebody asks for a place; her employer says yes to her and no to another."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.journeys.browser import Journey, method
from veerkracht.config.demo.people import DOMAIN
from veerkracht.enrolment.actions import request_places
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.clock import local, now
from veerkracht.people.actions import invite_person
from veerkracht.people.models import Organisation, Person
from veerkracht.training.actions import make_edition, publish_edition
from veerkracht.training.models import Course, Edition

pytestmark = pytest.mark.browser

EMPLOYER = f"werkgever@{DOMAIN}"
REASON = "Die dag zijn we al met te weinig."
COURSE = "samen-sterk-in-je-eigen-organisatie"


def test_an_employer_approves(journey: Journey) -> None:
    edition = an_edition(journey.way.name)
    asks_for_approval(journey, edition)
    asha = colleague("Asha Aanvraag", journey)
    asks_for_a_place(journey, edition, asha)
    bo = colleague("Bo Bezetting", journey)
    request_places(people=[bo], editions=[edition], by=bo)
    employer_says_yes(journey, asha)
    employer_says_no(journey, bo)
    hears_of_it(journey, asha, bo)
    keeps_places(journey, edition)
    marks_who_came(journey)


def an_edition(way: str) -> Edition:
    """Two places, six weeks ahead, of this way's own."""
    course = Course.objects.get(slug=COURSE)
    monday = now() + timedelta(days=42 - local(now()).weekday())
    first = monday.replace(hour=8, minute=0, second=0, microsecond=0)
    made = make_edition(
        by=None,
        course=course,
        region=course.region,
        sessions=[(first, first + timedelta(hours=6))],
        municipality=course.editions.exclude(municipality=None)[0].municipality,
        venue=f"De Overlegkamer ({way})",
        opens_at=now() - timedelta(days=1),
        capacity=3,
        price=15_000,
    )
    return publish_edition(by=None, edition=made)


def colleague(name: str, journey: Journey) -> Person:
    """Somebody who works where Wil Werkgever is the contact; named after the way, as mails to him are."""
    key = f"{name.split(maxsplit=1)[0].lower()}-{journey.way.name}"
    organisation = Organisation.objects.get(slug="ggd-zuid-limburg")
    return invite_person(
        email=f"{key}@{DOMAIN}",
        name=f"{name} {journey.way.name.title()}",
        by=None,
        organisation=organisation,
        function="arts",
    )


def asks_for_approval(journey: Journey, edition: Edition) -> None:
    """The coordinator says who must agree."""
    journey.become("coordinator", at=f"/werk/edities/{edition.pk}/lijst/")
    journey.reads("Elke plaats is voor iedereen")
    journey.follow("Houd plaatsen vrij of stel een grens", within="main")
    journey.is_headed("Afspraken over plaatsen")
    journey.tick("De contactpersoon van de eigen organisatie")
    journey.look("agreements")
    journey.press("Bewaar", within="main form[action$='goedkeuring/']")
    journey.reads("Het geldt voor aanvragen vanaf nu")


def asks_for_a_place(journey: Journey, edition: Edition, person: Person) -> None:
    """She reads beforehand that her employer must agree, and afterwards with whom it lies."""
    journey.become_nobody()
    journey.visit(f"/leren/{edition.pk}/{COURSE}/")
    journey.reads("goedkeuring nodig van je werkgever")
    journey.look("edition")
    journey.follow("Vraag een plaats aan", within="main")
    journey.sign_in(person.email)
    journey.is_headed("Mijn profiel")
    journey.follow("Terug", within="main form")
    journey.is_headed("Vraag een plaats aan")
    journey.reads("Eerst goedkeuring")
    journey.look("request")
    journey.press("Vraag een plaats aan", within="main")
    journey.reads("Je aanvraag wacht op goedkeuring")
    journey.reads("de contactpersoon van GGD Zuid Limburg")
    journey.look("asked")
    journey.mail(person.email, "Je aanvraag is binnen")


def employer_says_yes(journey: Journey, person: Person) -> None:
    """The link in the mail opens a page; only the button decides."""
    journey.become("werkgever")
    journey.reads("aanvragen om goed te keuren")
    mail = journey.mail(EMPLOYER, f"Mag {person} naar")
    assert "Openen alleen verandert niets" in mail.text
    journey.open_mail(mail)
    journey.is_headed(f"Mag {person} meedoen?")
    assert state_of(person) == State.ASKED
    journey.look("to-approve")
    journey.press("Ja, dat is goed", within="main")
    journey.reads("heeft nu een plaats")
    journey.look("approved")
    assert state_of(person) == State.PLACED


def employer_says_no(journey: Journey, person: Person) -> None:
    """With a reason, from the list of what waits."""
    journey.visit("/goedkeuren/")
    journey.is_headed("Aanvragen om goed te keuren")
    journey.look("waiting")
    journey.open_mail(journey.mail(EMPLOYER, f"Mag {person} naar"))
    journey.unfold("Nee, dit kan niet")
    journey.fill("Wil je zeggen waarom?", REASON)
    journey.look("saying-no")
    journey.press("Zeg nee", within="main")
    journey.reads("krijgt een mail dat het niet doorgaat")
    assert state_of(person) == State.REFUSED


def hears_of_it(journey: Journey, placed: Person, refused: Person) -> None:
    """One has a place with an appointment, the other a reason."""
    assert method(journey.mail(placed.email, "Je plaats is van jou")) == "REQUEST"
    assert REASON in journey.mail(refused.email, "Niet goedgekeurd").text


def keeps_places(journey: Journey, edition: Edition) -> None:
    """The coordinator keeps a place for a group, and it is said where people ask."""
    journey.become("coordinator", at=f"/werk/edities/{edition.pk}/afspraken/")
    journey.tick("Plaatsen vrijhouden")
    journey.choose("Voor wie?", "Kraamzorg")
    journey.fill("Hoeveel plaatsen?", "2")
    journey.fill("Vrijhouden tot en met", local(now() + timedelta(days=9)).date().isoformat())
    journey.press("Spreek dit af")
    journey.reads("0 bezet, 2 vrij")
    journey.look("kept")
    journey.visit(f"/werk/edities/{edition.pk}/lijst/")
    journey.reads("Vol voor iedereen · 2 vrijgehouden")
    journey.look("list-with-agreements")
    journey.visit(f"/werk/edities/{edition.pk}/afspraken/")
    journey.confirm("Haal weg")
    journey.reads("Weggehaald")


def marks_who_came(journey: Journey) -> None:
    """From the list the trainer goes on to the last meeting, and ticks who was there."""
    held = Edition.objects.get(venue="De Mijnwerkplaats, zaal 2")
    journey.become("trainer", at=f"/werk/edities/{held.pk}/lijst/")
    rows = Enrolment.objects.filter(edition=held, state=State.PLACED)
    first = rows.select_related("person").order_by("person__name")[0]
    journey.follow("Aanwezigheid", within="main")
    journey.follow("Wie is er?", within="main")
    journey.page.wait_for_load_state()
    box = f"main fieldset:has(legend:text-is('{first.person}'))"
    came = journey.page.locator(box).get_by_label("was er", exact=True)
    gone = journey.page.locator(box).get_by_label("was er niet", exact=True)
    was_there = came.is_checked()
    journey.way.tick(journey.page, gone if was_there else came)
    if journey.way.name == "plain":
        journey.press("Bewaar de lijst")
    journey.reads("Bewaard:" if journey.way.name == "plain" else "Alles is verstuurd")
    journey.look("presence")
    first.refresh_from_db()
    assert first.came is not was_there


def state_of(person: Person) -> str:
    """Where this person's only enrolment is."""
    return Enrolment.objects.get(person=person).state
