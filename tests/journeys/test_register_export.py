"""Points go to a register: who misses a number is asked, a file is made, a correction follows; and who came is told."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from tests.journeys.browser import Journey
from veerkracht.enrolment.actions import request_places
from veerkracht.enrolment.models import Enrolment
from veerkracht.kernel.clock import held_at, now, today
from veerkracht.people.actions import invite_person, save_register_number
from veerkracht.people.models import Person
from veerkracht.proof.actions import Mark, mark
from veerkracht.proof.models import Presence, RegisterExport
from veerkracht.training.actions import (
    add_accreditation,
    make_course,
    make_edition,
    publish_edition,
)
from veerkracht.training.models import Edition

pytestmark = pytest.mark.browser

CORRECTED = {"touch": "765431", "keyboard": "765432", "plain": "765433"}


def test_points_go_to_a_register(journey: Journey) -> None:
    title = f"Luisteren naar ouders ({journey.way.name})"
    edition = an_edition_that_ended(title, journey.way.name)
    old = edition.enrolments.get(person__email__startswith="verloskundige@").person
    before = old.register_numbers.get(register="knov").number
    journey.become("coordinator")
    run_address = makes_the_run(journey, title)
    asks_for_the_number(journey)
    first = makes_the_first_file(journey, before)
    corrects_the_number(journey)
    sends_the_correction(journey, run_address, before)
    assert downloads(journey, "Download export 1") == first
    looks_at_who_came(journey, title)
    reads_the_letter(journey)


def an_edition_that_ended(title: str, way: str) -> Edition:
    """Three midwives came; one of them has no number."""
    coby = Person.objects.get(email="coordinator@voorbeeld.example")
    begins = (now() - timedelta(days=12)).replace(hour=8, minute=0, second=0, microsecond=0)
    with held_at(begins - timedelta(days=40)):
        region = coby.roles.get(kind="coordinator").region
        assert region is not None
        course = make_course(
            by=coby,
            region=region,
            title=title,
            kind="basic",
            summary="Leer luisteren.",
            hours=Decimal(4),
        )
        year = today().year
        add_accreditation(
            by=coby,
            course=course,
            register="knov",
            points=Decimal(4),
            identifier=f"voorbeeld-{way}",
            valid_from=date(year - 1, 1, 1),
            valid_until=date(year + 1, 12, 31),
        )
        sessions = [(begins, begins + timedelta(hours=4))]
        opens_at = now() - timedelta(hours=1)
        made = make_edition(
            by=coby,
            course=course,
            region=region,
            sessions=sessions,
            opens_at=opens_at,
            capacity=8,
            online_link="https://vergaderen.voorbeeld.example/luisteren",
        )
        edition = publish_edition(by=coby, edition=made)
        rows = [_takes_part(edition, person) for person in _people(way)]
    _all_were_there(edition, rows, coby)
    return edition


def _people(way: str) -> list[Person]:
    midwife = Person.objects.get(email="verloskundige@voorbeeld.example")
    named = [("Mia Vergeten", f"mia-{way}"), ("Ria Klaar", f"ria-{way}")]
    mia, ria = (
        invite_person(email=f"{key}@voorbeeld.example", name=name, by=None) for name, key in named
    )
    save_register_number(person=ria, register="knov", number=f"55500{len(way)}", by=ria)
    return [midwife, mia, ria]


def _takes_part(edition: Edition, person: Person) -> Enrolment:
    places = request_places(people=[person], editions=[edition], by=person, despite_overlap=True)
    return places[0]


def _all_were_there(edition: Edition, rows: list[Enrolment], by: Person) -> None:
    session = edition.sessions.get()
    with held_at(session.ends_at + timedelta(hours=1)):
        mark(session=session, marks={row.pk: Mark(Presence.PRESENT) for row in rows}, by=by)


def makes_the_run(journey: Journey, title: str) -> str:
    """From one's own place to the registers, and the run of this edition."""
    journey.visit("/mijn-plek/")
    journey.follow("Registers", within="main")
    journey.is_headed("Registers")
    journey.look("registers")
    card = journey.page.locator("main li", has_text=title)
    if card.count():  # unless it was made by itself meanwhile
        journey.way.press(journey.page, card.get_by_role("button", name="Maak de uitvoering"))
        journey.page.wait_for_load_state()
    else:
        journey.follow(title, within="main")
    journey.is_headed("Kwaliteitsregister Verloskundigen")
    return journey.page.url.removeprefix(journey.address)


def asks_for_the_number(journey: Journey) -> None:
    """One misses a number, and gets a letter."""
    journey.reads("1 van de 3 mensen die meetellen, heeft nog geen nummer.")
    journey.reads("Mia Vergeten")
    journey.look("run")
    journey.press("Vraag 1 persoon om het nummer")
    journey.reads("1 persoon krijgt een mail")


def makes_the_first_file(journey: Journey, number: str) -> bytes:
    """A number a line for PE-online, of who has one."""
    journey.tick("PE-online")
    journey.press("Maak het bestand")
    journey.reads("Export 1 staat klaar, met 2 regels.")
    content = downloads(journey, "Download export 1")
    assert sorted(content.decode().split()) == sorted(
        [number, f"KNOV-55500{len(journey.way.name)}"]
    )
    return content


def downloads(journey: Journey, words: str) -> bytes:
    """The bytes of a file, as the browser gets them."""
    with journey.page.expect_download() as download:
        journey.way.press(journey.page, journey.page.get_by_role("link", name=words))
    return Path(download.value.path()).read_bytes()


def corrects_the_number(journey: Journey) -> None:
    """The midwife sees that her number was wrong, and mends it."""
    journey.become("verloskundige", at="/mijn-plek/registers/")
    journey.choose("Register", "Kwaliteitsregister Verloskundigen (KNOV)")
    journey.fill("Nummer", CORRECTED[journey.way.name])
    journey.press("Bewaar nummer")
    journey.reads(f"KNOV-{CORRECTED[journey.way.name]}")


def sends_the_correction(journey: Journey, address: str, before: str) -> None:
    """The second file holds only the new number; the old one is to be taken back."""
    corrected = f"KNOV-{CORRECTED[journey.way.name]}"
    journey.become("coordinator", at=address)
    journey.reads("2 regels veranderden sinds de vorige keer.")
    journey.reads(f"intrekken: {before}")
    journey.reads(f"toevoegen: {corrected}")
    journey.look("changed")
    journey.press("Maak het bestand")
    journey.reads("Export 2 staat klaar, met 2 regels.")
    journey.reads("Haal deze nummers zelf weg in het register")
    journey.look("exported-again")
    assert downloads(journey, "Download export 2").decode().split() == [corrected]
    last = RegisterExport.objects.order_by("-pk").first()
    assert last is not None
    assert (last.number, last.kind) == (2, "changes")


def looks_at_who_came(journey: Journey, title: str) -> None:
    """Working numbers for the coordinator; for the funder nothing small."""
    journey.visit("/mijn-plek/")
    journey.follow("Wie er kwam", within="main")
    journey.is_headed("Wie er kwam")
    journey.reads(title)
    journey.look("who-came")
    journey.follow("Voor de financier", within="main")
    journey.is_headed("Voor de financier")
    journey.reads("verborgen")
    assert not small_numbers(journey)
    journey.look("funder")
    assert downloads(journey, "Als PDF").startswith(b"%PDF-")


def small_numbers(journey: Journey) -> list[str]:
    """Numbers from 1 to 9 in the tables."""
    cells = journey.page.locator("main td.num").all_inner_texts()
    return [text for text in cells if text.strip().isdigit() and 0 < int(text) < 10]


def reads_the_letter(journey: Journey) -> None:
    """The letter to who misses a number leads to the page where one fills it in."""
    mail = journey.mail(f"mia-{journey.way.name}@voorbeeld.example", "Je nummer voor")
    assert "/mijn-plek/registers/" in mail.text
