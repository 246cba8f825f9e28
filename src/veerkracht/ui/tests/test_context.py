"""What every page knows, and that it costs no query."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation

from veerkracht.ui import context
from veerkracht.ui.navigation import NavItem, items, navigation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest

pytestmark = pytest.mark.urls("veerkracht.ui.tests.urls")


@pytest.fixture
def request_of_a_visitor() -> Iterator[HttpRequest]:
    request = RequestFactory().get("/ui/?q=ouders")
    request.user = AnonymousUser()
    with translation.override("nl"):
        yield request


@pytest.fixture
def _one_word() -> Iterator[None]:
    navigation.add("gallery", lambda _request: NavItem("Onderdelen", "/ui/"), order=1)
    yield
    navigation.remove("gallery")


@pytest.mark.usefixtures("_one_word")
def test_the_word_of_this_page_is_current(request_of_a_visitor: HttpRequest) -> None:
    assert items(request_of_a_visitor)[0] == NavItem("Onderdelen", "/ui/", current=True)


def test_the_other_language_is_this_same_page(request_of_a_visitor: HttpRequest) -> None:
    links = context.languages(request_of_a_visitor)
    assert [(link.code, link.url) for link in links] == [("en", "/en/ui/?q=ouders")]


def test_a_page_without_translation_leads_to_the_other_front_page() -> None:
    with translation.override("nl"):
        assert context.languages(RequestFactory().get("/nergens/"))[0].url == "/en/"


def test_english_search_stays_english() -> None:
    with translation.override("en"):
        assert context.page(RequestFactory().get("/en/ui/"))["finder_url"] == "/en/leren/"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/ui/?q=a&b=1", "/account/login/?next=%2Fui%2F%3Fq%3Da%26b%3D1"),
        ("/", "/account/login/"),
        ("/account/login/code/", "/account/login/"),
    ],
)
def test_signing_in_brings_you_back_to_where_you_were(path: str, expected: str) -> None:
    with translation.override("nl"):
        assert context.sign_in_url(RequestFactory().get(path)) == expected


def test_a_request_that_failed_early_has_no_person() -> None:
    assert context.signed_in(RequestFactory().get("/")) is None


def test_a_page_for_visitors_asks_the_database_nothing_and_sets_no_cookie(client: Client) -> None:
    # Without the ``db`` fixture any query would fail.
    answer = client.get("/ui/pagina/")
    assert answer.status_code == 200
    assert not answer.cookies
    assert "csrfmiddlewaretoken" not in answer.content.decode()


def test_the_gallery_shows_every_part(client: Client) -> None:
    assert client.get("/ui/").status_code == 200
    assert 'lang="en"' in client.get("/en/ui/").content.decode()


@pytest.mark.parametrize("name", ["400", "500", "503"])
def test_pages_for_bad_moments_need_no_request_and_no_database(name: str) -> None:
    html = render_to_string(f"{name}.html")
    assert 'lang="nl"' in html
    assert 'lang="en"' in html


@pytest.mark.parametrize("name", ["403", "404", "409", "422", "429"])
def test_error_pages_say_what_happened(name: str, request_of_a_visitor: HttpRequest) -> None:
    html = render_to_string(
        f"{name}.html", {"message": "Deze plek is net vergeven."}, request_of_a_visitor
    )
    assert "Deze plek is net vergeven." in html
    assert "<h1>" in html
