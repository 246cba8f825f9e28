"""The NL API Design Rules, each by its name, on the description and on real answers.

The rules are those of the standard (Logius, version 2.1 and the error rules that version 2.2 adds). Its
published ruleset is not in a package registry, so each technical rule is a test here; the table in
``docs/reference/api-design-rules.md`` says how the others are met, and a test keeps the two together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import factories
from tests.api.conftest import Asking
from veerkracht.connections.api import api
from veerkracht.connections.description import described

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
METHODS = {"get", "post", "put", "patch", "delete"}
CAMEL = re.compile(r"[a-z][a-z0-9]*([A-Z][a-z0-9]*)*")
PASCAL = re.compile(r"[A-Z][A-Za-z0-9]*")
SEMVER = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
Ask = Callable[..., Asking]


@pytest.fixture
def description() -> dict[str, Any]:
    return described(api())


def operations(description: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def schemas(part: Any) -> Iterator[dict[str, Any]]:
    """Every schema with properties, however deep."""
    if isinstance(part, dict):
        if isinstance(part.get("properties"), dict):
            yield part
        for one in part.values():
            yield from schemas(one)
    elif isinstance(part, list):
        for one in part:
            yield from schemas(one)


def test_core_naming_resources_nouns_no_verbs(description: dict[str, Any]) -> None:
    verbs = {"get", "list", "create", "make", "cancel", "book", "search", "update", "delete"}
    words = {word for path in description["paths"] for word in re.findall(r"[a-z]+", path)}
    assert words & verbs == set()


def test_core_naming_collections_in_plural(description: dict[str, Any]) -> None:
    collections = {path.split("/")[1] for path in description["paths"]} - {"openapi.json", "token"}
    assert {name for name in collections if not name.endswith("s")} == set()


def test_core_no_trailing_slash(description: dict[str, Any], asking: Ask) -> None:
    assert [path for path in description["paths"] if path.endswith("/")] == []
    assert asking().get("/editions/").status_code == 404


def test_core_path_segments_kebab_case(description: dict[str, Any]) -> None:
    fits = re.compile(r"(/([a-z0-9-]+|\{[A-Za-z]+\}))+")
    paths = set(description["paths"]) - {"/openapi.json"}
    assert [path for path in paths if not fits.fullmatch(path)] == []


def test_core_query_keys_camel_case(description: dict[str, Any]) -> None:
    names = {
        one["name"]
        for _path, _method, operation in operations(description)
        for one in operation["parameters"]
        if one["in"] != "header"
    }
    assert names
    assert [name for name in names if not CAMEL.fullmatch(name)] == []


def test_properties_in_lower_camel_case_and_schemas_in_upper(description: dict[str, Any]) -> None:
    names = {name for schema in schemas(description) for name in schema["properties"]}
    assert [name for name in names if not CAMEL.fullmatch(name)] == []
    assert [one for one in description["components"]["schemas"] if not PASCAL.fullmatch(one)] == []


def test_core_http_methods_only_standard_ones(description: dict[str, Any]) -> None:
    assert {method for _path, method, _operation in operations(description)} <= METHODS


def test_core_http_safety_a_get_changes_nothing(asking: Ask) -> None:
    from veerkracht.connections.models import KeptAnswer  # noqa: PLC0415

    edition = factories.edition()
    before = asking().get(f"/editions/{edition.pk}").content
    assert asking().get(f"/editions/{edition.pk}").content == before
    assert not KeptAnswer.objects.exists()


def test_core_stateless_no_session_is_begun(asking: Ask) -> None:
    asker = asking()
    asker.get("/editions")
    assert not asker.client.cookies


def test_core_doc_openapi_version_three_with_references_that_resolve(
    description: dict[str, Any],
) -> None:
    assert re.fullmatch(r"3\.\d+\.\d+", description["openapi"])
    named = set(re.findall(r"'#/components/schemas/(\w+)'", str(description)))
    assert named == set(description["components"]["schemas"])
    assert description["paths"]


def test_core_doc_openapi_contact(description: dict[str, Any]) -> None:
    contact = description["info"]["contact"]
    assert all(contact[name] for name in ("name", "email", "url"))


def test_core_doc_language_dutch(description: dict[str, Any]) -> None:
    said = [operation["summary"] for _path, _method, operation in operations(description)]
    assert all(said)
    english = {"the", "list", "your", "and", "with"}
    assert not [words for words in said if english & set(words.lower().split())]


def test_core_publish_openapi_at_its_place_for_every_website(asking: Ask) -> None:
    response = asking().get("/openapi.json")
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("application/json")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "/openapi.json" in response.json()["paths"]


def test_core_uri_version_major_only(description: dict[str, Any]) -> None:
    [server] = description["servers"]
    assert server["url"].endswith("/api/v1")


def test_core_semver(description: dict[str, Any]) -> None:
    assert SEMVER.fullmatch(description["info"]["version"])


def test_core_version_header_in_every_answer(description: dict[str, Any], asking: Ask) -> None:
    version = description["info"]["version"]
    for path in ("/editions", "/nergens", "/enrolments", "/openapi.json"):
        assert asking().get(path).headers["API-Version"] == version
    silent = [
        (path, method, status)
        for path, method, operation in operations(description)
        for status, response in operation["responses"].items()
        if "API-Version" not in response["headers"]
    ]
    assert silent == []


def test_core_changelog_and_deprecation_are_public(client: Any) -> None:
    page = client.get("/api/").content.decode()
    assert "Dit is versie" in page
    assert "blijft deze nog een jaar werken" in page
    assert (ROOT / "docs/reference/api-changelog.md").read_text().count("## 1.0.0") == 1


def test_core_problem_details_for_every_error(description: dict[str, Any]) -> None:
    wrong = [
        (path, method, status)
        for path, method, operation in operations(description)
        for status, response in operation["responses"].items()
        if status >= "400" and list(response["content"]) != ["application/problem+json"]
    ]
    assert wrong == []
    problem = description["components"]["schemas"]["ProblemAnswer"]
    assert {"type", "title", "status", "detail"} <= set(problem["required"])


def test_core_invalid_input_is_400_and_says_where(description: dict[str, Any]) -> None:
    """Every GET with parameters and every write can answer 400."""
    without = [
        (path, method)
        for path, method, operation in operations(description)
        if (method != "get" or operation["parameters"]) and "400" not in operation["responses"]
    ]
    assert without == []
    fault = description["components"]["schemas"]["FaultAnswer"]["properties"]
    assert set(fault) == {"in", "location", "code", "detail"}


def test_core_http_response_code_each_has_its_own_meaning(description: dict[str, Any]) -> None:
    for path, method, operation in operations(description):
        expected = {"200"} if method == "get" else {"200", "201"}
        good = {status for status in operation["responses"] if status < "300"}
        assert good <= expected, path


def test_core_date_time_iso_8601_in_utc(description: dict[str, Any], asking: Ask) -> None:
    edition = factories.edition()
    found = asking().get(f"/editions/{edition.pk}").json()
    moments = [value for name, value in found.items() if name.endswith("At") and value]
    assert len(moments) == 4
    fits = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
    assert [moment for moment in moments if not fits.fullmatch(moment)] == []
    for schema in schemas(description):
        for name, value in schema["properties"].items():
            if name.endswith(("At", "Until", "From")):
                assert "date" in str(value), name


def test_core_transport_security_headers(asking: Ask, settings: Any) -> None:
    settings.SECURE_HSTS_SECONDS = 31_536_000
    for path in ("/editions", "/enrolments", "/nergens", "/openapi.json"):
        response = asking().client.get(f"/api/v1{path}", secure=True)
        assert response.headers["Cache-Control"] in {"no-store", "no-cache"}
        assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        assert "max-age=31536000" in response.headers["Strict-Transport-Security"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["X-Frame-Options"] == "DENY"


def test_core_transport_cors_only_for_what_is_public(asking: Ask) -> None:
    assert asking().get("/editions").headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in asking().get("/enrolments").headers


def test_core_transport_no_sensitive_uris(description: dict[str, Any]) -> None:
    secrets = {"token", "email", "name", "address", "bsn", "key"}
    asked = {
        one["name"].lower()
        for _path, _method, operation in operations(description)
        for one in operation["parameters"]
        if one["in"] in {"query", "path"}
    }
    assert asked & secrets == set()


def test_every_operation_says_what_must_be_opened(description: dict[str, Any]) -> None:
    for path, _method, operation in operations(description):
        assert "security" in operation, path
        assert path == "/openapi.json" or any("token" in one for one in operation["security"])


def test_the_table_of_rules_names_each_rule_that_is_tested_here() -> None:
    text = (ROOT / "docs/reference/api-design-rules.md").read_text()
    listed = set(re.findall(r"^\| `/core/([a-z/-]+)`", text, re.MULTILINE))
    here = Path(__file__).read_text()
    for rule in listed:
        in_words = rule.replace("/", "_").replace("-", "_")
        tested = f"def test_core_{in_words}" in here
        row = next(line for line in text.splitlines() if f"`/core/{rule}`" in line)
        assert tested or "by hand" in row, rule
