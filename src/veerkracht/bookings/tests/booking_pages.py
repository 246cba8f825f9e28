"""What tests of the pages of bookings do over and over."""

from __future__ import annotations

from typing import Any

from django.test import Client

from tests import factories
from veerkracht.people.models import Person

KEY = "key-of-one-form-0001"


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def typed(people: str, **more: Any) -> dict[str, Any]:
    organisation = str(factories.organisation().pk)
    return {"organisation": organisation, "people": people, "form_key": KEY, "step": "book", **more}
