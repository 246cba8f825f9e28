"""A certificate is issued, downloaded, checked by a stranger, partly hidden, and revoked."""

from __future__ import annotations

import pytest

from tests.journeys.browser import Journey
from tests.journeys.finished import finished, person
from veerkracht.proof.models import Certificate

pytestmark = pytest.mark.browser

NAME = "Sanne Voorbeeld"


def test_a_certificate_and_its_badge(journey: Journey) -> None:
    title = f"Luisteren in de wijk ({journey.way.name})"
    trainer, sanne, noor = (
        person("trainer"),
        person("verloskundige"),
        person("jeugdverpleegkundige"),
    )
    edition = finished(title, trainer=trainer, present=sanne, unmarked=noor)
    issues(journey, title)
    certificate = Certificate.objects.get(edition=edition)
    downloads(journey, title, certificate)
    strangers_see_it(journey, certificate)
    hides_the_name(journey, certificate)
    is_told(journey, f"Je certificaat staat klaar: {title}", f"/{certificate.pk}/")
    revokes(journey, certificate)
    strangers_see_that_it_is_gone(journey, title, certificate)
    is_told(journey, f"Je certificaat is ingetrokken: {title}", "Verkeerde lijst.")


def issues(journey: Journey, title: str) -> None:
    """The trainer sees who completed it, who did not and why, and gives the certificate."""
    journey.become("trainer", at="/mijn-plek/")
    journey.follow("Certificaten geven", within="main")
    journey.is_headed("Certificaten geven")
    journey.look("editions")
    journey.follow(title, within="main")
    journey.is_headed("Certificaten")
    journey.reads("1 deelnemer rondde de training af")
    journey.reads("Van 2 bijeenkomsten is nog niet gezegd wie er was.")
    journey.look("who-completed")
    journey.confirm("Geef 1 certificaat")
    journey.reads("1 certificaat gegeven.")
    journey.look("issued")


def downloads(journey: Journey, title: str, certificate: Certificate) -> None:
    """The holder finds it among her certificates, with the files."""
    journey.become("verloskundige")
    journey.follow("Mijn certificaten", within="main")
    journey.is_headed("Mijn certificaten")
    journey.look("my-certificates")
    journey.follow(title, within="main")
    journey.is_headed(title)
    journey.reads("7 uur")
    journey.look("certificate")
    assert fetch(journey, "Download het certificaat (PDF)").startswith(b"%PDF-")
    assert fetch(journey, "Download de badge").count(b".") == 2


def is_told(journey: Journey, subject: str, words: str) -> None:
    """The holder got a mail that says this."""
    assert words in journey.mail("verloskundige@voorbeeld.example", subject).text


def fetch(journey: Journey, words: str) -> bytes:
    """What lies behind a link, asked as the browser would."""
    link = journey.page.get_by_role("link", name=words).first
    answer = journey.page.request.get(f"{journey.address}{link.get_attribute('href')}")
    assert answer.ok
    return answer.body()


def strangers_see_it(journey: Journey, certificate: Certificate) -> None:
    """Somebody else types the code from the paper."""
    journey.become_nobody()
    journey.visit("/echt/")
    journey.is_headed("Controleer een certificaat")
    journey.look("type-a-code")
    journey.fill("Code van het certificaat", certificate.code)
    journey.press("Controleer", within="main")
    journey.is_headed("Dit certificaat is echt")
    journey.reads(NAME)
    journey.look("real")


def hides_the_name(journey: Journey, certificate: Certificate) -> None:
    """The holder lets strangers see less."""
    journey.become("verloskundige", at=f"/mijn-plek/certificaten/{certificate.pk}/")
    journey.page.get_by_label("Mijn naam").uncheck()
    journey.press("Bewaar", within="main form")
    journey.reads("Bewaard.")
    assert not Certificate.objects.get(pk=certificate.pk).shows_name
    journey.become_nobody()
    journey.page.wait_for_timeout(1_100)  # another process keeps a page for a second at most
    journey.visit(f"/echt/{certificate.code}/")
    journey.is_headed("Dit certificaat is echt")
    assert NAME not in journey.page.content()
    journey.look("real-without-name")


def revokes(journey: Journey, certificate: Certificate) -> None:
    """It was a mistake after all."""
    journey.become("trainer", at=f"/werk/edities/{certificate.edition_id}/certificaten/")
    journey.follow("Trek in", within="main")
    journey.is_headed("intrekken?")
    journey.fill("Waarom trek je het in?", "Verkeerde lijst.")
    journey.look("revoke")
    journey.press("Ja, trek het in")
    journey.reads("Ingetrokken.")


def strangers_see_that_it_is_gone(journey: Journey, title: str, certificate: Certificate) -> None:
    """The same address says that it does not count any more, and not why."""
    journey.become_nobody()
    journey.page.wait_for_timeout(1_100)
    journey.visit(f"/echt/{certificate.code}/")
    journey.is_headed("Dit certificaat telt niet meer")
    journey.reads(title)
    assert "Verkeerde lijst." not in journey.page.content()
    journey.look("revoked")
    journey.expected.append("404")
    journey.visit("/echt/0123456789abcdefghijkl/")
    journey.is_headed("Dit certificaat kennen we niet")
    journey.look("unknown")
    journey.become("verloskundige", at=f"/mijn-plek/certificaten/{certificate.pk}/")
    journey.reads("Dit certificaat is ingetrokken")
    journey.look("revoked-for-the-holder")
