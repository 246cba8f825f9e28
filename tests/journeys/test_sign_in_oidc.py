"""A student signs in at school and is known here; somebody with another's address comes no further."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from allauth.socialaccount.models import SocialAccount
from playwright.sync_api import expect

from tests import factories
from tests.identity_provider import running as school
from tests.identity_provider.cast import PASSWORD, SCHOOL
from tests.journeys.browser import SECONDS, Journey
from tests.journeys.ways import Way, ways
from veerkracht.connections.actions import provision
from veerkracht.people.actions import save_sign_in_domain, save_sign_in_provider
from veerkracht.people.models import Organisation, Person, PersonKind, SignInDomain, SignInProvider

pytestmark = pytest.mark.browser

SLUG = "voorbeeldschool"
ORGANISATION = "Academie Verloskunde Maastricht (AVM)"
TAKEN = "verloskundige@voorbeeld.example"  # an account of the demo, which the stranger claims

Keys = tuple[Path, Path]


@pytest.fixture(scope="module")
def issuer(keys: Keys, address: str) -> Iterator[str]:
    """A running school, and the demo knows it."""
    come_back = f"{address}/account/organisatie/{SLUG}/terug/"
    with school.running(come_back, *keys) as where:
        _introduce(where)
        yield where


def _introduce(issuer: str) -> None:
    """What an administrator does once for a school."""
    administrator = factories.administrator()
    provider = SignInProvider(
        slug=SLUG, name="De Voorbeeldschool", issuer=issuer, client_id=school.CLIENT
    )
    save_sign_in_provider(provider=provider, secret=school.SECRET, by=administrator)
    organisation = Organisation.objects.get(name=ORGANISATION)
    domain = SignInDomain(provider=provider, domain=SCHOOL, organisation=organisation)
    save_sign_in_domain(domain=domain, by=administrator)


@pytest.fixture(params=ways(), ids=lambda way: way.name)
def way(request: pytest.FixtureRequest) -> Way:
    """The same three ways, in a browser that takes the school's own certificate."""
    chosen: Way = request.param
    chosen.settings["ignore_https_errors"] = True
    return chosen


def test_a_student_signs_in_at_school(journey: Journey, issuer: str) -> None:
    goes_to_school(journey, issuer, f"bente-{journey.way.name}")
    completes_the_profile(journey)
    comes_again_at_once(journey, issuer)
    unlinks(journey)
    forget_the_school(journey, issuer)


def test_somebody_with_the_address_of_another_comes_no_further(
    journey: Journey, issuer: str
) -> None:
    goes_to_school(journey, issuer, "stranger")
    journey.is_headed("Welk e-mailadres is van jou?")
    journey.look("prove")
    journey.press("Stuur me een code")
    journey.is_headed("Vul je code in")
    journey.reads("koppelen we je account bij De Voorbeeldschool")
    journey.look("prove-code")
    journey.fill("Code uit de mail", "000000")
    journey.press("Inloggen", within="main")
    journey.reads("Deze code klopt niet")
    journey.visit("/mijn-plek/")
    journey.is_headed("Inloggen of meedoen")
    assert not SocialAccount.objects.filter(user__email=TAKEN).exists()
    assert journey.mail(TAKEN, "code")
    forget_the_school(journey, issuer)


def test_somebody_answers_an_organisation_that_described_them(journey: Journey) -> None:
    """An employer gave an address; its owner finds the question by mail, signs in and says yes."""
    address = f"nieuw-{journey.way.name}@voorbeeld.example"
    organisation = Organisation.objects.get(slug="mumc")
    record = {"userName": f"p-{journey.way.name}", "emails": [{"value": address}]}
    provision(organisation=organisation, record=record, by=factories.administrator())
    journey.open_mail(journey.mail(address, "wil je account koppelen"))
    journey.is_headed("Hoort je account bij Maastricht UMC+?")
    journey.look("question")
    journey.follow("Log in en ga verder")
    journey.sign_in(address)
    journey.is_headed("Welkom")
    journey.follow("Sla over")
    journey.reads(f"Je bent ingelogd met {address}")
    journey.look("question-signed-in")
    journey.press("Ja, koppel mijn account")
    journey.reads("Je account hoort nu bij Maastricht UMC+")
    assert Person.objects.get(email=address).organisation == organisation


def goes_to_school(journey: Journey, issuer: str, username: str) -> None:
    """From the front page, by way of the choice, to the school; and back."""
    journey.visit("/")
    journey.follow("Inloggen")
    journey.follow("Inloggen met je school of organisatie")
    journey.is_headed("Inloggen met je school of organisatie")
    journey.look("choose")
    journey.press(ORGANISATION)
    journey.page.wait_for_url(f"{issuer}/**")
    page = journey.page
    page.get_by_label("Username").fill(username)  # the school's pages are not ours to judge
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{journey.address}/**")


def completes_the_profile(journey: Journey) -> None:
    """The school told a name and a role; the student looks whether they are right, and adds the town."""
    journey.is_headed("Welkom")
    journey.reads(f"Dit kregen we van {ORGANISATION}")
    expect(journey.page.get_by_label("Je naam")).to_have_value("Bente Voorbeeld")
    expect(journey.page.get_by_label("Ik ben student")).to_be_checked()
    journey.look("profile")
    journey.fill("Je functie of opleiding", "student verloskunde")
    journey.choose("In welke gemeente?", "Heerlen")
    journey.press("Bewaar", within="main")
    journey.is_headed("Dag Bente")
    journey.look("my-place")
    person = Person.objects.get(email=f"bente-{journey.way.name}@{SCHOOL}")
    assert person.kind == PersonKind.STUDENT
    assert str(person.organisation) == ORGANISATION
    assert str(person.municipality) == "Heerlen"


def comes_again_at_once(journey: Journey, issuer: str) -> None:
    """The second time the school knows the browser still, and one is in without a question."""
    journey.press("Uitloggen", within="main")
    journey.page.wait_for_url(f"{journey.address}/")
    journey.visit("/account/organisatie/?next=/account/apparaten/")
    journey.press(ORGANISATION)
    journey.page.wait_for_url(f"{journey.address}/account/apparaten/", timeout=SECONDS)
    journey.is_headed("Waar je bent ingelogd")
    journey.reads("dit apparaat")
    journey.look("sessions")


def unlinks(journey: Journey) -> None:
    """From Mijn plek by way of “Veilig inloggen” to the page of links, and rid of it."""
    journey.visit("/mijn-plek/")
    journey.follow("Veilig inloggen", within="main")
    journey.is_headed("Veilig inloggen")
    journey.look("safe")
    journey.follow("Inloggen met je school of organisatie", within="main")
    journey.reads("gekoppeld op")
    journey.look("linked")
    journey.confirm("Ontkoppel")
    journey.reads("De koppeling is weg")
    journey.look("unlinked")


def forget_the_school(journey: Journey, issuer: str) -> None:
    """Going to the school is meant; anything else that goes elsewhere is not."""
    journey.troubles[:] = [trouble for trouble in journey.troubles if issuer not in trouble]
