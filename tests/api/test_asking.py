"""Asking with a token or without, and everything that is not a good question."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests import factories
from tests.api.conftest import Asking, secret_of
from veerkracht.connections import entrance
from veerkracht.connections.actions import revoke_token
from veerkracht.connections.models import Token
from veerkracht.connections.rules import MARK
from veerkracht.kernel import limits
from veerkracht.kernel.clock import now
from veerkracht.people.actions import end_role, erase_person, give_role
from veerkracht.people.models import Organisation, Person, Role, RoleKind

pytestmark = pytest.mark.django_db
Ask = Callable[..., Asking]
REQUIRED = {"type", "title", "status", "detail"}


def is_problem(response: Any, status: int) -> dict[str, Any]:
    """The problem in an answer, after looking whether it has the form of RFC 9457."""
    assert response.status_code == status, response.content
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["API-Version"] == "1.0.0"
    found: dict[str, Any] = json.loads(response.content)
    assert found["status"] == status
    assert set(found) - {"errors"} == REQUIRED
    assert all(found[name] for name in REQUIRED)
    return found


# Tokens


def test_a_token_opens_what_it_is_for_and_nothing_else(person: Person, asking: Ask) -> None:
    reader = asking(secret_of(person, "enrolments:read"))
    assert reader.get("/enrolments").status_code == 200
    problem = is_problem(reader.post("/enrolments", {"editionId": 1}), 403)
    assert "enrolments:write" in problem["detail"]
    is_problem(reader.get("/editions"), 403)


def test_the_catalogue_needs_no_token_but_a_wrong_one_is_told(asking: Ask) -> None:
    assert asking().get("/editions").status_code == 200
    is_problem(asking(MARK + "x" * 43).get("/editions"), 401)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer ",
        "Basic YTpi",
        "Bearer a b c",
        "Bearer " + "x" * 5000,
        "Bearer \u00e9",
    ],
)
def test_an_odd_header_is_no_token(asking: Ask, header: str) -> None:
    response = asking().get("/enrolments", Authorization=header)
    is_problem(response, 401)
    assert response.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_revoked_token_opens_nothing_from_that_moment(person: Person, asking: Ask) -> None:
    asker = asking(secret_of(person))
    assert asker.get("/enrolments").status_code == 200
    revoke_token(token=Token.objects.get(), by=person)
    is_problem(asker.get("/enrolments"), 401)


def test_an_expired_token_opens_nothing(
    person: Person, asking: Ask, clock: time_machine.Traveller
) -> None:
    asker = asking(secret_of(person, expires_at=now() + timedelta(hours=1)))
    clock.shift(timedelta(minutes=59))
    assert asker.get("/enrolments").status_code == 200
    clock.shift(timedelta(minutes=1))
    is_problem(asker.get("/enrolments"), 401)


def test_the_token_of_somebody_who_left_opens_nothing(person: Person, asking: Ask) -> None:
    asker = asking(secret_of(person))
    erase_person(person=person, by=person)
    is_problem(asker.get("/enrolments"), 401)


def test_an_organisations_token_stops_when_its_maker_no_longer_speaks_for_it(
    person: Person, asking: Ask
) -> None:
    organisation = Organisation.objects.all()[0]
    give_role(person=person, kind=RoleKind.EMPLOYER, organisation=organisation, by=None)
    asker = asking(secret_of(person, "catalogue:read", organisation=organisation))
    assert asker.get("/editions").status_code == 200
    end_role(role=Role.objects.get(person=person), by=factories.administrator())
    is_problem(asker.get("/editions"), 401)


@pytest.mark.parametrize("name", ["token", "access_token", "Access_Token", "api_key"])
def test_a_token_in_the_address_is_refused_also_when_it_works(
    person: Person, asking: Ask, name: str
) -> None:
    secret = secret_of(person)
    problem = is_problem(asking().get(f"/editions?{name}={secret}"), 400)
    assert secret not in problem["detail"]


def test_a_session_opens_nothing(person: Person) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(person)
    is_problem(client.get("/api/v1/enrolments"), 401)


def test_the_day_of_use_is_remembered(person: Person, api: Asking) -> None:
    assert Token.objects.get().last_used_on is None
    api.get("/enrolments")
    assert Token.objects.get().last_used_on is not None


# What is not a good question


@pytest.mark.parametrize(
    "path",
    ["", "/", "/nergens", "/editions/", "/editions/1/", "/editions/abc", "/editions/-1", "/%00"],
)
def test_what_is_not_there_is_a_problem_and_never_a_redirect(asking: Ask, path: str) -> None:
    is_problem(asking().get(path), 404)


def test_a_number_larger_than_the_database_knows_is_not_there(asking: Ask) -> None:
    is_problem(asking().get(f"/editions/{2**63}"), 404)
    is_problem(asking().get("/editions/" + "9" * 400), 404)


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_another_method_is_told_which_ones_there_are(asking: Ask, method: str) -> None:
    client = asking().client
    response = getattr(client, method)("/api/v1/editions", content_type="application/json")
    is_problem(response, 405)
    assert response.headers["Allow"] == "GET"


def test_head_answers_as_get_does_without_a_body(asking: Ask) -> None:
    got, head = asking().get("/editions"), asking().client.head("/api/v1/editions")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == got.headers["ETag"]
    assert head.headers["Content-Length"] == str(len(got.content))


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=101",
        "limit=-1",
        "limit=1.0",
        "limit= 1",
        "limit=true",
        "limit=",
        "limit=\u0661",
        "limit=1&limit=2",
        "onbekend=1",
        "region=ZUID",
        "region=%00",
        "open=1",
        "open=yes",
        "startsFrom=2026-13-01",
        "startsFrom=20261123",
        "startsFrom=1700000000",
        "startsFrom=2026-11-23T00:00:00Z",
        "courseId=0",
        f"courseId={2**63}",
        "course_id=1",
        "cursor=",
        "cursor=onzin",
        "cursor=WzFd:onzin",
    ],
)
def test_an_odd_question_is_told_which_value_is_odd(asking: Ask, query: str) -> None:
    problem = is_problem(asking().get(f"/editions?{query}"), 400)
    assert problem["errors"][0]["in"] == "query"
    assert problem["errors"][0]["location"]["name"] == query.partition("=")[0]


@pytest.mark.parametrize(
    "body",
    [
        " ",
        "{",
        "[]",
        "null",
        '"tekst"',
        "1",
        "{}",
        '{"editionId": "1"}',
        '{"editionId": 1.5}',
        '{"editionId": 1e400}',
        '{"editionId": true}',
        '{"editionId": null}',
        '{"editionId": 0}',
        f'{{"editionId": {2**63}}}',
        '{"editionId": NaN}',
        '{"editionId": 1, "editionId": 2}',
        '{"edition_id": 1}',
        '{"editionId": 1, "meer": 1}',
        '{"editionId": 1, "despiteOverlap": 1}',
        '{"editionId": 1, "despiteOverlap": "true"}',
        b"\xff\xfe{",
        "[" * 50_000,
        '{"a":' * 5_000 + "1" + "}" * 5_000,
        '{"editionId": 1' + "0" * 5000 + "}",
    ],
)
def test_an_odd_body_is_a_problem_and_nothing_happens(api: Asking, body: str | bytes) -> None:
    is_problem(api.post("/enrolments", body), 400)


@pytest.mark.parametrize("text", ["a\x00b", "\ud800", "a" * 201])
def test_text_that_cannot_be_kept_is_refused(api: Asking, text: str) -> None:
    edition = factories.edition()
    made = api.post("/enrolments", {"editionId": edition.pk}).json()
    body = json.dumps({"reason": text})
    is_problem(api.post(f"/enrolments/{made['id']}/cancellation", body), 400)


def test_a_large_body_is_refused_before_it_is_read(api: Asking) -> None:
    is_problem(api.post("/enrolments", '{"reason": "' + "a" * 200_000 + '"}'), 413)
    is_problem(api.post("/enrolments", b"a" * 2_000_000), 413)


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "application/xml"]
)
def test_a_body_that_is_not_json_is_refused(api: Asking, kind: str) -> None:
    is_problem(api.post("/enrolments", '{"editionId": 1}', content_type=kind), 415)


def test_a_wrong_value_in_a_body_is_pointed_at(api: Asking) -> None:
    problem = is_problem(api.post("/enrolments", {"editionId": "een"}), 400)
    assert problem["errors"] == [
        {
            "in": "body",
            "location": {"pointer": "#/editionId"},
            "code": "int_type",
            "detail": "Dit moet een geheel getal zijn.",
        }
    ]


def test_an_unknown_host_is_a_problem_too() -> None:
    client = Client(raise_request_exception=False)
    is_problem(client.get("/api/v1/editions", headers={"Host": "kwaad.example"}), 400)


def test_a_fault_of_ours_is_a_problem_without_its_insides(
    asking: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object, **_named: object) -> None:
        raise ZeroDivisionError("geheim")

    monkeypatch.setattr("django.db.models.query.QuerySet._fetch_all", broken)
    response = asking().get("/editions")
    is_problem(response, 500)
    assert b"geheim" not in response.content
    assert b"ZeroDivision" not in response.content


# Languages, limits, caches


def test_sentences_are_in_the_language_that_is_asked_for(asking: Ask) -> None:
    english = is_problem(asking().get("/nergens", Accept_Language="en-GB,nl;q=0.5"), 404)
    dutch = is_problem(asking().get("/nergens", Accept_Language="de,nl"), 404)
    assert dutch["title"] == "Dit bestaat niet"
    assert asking().get("/editions", Accept_Language="en").headers["Content-Language"] == "en"
    assert english["status"] == 404
    assert is_problem(asking().get("/nergens", Accept_Language="\x00;q=é" * 50), 404)


def test_asking_too_often_is_told_when_to_return(
    asking: Ask, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entrance, "MOST_WITHOUT", 5)
    settings.RATE_LIMITS = True
    limits.forget()
    statuses = [asking().get("/courses").status_code for _turn in range(6)]
    assert statuses == [200] * 5 + [429]
    last = asking().get("/courses")
    is_problem(last, 429)
    assert last.headers["Retry-After"] == "300"
    limits.forget()


def test_trying_tokens_is_stopped_after_thirty(asking: Ask, settings: Any) -> None:
    settings.RATE_LIMITS = True
    limits.forget()
    statuses = [asking(f"{MARK}{turn}").get("/courses").status_code for turn in range(32)]
    assert statuses == [401] * 30 + [429] * 2
    limits.forget()


def test_what_has_not_changed_is_not_sent_again(asking: Ask, api: Asking) -> None:
    factories.edition()
    for asker, path in ((asking(), "/editions"), (api, "/enrolments"), (asking(), "/openapi.json")):
        etag = asker.get(path).headers["ETag"]
        again = asker.get(path, If_None_Match=etag)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == etag
        assert again.headers["API-Version"] == "1.0.0"
    factories.edition()
    assert asking().get("/editions", If_None_Match=etag).status_code == 200


def test_answers_about_a_person_are_kept_nowhere_and_read_by_no_other_website(
    asking: Ask, api: Asking
) -> None:
    own, public = api.get("/enrolments"), asking().get("/editions")
    assert own.headers["Cache-Control"] == "no-store"
    assert "Access-Control-Allow-Origin" not in own.headers
    assert "Access-Control-Allow-Origin" not in api.get("/editions").headers
    assert public.headers["Access-Control-Allow-Origin"] == "*"
    assert "Accept-Language" in public.headers["Vary"]
    assert not own.cookies
    assert not public.cookies
