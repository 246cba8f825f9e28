"""A role opens every address of the table, in one language: what it meets, what that costs, what it reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from tests.access.spoken import Spoken, spoken
from tests.access.table import AWAY, LOGIN, SECOND, TABLE, Meets, Row
from tests.access.world import World

MOST_QUERIES = 12
NOT_OURS = "wagtailadmin_home"  # Wagtail's own pages ask what they like


@dataclass(frozen=True)
class Visit:
    """One address as a role met it: ``queries`` and ``page`` only where it got a page."""

    row: Row
    address: str
    met: Meets
    queries: int
    page: Spoken | None


def address(row: Row, world: World, language: str = "nl") -> str:
    """The address in a language, whatever language the last page was in."""
    with override(language):
        return "/gezond/" if row.name == "healthy" else reverse(row.name, args=row.arguments(world))


def client_of(role: str, world: World) -> Client:
    """A browser in which somebody with this role is signed in."""
    client = Client(raise_request_exception=False)
    if role != "anonymous":
        client.force_login(world.people[role])
    return client


def walk(world: World, role: str, language: str, rows: Sequence[Row] = TABLE) -> Iterator[Visit]:
    """These addresses in Dutch; in English those of them that this role may see."""
    client = client_of(role, world)
    for row in rows:
        if language == "nl" or row.expected(role) == 200:
            yield _visit(client, row, address(row, world, language), language)


def _visit(client: Client, row: Row, path: str, language: str) -> Visit:
    def ask() -> tuple[Any, int]:
        with CaptureQueriesContext(connection) as seen:
            answer = client.get(path, headers={"accept-language": language})
        return answer, len(seen)

    answer, queries = ask()
    met = _met(answer)
    if met != 200 or not answer.headers["Content-Type"].startswith("text/html"):
        return Visit(row, path, met, 0, None)
    page = spoken(answer.content.decode())
    if row.name == NOT_OURS:
        queries = 0
    elif queries > MOST_QUERIES:  # once caches of content types and sites are warm
        queries = ask()[1]
    return Visit(row, path, met, queries, page)


def _met(answer: Any) -> Meets:
    """The status, or where a redirect leads."""
    if answer.status_code not in {301, 302}:
        return int(answer.status_code)
    target = answer.headers["Location"].partition("?")[0]
    if target == reverse("people:second_factor"):
        return SECOND
    return LOGIN if target == reverse("account_login") else AWAY
