"""Pages for frames on other sites: only they may be framed, and they hold no script, cookie or person."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings
from django.test import Client

from tests import factories
from veerkracht.kernel import limits
from veerkracht.people.models import Sector

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
FRAMES = ("agenda/", "zoeker/", "web/")
COMPONENT = Path(__file__).parents[1] / "static/outreach/veerkracht-agenda.js"
MOST_BYTES = 10_000


def text(response: Any) -> str:
    return str(response.content.decode())


def get(path: str, **headers: Any) -> Any:
    return Client().get(f"/op-je-site/{path}", **headers)


def oembed(url: str, **asked: str) -> Any:
    return Client().get("/oembed", {"url": url, **asked})


@pytest.mark.parametrize("path", FRAMES)
@pytest.mark.parametrize("language", ["", "/en"])
def test_a_frame_may_stand_anywhere_and_runs_nothing(path: str, language: str) -> None:
    factories.edition()
    response = Client().get(f"{language}/op-je-site/{path}")
    policy = response.headers["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "frame-src" not in policy
    assert "<script" not in text(response)
    assert "style=" not in text(response)
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    links = re.findall(r"<a [^>]*>", text(response))
    assert links
    assert all('target="_blank" rel="noopener"' in link for link in links)


@pytest.mark.parametrize(
    "path", ["/", "/leren/", "/nieuwsbrief/", "/op-je-site/", "/account/login/"]
)
def test_everything_else_stays_out_of_frames(path: str) -> None:
    response = Client().get(path)
    assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_who_is_signed_in_sees_the_same() -> None:
    factories.edition()
    client = Client()
    client.force_login(factories.coordinator())
    assert text(client.get("/op-je-site/agenda/")) == text(get("agenda/"))


def test_the_agenda_is_of_a_region_and_sector_and_as_long_as_asked() -> None:
    sector = Sector.objects.all()[0]
    zuid = factories.edition(of=factories.course(sectors=[sector]))
    noord = factories.edition(of=factories.course(factories.NOORD))
    page = text(get(f"agenda/?regio={factories.ZUID}&sector={sector.code}"))
    assert str(zuid.course) in page
    assert str(noord.course) not in page
    assert "Trainingen in Zuid-Limburg" in page
    assert text(get("agenda/?aantal=1")).count('class="name"') == 1


def test_one_training_and_what_is_not_there() -> None:
    edition = factories.edition()
    assert str(edition.course) in text(get(f"training/{edition.pk}/"))
    for path in (f"training/{factories.draft().pk}/", "training/999999/", "themablad/a/b/"):
        response = get(path)
        assert response.status_code == 404
        assert "frame-ancestors *" in response.headers["Content-Security-Policy"]
        assert "Dit staat er niet meer" in text(response)


HOSTILE = [
    "regio=%3Cscript%3Ealert(1)%3C/script%3E",
    "sector=%00",
    "q=%00%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E",
    "kleur=red;}body{background:url(https://elders.example)",
    "kleur=%22%3E%3Cscript%3E&letter=javascript:alert(1)",
    "aantal=99999999999999999999999",
    "q=" + "a" * 6_000,
    "hoogte=-1&aantal=%C2%B2",
    "regio=zuid-limburg&regio=%27%20OR%201=1--",
]


@pytest.mark.parametrize("query", HOSTILE)
@pytest.mark.parametrize("path", [*FRAMES, "agenda.json", "kleuren.css", ""])
def test_hostile_questions_do_nothing(path: str, query: str) -> None:
    factories.edition()
    response = get(f"{path}?{query}")
    assert response.status_code == 200
    found = text(response)
    for sign in ("<script>alert", "<img src=x", "elders.example", "javascript:alert"):
        assert sign not in found or path == ""
    assert "onerror=alert(1)>" not in found


def test_the_look_is_a_stylesheet_of_its_own() -> None:
    page = text(get("agenda/?kleur=7a0000"))
    assert "kleuren.css?kleur=7a0000" in page
    response = get("kleuren.css?kleur=7a0000&tekst=ffffff")
    assert response.headers["Content-Type"].startswith("text/css")
    assert "--accent:#7a0000;--text:#14232b" in text(response)


def test_who_has_it_gets_304_and_the_rest_is_kept_a_minute() -> None:
    factories.edition()
    first = get("agenda/")
    assert first.headers["Cache-Control"] == "public, max-age=60"
    again = get("agenda/", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.headers["ETag"] == first.headers["ETag"]
    factories.edition()
    assert get("agenda/", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_nothing_is_taken_and_floods_are_stopped(settings: Any) -> None:
    assert Client().post("/op-je-site/agenda/").status_code == 405
    settings.RATE_LIMITS = True
    limits.forget()
    statuses = [get("kleuren.css").status_code for _time in range(301)]
    assert statuses.count(429) == 1
    limits.forget()


def test_the_feed_is_a_json_feed_that_any_site_may_read() -> None:
    edition = factories.edition()
    response = get("agenda.json", headers={"Origin": "https://elders.example"})
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers
    assert not response.cookies
    feed = json.loads(text(response))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    [item] = feed["items"]
    assert item["title"] == str(edition.course)
    assert item["url"].startswith(settings.PUBLIC_URL)
    assert item["_agenda"]["where"].endswith("Heerlen")
    assert {"id", "url", "title", "content_text", "date_modified"} <= item.keys()


def test_the_component_is_small_and_plain() -> None:
    source = COMPONENT.read_text("utf-8")
    assert len(source.encode()) <= MOST_BYTES
    for word in ("innerHTML", "eval(", "document.write", "cookie =", "style="):
        assert word not in source


def test_oembed_gives_a_frame_for_our_pages() -> None:
    edition = factories.edition()
    page = f"{settings.PUBLIC_URL}/leren/{edition.pk}/{edition.course.slug}/"
    found = oembed(page, maxwidth="300", maxheight="150").json()
    assert (found["type"], found["version"], found["width"]) == ("rich", "1.0", 300)
    assert found["height"] == 150
    assert found["title"] == str(edition.course)
    assert f"/op-je-site/training/{edition.pk}/" in found["html"]
    tree = ET.fromstring(text(oembed(page, format="xml")))  # noqa: S314 - our own text
    assert tree.findtext("html") == oembed(page).json()["html"]
    english = oembed(f"{settings.PUBLIC_URL}/en/leren/?regio={factories.ZUID}").json()
    assert f"/en/op-je-site/agenda/?regio={factories.ZUID}" in english["html"]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://elders.example/leren/",
        "javascript:alert(1)",
        "//elders.example/",
        "http://[",
        f"{settings.PUBLIC_URL}.elders.example/leren/",
        f"{settings.PUBLIC_URL}@elders.example/leren/",
        f"{settings.PUBLIC_URL}/werk/",
        f"{settings.PUBLIC_URL}/leren/\x00",
        f"{settings.PUBLIC_URL}/leren/999999/x/",
        f"{settings.PUBLIC_URL}/" + "a" * 5_000,
    ],
)
def test_oembed_knows_no_other_address(url: str) -> None:
    assert oembed(url).status_code == 404


def test_oembed_escapes_what_it_is_given() -> None:
    assert oembed(f"{settings.PUBLIC_URL}/leren/", format="html").status_code == 501
    hostile = quote('"><script>alert(1)</script>')
    found = oembed(f"{settings.PUBLIC_URL}/leren/?regio={hostile}").json()
    assert "<script>" not in found["html"]


def test_pages_tell_where_their_oembed_is() -> None:
    edition = factories.edition()
    page = text(Client().get(f"/leren/{edition.pk}/{edition.course.slug}/"))
    [link] = re.findall(r'type="application/json\+oembed" href="([^"]+)"', page)
    path = link.replace("&amp;", "&").removeprefix(settings.PUBLIC_URL)
    assert Client().get(path).json()["title"] == str(edition.course)
    assert "json+oembed" not in text(Client().get("/nieuwsbrief/"))


def test_the_snippet_is_made_without_scripts() -> None:
    query = f"wat=agenda&regio={factories.ZUID}&aantal=3&kleur=%237a0000&taal=en&hoogte=600"
    response = get(f"?{query}")
    page = text(response)
    assert "frame-src &#x27;self&#x27;" not in page
    assert "frame-src 'self'" in response.headers["Content-Security-Policy"]
    assert "/en/op-je-site/agenda/?regio=zuid-limburg&amp;amp;aantal=3&amp;amp;kleur=7a0000" in page
    assert "height=&quot;600&quot;" in page
    component = text(get("?wat=component&regio=zuid-limburg"))
    assert "veerkracht-agenda.js" in component
    assert "&lt;veerkracht-agenda region=&quot;zuid-limburg&quot;" in component


def test_colours_that_cannot_be_read_are_told() -> None:
    assert "Deze kleuren lezen niet goed" in text(get("?kleur=%23eeeeee"))
    assert "Deze kleuren lezen niet goed" not in text(get(""))
