"""Every address against every role, and how many queries each page may cost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve, reverse
from django.utils.translation import override

from tests.access.table import AWAY, LOGIN, SECOND, TABLE, Meets, Row
from tests.access.world import World

pytestmark = [pytest.mark.django_db]
MOST_QUERIES = 12
ROLES = [
    "anonymous",
    "professional",
    "student",
    "somebody else",
    "trainer",
    "trainer of another",
    "employer",
    "employer elsewhere",
    "coordinator",
    "coordinator elsewhere",
    "editor",
    "administrator",
    "without second factor",
]
ROOTS = {"redactie/", "beheer/"}  # Wagtail's and Django's own addresses lie behind these doors


@pytest.fixture(autouse=True)
def plain(settings: Any) -> None:
    settings.RATE_LIMITS = False


def names(resolver: URLResolver, within: str = "") -> Iterator[str]:
    """The full name of every address below a resolver; one without a name has its view's."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield within + (pattern.name or pattern.callback.__name__)
        elif str(pattern.pattern) not in ROOTS:
            yield from names(
                pattern, within + (f"{pattern.namespace}:" if pattern.namespace else "")
            )


def address(row: Row, world: World) -> str:
    """The Dutch address, whatever language the last page was in."""
    with override("nl"):
        return "/gezond/" if row.name == "healthy" else reverse(row.name, args=row.arguments(world))


def client_of(role: str, world: World) -> Client:
    client = Client(raise_request_exception=False)
    if role != "anonymous":
        client.force_login(world.people[role])
    return client


def met(response: Any) -> Meets:
    """The status, or where a redirect leads."""
    if response.status_code not in {301, 302}:
        return int(response.status_code)
    target = response.headers["Location"].partition("?")[0]
    if target == reverse("people:second_factor"):
        return SECOND
    return LOGIN if target == reverse("account_login") else AWAY


def test_the_table_knows_every_address() -> None:
    known, there = {row.name for row in TABLE}, set(names(get_resolver()))
    assert there - known == set(), "addresses that tests/access/table.py does not judge"
    assert known - there == {"wagtailadmin_home", "admin:index"}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_meets_what_the_table_says(world: World, settings: Any, role: str) -> None:
    settings.SECOND_FACTOR_REQUIRED = role == "without second factor"
    client = client_of(role, world)
    wrong = []
    for row in TABLE:
        found = met(client.get(address(row, world)))
        if found != row.expected(role):
            wrong.append(f"{address(row, world)}: {found}, not {row.expected(role)}")
    assert wrong == []


@pytest.mark.parametrize(
    "role",
    ["anonymous", "professional", "student", "employer", "trainer", "coordinator", "administrator"],
)
@pytest.mark.parametrize("language", ["", "/en"])
def test_no_page_costs_more_than_twelve_queries(world: World, role: str, language: str) -> None:
    client = client_of(role, world)
    dear = []
    for row in TABLE:
        path = address(row, world)
        if row.expected(role) != 200 or row.name == "wagtailadmin_home":
            continue
        if language and not translated(path):
            continue
        cost = queries_for(client, language + path)
        if cost > MOST_QUERIES:
            dear.append(f"{language}{path}: {cost}")
    assert dear == []


def translated(path: str) -> bool:
    """Whether an address exists in English too."""
    with override("en"):
        try:
            return bool(resolve(f"/en{path}"))
        except Resolver404:
            return False


def queries_for(client: Client, path: str) -> int:
    """Queries of an HTML page, once caches of content types and sites are warm; 0 for other answers."""
    with CaptureQueriesContext(connection) as seen:
        response = client.get(path)
    if len(seen) > MOST_QUERIES:
        with CaptureQueriesContext(connection) as seen:
            response = client.get(path)
    return len(seen) if "html" in response.headers["Content-Type"] else 0


@pytest.mark.parametrize("role", ["anonymous", "professional", "administrator"])
def test_nothing_is_taken_without_the_proof_of_a_form(world: World, role: str) -> None:
    """POST without the CSRF token: 403, 405 where nothing is taken, 415 for what is no JSON; never a deed.

    401 where only a token of another system opens, which a session is not.
    """
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    if role != "anonymous":
        client.force_login(world.people[role])
    answers = {address(row, world): client.post(address(row, world)).status_code for row in TABLE}
    assert {
        path: status for path, status in answers.items() if status not in {401, 403, 405, 415}
    } == {}


def test_numbers_that_cannot_be_are_not_found(world: World) -> None:
    client = client_of("administrator", world)
    huge = 99_999_999_999_999_999_999
    wrong = {}
    for row in TABLE:
        numbers = [huge if isinstance(value, int) else value for value in row.arguments(world)]
        if numbers == row.arguments(world):
            continue
        with override("nl"):
            path = reverse(row.name, args=numbers)
        statuses = {client.get(path).status_code, client.post(path).status_code}
        if not statuses <= {404, 405, 302, 401, 415}:
            wrong[path] = statuses
    assert wrong == {}


@pytest.mark.parametrize(
    "path",
    [
        "/leren/overnemen/%00/",
        "/%00/",
        "/media/images/%00.png",
        "/leren/1/%00/",
        "/mijn-plek/registers/%00/weg/",
        "/documenten/1/%00",
    ],
)
def test_null_bytes_in_an_address_are_not_found(world: World, path: str) -> None:
    client = client_of("professional", world)
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "regio=%00",
        "pagina=%00",
        "pagina=99999999999999999999999",
        "toon=%00",
        "training=%00",
        "next=%00",
        "maand=%00",
        "bij=%00",
        "training=99999999999",
        "regio=²",
    ],
)
def test_null_bytes_and_odd_numbers_in_a_question_are_passed_over(world: World, query: str) -> None:
    client = client_of("administrator", world)
    pages = [
        "/leren/",
        "/werk/",
        "/werk/edities/nieuw/",
        "/mijn-plek/",
        "/",
        "/account/login/",
        "/werk/rollen/",
    ]
    answers = {page: client.get(f"{page}?{query}").status_code for page in pages}
    assert {page: status for page, status in answers.items() if status >= 500} == {}
