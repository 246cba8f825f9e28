"""A parent is asked on paper, says yes, comes, asks for the money, gets it, and hears what was done."""

from __future__ import annotations

import pytest

from tests.journeys.browser import Journey, newest_mail
from veerkracht.coalitions.models import Claim, Coalition, ParentInvitation, ParentWord, PaymentRun
from veerkracht.coalitions.parent_actions import say
from veerkracht.meetings.models import Meeting
from veerkracht.people.models import Person

pytestmark = pytest.mark.browser

NAME, ADDRESS = "Nina Nieuw", "nina-nieuw@voorbeeld.example"
SAID = "De wachtkamer is koud en zonder speelgoed."
DONE = "We hebben speelgoed en een kleed gekocht."
IBAN = "NL91 ABNA 0417 1643 00"


def test_a_parent_takes_part(journey: Journey) -> None:
    forget(journey)
    is_asked_on_paper(journey)
    says_yes(journey)
    asks_for_money(journey)
    is_approved(journey)
    is_paid(journey)
    hears_what_was_done(journey)


def coalition() -> Coalition:
    return Coalition.objects.get(parent_terms__isnull=False, coordinator__name="Carla Coalitie")


def forget(journey: Journey) -> None:
    """What another walk left."""
    Claim.objects.filter(person__email=ADDRESS).delete()
    PaymentRun.objects.filter(paid_at=None).delete()
    ParentInvitation.objects.filter(name=NAME).delete()
    Person.objects.filter(email=ADDRESS).delete()


def is_asked_on_paper(journey: Journey) -> None:
    """Carla writes a letter with a code."""
    journey.become("coalitie", at=f"/werk/ouders/{coalition().pk}/")
    journey.look("parents")
    journey.follow("Nodig iemand uit", within="main")
    journey.fill("Voornaam", NAME)
    journey.fill("Wanneer?", "Vier keer per jaar, op dinsdag")
    journey.fill("Waar?", "Huis van de Wijk, Heerlen")
    journey.look("invite")
    journey.press("Nodig uit")
    journey.reads("Scan de code met de camera van je telefoon")
    journey.look("letter")


def says_yes(journey: Journey) -> None:
    """No account is needed for a yes."""
    token = ParentInvitation.objects.get(name=NAME, state="open").token
    journey.become_nobody()
    journey.visit(f"/meedoen/uitnodiging/{token}/")
    journey.reads("€ 25 voor elke keer dat je komt")
    journey.look("asked")
    journey.fill("Je e-mailadres", ADDRESS)
    journey.press("Ja, ik doe mee")
    journey.is_headed("Fijn dat je meedoet")
    mail = journey.mail(ADDRESS, "Fijn dat je meedoet")
    journey.open_mail(mail)
    journey.sign_in(ADDRESS)
    journey.is_headed("Mijn coalitie en vergoeding")
    journey.look("mine")


def asks_for_money(journey: Journey) -> None:
    """She was at the last meeting; a wrong bank number is told at once."""
    journey.follow("Vraag je vergoeding aan", within="main")
    journey.fill("Hoeveel kilometer", "7,5")
    journey.expected.append("422")
    journey.fill("Of: wat kostten bus", "6,405")
    journey.press("Verstuur")
    journey.reads("Het is nog niet helemaal goed")
    journey.fill("Of: wat kostten bus", "6,40")
    page = journey.page.locator("main input[type=file]")
    page.set_input_files({"name": "bon.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"})
    journey.look("claim")
    journey.press("Verstuur")
    journey.reads("wacht op de coördinator")
    journey.visit("/mijn-plek/meedoen/rekening/")
    journey.fill("Rekeningnummer", "NL92 ABNA 0417 1643 00")
    journey.fill("Op naam van", "N. Nieuw")
    journey.press("Bewaar")
    journey.reads("Dit rekeningnummer klopt niet")
    journey.fill("Rekeningnummer", IBAN)
    journey.press("Bewaar")
    journey.reads("Je rekening eindigt op 4300")
    meeting = Meeting.objects.filter(series=coalition().series, state="held").latest("starts_at")
    say(coalition=coalition(), meeting=meeting, said=SAID, by=Person.objects.get(email=ADDRESS))


def is_approved(journey: Journey) -> None:
    """Carla sees what is asked, not the bank number."""
    journey.become("coalitie", at="/werk/vergoedingen/")
    journey.look("claims")
    journey.follow(NAME, within="main")
    journey.reads("bon.pdf")
    assert "ABNA" not in journey.page.content()
    journey.look("approve")
    journey.press("Keur goed")
    journey.reads("Goedgekeurd")
    journey.mail(ADDRESS, "Je vergoeding is goedgekeurd")


def is_paid(journey: Journey) -> None:
    """Paula alone reads the number."""
    before = newest_mail(ADDRESS)
    journey.become("betaler", at="/werk/betalen/")
    journey.look("to-pay")
    journey.press("Maak een betaallijst")
    journey.reads(IBAN)
    journey.look("list")
    journey.confirm("Dit is betaald")
    journey.reads("betaald")
    journey.mail(ADDRESS, "Je vergoeding is betaald", after=before)


def hears_what_was_done(journey: Journey) -> None:
    """It waits for Carla until she wrote it."""
    word = ParentWord.objects.get(person__email=ADDRESS)
    journey.become("coalitie", at="/werk/ouders/")
    journey.reads(SAID)
    journey.visit(f"/werk/ouders/{word.coalition_id}/{word.meeting_id}/{word.person_id}/")
    journey.fill("Wat deden we ermee?", DONE)
    journey.look("done")
    journey.press("Bewaar")
    journey.reads(f"{NAME} krijgt een mail")
    mail = journey.mail(ADDRESS, "Dit deden we met wat jij zei")
    assert DONE in mail.text
    walks_past_the_rest(journey)


def walks_past_the_rest(journey: Journey) -> None:
    """The pages of activities, the poll, contacts and the map."""
    journey.become("partner")
    for path, name in (
        ("/mijn-organisatie/ouders/", "activities"),
        ("/mijn-organisatie/peilingen/", "polls"),
        ("/samenwerking/", "map"),
        ("/peiling/uitslag/zuid-limburg/", "results"),
        ("/ouders-doen-mee/zuid-limburg/", "reached"),
    ):
        journey.visit(path)
        journey.look(name)
    journey.become("coordinator", at="/werk/contacten/")
    journey.look("contacts")
