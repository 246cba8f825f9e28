"""Somebody with tokens, and a client that asks as another system does."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from tests import factories
from veerkracht.connections.actions import make_token
from veerkracht.connections.rules import OF_A_PERSON
from veerkracht.kernel.clock import now
from veerkracht.people.models import Person
from veerkracht.training.models import Edition


@pytest.fixture(autouse=True)
def unhurried(settings: Any) -> None:
    """Tests that are not about limits ask as often as they like."""
    settings.RATE_LIMITS = False


class Asking:
    """Asks the API with one token, or none."""

    def __init__(self, secret: str = "") -> None:
        self.client = Client(raise_request_exception=False)
        self.headers = {"Authorization": f"Bearer {secret}"} if secret else {}

    def get(self, path: str, **headers: str) -> Any:
        """A GET below /api/v1; header names with underscores for dashes."""
        return self.client.get(f"/api/v1{path}", headers=self._with(headers))

    def post(self, path: str, body: Any, *, key: str | None = None, **headers: str) -> Any:
        """A POST of JSON with a fresh Idempotency-Key, unless one is given."""
        sent = body if isinstance(body, (str, bytes)) else json.dumps(body)
        named = {"Idempotency-Key": uuid4().hex if key is None else key}
        return self.client.post(
            f"/api/v1{path}",
            sent,
            content_type=headers.pop("content_type", "application/json"),
            headers={**self._with(headers), **named},
        )

    def _with(self, headers: dict[str, str]) -> dict[str, str]:
        return {**self.headers, **{name.replace("_", "-"): one for name, one in headers.items()}}


@pytest.fixture
def person(db: None) -> Person:
    return factories.person("Sanne Voorbeeld")


def secret_of(person: Person, *scopes: str, **named: Any) -> str:
    """The secret of a new token; with every scope unless some are named."""
    given: dict[str, Any] = {"expires_at": now() + timedelta(days=90), **named}
    wanted = scopes or tuple(scope.value for scope in OF_A_PERSON)
    return make_token(by=person, name="Test", scopes=wanted, **given)[1]


def closed_edition() -> Edition:
    """An edition for which the window is over."""
    edition = factories.edition()
    Edition.objects.filter(pk=edition.pk).update(closes_at=now() - timedelta(minutes=1))
    return edition


@pytest.fixture
def api(person: Person) -> Asking:
    """Asks as this person, with every scope."""
    return Asking(secret_of(person))


@pytest.fixture
def asking() -> Callable[..., Asking]:
    """Makes an asker with a secret, or without."""
    return Asking
