"""Every sentence of the app is said somewhere, and what is said exists; paper works without scripts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.http import Http404
from django.template.loader import render_to_string
from django.test import RequestFactory

from veerkracht.conversations import paper_sets, paper_views
from veerkracht.conversations.templatetags.shell import DRAWN
from veerkracht.conversations.words import WORDS, spoken
from veerkracht.ui.dimensions import KEYS
from veerkracht.ui.icons import ICONS

SCRIPTS = Path(__file__).parents[1] / "static/conversations"
LITERAL = re.compile(r'"([a-z]+\.[a-z_0-9]+)"')
SAID = re.compile(r'\bsay\("([^"]+)"')
BEGUN = re.compile(r"\bsay\(`([a-z]+\.)\$\{")  # say(`carried.${how}`) says every key that begins so
PICTURES = re.compile(r'icon(?:\(|: )"([a-z-]+)"')


def sources() -> str:
    """Everything that speaks to a person; ``core/`` says nothing to anybody."""
    spoken_by = [path for path in sorted(SCRIPTS.rglob("*.js")) if path.parent.name != "core"]
    return "\n".join(path.read_text("utf-8") for path in spoken_by)


def bare(keys: set[str]) -> set[str]:
    return {re.sub(r"\.(one|many)$", "", key) for key in keys}


def test_every_sentence_that_is_said_exists() -> None:
    assert set(SAID.findall(sources())) - bare(set(WORDS)) == set()


def test_every_sentence_is_said() -> None:
    begun = tuple(BEGUN.findall(sources()))
    unsaid = bare(set(WORDS)) - set(LITERAL.findall(sources()))
    assert {key for key in unsaid if not key.startswith(begun)} == set()


def test_no_sentence_stands_in_the_scripts() -> None:
    code = re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", sources(), flags=re.DOTALL)
    screens = [line for line in code.splitlines() if "throw new Error" not in line]
    sentence = re.compile(r'"[A-Z][a-zé]+ [a-z]+ [a-z ]+[.?!]?"')
    assert sentence.findall("\n".join(screens)) == []


def test_a_key_with_one_has_many() -> None:
    ones = {key.removesuffix(".one") for key in WORDS if key.endswith(".one")}
    assert ones == {key.removesuffix(".many") for key in WORDS if key.endswith(".many")}


def test_the_words_of_a_language_are_plain_text() -> None:
    assert all(isinstance(words, str) and words for words in spoken("nl").values())


def test_every_picture_that_a_screen_shows_is_there() -> None:
    shown = set(PICTURES.findall(sources())) | set(KEYS)
    assert shown - set(DRAWN) == set()
    assert set(DRAWN) - set(ICONS) == set()


def test_the_page_around_the_app_has_no_style_and_no_script_of_its_own() -> None:
    page = render_to_string("conversations/shell.html", {"entry": "/begin.js", "leave_to": "/weg"})
    assert "style=" not in page
    assert re.findall(r"<script[^>]*>", page) == ['<script type="module" src="/begin.js">']
    for place in ("inhoud", "weg", "bewaard", "gezegd"):
        assert f'id="{place}"' in page


@pytest.mark.parametrize("code", paper_sets.codes())
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_set_comes_on_paper(code: str, language: str) -> None:
    answer = paper_views.paper(RequestFactory().get("/", {"taal": language}), code)
    page = answer.content.decode()
    found = paper_sets.paper_set(code, language)
    assert found is not None
    assert f'<html lang="{language}" dir="ltr"' in page
    assert "<script" not in page
    assert "style=" not in page
    assert page.count('class="paper-mark"') == 11 * sum(len(d.statements) for d in found.dimensions)
    assert all(dimension.label in page for dimension in found.dimensions)


def test_a_language_that_a_set_lacks_gives_dutch() -> None:
    found = paper_sets.paper_set("volwassenen", "<script>")
    assert found is not None
    assert found.language == "nl"


def test_a_set_that_does_not_exist_is_not_found() -> None:
    with pytest.raises(Http404):
        paper_views.paper(RequestFactory().get("/"), "../../geheim")
