"""The own origin: a host on which nothing else answers, strict headers, and no cookie of the site."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from veerkracht.conversations.tests.resident import Resident

pytestmark = pytest.mark.django_db
OWN, MAIN = "gesprek.example:8443", "veerkracht.example"


@pytest.fixture
def hosts(settings: Any) -> None:
    settings.CONVERSATIONS_URL = f"https://{OWN}"
    settings.ALLOWED_HOSTS = ["gesprek.example", MAIN]


def get(path: str, host: str, **more: Any) -> Any:
    return Client(raise_request_exception=False).get(path, headers={"host": host}, **more)


@pytest.mark.usefixtures("hosts")
@pytest.mark.parametrize(
    "path",
    ["/redactie/", "/leren/", "/account/login/", "/beheer/", "/api/", "/gezond/", "/gesprek"],
)
def test_on_its_own_host_nothing_of_the_site_answers(path: str) -> None:
    answer = get(path, OWN)
    assert (answer.status_code, answer.json()) == (404, {"error": "unknown"})
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert not answer.cookies


@pytest.mark.usefixtures("hosts")
def test_on_the_main_host_a_visitor_is_sent_over_and_a_post_is_not() -> None:
    answer = get("/gesprek/?a=1", MAIN)
    assert answer.headers["Location"] == f"https://{OWN}/gesprek/?a=1"
    posted = Client().post(
        "/gesprek/opslag/haal/", b"{}", "application/json", headers={"host": MAIN}
    )
    assert posted.status_code == 404
    assert get("/gezond/", MAIN).status_code == 200


@pytest.mark.usefixtures("hosts")
def test_who_types_the_bare_name_comes_to_the_conversation() -> None:
    assert get("/", OWN).headers["Location"] == "/gesprek/"
    assert get("/static/ui/nothing.css", OWN).status_code == 404
    assert get("/gesprek/", "unknown.example").status_code == 400


def test_headers_are_strict_and_no_cookie_is_set_or_read() -> None:
    client = Client()
    client.cookies["django_language"] = "en"
    answer = client.get("/gesprek/")
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self' 'sha256-" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Permissions-Policy"].startswith("camera=(self)")
    assert not answer.cookies
    assert 'lang="nl"' in answer.content.decode()


def test_in_production_it_is_https_only_for_a_year(settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 31_536_000
    answer = get("/gesprek/", "testserver")
    assert answer.headers["Location"] == "https://testserver/gesprek/"
    secure = get("/gesprek/", "testserver", secure=True)
    assert secure.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_a_save_passes_no_session_and_costs_two_statements(
    django_assert_num_queries: Any,
) -> None:
    resident = Resident()
    resident.save()
    with django_assert_num_queries(0):  # those of the save go past Django, prepared
        assert resident.save().status_code == 200


def test_an_address_that_is_not_there_is_small_json() -> None:
    answer = get("/gesprek/nergens/", "testserver")
    assert (answer.status_code, answer.json()) == (404, {"error": "unknown"})
    assert get("/gesprek/schil/%00/x", "testserver").status_code == 404


def test_a_database_that_is_away_is_said_to_be_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_words: object) -> None:
        raise OperationalError("connection to 10.0.0.1 failed")

    monkeypatch.setattr("veerkracht.conversations.kept_rows._one", away)
    answer = Resident().fetch()
    assert (answer.status_code, answer.json()) == (503, {"error": "away"})
