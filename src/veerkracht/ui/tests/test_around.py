"""Header and footer are drawn once, and still are those of this page, this language and this person."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import RequestContext, Template
from django.test import RequestFactory
from django.utils import translation

from veerkracht.ui.navigation import NavItem
from veerkracht.ui.templatetags import around

DRAWN = Template("{% load around %}{% header %}{% footer %}")


def drawn(path: str, *, person: object = None, **more: object) -> str:
    request = RequestFactory().get(path)
    request.user = person or AnonymousUser()  # type: ignore[assignment]
    context = RequestContext(request)
    context.push(more)
    return DRAWN.render(context)


class Somebody:
    """Who is signed in."""

    is_authenticated = True


def test_each_page_has_its_own_addresses_though_it_is_drawn_once() -> None:
    first, second = drawn("/leren/"), drawn("/echt/abc/")
    assert "/en/leren/" in first
    assert "/en/echt/abc/" in second
    assert "next=%2Fecht%2Fabc%2F" in second
    before = len(around._drawn)
    drawn("/echt/def/")
    assert len(around._drawn) == before


def test_this_page_is_marked_in_the_menu() -> None:
    here, elsewhere = ([NavItem("Leren", "/leren/", current=is_here)] for is_here in (True, False))
    current = 'aria-current="page"'
    assert drawn("/leren/", navigation=here).count(current) == 2  # in the bar and in the menu
    assert current not in drawn("/echt/abc/", navigation=elsewhere)


def test_languages_people_and_names_do_not_mix(settings: object) -> None:
    assert "Inloggen" in drawn("/leren/")
    with translation.override("en"):
        assert "Sign in" in drawn("/en/leren/")
    assert "Mijn plek" in drawn("/leren/", person=Somebody())
    assert "Mijn plek" not in drawn("/leren/")
    settings.SITE_NAME = "Ander huis"  # type: ignore[attr-defined]
    assert "Ander huis" in drawn("/leren/")


def test_a_page_says_its_own_address_in_the_other_language() -> None:
    assert 'href="/en/news/"' in drawn("/nieuws/", other_language_url="/en/news/")


@pytest.mark.parametrize("path", ['/"><script>/', "/@sign-in@/", "/@there-en@/", "/{{ person }}/"])
def test_an_address_that_means_ill_is_only_an_address(path: str) -> None:
    shown = drawn(path, other_language_url=path)
    assert "<script>" not in shown
    assert "</header>" in shown
    assert shown.count("<header") == 1
