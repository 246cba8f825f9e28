"""The components say in words what they show."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from veerkracht.ui.icons import ICONS


@pytest.fixture(autouse=True)
def _dutch() -> Any:
    with translation.override("nl"):
        yield


def shown(source: str, **context: Any) -> str:
    return " ".join(Template(f"{{% load ui %}}{source}").render(Context(context)).split())


@pytest.mark.parametrize("name", sorted(ICONS))
def test_every_icon_is_hidden_from_screen_readers(name: str) -> None:
    assert 'aria-hidden="true"' in shown("{% icon name %}", name=name)


def test_an_unknown_icon_is_loud() -> None:
    with pytest.raises(KeyError):
        shown('{% icon "nonsense" %}')


def test_a_button_says_its_words_and_escapes_them() -> None:
    html = shown(
        '{% button_link url words kind="quiet" size="small" %}',
        url="/a/?b=1&c=2",
        words="<b>Ja</b>",
    )
    assert 'href="/a/?b=1&amp;c=2"' in html
    assert "&lt;b&gt;Ja" in html
    assert "button--small" in html


def test_a_submit_can_be_named_and_ask_first() -> None:
    html = shown('{% submit "Weg ermee" kind="danger" name="do" value="delete" confirm="Zeker?" %}')
    assert 'name="do" value="delete" data-confirm="Zeker?"' in html


def test_a_post_button_carries_the_proof_and_hidden_fields() -> None:
    html = shown('{% post_button "/x/" "Annuleer" edition=7 %}', csrf_token="abc")
    assert 'name="csrfmiddlewaretoken" value="abc"' in html
    assert 'name="edition" value="7"' in html


@pytest.mark.parametrize(
    ("taken", "capacity", "words"),
    [
        (13, 16, "Nog 3 plaatsen van 16"),
        (15, 16, "Nog 1 plaats van 16"),
        (17, 16, "Vol: alle 16 plaatsen zijn bezet"),
    ],
)
def test_a_fill_bar_says_how_many_places_are_left(taken: int, capacity: int, words: str) -> None:
    assert words in shown("{% fill_bar taken capacity %}", taken=taken, capacity=capacity)


def test_a_fill_bar_never_leaves_its_frame() -> None:
    assert 'width="100%" height="10" rx="5"/></svg>' in shown("{% fill_bar 20 0 %}")


def test_a_date_block_reads_the_whole_date_aloud() -> None:
    html = shown("{% date_block day %}", day=dt.date(2031, 12, 3))
    assert "woensdag 3 december 2031" in html
    assert "<small>2031</small>" in html


def test_a_moment_is_shown_on_its_dutch_day() -> None:
    late = dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC)
    assert 'datetime="2026-07-01"' in shown("{% date_block day %}", day=late)


def test_a_danger_note_is_an_alert_and_keeps_its_markup() -> None:
    html = shown('{% note "danger" "Let op" %}<p>Vol</p>{% endnote %}')
    assert 'role="alert"' in html
    assert "<p>Vol</p>" in html


def test_pages_keep_the_rest_of_the_address() -> None:
    request = RequestFactory().get("/leren/", {"q": "ouders", "page": "4"})
    html = shown("{% pages page %}", page=Paginator(range(240), 20).page(4), request=request)
    assert "?q=ouders&amp;page=5" in html
    assert 'aria-current="page"' in html
    assert "page=%E2%80%A6" not in html


def test_one_page_needs_no_pagination() -> None:
    request = RequestFactory().get("/leren/")
    assert shown("{% pages page %}", page=Paginator([1], 20).page(1), request=request) == ""


def test_breadcrumbs_end_with_this_page() -> None:
    assert '<li aria-current="page">Hier</li>' in shown(
        '{% breadcrumbs "Leren" "/leren/" "Hier" %}'
    )


def test_steps_say_where_you_are() -> None:
    html = shown('{% steps 2 "Wie" "Wat" "Klaar" %}')
    assert "Stap 2 van 3" in html
    assert html.count('aria-current="step"') == 1


def test_a_summary_is_a_definition_list() -> None:
    html = shown(
        '{% summary_list %}{% summary "Waar" %}Heerlen{% endsummary %}{% endsummary_list %}'
    )
    assert "<dt>Waar</dt><dd>Heerlen</dd>" in html


def test_a_web_has_a_name_a_sentence_and_a_table_twin() -> None:
    html = shown(
        '{% web marks previous=before title="Mijn web" name="mine" %}',
        marks=(7, 5, 8, 6, 9, 4),
        before=(1,) * 6,
    )
    assert '<title id="mine-title">Mijn web</title>' in html
    assert "Meedoen kreeg het hoogste cijfer: 9." in html
    assert html.count('<th scope="row">') == 6
    assert "web__previous" in html


def test_an_untouched_dimension_draws_no_point() -> None:
    html = shown("{% web marks %}", marks={"body": 7, "daily": None, "quality": 0})
    assert html.count("<circle") == 2
    assert html.count("–") == 4


@pytest.mark.parametrize(
    ("language", "form", "said"),
    [
        ("nl", "D j M", "wo 9 dec"),
        ("nl", "j F Y", "9 december 2026"),
        ("nl", "\\M M", "M dec"),
        ("en", "D j M", "Wed 9 Dec"),
    ],
)
def test_a_short_month_is_written_as_the_language_wants_it(
    language: str, form: str, said: str
) -> None:
    with translation.override(language):
        assert shown("{{ day|date:form }}", day=dt.date(2026, 12, 9), form=form) == said
