"""The search of the whole site: pages, news, stories and trainings, by Dutch lemmas."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext

from tests import factories
from veerkracht.outreach.actions import rebuild
from veerkracht.outreach.models import SearchDocument
from veerkracht.people.models import Sector
from veerkracht.website.models import NewsPage

pytestmark = pytest.mark.django_db
Publish = Callable[..., Any]


def html_of(asked: str, language: str = "", **more: str) -> str:
    return Client().get(f"{language}/zoeken/", {"q": asked, **more}).content.decode()


def titles(asked: str, language: str = "", **more: str) -> list[str]:
    html = html_of(asked, language, precies="1", **more)
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
    assert "<b>" not in SearchDocument.objects.get(title="Bericht").text


def test_trainings_and_pages_stand_together_and_a_course_once(news: Publish) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        course = factories.course(title="Kraamzorg en gesprek")
        for _number in range(3):
            factories.edition(of=course)
        factories.draft(of=factories.course(title="Kraamzorg in het geheim"))
    news("Kraamzorg doet mee")
    assert sorted(titles("kraamzorg")) == [
        "Kraamzorg doet mee",
        "Kraamzorg en gesprek",
        "Sector",
    ], "the last is a word of the list"


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
    with TestCase.captureOnCommitCallbacks(execute=True):
        page.get_latest_revision().publish()
    assert (titles("appeltaart"), titles("perentaart")) == ([], ["Perentaart"])
    with TestCase.captureOnCommitCallbacks(execute=True):
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


def test_a_typing_mistake_finds_what_was_meant_and_says_so(news: Publish) -> None:
    news("Appeltaart in de wijk")
    html = html_of("apeltaart")
    assert "Gezocht naar <strong>appeltaart</strong>" in html
    assert "Toch zoeken naar “apeltaart”?" in html
    assert "Appeltaart in de wijk" in html
    assert titles("apeltaart") == []


def test_choices_narrow_down_stay_in_the_address_and_can_be_taken_off(
    news: Publish, story: Publish
) -> None:
    news("Appeltaart en nieuws")
    story("Appeltaart van Mieke", sector=Sector.objects.get(code="welzijn"))
    html = html_of("appeltaart")
    assert 'href="?q=appeltaart&amp;soort=storypage"' in html
    html = html_of("appeltaart", soort="storypage")
    assert ("Appeltaart van Mieke" in html, "Appeltaart en nieuws" in html) == (True, False)
    assert 'class="chip chip--on" href="?q=appeltaart"' in html
    assert titles("appeltaart", sector="welzijn") == ["Appeltaart van Mieke"]
    assert titles("appeltaart", gebied="GM0917") == []
    assert "Niets gevonden" in html_of("appeltaart", gebied="\x00'; --")


def test_the_words_asked_are_marked_and_nothing_else_is_markup(news: Publish) -> None:
    news("Proef", lead="Kom <b>wandelen</b> & zwaaien")
    html = html_of("wandelen")
    assert "&lt;b&gt;<mark>wandelen</mark>&lt;/b&gt; &amp; zwaaien" in html


def test_there_are_pages_of_results_and_any_number_is_answered(news: Publish) -> None:
    for number in range(12):
        news(f"Appeltaart {number}")
    assert len(titles("appeltaart")) == 10
    assert len(titles("appeltaart", page="2")) == len(titles("appeltaart", page="99")) == 2
    assert len(titles("appeltaart", page="²")) == len(titles("appeltaart", page="x")) == 10


def test_words_that_give_nothing_together_are_offered_apart(news: Publish) -> None:
    news("Appeltaart")
    assert 'href="?q=appeltaart">appeltaart</a>' in html_of("appeltaart voetbal", precies="1")


def test_a_word_of_the_list_is_found_with_its_place() -> None:
    rebuild()
    assert "/woordenlijst/#themablad" in html_of("themablad")


def test_who_is_signed_in_finds_pages_of_their_own_work() -> None:
    client = Client()
    client.force_login(factories.coordinator())
    assert "Alleen voor jou" in client.get("/zoeken/?q=themabladen").content.decode()
    assert "Alleen voor jou" not in html_of("themabladen")


def test_the_search_takes_few_queries(news: Publish) -> None:
    for number in range(12):
        news(f"Appeltaart {number}", sector=Sector.objects.get(code="welzijn"))
    with CaptureQueriesContext(connection) as asked:
        html_of("appeltaart")
    assert len(asked) <= 8  # documents, how many, three facets with their names


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("privacy", "/privacy/"),
        ("nieuwsbrief", "/nieuwsbrief/"),
        ("toegankelijkheid", "/toegankelijkheid/"),
        ("inloggen", "/account/login/"),
        ("stageplek", "/stage-en-afstuderen/"),
        ("werkvormen", "/werkvormen/"),
        ("spinnenweb", "/het-gesprek/"),
        ("kaart", "/wie-doet-wat/"),
    ],
)
def test_our_own_pages_are_found_by_their_names(asked: str, address: str) -> None:
    rebuild()
    html = html_of(asked)
    found = re.findall(r'website-found__title"><a href="([^"]*)"', html)
    assert address in found[:2]
    assert "Gezocht naar" not in html


def test_our_own_pages_stand_in_both_languages() -> None:
    rebuild()
    rows = SearchDocument.objects.filter(source="website.places")
    assert "/en/privacy/" in rows.filter(language="en").values_list("url", flat=True)
    assert rows.filter(language="en").count() == rows.filter(language="nl").count()
