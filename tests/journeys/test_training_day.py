"""A training day: the code on the screen, on paper and by tick, somebody at the door, no reception, and the list."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import SECONDS, Journey
from veerkracht.enrolment.actions import request_places
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.clock import now
from veerkracht.messages.models import Message
from veerkracht.people.actions import invite_person
from veerkracht.people.models import Person
from veerkracht.places.models import Area
from veerkracht.proof import attendance_codes as codes
from veerkracht.proof.attendance_reminders import remind
from veerkracht.proof.models import Attendance, Means
from veerkracht.training.actions import assign_trainers, make_edition, publish_edition
from veerkracht.training.models import Course, Session

if TYPE_CHECKING:
    from playwright.sync_api import Locator

pytestmark = pytest.mark.browser
# A page can be loaded while nothing can be sent from it: reception comes and goes.
DEAF = "window.fetch = () => Promise.reject(new TypeError('no reception'));"
PEOPLE = ("Anna Aanwezig", "Bas Papier", "Cor Bereik", "Dina Later", "Ed Excuus")


def test_a_training_day(journey: Journey) -> None:
    session = a_day(journey)
    journey.become("trainer")
    trainer_shows_the_code(journey, session)
    participant_scans(journey, session)
    somebody_unknown_is_helped(journey, session)
    another_uses_paper(journey, session)
    trainer_confirms(journey, session)
    somebody_comes_in(journey, session)
    ticks_without_reception(journey, session)
    the_list_on_paper(journey, session)
    the_edition_says_how_it_stands(journey, session)


def a_day(journey: Journey) -> Session:
    """An edition of Tess that begins in ten minutes, with five people and one free place; reminders are out."""
    course = Course.objects.get(slug="het-gesprek-met-aanstaande-ouders")
    starts = now() + timedelta(hours=30)
    edition = make_edition(
        by=None,
        course=course,
        region=course.region,
        sessions=[(starts, starts + timedelta(hours=3))],
        opens_at=now() - timedelta(days=1),
        capacity=len(PEOPLE) + 1,
        municipality=Area.objects.filter(name="Brunssum").first(),
        venue=f"De Dagzaal ({journey.way.name})",
        note="Er is koffie en thee.",
    )
    publish_edition(by=None, edition=edition)
    assign_trainers(by=None, edition=edition, trainers=[Person.objects.get(name="Tess Trainersma")])
    for name in PEOPLE:
        address = address_of(name, journey)
        person = invite_person(email=address, name=name, by=None)
        request_places(people=[person], editions=[edition], by=person)
    remind()
    session = edition.sessions.get()
    reminders_go_out(journey, session)
    Session.objects.filter(pk=session.pk).update(
        starts_at=now() + timedelta(minutes=10), ends_at=now() + timedelta(hours=3)
    )
    return Session.objects.get(pk=session.pk)


def reminders_go_out(journey: Journey, session: Session) -> None:
    """Those of this meeting first; the demo's others can wait until after the walk."""
    waiting = Message.objects.filter(kind="proof.reminder", sent_at=None)
    ours = waiting.filter(facts__session=session.pk)
    waiting.exclude(pk__in=ours.values("pk")).update(due_at=now() + timedelta(days=1))
    ours.update(due_at=now() - timedelta(days=1))
    until = now() + timedelta(minutes=2)
    while ours.exists():
        assert now() < until, "the reminders did not go out"
        journey.page.wait_for_timeout(200)


def address_of(name: str, journey: Journey) -> str:
    """An address of this walk's own."""
    return f"{name.split(maxsplit=1)[0].lower()}-dag-{journey.way.name}@voorbeeld.example"


def row_of(name: str, session: Session, journey: Journey) -> Enrolment:
    """The place of one of the people."""
    address = address_of(name, journey)
    return Enrolment.objects.get(edition=session.edition_id, person__email=address)


def noted(name: str, session: Session, journey: Journey) -> Attendance | None:
    """What is known of one of the people."""
    row = row_of(name, session, journey)
    return Attendance.objects.filter(enrolment=row, session=session).first()


def trainer_shows_the_code(journey: Journey, session: Session) -> None:
    """From the list of the edition to the meeting, and the code on the screen."""
    journey.visit(f"/werk/edities/{session.edition_id}/lijst/")
    journey.follow("Aanwezigheid", within="main")
    journey.is_headed("Aanwezigheid")
    journey.follow("Wie is er?", within="main")
    journey.is_headed("Wie is er?")
    journey.reads("0 van 5 zijn er")
    journey.look("meeting")
    journey.follow("Toon de code", within="main")
    journey.is_headed("Meld je aanwezig")
    expect(journey.page.locator("main svg.qr")).to_be_visible()
    assert re.fullmatch(r"\d{3} \d{3}", journey.page.locator(".code-card__digits").inner_text())
    journey.look("code-on-screen")


def participant_scans(journey: Journey, session: Session) -> None:
    """The link in the mail makes the phone known; the address in the QR code does the rest."""
    mail = journey.mail(address_of(PEOPLE[0], journey), "Binnenkort")
    assert "De Dagzaal" in mail.text
    journey.become_nobody()
    journey.open_mail(mail)
    journey.is_headed("Dag Anna")
    journey.reads("De zes cijfers op het scherm")
    journey.look("personal-link")
    scan(journey, session)
    journey.is_headed("Ben jij Anna Aanwezig?")
    journey.look("scanned")
    journey.press("Ja, ik ben er")
    journey.is_headed("Je staat op de lijst")
    journey.look("noted")
    known = noted(PEOPLE[0], session, journey)
    assert known is not None
    assert (known.means, known.confirmed) == (Means.SCREEN, True)


def scan(journey: Journey, session: Session, *, paper: bool = False) -> None:
    """Open the address that the QR code holds now."""
    code = codes.paper_code(session) if paper else codes.screen_code(session)
    address = codes.address_of(session, code)
    journey.visit(address[address.index("/aanwezig/") :])


def somebody_unknown_is_helped(journey: Journey, session: Session) -> None:
    """Who scans without being known is told to open the mail; a wrong code is refused."""
    journey.expected += ["403", "422"]
    journey.become_nobody()
    scan(journey, session)
    journey.is_headed("We weten nog niet wie je bent")
    journey.look("unknown")
    journey.visit(f"/aanwezig/{session.pk}/{'A' * 22}/")
    journey.reads("Deze code klopt niet")
    journey.look("refused")


def another_uses_paper(journey: Journey, session: Session) -> None:
    """The code on paper waits for the trainer."""
    journey.become_nobody()
    journey.open_mail(journey.mail(address_of(PEOPLE[1], journey), "Binnenkort"))
    scan(journey, session, paper=True)
    journey.press("Ja, ik ben er")
    journey.reads("wacht op bevestiging")
    journey.look("waits-for-yes")


def trainer_confirms(journey: Journey, session: Session) -> None:
    """One press, and who used paper counts."""
    journey.become("trainer", at=f"/werk/bijeenkomsten/{session.pk}/papier/")
    journey.look("code-on-paper")
    journey.visit(f"/werk/bijeenkomsten/{session.pk}/")
    journey.reads("1 wacht op je bevestiging")
    journey.look("to-confirm")
    journey.press("Bevestig Bas Papier")
    journey.reads("1 persoon bevestigd")
    known = noted(PEOPLE[1], session, journey)
    assert known is not None
    assert known.confirmed
    assert row_of(PEOPLE[1], session, journey).came is True


def somebody_comes_in(journey: Journey, session: Session) -> None:
    """The last place goes to who stands at the door; the next hears that it is full."""
    journey.follow("Iemand erbij", within="main")
    journey.fill("Naam", "Fie Deur")
    journey.fill("E-mailadres", address_of("Fie Deur", journey))
    journey.look("door")
    journey.press("Geef een plaats")
    journey.reads("Fie Deur doet mee")
    assert row_of("Fie Deur", session, journey).state == State.PLACED
    journey.follow("Iemand erbij", within="main")
    journey.fill("Naam", "Gijs Vol")
    journey.fill("E-mailadres", address_of("Gijs Vol", journey))
    journey.press("Geef een plaats")
    journey.reads("De training is vol")
    journey.look("full")
    journey.visit(f"/werk/bijeenkomsten/{session.pk}/")


def person_box(journey: Journey, name: str) -> Locator:
    """The part of the list about one person."""
    return journey.page.locator(f"main fieldset:has(legend:text-is('{name}'))")


def choose(journey: Journey, name: str, word: str) -> None:
    """Tick one of the choices of a person; by keyboard with Tab to the first of them and then the arrows."""
    box = person_box(journey, name)
    wanted = box.get_by_label(word, exact=True)
    if journey.way.name != "keyboard":
        journey.way.tick(journey.page, wanted)
        return
    journey.way.tick(journey.page, box.get_by_role("radio").first)
    for _ in range(5):
        if wanted.is_checked():
            return
        journey.page.keyboard.press("ArrowRight")
    assert wanted.is_checked()


def ticks_without_reception(journey: Journey, session: Session) -> None:
    """With scripts ticks wait on the phone, survive a reload and are sent once; without, the form does it."""
    if journey.way.name == "plain":
        choose(journey, PEOPLE[2], "was er")
    else:
        loses_reception(journey, session)
    choose(journey, PEOPLE[4], "afwezig met reden")
    box = person_box(journey, PEOPLE[4])
    journey.way.fill(journey.page, box.get_by_role("textbox", name="Reden"), "file op de A2")
    journey.press("Bewaar de lijst")
    journey.reads("1 afwezig")
    journey.look("ticked")
    excused, there = (noted(PEOPLE[n], session, journey) for n in (4, 2))
    assert excused is not None
    assert there is not None
    assert (excused.reason, there.presence) == ("file op de A2", "present")


def loses_reception(journey: Journey, session: Session) -> None:
    """Two ticks wait; after a reload they still do; then they go, once."""
    context = journey.page.context
    context.add_init_script(f"if (sessionStorage.getItem('deaf')) {{ {DEAF} }}")
    context.set_offline(True)
    choose(journey, PEOPLE[2], "was er")
    choose(journey, PEOPLE[3], "was er")
    journey.reads("2 vinkjes wachten op verbinding")
    assert noted(PEOPLE[2], session, journey) is None
    journey.page.evaluate(f"() => {{ sessionStorage.setItem('deaf', '1'); {DEAF} }}")
    context.set_offline(False)
    journey.page.reload()
    journey.reads("2 vinkjes wachten op verbinding")
    expect(person_box(journey, PEOPLE[3]).get_by_label("was er", exact=True)).to_be_checked()
    journey.look("waits-for-reception")
    assert noted(PEOPLE[2], session, journey) is None
    journey.page.evaluate("sessionStorage.removeItem('deaf')")
    journey.page.reload()
    expect(journey.page.locator("[data-kept]")).to_have_text("Alles is verstuurd.", timeout=SECONDS)
    journey.troubles[:] = [one for one in journey.troubles if "INTERNET_DISCONNECTED" not in one]
    first = noted(PEOPLE[2], session, journey)
    journey.page.reload()
    again = noted(PEOPLE[2], session, journey)
    assert first is not None
    assert again is not None
    assert (again.marked_at, again.mark_key) == (first.marked_at, first.mark_key)


def the_list_on_paper(journey: Journey, session: Session) -> None:
    """The signature list is a PDF for who trains here."""
    path = f"/werk/bijeenkomsten/{session.pk}/tekenlijst.pdf"
    answer = journey.page.context.request.get(journey.address + path)
    assert answer.status == 200
    assert answer.body().startswith(b"%PDF")


def the_edition_says_how_it_stands(journey: Journey, session: Session) -> None:
    """The overview counts, and says what comes in the reminder."""
    journey.visit(f"/werk/edities/{session.edition_id}/aanwezig/")
    there = "4 van 6 zijn er" if journey.way.name == "plain" else "5 van 6 zijn er"
    journey.reads(there)
    journey.fill("Wat nemen deelnemers mee?", "Pen en papier")
    journey.press("Bewaar", within="main")
    journey.reads("Bewaard.")
    journey.look("overview")
    journey.visit(f"/werk/edities/{session.edition_id}/materiaal/")
    journey.fill("Titel", "Terugkijken")
    journey.fill("Of een link", "https://film.voorbeeld.example/terug")
    journey.press("Zet erbij")
    journey.reads("Het staat erbij")
    journey.look("materials")
    participant_learns(journey)


def participant_learns(journey: Journey) -> None:
    """Somebody with a place finds e-learning and materials in Mijn plek."""
    journey.become("coordinator")
    course = Course.objects.get(slug="het-gesprek-met-aanstaande-ouders")
    journey.visit(f"/werk/trainingen/{course.pk}/e-learning/")
    journey.look("steps")
    journey.become("verloskundige", at="/mijn-plek/leren/")
    journey.is_headed("Materiaal en e-learning")
    journey.look("learning")
