"""Which word is meant by a mistyped one, and which part of a text shows what was asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.outreach import search_rules as rules

LETTERS = "abdegiklnorstuvwz"
words = st.text(LETTERS, min_size=4, max_size=16)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("", "", 0),
        ("kraamzorg", "kraamzorg", 0),
        ("kraamzog", "kraamzorg", 1),
        ("kraamzrog", "kraamzorg", 1),  # two neighbours exchanged
        ("kraanzorg", "kraamzorg", 1),
        ("kramzog", "kraamzorg", 2),
        ("ca", "abc", 3),  # a letter is exchanged once at most
    ],
)
def test_the_distance_counts_letters(one: str, other: str, apart: int) -> None:
    assert rules.distance(one, other) == rules.distance(other, one) == apart


@pytest.mark.parametrize(
    ("word", "mistakes"), [("wij", 0), ("2026", 0), ("wijk", 1), ("welzijn", 1), ("kraamzorg", 2)]
)
def test_longer_words_may_hold_more_mistakes(word: str, mistakes: int) -> None:
    assert rules.forgiven(word) == mistakes


def mistyped(word: str, draw: st.DataObject) -> str:
    """The word with one mistake somewhere."""
    at = draw.draw(st.integers(0, len(word) - 1))
    letter = draw.draw(st.sampled_from(LETTERS))
    kinds = [
        word[:at] + letter + word[at:],
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at + 1 :],
        word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
    ]
    return draw.draw(st.sampled_from(kinds))


@given(words, st.data())
def test_every_word_near_enough_has_a_rest_in_common(word: str, draw: st.DataObject) -> None:
    typed = mistyped(word, draw)
    if rules.forgiven(typed) == 2:
        typed = mistyped(typed, draw)
    fewest = min(rules.forgiven(typed), rules.forgiven(word))
    if rules.distance(typed, word) <= fewest:
        assert set(rules.rests(typed)) & set(rules.rests(word))


@given(words, words)
def test_the_distance_is_at_most_the_longest_and_zero_only_for_the_same(
    one: str, other: str
) -> None:
    apart = rules.distance(one, other)
    assert apart <= max(len(one), len(other))
    assert (apart == 0) == (one == other)


def test_the_nearest_word_is_meant_then_the_same_beginning_then_the_most_common() -> None:
    known = {"kraamzorg": 3, "kraamzorgen": 90, "braamzorg": 50}
    assert rules.nearest("kraamzog", known) == "kraamzorg"
    assert rules.nearest("wijkk", {"wijk": 1, "wijks": 9, "dijkk": 50}) == "wijks"
    assert rules.nearest("zzzzzz", known) == ""


@given(st.text(max_size=900))
def test_an_excerpt_is_a_part_of_the_text(text: str) -> None:
    shown = "".join(piece.text for piece in rules.excerpt(text, lambda word: word == "wijk"))
    assert shown.removeprefix("… ").removesuffix(" …") in text


def test_an_excerpt_begins_near_what_was_asked_and_marks_it() -> None:
    text = "Niets bijzonders hier. " * 40 + "Samen wandelen langs de Maas."
    shown = rules.excerpt(text, lambda word: word.lower() == "wandelen")
    assert [piece.text for piece in shown if piece.asked] == ["wandelen"]
    assert shown[0].text.startswith("… ")


def test_choices_are_counted_most_frequent_first() -> None:
    assert rules.counted(["b", "a", "b", "c", "a"], 2) == [("a", 2), ("b", 2)]
