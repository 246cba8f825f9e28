"""The search of the whole site: pages, news, stories and trainings, by Dutch lemmas."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests import factories
from veerkracht.website.models import NewsPage, PageWords

pytestmark = pytest.mark.django_db
Publish = Callable[..., Any]


def titles(asked: str, language: str = "") -> list[str]:
    html = Client().get(f"{language}/zoeken/", {"q": asked}).content.decode()
    return re.findall(r'website-found__title"><a href="[^"]*">([^<]*)</a>', html)


def test_a_page_is_found_by_another_form_of_its_words(news: Publish) -> None:
    news("Voor elk gezin", lead="Vroedvrouwen doen mee.")
    assert titles("gezinnen")[0] == "Voor elk gezin"
    assert titles("gezin vroedvrouw") == ["Voor elk gezin"]
    assert titles("gezin politie") == []


def test_words_in_the_body_are_found_without_its_markup(news: Publish) -> None:
    body = json.dumps(
        [
            {"type": "text", "value": "<h2>Wandelen</h2><p>langs de <b>Maas</b></p>"},
            {"type": "quote", "value": {"text": "Ik durfde te vragen", "who": "Mieke"}},
        ]
    )
    news("Bericht", body=body)
    assert titles("wandelen maas") == titles("durfde") == ["Bericht"]
    assert titles("h2") == []
    assert "<b>" not in PageWords.objects.get(page__slug="bericht").text


def test_trainings_and_pages_stand_together_and_a_course_once(news: Publish) -> None:
    course = factories.course(title="Kraamzorg en gesprek")
    for _number in range(3):
        factories.edition(of=course)
    factories.draft(of=factories.course(title="Kraamzorg in het geheim"))
    news("Kraamzorg doet mee")
    assert sorted(titles("kraamzorg")) == ["Kraamzorg doet mee", "Kraamzorg en gesprek"]


def test_each_language_finds_its_own_pages(news: Publish) -> None:
    news("Samen wandelen")
    news("Walking together", language="en")
    assert titles("wandelen", "/en") == []
    assert titles("walking", "/en") == ["Walking together"]


def test_what_goes_offline_or_changes_is_found_as_it_is_now(news: Publish) -> None:
    page = news("Appeltaart")
    page.title = "Perentaart"
    page.save_revision()
    assert titles("perentaart") == [], "a draft"
    page.get_latest_revision().publish()
    assert (titles("appeltaart"), titles("perentaart")) == ([], ["Perentaart"])
    NewsPage.objects.get(pk=page.pk).unpublish()
    assert titles("perentaart") == []


def test_the_first_pages_are_found() -> None:
    assert "Zo voer je het gesprek" in titles("gesprek")


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "   ",
        "\x00",
        "' | '",
        "a & !b",
        "<script>alert(1)</script>",
        "x" * 5000,
        "de het een",
        "😀",
    ],
)
def test_anything_may_be_asked(asked: str) -> None:
    response = Client().get("/zoeken/", {"q": asked})
    assert response.status_code == 200
    assert "<script>alert(1)" not in response.content.decode()


def test_a_title_with_signs_is_shown_as_text(news: Publish) -> None:
    news("<i>Schuin</i> bericht", slug="schuin")
    html = Client().get("/zoeken/?q=schuin").content.decode()
    assert "&lt;i&gt;Schuin" in html


def test_nothing_found_gives_advice_and_a_page_that_is_not_there_a_search() -> None:
    assert "Niets gevonden" in Client().get("/zoeken/?q=zzzzzz").content.decode()
    html = Client().get("/bestaat-niet/").content.decode()
    assert html.count('action="/zoeken/"') == 3, "twice in the header, once on the page"
