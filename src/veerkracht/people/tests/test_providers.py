"""Providers in the administration: their secret, their domains, and who may touch them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tests.identity_provider.pretender import Pretender
from veerkracht.audit.queries import entries_about
from veerkracht.kernel.errors import NotAllowed
from veerkracht.kernel.sealing import seal, unseal
from veerkracht.people import queries, sealing
from veerkracht.people.actions import invite_person, save_sign_in_provider
from veerkracht.people.models import Organisation, Person, SignInDomain, SignInProvider
from veerkracht.people.tests.conftest import DOMAIN, SECRET, SLUG

pytestmark = pytest.mark.django_db
PAGES = "/beheer/people/signinprovider/"


@pytest.fixture
def page(client: Client, school: Pretender) -> str:
    """The page of the school, for an administrator who is signed in."""
    client.force_login(Person.objects.get(email="baas@voorbeeld.example"))
    return f"{PAGES}{SignInProvider.objects.get().pk}/change/"


def form(school: Pretender, **more: str) -> dict[str, str]:
    domain = SignInDomain.objects.get()
    return {
        "name": "De School",
        "slug": SLUG,
        "issuer": school.issuer,
        "client_id": "veerkracht",
        "new_secret": "",
        "is_open": "on",
        "kind_claim": "eduperson_affiliation",
        "home_claim": "",
        "second_factor_levels": "",
        "domains-TOTAL_FORMS": "1",
        "domains-INITIAL_FORMS": "1",
        "domains-0-id": str(domain.pk),
        "domains-0-provider": str(domain.provider_id),
        "domains-0-domain": DOMAIN,
        "domains-0-organisation": str(domain.organisation_id),
        **more,
    }


def test_the_secret_lies_sealed_and_is_never_shown(client: Client, page: str) -> None:
    kept = SignInProvider.objects.get().secret
    assert SECRET not in kept
    assert unseal(sealing.PROVIDER, kept) == SECRET
    text = client.get(page).content.decode()
    assert SECRET not in text
    assert kept not in text


def test_a_secret_for_one_purpose_does_not_open_another(settings: Any) -> None:
    sealed = seal(sealing.PROVIDER, "geheim")
    with pytest.raises(ValueError, match="sealed"):
        unseal(sealing.SECOND_FACTOR, sealed)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "een nieuwe sleutel"
    assert unseal(sealing.PROVIDER, sealed) == "geheim"


def test_saving_without_a_secret_keeps_it_and_with_one_replaces_it(
    client: Client, school: Pretender, page: str
) -> None:
    assert client.post(page, form(school)).status_code == 302
    assert unseal(sealing.PROVIDER, SignInProvider.objects.get().secret) == SECRET
    assert client.post(page, form(school, new_secret="nieuw")).status_code == 302
    provider = SignInProvider.objects.get()
    assert unseal(sealing.PROVIDER, provider.secret) == "nieuw"
    details = [str(entry.detail.values) for entry in entries_about(provider) if entry.details_hash]
    assert details
    assert not any("nieuw'" in values or SECRET in values for values in details)


def test_domains_are_added_changed_and_removed(
    client: Client, school: Pretender, page: str
) -> None:
    fontys = Organisation.objects.get(slug="fontys-hogeschool")
    more = {
        "domains-TOTAL_FORMS": "2",
        "domains-0-DELETE": "on",
        "domains-1-provider": str(SignInProvider.objects.get().pk),
        "domains-1-domain": " @Fontys.Example ",
        "domains-1-organisation": str(fontys.pk),
    }
    assert client.post(page, form(school, **more)).status_code == 302
    assert [(row.domain, row.organisation) for row in SignInDomain.objects.all()] == [
        ("fontys.example", fontys)
    ]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"issuer": "https://10.0.0.1"}, "Hier antwoordt geen inlogdienst"),
        ({"issuer": "http://school.example"}, "Hier antwoordt geen inlogdienst"),
        ({"issuer": "https://localhost:1"}, "Hier antwoordt geen inlogdienst"),
        ({"slug": "anders"}, "kan niet meer veranderen"),
    ],
)
def test_what_cannot_work_is_said_at_once(
    client: Client, school: Pretender, page: str, more: dict[str, str], words: str
) -> None:
    answer = client.post(page, form(school, **more))
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert SignInProvider.objects.get().issuer == school.issuer


@pytest.mark.parametrize("slug", ["openid_connect", "adres"])
def test_a_name_that_our_addresses_need_is_not_given_away(
    client: Client, school: Pretender, page: str, slug: str
) -> None:
    answer = client.post(f"{PAGES}add/", form(school, slug=slug))
    assert "al in gebruik" in answer.content.decode()


def test_providers_are_closed_and_not_deleted(client: Client, page: str) -> None:
    assert client.get(page.replace("change", "delete")).status_code == 403


def test_only_an_administrator_keeps_providers(client: Client, school: Pretender) -> None:
    other = invite_person(email="ben@voorbeeld.example", name="Ben", by=None)
    client.force_login(other)
    assert client.get(PAGES).status_code in {302, 403}
    with pytest.raises(NotAllowed):
        save_sign_in_provider(provider=SignInProvider.objects.get(), secret="x", by=other)


def test_one_provider_speaks_for_a_domain(school: Pretender) -> None:
    domain = SignInDomain.objects.get()
    with pytest.raises(IntegrityError, match="sign_in_domain_once"), transaction.atomic():
        SignInDomain.objects.create(
            provider=domain.provider, domain=DOMAIN.upper(), organisation=domain.organisation
        )


def test_the_choice_names_organisations_and_else_the_provider(school: Pretender) -> None:
    SignInProvider.objects.create(slug="kaal", name="Zonder domein", issuer="https://x.example")
    found = [(choice.name, choice.provider) for choice in queries.sign_in_choices()]
    assert found == [("Zonder domein", "kaal"), ("Zuyd Hogeschool", SLUG)]


def test_an_odd_letter_does_not_lead_to_somebody_else() -> None:
    mike = invite_person(email="mike@voorbeeld.example", name="Mike", by=None)
    assert queries.find_person("MIKE@Voorbeeld.example ") == mike
    assert queries.find_person("mıke@voorbeeld.example") is None
    assert queries.find_person("mike@voorbeeld.example\u0130") is None
