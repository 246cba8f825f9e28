"""A coordinator writes to a group, takes a message back, changes several editions and looks at the numbers.

The clock is real here: at night and on Sundays a message waits, and the morning is brought nearer.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.journeys.browser import Journey
from veerkracht.enrolment.messages_to_participants_models import Addressee, MessageToParticipants
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.clock import local, now, today
from veerkracht.messages.models import Message
from veerkracht.messages.rules import after_quiet, is_quiet
from veerkracht.people.models import Person
from veerkracht.training.models import Edition, EditionState, TrainerAssignment

pytestmark = pytest.mark.browser

TEXT = "De zaal gaat om half negen open.\n\nKijk op https://voorbeeld.example/route voor de weg."


def test_a_coordinator_writes_to_a_group(journey: Journey) -> None:
    edition = group_of("zuid-limburg", "coordinator")
    subject = f"De zaal gaat eerder open ({journey.way.name})"
    journey.become("coordinator")
    writes(journey, edition, subject)
    looks_and_tries(journey, subject)
    sends(journey, edition, subject)
    takes_one_back(journey, edition)
    trainer_writes(journey)


def writes(journey: Journey, edition: Edition, subject: str) -> None:
    """From the list of an edition; first something is forgotten."""
    journey.visit(f"/werk/edities/{edition.pk}/lijst/")
    journey.follow("Schrijf de deelnemers", within="main")
    journey.is_headed("Schrijf de deelnemers")
    journey.expected.append("422")
    journey.press("Bekijk hoe het wordt")
    journey.reads("Vul dit nog in")
    journey.look("forgotten")
    journey.tick("wie een plaats heeft")
    journey.fill("Onderwerp", subject)
    journey.fill("Bericht", TEXT)
    journey.look("written")
    journey.press("Bekijk hoe het wordt")


def looks_and_tries(journey: Journey, subject: str) -> None:
    """The mail as it will look, and a copy to oneself."""
    journey.is_headed("Zo wordt je bericht")
    journey.reads(subject)
    journey.reads("De zaal gaat om half negen open.")
    journey.unfold("Zo ziet de mail eruit voor wie Engels leest")
    journey.reads("Hello Coby,")
    journey.look("preview")
    journey.press("Stuur mij een proef")
    journey.reads("Een proef is onderweg")
    trial = journey.mail("coordinator@voorbeeld.example", subject)
    assert "Hallo Coby," in trial.text
    journey.press("Verander het")
    journey.is_headed("Schrijf de deelnemers")
    journey.press("Bekijk hoe het wordt")


def sends(journey: Journey, edition: Edition, subject: str) -> None:
    """Everybody with a place gets it, once; an answer reaches the coordinator."""
    journey.press("Verstuur aan" if not is_quiet(now()) else "Zet klaar om te versturen")
    journey.is_headed(subject)
    message = MessageToParticipants.objects.get(subject=subject)
    placed = Enrolment.objects.filter(edition=edition, state=State.PLACED)
    assert message.addressees.count() == placed.count() > 0
    Message.objects.filter(once__startswith=f"enrolment.to_participants:{message.pk}:").update(
        due_at=now()
    )
    first = Addressee.objects.filter(message=message).select_related("person").earliest("pk")
    mail = journey.mail(first.person.email, subject)
    assert (mail.reply_to, "half negen" in mail.text) == ("coordinator@voorbeeld.example", True)
    journey.look("sent")
    journey.follow("Berichten", within="main")
    journey.is_headed("Berichten aan deelnemers")
    journey.look("messages")


def takes_one_back(journey: Journey, edition: Edition) -> None:
    """A message for tomorrow is taken back today."""
    journey.visit(f"/werk/edities/{edition.pk}/bericht/")
    subject = f"Toch niet ({journey.way.name})"
    journey.fill("Onderwerp", subject)
    journey.fill("Bericht", "Dit bericht gaat niet door.")
    moment = local(after_quiet(now() + timedelta(days=1)))
    journey.fill("Versturen op", moment.strftime("%Y-%m-%dT%H:%M"))
    journey.press("Bekijk hoe het wordt")
    journey.press("Zet klaar om te versturen")
    journey.reads("Je bericht staat klaar.")
    journey.look("held")
    journey.confirm("Trek in wat nog niet weg is")
    journey.reads("Ingetrokken")
    assert set(mails_of(subject)) == {"withdrawn"}


def mails_of(subject: str) -> list[str]:
    """The states of the mails of a message."""
    message = MessageToParticipants.objects.get(subject=subject)
    found = Message.objects.filter(once__startswith=f"enrolment.to_participants:{message.pk}:")
    return list(found.values_list("state", flat=True))


def trainer_writes(journey: Journey) -> None:
    """A trainer may write to who has a place, and to nobody else."""
    edition = group_of("zuid-limburg", "trainer")
    journey.become("trainer", at=f"/werk/edities/{edition.pk}/bericht/")
    journey.is_headed("Schrijf de deelnemers")
    assert journey.page.get_by_label("wie op de wachtlijst staat").count() == 0


def test_a_coordinator_changes_several_editions(journey: Journey) -> None:
    drafts = made_drafts(journey)
    journey.visit("/werk/?toon=concept")
    for edition in drafts:
        day = f"{local(edition.starts_at):%-d}" if edition.starts_at else ""
        box = journey.page.locator(f'main input[name="editie"][value="{edition.pk}"]')
        assert day
        journey.way.tick(journey.page, box)
    journey.look("chosen")
    journey.press("Ga verder")
    journey.is_headed("Zet open")
    journey.press("Bekijk wat er gebeurt")
    journey.is_headed("Dit gaat er gebeuren")
    journey.look("what-happens")
    journey.press("Doe het voor 2 edities")
    journey.is_headed("Gelukt")
    journey.look("done")
    for edition in drafts:
        edition.refresh_from_db()
        assert edition.state == EditionState.PUBLISHED


def made_drafts(journey: Journey) -> list[Edition]:
    """A series of two, in two towns in turn."""
    journey.become("coordinator", at="/werk/trainingen/")
    journey.follow("Reeks", within="main")
    journey.is_headed("Een reeks van")
    before = set(Edition.objects.values_list("pk", flat=True))
    offset = {"touch": 0, "keyboard": 1, "plain": 2}[journey.way.name]
    first = today() + timedelta(days=60 + 7 * offset)
    journey.choose("Op welke dag?", "woensdag")
    journey.fill("Vanaf welke dag?", first.isoformat())
    journey.fill("Om de hoeveel weken?", "3")
    journey.fill("Hoeveel edities?", "2")
    journey.fill("Begintijd", "09:00")
    journey.fill("Eindtijd", "12:30")
    journey.fill("Bijeenkomsten per editie", "1")
    journey.fill("Waar?", "Heerlen, De Proeftuin\nMaastricht, Het Atelier")
    journey.look("series-form")
    journey.press("Bekijk de datums")
    journey.is_headed("Welke datums wil je maken?")
    for box in journey.page.locator('main input[name="maak"]').all():
        if not box.is_checked():
            journey.way.tick(journey.page, box)
    journey.look("series-dates")
    journey.press("Maak de gekozen concepten")
    journey.is_headed("2 concepten staan klaar")
    journey.look("series-made")
    return list(Edition.objects.exclude(pk__in=before).order_by("pk"))


def test_a_coordinator_looks_at_places_and_waiting(journey: Journey) -> None:
    journey.become("coordinator", at="/werk/")
    journey.follow("Plaatsen en wachten", within="main")
    journey.is_headed("Plaatsen en wachten")
    journey.reads("Het volst was")
    journey.look("report")
    edition = group_of("zuid-limburg", "coordinator")
    journey.visit(f"/werk/edities/{edition.pk}/lijst/")
    journey.follow("Hoe deze editie volliep", within="main")
    journey.reads("plaats")
    journey.look("edition-report")


def group_of(region: str, key: str) -> Edition:
    """The next edition of a region with people in it; for the trainer one of the trainer's own."""
    person = Person.objects.get(email=f"{key}@voorbeeld.example")
    placed = Enrolment.objects.filter(state=State.PLACED, edition__starts_at__gt=now())
    found = Edition.objects.filter(
        region__code=region,
        state=EditionState.PUBLISHED,
        pk__in=placed.values("edition"),
    )
    if key == "trainer":
        own = TrainerAssignment.objects.filter(person=person)
        found = found.filter(pk__in=own.values("edition"))
    return found.order_by("starts_at").earliest("starts_at")
