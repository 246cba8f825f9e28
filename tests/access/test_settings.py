"""What only the demo has does not exist for real; a setting that is missing stops the start with advice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from tests import factories
from tests.environment import ROOT
from veerkracht.kernel.security import EDITOR, STRICT

REQUIRED = {
    "SECRET_KEY": "s" * 50,
    "PUBLIC_URL": "https://veerkracht.example",
    "MAIL_URL": "smtp+tls://user:secret@mail.example:587",
    "CONVERSATIONS_URL": "https://gesprek.example",
}
PRODUCTION = {
    **REQUIRED,
    "ALLOWED_HOSTS": "veerkracht.example",
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
    "VEERKRACHT_MODE": "production",
}
PATHS = ("/.well-known/security.txt", "/robots.txt", "/redactie/")
OF_THE_DEMO = (
    "/demo/",
    "/demo/inloggen/sanne/",
    "/demo/postvak/",
    "/demo/postvak/1/",
    "/ui/",
    "/ui/pagina/",
)
SECURE = {"x-forwarded-proto": "https"}
ASKED = [
    *((path, SECURE) for path in PATHS),
    *((path, {}) for path in PATHS),
    ("/robots.txt", SECURE | {"host": "evil.example"}),
]
LOOK = """
import json, sys
import django
django.setup()
from django.test import Client
from django.urls import get_resolver, resolve
client, (asked, places) = Client(raise_request_exception=False), json.loads(sys.argv[1])
answers = []
for path, headers in asked:
    answer = client.get(path, headers={"host": "veerkracht.example", **headers})
    answers.append([answer.status_code, dict(answer.headers)])
named = {path: resolve(path).url_name for path in places}
patterns = [str(pattern.pattern) for pattern in get_resolver().url_patterns]
print(json.dumps({"answers": answers, "named": named, "patterns": patterns}))
"""


@dataclass(frozen=True)
class Production:
    """What a process with the settings of production answers: starting one takes seconds."""

    secure: dict[str, Any]
    plain: dict[str, Any]
    elsewhere: list[Any]
    named: dict[str, str]
    patterns: list[str]


@pytest.fixture(scope="module")
def production() -> Production:
    done = start(LOOK, json.dumps([ASKED, OF_THE_DEMO]), **PRODUCTION)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout.splitlines()[-1])
    secure, plain = seen["answers"][: len(PATHS)], seen["answers"][len(PATHS) : -1]
    return Production(
        dict(zip(PATHS, secure, strict=True)),
        dict(zip(PATHS, plain, strict=True)),
        seen["answers"][-1],
        seen["named"],
        seen["patterns"],
    )


def start(code: str, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run this code in a fresh process with nothing but these settings."""
    kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    given = kept | {
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONWARNINGS": "ignore",
        "DJANGO_SETTINGS_MODULE": "veerkracht.config.settings",
        "VEERKRACHT_VAR": os.environ["VEERKRACHT_VAR"],
        **environment,
    }
    command = [sys.executable, "-c", code, *words]
    return subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", sorted(REQUIRED))
def test_a_missing_setting_stops_the_start_with_advice(name: str) -> None:
    given = {key: value for key, value in PRODUCTION.items() if key != name}
    done = start("import django; django.setup()", **given)
    assert done.returncode != 0
    assert f"Setting {name}: is required." in done.stderr
    assert "docs/how-to/run-it-for-real.md" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("VEERKRACHT_MODE", "debug"),
        ("DATABASE_URL", "mysql://nobody@127.0.0.1/none"),
        ("MAIL_URL", "mail.example"),
        ("RATE_LIMITS", "perhaps"),
        ("DATABASE_CONNECTION_AGE", "long"),
        ("PUBLIC_URL", "veerkracht.example"),
        ("CONVERSATIONS_URL", "gesprek.example"),
    ],
)
def test_an_odd_setting_stops_the_start_and_names_itself(name: str, value: str) -> None:
    done = start("import django; django.setup()", **PRODUCTION | {name: value})
    assert done.returncode != 0
    assert f"Setting {name}:" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_other_hosts_only_the_public_address_is_answered() -> None:
    given = {key: value for key, value in PRODUCTION.items() if key != "ALLOWED_HOSTS"}
    code = "from django.conf import settings; print(settings.ALLOWED_HOSTS)"
    assert start(code, **given).stdout.strip() == "['veerkracht.example', 'gesprek.example']"


def test_without_a_choice_it_runs_as_production() -> None:
    given = {key: value for key, value in PRODUCTION.items() if key != "VEERKRACHT_MODE"}
    code = "from django.conf import settings; print(settings.PRODUCTION, settings.DEBUG, settings.DEMO)"
    assert start(code, **given).stdout.split() == ["True", "False", "False"]


def test_production_has_no_demo_and_no_gallery(production: Production) -> None:
    assert set(production.named.values()) == {"wagtail_serve"}  # an editor's page, if anything
    assert set(production.named) == set(OF_THE_DEMO)
    assert not [one for one in production.patterns if "demo" in one or one.startswith("ui/")]


def test_production_speaks_https_only_with_strict_headers(production: Production) -> None:
    for path, (status, headers) in production.secure.items():
        assert status in {200, 302}, path
        assert (
            headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
        )
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "frame-ancestors" in headers["Content-Security-Policy"]
        assert ("unsafe" in headers["Content-Security-Policy"]) == path.startswith("/redactie/")
    for path, (status, headers) in production.plain.items():
        assert status == 301
        assert headers["Location"] == f"https://veerkracht.example{path}"


def test_cookies_of_production_travel_by_https_only_and_are_closed_to_scripts() -> None:
    names = [
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SESSION_COOKIE_HTTPONLY",
        "SECOND_FACTOR_REQUIRED",
    ]
    code = (
        f"from django.conf import settings; print(*[getattr(settings, name) for name in {names}])"
    )
    assert start(code, **PRODUCTION).stdout.split() == ["True"] * 4


def test_another_host_is_refused(production: Production) -> None:
    assert production.elsewhere[0] == 400


def test_the_policy_allows_nothing_from_elsewhere() -> None:
    assert "unsafe" not in STRICT
    assert "http" not in STRICT + EDITOR
    assert "*" not in STRICT + EDITOR
    for part in (
        "default-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ):
        assert part in STRICT


@pytest.mark.django_db
def test_the_demo_answers_only_on_this_machine(settings: Any) -> None:
    from veerkracht.config.demo import views  # noqa: PLC0415 - its templates are the demo's

    settings.DEMO = True
    settings.ROOT_URLCONF = "tests.access.demo_urls"
    for remote in ("192.168.1.5", "10.0.0.1", "2001:db8::1", "", "127.0.0.1.evil.example"):
        for path in ("/demo/", "/demo/inloggen/sanne/", "/demo/postvak/", "/demo/postvak/1/"):
            assert Client(REMOTE_ADDR=remote).get(path).status_code == 404
    settings.DEMO = False
    assert Client(REMOTE_ADDR="127.0.0.1").get("/demo/postvak/").status_code == 404
    assert {"127.0.0.1", "::1"} == views.LOOPBACK


class Addresses(HTMLParser):
    """Every address that a browser would load or send to by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect all but plain links; alternates and canonicals are not loaded."""
        values = dict(attrs)
        passive = tag == "a" or (tag == "link" and values.get("rel") in {"canonical", "alternate"})
        names = (
            "src",
            "srcset",
            "action",
            "formaction",
            "poster",
            "data",
            "ping",
            *(() if passive else ("href",)),
        )
        self.found += [str(values[name]) for name in names if values.get(name)]
        assert "style" not in values, f"an inline style on <{tag}>"
        assert not any(name.startswith("on") for name in values), f"an event handler on <{tag}>"


@pytest.mark.django_db
def test_public_pages_load_nothing_from_elsewhere() -> None:
    edition = factories.edition()
    pages = [
        "/",
        "/en/",
        "/leren/",
        f"/leren/{edition.pk}/{edition.course.slug}/",
        "/privacy/",
        "/beveiliging/",
    ]
    pages += ["/toegankelijkheid/", "/account/login/", "/het-gesprek/", "/nergens/", "/ui/"]
    for page in pages:
        reader = Addresses()
        reader.feed(Client().get(page).content.decode())
        elsewhere = [one for one in reader.found if urlsplit(one).netloc or one.startswith("//")]
        assert elsewhere == [], page
        assert reader.found, page


def test_the_errors_that_need_no_database_load_nothing_from_elsewhere() -> None:
    for name in ("400", "500", "503"):
        [path] = Path(ROOT, "src/veerkracht/ui/templates").glob(f"{name}.html")
        assert "://" not in path.read_text(encoding="utf-8")
