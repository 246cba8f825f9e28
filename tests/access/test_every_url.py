"""Every address against every role: who meets what, how many queries a page may cost, and what it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.translation import override

from tests.access import spoken
from tests.access.table import TABLE, Row
from tests.access.walk import MOST_QUERIES, Visit, address, client_of, walk
from tests.access.world import World

pytestmark = [pytest.mark.django_db]
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
FOR_ALL = ("anonymous", "professional", "coordinator", "administrator")
SPEAK_ENGLISH = ("anonymous", "coordinator", "professional", "trainer", "administrator")
PARTS = {
    "what differs": [row for row in TABLE if not row.is_the_same_for_all],
    "what is the same for all": [row for row in TABLE if row.is_the_same_for_all],
}
ROOTS = {"redactie/", "beheer/"}  # Wagtail's and Django's own addresses lie behind these doors


def walk_of(role: str, rows: Sequence[Row], what: str, *, thorough: bool) -> Any:
    """The case of a role that opens these addresses."""
    marks = [pytest.mark.thorough] if thorough else []
    return pytest.param(role, rows, id=f"{role}, {what}", marks=marks)


def walks() -> Iterator[Any]:
    """For each role what differs; what is the same for all is opened by a few, by others in check-thorough."""
    for role in ROLES:
        for what, rows in PARTS.items():
            again = what != "what differs" and role not in FOR_ALL
            yield walk_of(role, rows, what, thorough=again)


def english_walks() -> Iterator[Any]:
    """For each role what it is the first to see; in check-thorough also what another saw."""
    for number, role in enumerate(SPEAK_ENGLISH):
        seen = [
            row
            for row in TABLE
            if any(row.expected(other) == 200 for other in SPEAK_ENGLISH[:number])
        ]
        yield walk_of(role, [row for row in TABLE if row not in seen], "new", thorough=False)
        yield walk_of(role, seen, "seen", thorough=True)


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


def test_the_table_knows_every_address() -> None:
    known, there = {row.name for row in TABLE}, set(names(get_resolver()))
    assert there - known == set(), "addresses that tests/access/table.py does not judge"
    assert known - there == {"wagtailadmin_home", "admin:index"}


@pytest.mark.parametrize(("role", "rows"), [*walks()])
def test_each_role_meets_what_the_table_says(
    world: World, settings: Any, role: str, rows: list[Row]
) -> None:
    """In at most twelve queries, without words of the code or loose English."""
    settings.SECOND_FACTOR_REQUIRED = role == "without second factor"
    visits = walk(world, role, "nl", rows)
    wrong = [fault for one in visits for fault in faults_of(one, role, "nl")]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("role", "rows"), [*english_walks()])
def test_an_english_page_says_nothing_in_dutch(world: World, role: str, rows: list[Row]) -> None:
    """In at most twelve queries."""
    visits = walk(world, role, "en", rows)
    wrong = [fault for one in visits for fault in faults_of(one, role, "en")]
    assert not wrong, "\n".join(wrong)


def faults_of(one: Visit, role: str, language: str) -> Iterator[str]:
    """What is not as it should be at one address."""
    if one.met != one.row.expected(role):
        yield f"{one.address}: {one.met}, not {one.row.expected(role)}"
    if one.queries > MOST_QUERIES:
        yield f"{one.address}: {one.queries} queries"
    if one.page and (said := spoken.faults(one.row.name, one.page, language)):
        yield f"{one.address}: {said}"


def test_the_ear_for_dutch_hears_a_dutch_page(world: World) -> None:
    visits = [one for one in walk(world, "anonymous", "nl") if one.row.name not in spoken.APART]
    ours = {one.address: one.page for one in visits if one.page and one.page.language}
    silent = [path for path, page in ours.items() if not spoken.dutch_in(spoken.text_of(page))]
    assert len(ours) > 50
    assert silent == []


@pytest.mark.parametrize("role", ["anonymous", "administrator"])
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
