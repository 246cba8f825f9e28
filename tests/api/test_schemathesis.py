"""Schemathesis asks whatever the description allows, and much that it does not; nothing surprises it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core import signals
from django.core.handlers.wsgi import WSGIHandler
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.config import SchemathesisConfig
from schemathesis.generation import GenerationMode

from tests import factories
from tests.api.conftest import secret_of
from veerkracht.connections.api import api
from veerkracht.connections.description import described
from veerkracht.enrolment.actions import request_places
from veerkracht.people.actions import give_role
from veerkracht.people.models import Organisation, Person, RoleKind

pytestmark = pytest.mark.django_db
EXAMPLES = 25  # of each operation and kind; 250 were tried before this was written
# A rule that says no (422) is an answer to a good question; a fault of ours (500) never is.
ACCEPTED = ["2xx", "401", "403", "404", "409", "422", "429"]
CHECKS = {"positive_data_acceptance": {"expected-statuses": ACCEPTED}}
SECRETS = {"bookings": "organisation"}  # first word of the path → whose token


def operations() -> list[str]:
    """Every operation, as ``GET /editions``."""
    paths: dict[str, dict[str, Any]] = described(api())["paths"]
    found = [f"{method.upper()} {path}" for path, methods in paths.items() for method in methods]
    return [
        label for label in found if label != "GET /openapi.json"
    ]  # takes nothing to be wrong in


@pytest.fixture
def secrets(person: Person) -> dict[str, str]:
    """A token of a person and one of an organisation, with everything that they can open."""
    course = factories.course()
    for _turn in range(3):
        edition = factories.edition(of=course)
    request_places(people=[person], editions=[edition], by=person)
    organisation = Organisation.objects.all()[0]
    contact = factories.person()
    give_role(person=contact, kind=RoleKind.EMPLOYER, organisation=organisation, by=None)
    scopes = ("catalogue:read", "bookings:read", "bookings:write")
    return {
        "person": secret_of(person),
        "organisation": secret_of(contact, *scopes, organisation=organisation),
    }


@pytest.fixture
def app() -> Iterator[WSGIHandler]:
    """The application as a server starts it; it leaves the test's own connection open."""
    for signal in (signals.request_started, signals.request_finished):
        signal.disconnect(close_old_connections)
    yield WSGIHandler()
    for signal in (signals.request_started, signals.request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("label", operations())
def test_schemathesis_finds_nothing(
    app: WSGIHandler, secrets: dict[str, str], label: str, mode: GenerationMode
) -> None:
    method, path = label.split()
    config = SchemathesisConfig.from_dict({"checks": CHECKS})
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app, config=config)
    operation = schema[path][method]
    whose = SECRETS.get(path.split("/")[1], "person")
    headers = {"Authorization": f"Bearer {secrets[whose]}"}

    @given(case=_cases(operation, mode))
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: Any) -> None:
        if mode is GenerationMode.POSITIVE:  # a cursor is signed: no description can make one up
            (case.query or {}).pop("cursor", None)
        case.call_and_validate(headers=headers)

    ask()


def _cases(operation: Any, mode: GenerationMode) -> st.SearchStrategy[Any]:
    cases: st.SearchStrategy[Any] = operation.as_strategy(generation_mode=mode)
    return cases
