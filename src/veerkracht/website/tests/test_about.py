"""What pages are about, portraits with consent and an end, and the word list."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.kernel import page_cache
from veerkracht.kernel.personal_data import retention
from veerkracht.people.models import Sector
from veerkracht.places.models import Area
from veerkracht.website.models import PortraitPage, WordListPage
from veerkracht.website.wordlist import by_letter, in_order

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
Publish = Callable[..., Any]


@pytest.fixture(autouse=True)
def fresh() -> None:
    page_cache.clear()


def html_of(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_a_list_is_narrowed_down_by_what_pages_are_about(story: Publish) -> None:
    story("Schilderen helpt", dimension="meaning", sector=Sector.objects.get(code="verloskunde"))
    story("Vissen met de buurt", dimension="participation", area=Area.objects.get(code="GM0935"))
    html = html_of("/verhalen/")
    assert "Schilderen helpt" in html
    assert '<option value="participation">Meedoen</option>' in html
    assert "Schilderen helpt" not in html_of("/verhalen/?kant=participation")
    assert "Vissen met de buurt" in html_of("/verhalen/?gebied=GM0935")
    assert "Schilderen helpt" in html_of("/verhalen/?sector=verloskunde")
    assert "Hier staat nog niets" in html_of("/verhalen/?sector=%27")
    assert Client().get("/trainingen/?kant=meaning").status_code == 200


def test_a_page_says_what_it_is_about(story: Publish) -> None:
    area = Area.objects.get(code="GM0935")
    page = story("Schilderen helpt", dimension="meaning", area=area)
    html = html_of(f"/verhalen/{page.slug}/")
    assert "Zingeving" in html
    assert "Maastricht" in html


def test_a_portrait_is_shown_until_its_consent_ends(
    portrait: Publish, clock: time_machine.Traveller
) -> None:
    page = portrait(consent_until=date(2026, 12, 1))
    assert "Fatima luistert" in html_of("/mensen-van-de-beweging/")
    assert "Met toestemming van wie dit vertelt." in html_of(
        f"/mensen-van-de-beweging/{page.slug}/"
    )
    rule = dict(retention.items())["website.portraits"]
    assert (rule.overdue(), rule.carry_out()) == (0, 0)
    clock.move_to(date(2026, 12, 2))
    page_cache.clear()
    assert (rule.overdue(), rule.carry_out(), rule.overdue()) == (1, 1, 0)
    assert not PortraitPage.objects.get(pk=page.pk).live
    assert Client().get(f"/mensen-van-de-beweging/{page.slug}/").status_code == 404


def test_consent_to_a_portrait_has_an_end_within_three_years(portrait: Publish) -> None:
    page = portrait()
    page.consent_until = date(2030, 1, 1)
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert "consent_until" in refused.value.message_dict
    with pytest.raises(IntegrityError, match="portrait_consent_in_order"), transaction.atomic():
        PortraitPage.objects.filter(pk=page.pk).update(consent_until=date(2020, 1, 1))


@pytest.mark.parametrize(
    ("address", "word"), [("/woordenlijst/", "themablad"), ("/en/word-list/", "theme-sheet")]
)
def test_the_word_list_stands_at_a_fixed_address_in_both_languages(address: str, word: str) -> None:
    html = html_of(address)
    assert f'id="{word}"' in html
    assert html.count("<dt ") >= 20
    assert 'href="#letter-t"' in html


def test_a_word_of_an_editor_is_text_and_no_markup() -> None:
    page = WordListPage.objects.get(locale__language_code="nl")
    word = {"word": "<b>Énergie</b>", "also": "", "meaning": "Kracht & zin."}
    page.words = json.dumps([{"type": "word", "value": word}])
    page.save_revision().publish()
    html = html_of("/woordenlijst/")
    assert "&lt;b&gt;Énergie&lt;/b&gt;" in html
    assert "Kracht &amp; zin." in html


WORDS = st.fixed_dictionaries(
    {"word": st.text(min_size=1, max_size=20), "also": st.just(""), "meaning": st.text(max_size=5)}
)


@given(st.lists(WORDS, max_size=12))
def test_every_word_stands_once_under_an_anchor_of_its_own(told: list[dict[str, str]]) -> None:
    words = in_order(told)
    assert sorted(one.word for one in words) == sorted(one["word"] for one in told)
    assert len({one.anchor for one in words}) == len(words)
    letters = by_letter(told)
    assert [word for one in letters for word in one.words] == words


def test_words_go_from_a_to_z_whatever_their_accents_and_capitals() -> None:
    told = [
        {"word": word, "also": "", "meaning": "…"} for word in ("zorg", "Één", "eend", "1e hulp")
    ]
    assert [one.word for one in in_order(told)] == ["1e hulp", "Één", "eend", "zorg"]
    assert [one.letter for one in by_letter(told)] == ["0–9", "E", "Z"]
