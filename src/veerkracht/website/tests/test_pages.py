"""The pages as visitors see them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Locale

from veerkracht.kernel.security import STRICT
from veerkracht.website import first_pages
from veerkracht.website.menu import FIXED_PAGES
from veerkracht.website.models import ContentPage, HomePage

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
DUTCH = ["/", *(f"/{page.slugs['nl']}/" for page in FIXED_PAGES)]
ENGLISH = ["/en/", *(f"/en/{page.slugs['en']}/" for page in FIXED_PAGES)]
Counted = Callable[..., Any]


@pytest.mark.parametrize("address", [*DUTCH, *ENGLISH])
def test_a_page_renders_in_its_language_within_twelve_queries(
    client: Client, address: str, django_assert_max_num_queries: Counted
) -> None:
    client.get(address)
    with django_assert_max_num_queries(12):
        response = client.get(address)
    html = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{"en" if address.startswith("/en/") else "nl"}"' in html
    assert html.count("<h1") == 1


@pytest.mark.parametrize("address", [*DUTCH, *ENGLISH])
def test_a_page_loads_nothing_from_elsewhere_and_keeps_the_strict_policy(
    client: Client, address: str
) -> None:
    response = client.get(address)
    html = response.content.decode()
    assert response.headers["Content-Security-Policy"] == STRICT
    assert " style=" not in html
    assert not re.findall(r'(?:src|srcset)="(?!/)', html)
    assert not re.findall(r'<link [^>]*rel="(?:stylesheet|preload|icon)"[^>]*href="(?!/)', html)
    assert not re.findall(r'<script(?![^>]*src=)(?! type="application/ld\+json")', html)


@pytest.mark.parametrize("page", FIXED_PAGES, ids=lambda page: page.key)
def test_the_header_leads_to_the_same_page_in_the_other_language(client: Client, page: Any) -> None:
    dutch, english = f"/{page.slugs['nl']}/", f"/en/{page.slugs['en']}/"
    assert f'class="header__language" href="{english}"' in client.get(dutch).content.decode()
    assert f'class="header__language" href="{dutch}"' in client.get(english).content.decode()


def test_every_word_in_the_header_leads_somewhere(client: Client) -> None:
    html = client.get("/over/").content.decode()
    menu = re.search(r'<nav class="header__nav".*?</nav>', html, re.DOTALL)
    assert menu
    words = re.findall(r'href="([^"]+)"', menu.group())
    assert set(words) >= {f"/{page.slugs['nl']}/" for page in FIXED_PAGES}
    assert 'href="/over/" aria-current="page"' in menu.group()


def test_no_visitor_gets_a_cookie_from_a_page(client: Client) -> None:
    assert not client.get("/").cookies


def test_an_unknown_address_gets_our_own_page(client: Client) -> None:
    response = client.get("/bestaat-niet/")
    assert response.status_code == 404
    assert 'id="inhoud"' in response.content.decode()


def test_what_an_editor_types_is_shown_as_text(client: Client) -> None:
    page = HomePage.objects.get(locale__language_code="nl")
    page.hero_title = "<script>alert(1)</script>"
    page.save_revision().publish()
    assert "<script>alert(1)" not in client.get("/").content.decode()


@pytest.mark.parametrize("language", first_pages.LANGUAGES)
def test_the_first_texts_pass_the_rules_for_editors(language: str) -> None:
    locale = Locale.objects.get(language_code=language)
    pages = [first_pages.home(language, locale), *first_pages.below_home(language, locale).values()]
    for page in pages:
        page.body.stream_block.clean(page.body)
        assert page.search_description


def test_both_languages_hold_the_same_pages() -> None:
    dutch, english = first_pages.texts("nl"), first_pages.texts("en")
    assert dutch.keys() == english.keys()
    for key, fields in dutch.items():
        kinds = [part["type"] for part in fields["body"]]
        assert kinds == [part["type"] for part in english[key]["body"]]


def test_a_page_in_the_header_keeps_its_address() -> None:
    page = ContentPage.objects.get(slug="over")
    page.slug = "iets-anders"
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert "slug" in refused.value.message_dict


def test_robots_are_told_where_the_pages_are(client: Client) -> None:
    robots = client.get("/robots.txt").content.decode()
    assert "Disallow: /redactie/" in robots
    assert "/sitemap.xml" in robots


def test_the_sitemap_holds_both_languages(client: Client) -> None:
    sitemap = client.get("/sitemap.xml").content.decode()
    assert "/zo-voer-je-het-gesprek/</loc>" in sitemap
    assert "/en/how-to-have-the-conversation/</loc>" in sitemap
