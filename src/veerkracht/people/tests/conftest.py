"""A school that says what a test wants, and a visitor who comes by it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache
from django.test import Client

from tests.identity_provider import certificate, pretender
from tests.identity_provider.pretender import Pretender
from veerkracht.people.actions import give_role, invite_person
from veerkracht.people.models import (
    Organisation,
    Person,
    RoleKind,
    SignInDomain,
    SignInProvider,
)
from veerkracht.people.organisation_actions import save_sign_in_domain, save_sign_in_provider

DOMAIN = "school.example"
SLUG = "school"
SECRET = "een geheim dat niemand leest"


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for this machine and its key."""
    return certificate.make(tmp_path_factory.mktemp("school"))


@pytest.fixture
def school(db: None, keys: tuple[Path, Path], settings: Any) -> Iterator[Pretender]:
    """A provider that speaks for one domain, of one organisation."""
    cache.clear()
    settings.RATE_LIMITS = False
    settings.OUTGOING_LOOPBACK = str(keys[0])
    with pretender.pretending(*keys) as found:
        by = administrator()
        provider = SignInProvider(
            slug=SLUG, name="De School", issuer=found.issuer, client_id=pretender.CLIENT
        )
        save_sign_in_provider(provider=provider, secret=SECRET, by=by)
        organisation = Organisation.objects.get(slug="zuyd-hogeschool")
        domain = SignInDomain(provider=provider, domain=DOMAIN, organisation=organisation)
        save_sign_in_domain(domain=domain, by=by)
        yield found


def administrator() -> Person:
    """Somebody who may do this."""
    person = invite_person(email="baas@voorbeeld.example", name="Bo", by=None)
    give_role(person=person, kind=RoleKind.ADMINISTRATOR, by=None)
    return person


def depart(client: Client, path: str = "/account/organisatie/", **facts: str) -> dict[str, str]:
    """Choose the school; what the visitor's browser takes along to it."""
    answer = client.post(path, {"provider": SLUG, **facts})
    assert answer.status_code == 200, answer
    query = parse_qs(urlsplit(answer.context["target"]).query)
    return {name: values[0] for name, values in query.items()}


def come_back(client: Client, state: str, **facts: str) -> Any:
    """Come back from the school with a code."""
    query = {"code": "eenmalig", "state": state, **facts}
    return client.get(f"/account/organisatie/{SLUG}/terug/", query)


def visit(client: Client, **facts: str) -> Any:
    """There and back."""
    return come_back(client, depart(client, **facts)["state"])


def who(client: Client) -> Person | None:
    """Who is signed in."""
    number = client.session.get("_auth_user_id")
    return Person.objects.get(pk=number) if number else None
