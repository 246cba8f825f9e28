"""Public pages: quick for strangers, never old, never somebody's own."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from tests import factories
from veerkracht.kernel import page_cache
from veerkracht.kernel.page_cache import PageCache, clear, mark, public

FINDER = "/leren/"


@pytest.fixture(autouse=True)
def kept_pages(settings: Any) -> Iterator[None]:
    settings.PAGE_CACHE = True
    clear()
    yield
    clear()


def is_kept(response: Any) -> bool:
    return bool(response.headers.get("X-Cache") == "hit")


class Page:
    """A view that counts how often it was asked, with what its answer should be."""

    def __init__(self, topic: str = "agenda", **kind: Any) -> None:
        self.asked, self.topic, self.kind = 0, topic, kind
        self.meanwhile: Any = lambda: None

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.asked += 1
        response = HttpResponse(f"{self.asked}", status=self.kind.get("status", 200))
        if self.kind.get("cookie"):
            response.set_cookie("csrftoken", "x")
        self.meanwhile()
        if self.topic:
            mark(response, self.topic)
        return response


def ask(page: Page, path: str = FINDER, method: str = "get", **more: Any) -> HttpResponse:
    request = getattr(RequestFactory(), method)(path, **more)
    request.COOKIES = more.get("cookies", {})
    return PageCache(page)(request)


def test_a_marked_page_is_made_once_and_then_given_again() -> None:
    page = Page()
    first, second = ask(page), ask(page)
    assert (first.content, second.content) == (b"1", b"1")
    assert not is_kept(first)
    assert is_kept(second)


@pytest.mark.parametrize(
    "page", [Page(topic=""), Page(status=404), Page(status=302), Page(cookie=True)]
)
def test_what_is_unmarked_wrong_or_sets_a_cookie_is_not_kept(page: Page) -> None:
    ask(page)
    assert not is_kept(ask(page))


@pytest.mark.parametrize(
    "different",
    [
        {"path": "/en/leren/"},
        {"path": "/leren/?regio=zuid-limburg"},
        {"headers": {"host": "127.0.0.1"}},
        {"secure": True},
        {"method": "post"},
        {"method": "head"},
        {"headers": {"hx-request": "true"}},
        {"cookies": {"sessionid": "x"}},
        {"cookies": {"messages": "x"}},
    ],
)
def test_another_language_question_host_or_visitor_gets_a_page_of_its_own(
    different: dict[str, Any],
) -> None:
    page = Page()
    ask(page)
    assert ask(page, **different).content == b"2"


def test_a_page_is_never_older_than_a_second_counted_from_its_making(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page, moment = Page(), [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: moment[0])

    def slow() -> None:
        moment[0] += 0.6

    page.meanwhile = slow
    ask(page)
    moment[0] = 100.99
    assert is_kept(ask(page))
    moment[0] = 101.0
    assert not is_kept(ask(page))


def test_a_page_is_cleared_by_its_topic_only() -> None:
    agenda, other = Page("agenda"), Page("edition:7")
    ask(agenda)
    ask(other, "/leren/7/x/")
    clear("agenda", "edition:8")
    assert not is_kept(ask(agenda))
    assert is_kept(ask(other, "/leren/7/x/"))


def test_what_was_cleared_while_a_page_was_made_is_not_kept() -> None:
    page = Page()
    page.meanwhile = lambda: clear("edition:1")
    ask(page)
    page.meanwhile = lambda: None
    assert not is_kept(ask(page))
    assert is_kept(ask(page))


def test_there_is_room_for_so_many_and_the_oldest_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_cache, "ROOM", 3)
    page = Page()
    for number in range(5):
        ask(page, f"/leren/?q={number}")
    assert [is_kept(ask(page, f"/leren/?q={number}")) for number in (4, 3, 2, 0)] == [
        True,
        True,
        True,
        False,
    ]


def test_a_view_is_marked_by_a_decorator() -> None:
    @public("fixed", "agenda")
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse("x")

    answer: Any = view(RequestFactory().get("/"))
    assert answer.public_topics == {"fixed", "agenda"}


@pytest.mark.usefixtures("committed")
def test_a_place_taken_is_seen_at_once_by_strangers_in_the_same_process() -> None:
    from veerkracht.enrolment.actions import leave, request_places  # noqa: PLC0415 - a test across floors

    edition, sanne = factories.edition(capacity=7), factories.person()
    page = f"/leren/{edition.pk}/{edition.course.slug}/"
    for path in (page, FINDER):
        Client().get(path)
        assert is_kept(Client().get(path))
    [row] = request_places(people=[sanne], editions=[edition], by=sanne)
    after = [Client().get(path) for path in (page, FINDER)]
    assert not any(is_kept(answer) for answer in after)
    assert "6" in after[0].content.decode()
    leave(enrolment=row, by=sanne)
    assert not is_kept(Client().get(page))


@pytest.mark.django_db
def test_a_person_never_gets_or_leaves_a_kept_page() -> None:
    sanne = factories.person("Sanne de Wit")
    client = Client()
    client.force_login(sanne)
    own = client.get(FINDER)
    assert not is_kept(own)
    stranger = Client().get(FINDER)
    assert not is_kept(stranger)
    assert "set-cookie" not in {name.lower() for name in stranger.headers}
    assert stranger.cookies == {}
    assert not is_kept(client.get(FINDER))


@pytest.mark.django_db
def test_a_false_host_neither_gets_nor_leaves_a_page() -> None:
    Client().get(FINDER)
    for host in ("evil.example", "localhost:80@evil.example", "testserver.evil.example"):
        assert Client().get(FINDER, headers={"host": host}).status_code == 400
        assert (
            Client().get(FINDER, headers={"x-forwarded-host": host}).content.decode().find("evil")
            == -1
        )
    again = Client().get(FINDER)
    assert "evil" not in again.content.decode()


@pytest.mark.django_db
def test_head_answers_like_get_without_a_body() -> None:
    answer = Client().head(FINDER)
    assert (answer.status_code, answer.content) == (200, b"")


def test_messages_live_under_the_cookie_that_is_looked_for(settings: Any) -> None:
    from django.contrib.messages.storage.cookie import CookieStorage  # noqa: PLC0415

    assert CookieStorage.cookie_name == "messages"
    assert settings.MESSAGE_STORAGE.endswith("FallbackStorage")
