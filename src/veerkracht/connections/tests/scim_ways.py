"""What tests of provisioning do over and over."""

from __future__ import annotations

from typing import Any

from veerkracht.connections.models import ProvisionedPerson
from veerkracht.connections.tests.scim_world import System

ERROR = "urn:ietf:params:scim:api:messages:2.0:Error"

ANNA = "anna@mumc.example"


def created(system: System, address: str = ANNA, **more: Any) -> dict[str, Any]:
    answer = system.create(address, **more)
    assert answer.status_code == 201, answer.content
    found: dict[str, Any] = answer.json()
    return found


def row(found: dict[str, Any]) -> ProvisionedPerson:
    return ProvisionedPerson.objects.get(number=found["id"])


def is_error(answer: Any, status: int, kind: str | None = None) -> None:
    body = answer.json()
    assert answer.status_code == status, answer.content
    assert answer.headers["Content-Type"] == "application/scim+json"
    assert (body["schemas"], body["status"]) == ([ERROR], str(status))
    assert body.get("scimType") == kind
