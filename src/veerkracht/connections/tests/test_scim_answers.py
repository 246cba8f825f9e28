"""Seeing, versions, who asks and odd questions: what a system hears."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories
from veerkracht.connections import entrance
from veerkracht.connections.models import ProvisionedPerson, Token
from veerkracht.connections.tests.scim_ways import ANNA, created, is_error, row
from veerkracht.connections.tests.scim_world import USER, System, described
from veerkracht.kernel import limits

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unhurried")]


SOMEBODY = "0b6c2f0e-6d0f-4a53-9c3e-2f7d1f6f3a11"  # the same in every worker: it stands in the name of a test


VALUES: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, 0, "", "a", "anna@x.example", "x" * 400, [], [{}], {}, {"value": "a@b.example"}]
)


FIELDS = st.sampled_from(
    ["userName", "externalId", "name", "displayName", "title", "userType", "active", "emails"]
)


# Seeing


def test_one_organisation_never_sees_or_touches_the_people_of_another(
    mumc: System, viecuri: System
) -> None:
    found = created(mumc)
    path = f"/Users/{found['id']}"
    is_error(viecuri.get(path), 404)
    is_error(viecuri.ask("PUT", path, described(ANNA)), 404)
    is_error(viecuri.patch(found["id"], {"op": "remove", "path": "title"}), 404)
    is_error(viecuri.ask("DELETE", path), 404)
    assert viecuri.get("/Users").json()["totalResults"] == 0
    assert viecuri.get(f'/Users?filter=userName eq "{ANNA}"').json()["totalResults"] == 0
    assert created(viecuri)["id"] != found["id"]


def test_people_who_said_themselves_that_they_work_there_are_not_seen(mumc: System) -> None:
    factories.person("Pien", organisation=mumc.organisation)
    assert mumc.get("/Users").json()["totalResults"] == 0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('userName eq "ANNA@mumc.example"', 1),
        ('username Eq "anna@mumc.example"', 1),
        (f'{USER}:userName eq "anna@mumc.example"', 1),
        ('externalId eq "p-anna@mumc.example"', 1),
        ('externalId eq "P-ANNA@mumc.example"', 0),
        ('emails.value eq "anna@mumc.example"', 1),
        ('emails eq "anna@mumc.example"', 1),
        ('active eq true and userName eq "anna@mumc.example"', 1),
        ("active eq false", 0),
        ('id eq "geen"', 0),
        ('userName eq "\' or 1=1 --"', 0),
    ],
)
def test_somebody_is_found_by_a_filter(mumc: System, text: str, found: int) -> None:
    created(mumc)
    created(mumc, "ben@mumc.example")
    answer = mumc.client.get("/scim/v2/Users", {"filter": text}, headers=mumc.headers)
    assert answer.status_code == 200, answer.content
    wanted = 0 if found == 0 else 1
    assert answer.json()["totalResults"] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "userName",
        'userName sw "a"',
        'title eq "arts"',
        'userName eq "a" or userName eq "b"',
        'not (userName eq "a")',
        "userName eq",
        'nergens eq "a"',
        "(" * 500,
        'userName eq "' + "a" * 3000 + '"',
        'userName eq "\x00"',
        "",
    ],
)
def test_a_filter_that_we_do_not_know_is_refused_and_not_passed_over(
    mumc: System, text: str
) -> None:
    created(mumc)
    answer = mumc.client.get("/scim/v2/Users", {"filter": text}, headers=mumc.headers)
    is_error(answer, 400, answer.json().get("scimType"))


def test_pages_hold_everybody_once(mumc: System) -> None:
    for number in range(7):
        created(mumc, f"p{number}@mumc.example")
    seen: list[str] = []
    for start in (1, 4, 7):
        page = mumc.get(f"/Users?startIndex={start}&count=3").json()
        assert page["totalResults"] == 7
        assert page["itemsPerPage"] == len(page["Resources"])
        seen += [one["userName"] for one in page["Resources"]]
    assert seen == [f"p{number}@mumc.example" for number in range(7)]
    assert mumc.get("/Users?count=0").json().get("Resources", []) == []
    assert mumc.get("/Users?startIndex=-5&count=2").json()["startIndex"] == 1
    assert mumc.get("/Users?startIndex=99999999999999999999").json()["totalResults"] == 7
    assert mumc.get("/Users?count=99999999999999999999").json()["itemsPerPage"] == 7


def test_only_the_attributes_that_are_asked_for_come(mumc: System) -> None:
    found = created(mumc)
    answer = mumc.get(f"/Users/{found['id']}?attributes=userName").json()
    assert set(answer) == {"schemas", "id", "userName"}
    answer = mumc.get("/Users?excludedAttributes=name,emails").json()["Resources"][0]
    assert "name" not in answer
    assert "userName" in answer


# Versions


def test_a_version_goes_up_with_each_change_and_guards_it(mumc: System) -> None:
    found = created(mumc)
    path = f"/Users/{found['id']}"
    first = mumc.get(path)
    assert first.headers["ETag"] == found["meta"]["version"] == 'W/"1"'
    assert mumc.get(path, If_None_Match='W/"1"').status_code == 304
    change = {"op": "replace", "path": "title", "value": "arts"}
    second = mumc.patch(found["id"], change, If_Match='W/"1"')
    assert second.headers["ETag"] == 'W/"2"'
    is_error(mumc.patch(found["id"], change, If_Match='W/"1"'), 412)
    is_error(mumc.ask("DELETE", path, If_Match='W/"1"'), 412)
    assert mumc.patch(found["id"], change).headers["ETag"] == 'W/"2"'


def test_a_replacement_leaves_nothing_of_the_old(mumc: System) -> None:
    found = created(mumc, title="arts")
    answer = mumc.ask("PUT", f"/Users/{found['id']}", described(ANNA, externalId=None))
    assert answer.status_code == 200
    assert "title" not in answer.json()
    assert "externalId" not in answer.json()
    assert answer.json()["id"] == found["id"]


# Who asks


def test_without_a_fitting_token_there_is_nothing(mumc: System, client: Client) -> None:
    is_error(client.get("/scim/v2/Users"), 401)
    assert client.get("/scim/v2/Users").headers["WWW-Authenticate"] == "Bearer"
    is_error(client.get("/scim/v2/Users", headers={"Authorization": "Bearer veerkracht_x"}), 401)
    is_error(client.get("/scim/v2/Nergens"), 401)
    other = System("viecuri", "bookings:read")
    is_error(other.get("/Users"), 403)
    Token.objects.update(expires_at=Token.objects.latest("pk").made_at + timedelta(seconds=1))
    Token.objects.update(revoked_at=Token.objects.latest("pk").made_at)
    is_error(mumc.get("/Users"), 401)


def test_a_session_of_the_contact_opens_nothing(mumc: System) -> None:
    visitor = Client()
    behind_it = Token.objects.get().made_by
    assert behind_it is not None
    visitor.force_login(behind_it)
    is_error(visitor.get("/scim/v2/Users"), 401)


def test_a_system_that_asks_too_often_hears_when_to_come_back(
    mumc: System, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.RATE_LIMITS = True
    monkeypatch.setattr(entrance, "MOST_WITH_TOKEN", 3)
    limits.forget()
    answers = [mumc.get("/Me") for _turn in range(4)]
    is_error(answers[2], 501)
    is_error(answers[3], 429)
    assert int(answers[3].headers["Retry-After"]) > 0
    limits.forget()


# Odd questions


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        (b"geen json", 400, "invalidSyntax"),
        (b"[]", 400, "invalidSyntax"),
        (b"null", 400, "invalidSyntax"),
        (b"\xff\xfe", 400, "invalidSyntax"),
        (b"[" * 50_000, 400, "invalidSyntax"),
        (b'{"a":' * 100 + b"1" + b"}" * 100, 400, "invalidSyntax"),
        (b"{}", 400, None),
        ({"schemas": [USER]}, 400, "invalidValue"),
        ({"schemas": ["urn:nergens"], "userName": "a"}, 400, None),
        ({"schemas": [USER], "userName": 5}, 400, "invalidValue"),
        ({"schemas": [USER], "userName": {"a": 1}}, 400, "invalidValue"),
        ({"schemas": [USER], "userName": ""}, 400, "invalidValue"),
        ({"schemas": [USER], "userName": "a\x00b"}, 400, "invalidValue"),
        ({"schemas": [USER], "userName": "a\ud800b"}, 400, "invalidValue"),
        ({"schemas": [USER], "userName": "a" * 300}, 400, "invalidValue"),
        ({"schemas": [USER], "userName": "a", "emails": "b"}, 400, "invalidValue"),
        ({"schemas": [USER], "userName": "a", "emails": [{"value": "geen"}]}, 400, "invalidValue"),
        ({"schemas": [USER], "userName": "a", "active": "misschien"}, 400, "invalidValue"),
        ({"schemas": [USER], "userName": "a", "externalId": "b" * 300}, 400, "invalidValue"),
        (b"x" * 200_000, 413, None),
    ],
)
def test_what_cannot_be_a_person_is_refused_in_scims_own_form(
    mumc: System, body: Any, status: int, kind: str | None
) -> None:
    answer = mumc.ask("POST", "/Users", body)
    assert answer.status_code == status, answer.content
    is_error(answer, status, kind or answer.json().get("scimType"))
    assert not ProvisionedPerson.objects.exists()


@pytest.mark.parametrize(
    ("operations", "status"),
    [
        ([], 400),
        ([{"op": "schrijf"}], 400),
        ([{"op": "remove"}], 400),
        ([{"op": "replace", "path": "id", "value": "x"}], 400),
        ([{"op": "remove", "path": "userName"}], 400),
        ([{"op": "replace", "path": "emails[", "value": "x"}], 400),
        ([{"op": "replace", "path": "(" * 300, "value": "x"}], 400),
        ([{"op": "add", "path": "name", "value": "tekst"}], 400),
        ([{"op": "replace", "path": "nergens", "value": "x"}], 200),
        ([{"op": "add", "path": f"{USER}:title", "value": "arts"}], 200),
    ],
)
def test_a_change_that_makes_no_sense_changes_nothing(
    mumc: System, operations: list[dict[str, Any]], status: int
) -> None:
    found = created(mumc)
    assert mumc.patch(found["id"], *operations).status_code == status
    if status != 200:
        assert row(found).version == 1


def test_what_large_systems_send_beside_the_schema_is_passed_over(mumc: System) -> None:
    enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
    answer = mumc.create(
        ANNA,
        schemas=[USER, enterprise],
        phoneNumbers=[{"type": "work", "value": "06"}],
        **{enterprise: {"department": "Verloskunde"}},
    )
    assert answer.status_code == 201, answer.content
    assert "Verloskunde" not in json.dumps(ProvisionedPerson.objects.get().record)


def test_somebody_twice_is_a_conflict(mumc: System) -> None:
    found = created(mumc)
    is_error(mumc.create(ANNA.upper()), 409, "uniqueness")
    is_error(mumc.create("ander", emails=[{"value": ANNA}]), 409, "uniqueness")
    other = created(mumc, "ben@mumc.example")
    change = {"op": "replace", "path": "userName", "value": ANNA}
    is_error(mumc.patch(other["id"], change), 409, "uniqueness")
    assert mumc.get(f"/Users/{found['id']}").status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/Groups", 404),
        ("GET", "/Me", 501),
        ("POST", "/Bulk", 404),
        ("PUT", "/Users", 405),
        ("POST", "/Schemas", 405),
        ("GET", "/Users/geen-nummer", 404),
        ("GET", f"/Users/{SOMEBODY}", 404),
        ("GET", "/Schemas/urn:nergens", 404),
        ("GET", '/Schemas?filter=id eq "a"', 403),
        ("GET", "/", 404),
    ],
)
def test_other_addresses_and_methods_answer_in_scims_own_form(
    mumc: System, method: str, path: str, status: int
) -> None:
    is_error(mumc.ask(method, path, {} if method in {"PUT", "POST"} else None), status)


def test_another_kind_of_body_is_refused(mumc: System) -> None:
    answer = mumc.ask("POST", "/Users", "userName=anna", Content_Type="text/plain")
    is_error(answer, 415)


def test_what_breaks_is_a_500_in_scims_own_form_and_loud_in_the_log(
    mumc: System, caplog: pytest.LogCaptureFixture
) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE connections_provisionedperson RENAME TO gone")
        is_error(mumc.get("/Users"), 500)
        transaction.set_rollback(True)
    assert "ProgrammingError" in caplog.text


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.dictionaries(FIELDS, VALUES))
def test_whatever_is_sent_is_taken_in_or_refused(mumc: System, sent: dict[str, Any]) -> None:
    answer = mumc.ask("POST", "/Users", {"schemas": [USER], **sent})
    assert answer.status_code in {201, 400, 409}, answer.content
    if answer.status_code == 201:
        mumc.ask("DELETE", f"/Users/{answer.json()['id']}")
