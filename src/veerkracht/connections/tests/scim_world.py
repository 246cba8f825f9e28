"""An organisation's system, with its token."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from django.test import Client

from tests import factories
from veerkracht.connections.actions import make_token
from veerkracht.kernel.clock import now
from veerkracht.people.actions import give_role
from veerkracht.people.models import Organisation, Person, RoleKind

USER = "urn:ietf:params:scim:schemas:core:2.0:User"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"


def contact(organisation: Organisation) -> Person:
    """Somebody who stands behind a token."""
    someone = factories.person()
    give_role(person=someone, kind=RoleKind.EMPLOYER, organisation=organisation, by=None)
    return someone


def token(slug: str, *scopes: str) -> str:
    """A fresh token of an organisation."""
    organisation = Organisation.objects.get(slug=slug)
    _row, secret = make_token(
        by=contact(organisation),
        name="Personeelssysteem",
        scopes=list(scopes or ("scim",)),
        expires_at=now() + timedelta(days=30),
        organisation=organisation,
    )
    return secret


class System:
    """Asks as an organisation's system does."""

    def __init__(self, slug: str, *scopes: str) -> None:
        self.organisation = Organisation.objects.get(slug=slug)
        self.client = Client(raise_request_exception=False)
        self.headers = {"Authorization": f"Bearer {token(slug, *scopes)}"}

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """Any question below /scim/v2."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = body if isinstance(body, (str, bytes)) else json.dumps(body)
        return self.client.generic(
            method,
            f"/scim/v2{path}",
            b"" if body is None else sent,
            content_type=named.pop("Content-Type", "application/scim+json"),
            headers={**self.headers, **named},
        )

    def get(self, path: str, **headers: str) -> Any:
        """A GET."""
        return self.ask("GET", path, **headers)

    def create(self, address: str, **more: Any) -> Any:
        """Describe somebody new."""
        return self.ask("POST", "/Users", described(address, **more))

    def patch(self, number: str, *operations: dict[str, Any], **headers: str) -> Any:
        """Change somebody."""
        body = {"schemas": [PATCH], "Operations": list(operations)}
        return self.ask("PATCH", f"/Users/{number}", body, **headers)


def described(address: str, **more: Any) -> dict[str, Any]:
    """A description as most systems send it."""
    return {
        "schemas": [USER],
        "userName": address,
        "externalId": f"p-{address}",
        "name": {"givenName": "Anna", "familyName": "Bos"},
        "emails": [{"value": address, "type": "work", "primary": True}],
        "active": True,
        **more,
    }
