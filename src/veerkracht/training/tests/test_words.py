"""Search words: what finds what, and that nothing typed is read as an operator."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.training import words


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ("gezinnen", "gezin"),
        ("gezin", "gezinnen"),
        ("ouders", "ouder"),
        ("kinderen", "kind"),
        ("verloskundigen", "verloskundige"),
        ("wijkteams", "wijkteam"),
        ("Coördinator", "coordinator"),
        ("COÖRDINATOR", "coördinator"),
        ("gesprekken", "gesprek"),
    ],
)
def test_one_form_of_a_word_finds_the_other(stored: str, asked: str) -> None:
    kept = set(words.index_text(stored).split())
    sought = set(re.findall(r"'([^']+)'", words.question(asked)))
    assert kept & sought


def test_the_last_word_may_go_on_and_the_others_must_be_whole() -> None:
    assert words.question("het gesprek met gez") == "('gesprek') & ('gez':*)"


def test_stop_words_alone_still_ask_something() -> None:
    assert words.question("de") == "('de':*)"
    assert words.question("  ?!  ") == ""


@given(st.text(max_size=300))
def test_whatever_is_typed_becomes_plain_words_between_quotes(typed: str) -> None:
    asked = words.question(typed)
    without = re.sub(r"'[^\W_]+'(:\*)?", "x", asked)
    assert re.fullmatch(r"|\(x( \| x)*\)( & \(x( \| x)*\))*", without)


@given(st.text(max_size=300))
def test_what_is_stored_holds_no_signs(text: str) -> None:
    assert "'" not in words.index_text(text)


def test_a_very_long_text_is_cut() -> None:
    assert len(words.question("a" * 10_000_000)) < 1_000
    assert len(words.index_text("woord " * 2_000_000)) < 3 * words.MOST_SIGNS
