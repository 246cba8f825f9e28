"""Signing in at one's school: who gets in, as whom, and who does not."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client, override_settings
from django.urls import reverse

from tests.identity_provider.pretender import ANOTHER_KEY, Pretender
from veerkracht.audit.queries import entries_about
from veerkracht.messages.models import Message
from veerkracht.people.actions import give_role, invite_person
from veerkracht.people.models import (
    Organisation,
    Person,
    RoleKind,
    SignInDomain,
    SignInProvider,
)
from veerkracht.people.tests.conftest import SECRET, SLUG, come_back, depart, visit, who
from veerkracht.places import queries as places

pytestmark = pytest.mark.django_db
ANNA = "anna@school.example"
VICTIM = "bestuur@elders.example"
PROVE = "/account/organisatie/adres/"
LINKED = "/mijn-plek/organisatie/"


def anna(**more: Any) -> dict[str, Any]:
    return {
        "sub": "s-1",
        "email": ANNA,
        "name": "Anna School",
        "eduperson_affiliation": ["student"],
        **more,
    }


def used(person: Person) -> Person:
    """Somebody who signed in before."""
    person.last_login = person.joined_at
    person.save()
    return person


def code() -> str:
    found = re.search(r"\b\d{6}\b", Message.objects.latest("pk").subject)
    assert found
    return found[0]


def prove(client: Client, email: str) -> Any:
    client.post(PROVE, {"email": email})
    return client.post(reverse("account_confirm_login_code"), {"code": code()})


# Coming in


def test_somebody_new_gets_an_account_that_is_filled_in(client: Client, school: Pretender) -> None:
    school.claims = anna()
    answer = visit(client, next="/leren/")
    person = who(client)
    assert person is not None
    assert answer.headers["Location"] == "/mijn-plek/profiel/?next=%2Fleren%2F"
    assert (person.email, person.name, person.kind) == (ANNA, "Anna School", "student")
    assert person.organisation == Organisation.objects.get(slug="zuyd-hogeschool")
    assert EmailAddress.objects.get(user=person).verified
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Dit kregen we van Zuyd Hogeschool" in page
    assert {entry.verb for entry in entries_about(person)} >= {"account linked", "signed in"}


def test_somebody_known_keeps_every_word_and_hears_of_the_link(
    client: Client, school: Pretender
) -> None:
    elsewhere = Organisation.objects.exclude(slug="zuyd-hogeschool")[0]
    known = used(invite_person(email=ANNA, name="Anna Zelf", by=None, organisation=elsewhere))
    school.claims = anna()
    assert visit(client).headers["Location"] == "/mijn-plek/"
    person = who(client)
    assert person == known
    assert (person.name, person.kind, person.organisation) == (
        "Anna Zelf",
        "professional",
        elsewhere,
    )
    assert Message.objects.filter(kind="people.account_linked", address=ANNA).count() == 1


def test_the_second_time_the_subject_is_enough(client: Client, school: Pretender) -> None:
    school.claims = anna()
    visit(client)
    client.post(reverse("account_logout"))
    school.claims = anna(email="getrouwd@school.example", name="Anna Anders")
    visit(client)
    person = who(client)
    assert person is not None
    assert (person.email, person.name) == (ANNA, "Anna School")
    assert Person.objects.filter(email="getrouwd@school.example").count() == 0


def test_of_all_that_is_told_only_address_and_organisation_are_kept(
    client: Client, school: Pretender
) -> None:
    school.claims = anna(bsn="123456782", phone_number="0612345678")
    visit(client)
    kept = SocialAccount.objects.get()
    assert kept.extra_data.keys() == {"email", "organisation"}
    assert not SocialToken.objects.exists()


def test_a_provider_of_one_organisation_gives_it_whatever_the_address(
    client: Client, school: Pretender
) -> None:
    school.claims = anna(email="anna@prive.example")
    visit(client)
    prove(client, "anna@prive.example")
    person = who(client)
    assert person is not None
    assert str(person.organisation) == "Zuyd Hogeschool"


def test_a_provider_of_several_organisations_goes_by_domain_then_home(
    client: Client, school: Pretender
) -> None:
    fontys = Organisation.objects.get(slug="fontys-hogeschool")
    provider = SignInProvider.objects.get()
    SignInDomain.objects.create(provider=provider, domain="fontys.example", organisation=fontys)
    school.claims = anna(email="anna@prive.example", schac_home_organization="Fontys.example")
    visit(client)
    prove(client, "anna@prive.example")
    person = who(client)
    assert person is not None
    assert person.organisation == fontys


def test_an_english_visitor_comes_back_to_english_by_the_one_address(
    client: Client, school: Pretender, settings: Any
) -> None:
    school.claims = anna()
    taken_along = depart(client, "/en/account/organisatie/")
    back = f"{settings.PUBLIC_URL}/account/organisatie/{SLUG}/terug/"
    assert taken_along["redirect_uri"] == back
    answer = come_back(client, taken_along["state"])
    assert answer.headers["Location"].startswith("/en/mijn-plek/profiel/")
    assert Person.objects.get(email=ANNA).language == "en"


def test_the_code_is_bound_to_this_browser_by_a_proof_key(
    client: Client, school: Pretender
) -> None:
    school.claims = anna()
    taken_along = depart(client)
    assert taken_along["code_challenge_method"] == "S256"
    assert SECRET not in json.dumps(taken_along)
    come_back(client, taken_along["state"])
    assert school.heard["code_verifier"][0] not in json.dumps(taken_along)
    assert school.heard["client_secret"] == [SECRET]


# Not as somebody else


def test_a_provider_does_not_open_an_account_outside_its_domain(
    client: Client, school: Pretender
) -> None:
    victim = used(invite_person(email=VICTIM, name="Bestuur", by=None))
    school.claims = anna(email=VICTIM, email_verified=True)
    assert visit(client).headers["Location"] == PROVE
    assert who(client) is None
    assert not SocialAccount.objects.filter(user=victim).exists()
    page = client.get(PROVE).content.decode()
    assert VICTIM in page
    assert "Bestuur" not in page


def test_the_page_that_asks_is_the_same_for_known_and_unknown(
    client: Client, school: Pretender
) -> None:
    invite_person(email=VICTIM, name="Bestuur", by=None)
    pages = []
    for subject, address in (("a", VICTIM), ("b", "niemand@elders.example")):
        visitor = Client()
        school.claims = anna(sub=subject, email=address)
        visit(visitor)
        page = visitor.get(PROVE).content.decode().replace(address, "X")
        pages.append(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page))
    assert pages[0] == pages[1]


def test_who_proves_the_address_is_linked_to_its_account(client: Client, school: Pretender) -> None:
    owner = used(invite_person(email="anna@prive.example", name="Anna", by=None))
    school.claims = anna(email=VICTIM)
    visit(client)
    prove(client, "anna@prive.example")
    assert who(client) == owner
    assert SocialAccount.objects.get().user == owner
    client.post(reverse("account_logout"))
    visit(client)
    assert who(client) == owner


def test_a_wrong_code_links_nothing(client: Client, school: Pretender) -> None:
    victim = invite_person(email=VICTIM, name="Bestuur", by=None)
    school.claims = anna(email=VICTIM)
    visit(client)
    client.post(PROVE, {"email": VICTIM})
    wrong = "000000" if code() != "000000" else "111111"
    for _turn in range(4):
        client.post(reverse("account_confirm_login_code"), {"code": wrong})
    assert who(client) is None
    assert not SocialAccount.objects.filter(user=victim).exists()


def test_somebody_else_who_signs_in_next_in_this_browser_is_not_linked(
    client: Client, school: Pretender
) -> None:
    school.claims = anna(email=VICTIM)
    visit(client)  # and walks away from a shared computer
    client.post(reverse("account_login"), {"email": "collega@prive.example"})
    client.post(reverse("account_confirm_login_code"), {"code": code()})
    assert who(client) == Person.objects.get(email="collega@prive.example")
    assert not SocialAccount.objects.exists()


def test_who_waits_too_long_starts_anew(client: Client, school: Pretender, clock: Any) -> None:
    school.claims = anna(email=VICTIM, iat=None, exp=4_000_000_000)
    visit(client)
    clock.shift(1000)
    assert client.get(PROVE).headers["Location"] == reverse("account_login")


@pytest.mark.parametrize("more", [{"email_verified": False}, {"email": None}, {"email": "x@"}])
def test_without_a_checked_address_one_is_asked_for(
    client: Client, school: Pretender, more: dict[str, Any]
) -> None:
    invite_person(email=ANNA, name="Anna", by=None)
    school.claims = anna(**more)
    assert visit(client).headers["Location"] == PROVE
    assert who(client) is None


def test_an_address_that_went_to_a_newcomer_does_not_open_the_account_of_who_had_it(
    client: Client, school: Pretender
) -> None:
    school.claims = anna()
    visit(client)
    newcomer = Client()
    school.claims = anna(sub="s-2", name="Anna de Tweede")
    assert visit(newcomer).headers["Location"] == PROVE
    assert who(newcomer) is None


def test_an_account_there_that_signs_in_somebody_is_not_linked_to_another(
    client: Client, school: Pretender
) -> None:
    school.claims = anna()
    visit(client)
    other = Client()
    other.force_login(invite_person(email="ben@prive.example", name="Ben", by=None))
    state = depart(other, "/mijn-plek/organisatie/koppel/")["state"]
    answer = come_back(other, state)
    assert answer.headers["Location"] == LINKED
    assert "logt al iemand anders in" in other.get(LINKED).content.decode()
    assert SocialAccount.objects.get().user.email == ANNA


def test_a_closed_account_stays_closed(client: Client, school: Pretender) -> None:
    person = invite_person(email=ANNA, name="Anna", by=None)
    Person.objects.filter(pk=person.pk).update(is_active=False)
    school.claims = anna()
    assert visit(client).headers["Location"] == reverse("account_inactive")
    assert who(client) is None
    assert not SocialAccount.objects.exists()


# What comes back is not what it should be


def test_a_closed_provider_is_not_there(client: Client, school: Pretender) -> None:
    state = depart(client)["state"]
    SignInProvider.objects.update(is_open=False)
    assert client.post("/account/organisatie/", {"provider": SLUG}).status_code == 404
    assert come_back(client, state).status_code == 404
    assert "Kies waar je werkt" not in client.get("/account/organisatie/").content.decode()
    assert "/account/organisatie/" not in client.get("/account/login/").content.decode()


def test_another_browser_or_a_second_time_opens_nothing(client: Client, school: Pretender) -> None:
    school.claims = anna()
    state = depart(client)["state"]
    assert come_back(Client(), state).status_code == 400
    assert come_back(client, state).status_code == 302
    client.post(reverse("account_logout"))
    assert come_back(client, state).status_code == 400
    assert who(client) is None


def test_who_stops_at_school_comes_back_to_the_choice(client: Client, school: Pretender) -> None:
    state = depart(client)["state"]
    answer = client.get(
        f"/account/organisatie/{SLUG}/terug/", {"error": "access_denied", "state": state}
    )
    assert answer.headers["Location"] == "/account/organisatie/"
    assert "afgebroken" in client.get("/account/organisatie/").content.decode()


@pytest.mark.parametrize(
    "more",
    [
        {"iss": "https://elders.example"},
        {"aud": "een ander"},
        {"exp": 1_000_000_000},
        {"sub": None},
        {"sub": "x" * 5000},
        {"sub": ["s-1"]},
    ],
)
def test_a_token_that_is_not_for_us_opens_nothing(
    client: Client, school: Pretender, more: dict[str, Any]
) -> None:
    school.claims = anna(**more)
    answer = visit(client)
    assert answer.status_code == 400
    assert "Inloggen lukt nu niet" in answer.content.decode()
    assert who(client) is None


def test_a_token_with_another_signature_opens_nothing(client: Client, school: Pretender) -> None:
    school.claims, school.key = anna(), ANOTHER_KEY
    assert visit(client).status_code == 400
    school.algorithm = "none"
    assert visit(client).status_code == 400
    school.key, school.algorithm = "een gedeeld geheim van 32 tekens lang", "HS256"
    assert visit(client).status_code == 400
    assert who(client) is None


def test_userinfo_about_somebody_else_opens_nothing(client: Client, school: Pretender) -> None:
    school.claims, school.told = anna(), anna(sub="s-2", email="rector@school.example")
    assert visit(client).status_code == 400
    assert who(client) is None


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/token", b"geen json"),
        ("/token", b"[]"),
        ("/token", b'{"access_token": 5}'),
        ("/token", b'{"access_token": "a", "id_token": "a.b.c"}'),
        ("/token", b'{"access_token": "a", "id_token": {}}'),
        ("/token", b"x" * 2_000_000),
        ("/userinfo", b'"tekst"'),
        ("/userinfo", b"[" * 100_000),
        ("/keys", b'{"keys": [{}]}'),
        ("/keys", b'{"keys": "geen"}'),
        ("/keys", b"{}"),
        ("/.well-known/openid-configuration", b"{}"),
    ],
)
def test_answers_that_make_no_sense_are_a_friendly_page(
    client: Client, school: Pretender, path: str, body: bytes
) -> None:
    school.claims = anna()
    state = depart(client)["state"]
    school.bodies[path] = body
    answer = come_back(client, state)
    assert answer.status_code == 400
    assert who(client) is None


@pytest.mark.parametrize(
    "said",
    [
        {"issuer": "https://elders.example"},
        {"token_endpoint": "https://169.254.169.254/latest/"},
        {"token_endpoint": "http://elders.example/token"},
        {"userinfo_endpoint": "https://10.0.0.1/"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": None},
    ],
)
def test_a_provider_that_leads_elsewhere_is_not_followed(
    client: Client, school: Pretender, said: dict[str, Any]
) -> None:
    school.discovery = said
    assert client.post("/account/organisatie/", {"provider": SLUG}).status_code == 400


def test_a_provider_that_is_away_is_said_to_be_away(client: Client, school: Pretender) -> None:
    SignInProvider.objects.update(issuer="https://localhost:1")
    answer = client.post("/account/organisatie/", {"provider": SLUG})
    assert answer.status_code == 400
    assert "code in je mail" in answer.content.decode()


def test_nobody_is_sent_to_another_site_afterwards(client: Client, school: Pretender) -> None:
    used(invite_person(email=ANNA, name="Anna", by=None))
    school.claims = anna()
    answer = visit(client, next="https://kwaad.example/")
    assert answer.headers["Location"] == "/mijn-plek/"


def test_the_page_in_between_leads_to_the_provider_without_script_or_redirect(
    client: Client, school: Pretender
) -> None:
    answer = client.post("/account/organisatie/", {"provider": SLUG})
    page = answer.content.decode()
    assert f'http-equiv="refresh" content="0; url={school.issuer}/authorize?' in page
    assert "form-action 'self'" in answer.headers["Content-Security-Policy"]


# The second factor


@override_settings(SECOND_FACTOR_REQUIRED=True)
@pytest.mark.parametrize(
    ("trusts", "more", "opens"),
    [
        (False, {"amr": ["pwd", "mfa"]}, False),
        (True, {"amr": ["pwd"]}, False),
        (True, {"amr": ["pwd", "mfa"]}, True),
        (True, {"acr": "loa2"}, True),
        (True, {"acr": "loa1"}, False),
    ],
)
def test_a_staff_role_needs_a_second_factor_here_or_at_a_trusted_provider(
    client: Client,
    school: Pretender,
    trusts: bool,
    more: dict[str, Any],
    opens: bool,
) -> None:
    SignInProvider.objects.update(trusts_second_factor=trusts, second_factor_levels="loa2")
    coordinator = used(invite_person(email=ANNA, name="Anna", by=None))
    region = places.region("zuid-limburg")
    give_role(person=coordinator, kind=RoleKind.COORDINATOR, region=region, by=None)
    school.claims = anna(**more)
    visit(client)
    assert who(client) == coordinator
    assert (client.get("/werk/rollen/").status_code == 200) is opens


# Links


def test_one_links_and_unlinks_an_account_oneself(client: Client, school: Pretender) -> None:
    ben = used(invite_person(email="ben@prive.example", name="Ben", by=None))
    client.force_login(ben)
    school.claims = anna()
    come_back(client, depart(client, "/mijn-plek/organisatie/koppel/")["state"])
    account = SocialAccount.objects.get(user=ben)
    page = client.get(LINKED).content.decode()
    assert ANNA in page
    ben.refresh_from_db()
    assert (ben.email, ben.name) == ("ben@prive.example", "Ben")
    assert client.post(f"{LINKED}{account.pk}/weg/").status_code == 302
    assert not SocialAccount.objects.exists()


def test_nobody_unlinks_the_account_of_another(client: Client, school: Pretender) -> None:
    school.claims = anna()
    visit(client)
    other = Client()
    other.force_login(invite_person(email="ben@prive.example", name="Ben", by=None))
    number = SocialAccount.objects.get().pk
    assert other.post(f"{LINKED}{number}/weg/").status_code == 404
    assert SocialAccount.objects.exists()


def test_without_signing_in_nobody_links(client: Client, school: Pretender) -> None:
    answer = client.post("/mijn-plek/organisatie/koppel/", {"provider": SLUG})
    assert answer.headers["Location"].startswith(reverse("account_login"))


def test_my_data_shows_the_link_and_erasing_ends_it(client: Client, school: Pretender) -> None:
    school.claims = anna()
    visit(client)
    page = client.get("/mijn-plek/gegevens/").content.decode()
    assert "De School anna@school.example" in page
    client.post("/mijn-plek/gegevens/verwijderen/")
    assert not SocialAccount.objects.exists()
