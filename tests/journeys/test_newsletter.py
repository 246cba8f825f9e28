"""Somebody asks for the newsletter and confirms; an editor composes, tests and sends it; one click ends it."""

from __future__ import annotations

import re
import urllib.parse
import urllib.request

import pytest

from tests.journeys.browser import Journey, newest_mail
from veerkracht.kernel.clock import now
from veerkracht.messages.models import Message
from veerkracht.outreach.models import Issue, Subscriber
from veerkracht.outreach.newsletter_subscribe_actions import mark_of

pytestmark = pytest.mark.browser

ADDRESS = "lies.lezer@voorbeeld.example"
SUBJECT = "Wat er in december te leren is"


def test_the_newsletter(journey: Journey) -> None:
    forget()
    somebody_asks(journey)
    confirms(journey)
    an_editor_composes(journey)
    tries_and_sends(journey)
    mail = it_arrives(journey)
    reads_it_back(journey)
    leaves_by_one_click(journey, mail)


def forget() -> None:
    """What another walk left."""
    Subscriber.objects.filter(mark=mark_of(ADDRESS)).delete()
    Issue.objects.filter(subject=SUBJECT).delete()
    Message.objects.filter(address=ADDRESS).delete()


def reader() -> Subscriber:
    return Subscriber.objects.get(mark=mark_of(ADDRESS))


def somebody_asks(journey: Journey) -> None:
    """A wrong address keeps what was chosen."""
    journey.visit("/nieuwsbrief/")
    journey.look("ask")
    journey.expected.append("422")
    journey.fill("Je e-mailadres", "lies.lezer")
    journey.tick("Zuid-Limburg")
    journey.press("Meld me aan", within="main")
    journey.reads("Dit is geen e-mailadres")
    journey.fill("Je e-mailadres", ADDRESS)
    journey.press("Meld me aan", within="main")
    journey.is_headed("Kijk in je mail")
    journey.look("asked")


def confirms(journey: Journey) -> None:
    """Opening the link is not enough, for machines do so too."""
    journey.open_mail(journey.mail(ADDRESS, "Bevestig"))
    assert reader().state == "asked"
    journey.look("confirm")
    journey.press("Ja, ik wil de nieuwsbrief", within="main")
    journey.is_headed("Je krijgt onze nieuwsbrief")
    assert reader().state == "confirmed"
    journey.follow("Kies wat je wilt lezen", within="main")
    journey.is_headed("Kies wat je wilt lezen")
    journey.look("choices")
    journey.press("Bewaar", within="main")
    journey.is_headed("Kies wat je wilt lezen")


def an_editor_composes(journey: Journey) -> None:
    """Rosa takes what is live, and writes something herself."""
    journey.become("redacteur", at="/werk/nieuwsbrief/")
    journey.look("work")
    journey.follow("Begin een nieuwsbrief", within="main")
    journey.is_headed("Begin een nieuwsbrief")
    journey.fill("Onderwerp", SUBJECT)
    journey.fill("Begin", "Hallo!\n\nDit kun je in december leren.")
    journey.look("begin")
    journey.press("Ga verder", within="main")
    journey.is_headed(SUBJECT)
    boxes = journey.page.locator("main input[name=thing]")
    for place in range(2):
        journey.way.tick(journey.page, boxes.nth(place))
    journey.look("compose")
    journey.press("Zet erin", within="main")
    journey.reads("2 stukjes erbij")
    journey.follow("Schrijf zelf een stukje", within="main")
    journey.is_headed("Schrijf zelf een stukje")
    journey.fill("Titel", "Tot ziens in Heerlen")
    journey.fill("Tekst", "We drinken samen koffie.")
    journey.look("piece")
    journey.press("Bewaar", within="main")
    journey.reads("Tot ziens in Heerlen")
    journey.follow("Bekijk hem", within="main")
    journey.reads("Zo komt hij eruit te zien")
    journey.look("preview")
    journey.visit(f"/werk/nieuwsbrief/{issue().pk}/")


def issue() -> Issue:
    return Issue.objects.get(subject=SUBJECT)


def tries_and_sends(journey: Journey) -> None:
    """First to herself alone, then to everybody."""
    rosa = "redacteur@voorbeeld.example"
    before = newest_mail(rosa)
    journey.press("Stuur een test naar mezelf", within="main")
    journey.mail(rosa, f"Test: {SUBJECT}", after=before)
    journey.confirm("Verstuur")
    journey.reads("Hoe ver is hij?")

    def gone() -> bool:
        Issue.objects.filter(subject=SUBJECT, state="sending").update(goes_on_at=now())
        return issue().state == "sent"

    journey.wait_until(gone, "everybody has it")
    journey.visit(f"/werk/nieuwsbrief/{issue().pk}/")
    journey.reads("Verstuurd")
    journey.look("progress")


def it_arrives(journey: Journey) -> Message:
    """Once, with the way out in its head."""
    mail = journey.mail(ADDRESS, SUBJECT)
    assert Message.objects.filter(address=ADDRESS, subject=SUBJECT).count() == 1
    headers = mail.facts["headers"]
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "Tot ziens in Heerlen" in mail.text
    assert "<img" not in mail.html
    return mail


def reads_it_back(journey: Journey) -> None:
    """The archive holds it."""
    journey.become_nobody()
    journey.visit("/nieuwsbrief/archief/")
    journey.look("archive")
    journey.follow(SUBJECT, within="main")
    journey.is_headed(SUBJECT)
    journey.look("web")


def leaves_by_one_click(journey: Journey, mail: Message) -> None:
    """As a mail program does it: one POST, no cookie; looking at the page ends nothing."""
    [address] = re.findall(r"<(.+)>", mail.facts["headers"]["List-Unsubscribe"])
    journey.page.goto(address)
    journey.is_headed("Wil je stoppen met de nieuwsbrief?")
    journey.look("leave")
    assert reader().state == "confirmed"
    body = urllib.parse.urlencode({"List-Unsubscribe": "One-Click"}).encode()
    with urllib.request.urlopen(address, body, timeout=30) as answer:  # noqa: S310 - our own address
        assert answer.status == 200
    assert (reader().state, reader().email) == ("left", "")
    journey.page.goto(address)
    journey.is_headed("Je krijgt geen nieuwsbrief meer")
    journey.look("left")
