"""Steps of wishes as a table, what is alike, and what a survey may ask: pure rules."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.cocreation import survey_rules as surveys
from veerkracht.cocreation import wish_alike as alike
from veerkracht.cocreation import wish_rules as rules
from veerkracht.cocreation.wish_alike import Text


@pytest.mark.parametrize(
    ("before", "after", "has", "lacks"),
    [
        ("heard", "understood", "", "told"),
        ("heard", "understood", "told", None),
        ("heard", "planned", "told words", "step"),
        ("heard", "aside", "told", "words"),
        ("heard", "aside", "words", None),
        ("understood", "planned", "told", "outcome"),
        ("understood", "planned", "told outcomes", None),
        ("understood", "done", "told words", None),
        ("planned", "done", "told", "outcome"),
        ("planned", "understood", "told", None),
        ("done", "planned", "told words", None),
        ("done", "aside", "told words", "step"),
        ("aside", "heard", "", None),
        ("heard", "nowhere", "told words", "step"),
        ("nowhere", "heard", "", "step"),
    ],
)
def test_what_a_step_asks_for(before: str, after: str, has: str, lacks: str | None) -> None:
    given = {name: name in has.split() for name in ("told", "words", "outcomes")}
    assert rules.lacks(before, after, **given) == lacks


def test_a_step_back_is_told_only_with_words() -> None:
    for before, afters in rules.STEPS.items():
        for after in afters:
            back = (before, after) in {
                ("planned", "understood"),
                ("done", "planned"),
                ("aside", "heard"),
            }
            assert rules.is_back(before, after) is back
            assert rules.is_told(before, after, words=False) is not back
            assert rules.is_told(before, after, words=True)


def text(key: int, words: str, **about: int) -> Text:
    return Text(key, frozenset(words.split()), area=about.get("area"), theme=about.get("theme"))


MANY = [text(key, f"wens{key} wijk training{key % 7}") for key in range(10, 60)]


def test_alike_wishes_are_found_with_the_words_they_share() -> None:
    one = text(1, "avond training zorg wijk", area=5)
    other = text(2, "avond training zorg overdag", area=5)
    far = text(3, "koken weinig geld wijk")
    index = alike.index_of([one, other, far, *MANY])
    (found,) = alike.alike_to(index, one.key, 5)
    assert (found.other, found.same_area, found.same_theme) == (2, True, False)
    assert set(found.shared) == {"avond", "training", "zorg"}
    assert [(pair.one, pair.other) for pair in alike.pairs(index, 5)] == [(1, 2)]


def test_one_common_word_is_not_enough() -> None:
    index = alike.index_of([text(1, "wijk koken"), text(2, "wijk wandelen"), *MANY])
    assert alike.alike_to(index, 1, 5) == []


def test_the_same_theme_can_tip_the_scale() -> None:
    words = ("training avond zaal maandag", "training avond plek woensdag")
    for theme, expected in ((None, 0), (7, 1)):
        about = {"theme": theme, "area": theme} if theme else {}
        pair = [text(1, words[0], **about), text(2, words[1], **about)]
        index = alike.index_of([*pair, *MANY])
        weight = sum(index.weights[term] for term in pair[0].terms & pair[1].terms)
        score = weight / (index.totals[1] + index.totals[2] - weight)
        assert alike.ALIKE - 0.1 <= score < alike.ALIKE
        assert len(alike.alike_to(index, 1, 5)) == expected


SOME = ("avond", "zorg", "wijk", "kok", "geld", "ouder")


def words_of(bits: int) -> frozenset[str]:
    return frozenset(word for place, word in enumerate(SOME) if bits >> place & 1)


@given(st.lists(st.integers(0, 63), min_size=2, max_size=8))
def test_alike_is_the_same_both_ways_and_never_above_one(wishes: list[int]) -> None:
    texts = [Text(key, words_of(bits)) for key, bits in enumerate(wishes)]
    index = alike.index_of(texts)
    for one in texts:
        for other in texts:
            there, back = (alike.compared(index, *both) for both in ((one, other), (other, one)))
            assert (there is None) == (back is None)
            if there and back:
                assert 0 < there.score <= 1
                assert there.score == pytest.approx(back.score)
    found = alike.pairs(index, 1000)
    assert len({(pair.one, pair.other) for pair in found}) == len(found)
    assert all(pair.one < pair.other for pair in found)


@pytest.mark.parametrize(
    ("kind", "options", "fits"),
    [
        ("one", ["ja"], False),
        ("one", ["ja", "nee"], True),
        ("many", [f"{number}" for number in range(13)], False),
        ("one", ["ja", "x" * 121], False),
        ("scale", [], True),
        ("scale", ["slecht", "goed"], True),
        ("scale", ["slecht"], False),
        ("open", [], True),
        ("open", ["ja"], False),
    ],
)
def test_which_options_fit_a_question(kind: str, options: list[str], fits: bool) -> None:
    assert surveys.fits_options(kind, options) is fits


@pytest.mark.parametrize(
    ("kind", "marks", "text", "fits"),
    [
        ("one", (1,), "", True),
        ("one", (0, 1), "", False),
        ("one", (3,), "", False),
        ("one", (-1,), "", False),
        ("many", (0, 2), "", True),
        ("many", (0, 0), "", False),
        ("many", (), "", False),
        ("scale", (5,), "", True),
        ("scale", (0,), "", False),
        ("scale", (6,), "", False),
        ("open", (), "tijd", True),
        ("open", (1,), "tijd", False),
        ("open", (), "x" * 601, False),
        ("one", (1,), "tijd", False),
    ],
)
def test_what_counts_as_an_answer(kind: str, marks: tuple[int, ...], text: str, fits: bool) -> None:
    assert surveys.fits(kind, 3, surveys.Given(marks, text)) is fits


def test_options_are_typed_one_a_line() -> None:
    assert surveys.options_in(" ja \n\nnee\r\nja\n  soms   wel ") == ["ja", "nee", "soms wel"]


def test_a_survey_is_open_on_its_days_only() -> None:
    first, last = date(2026, 11, 1), date(2026, 11, 30)

    def is_open(state: str, day: int, *, paused: bool = False) -> bool:
        return surveys.is_open(state, first, last, date(2026, 11, day), paused=paused)

    assert is_open("open", 1)
    assert is_open("open", 30)
    assert not is_open("draft", 5)
    assert not is_open("closed", 5)
    assert not is_open("open", 5, paused=True)
    assert not surveys.is_open("open", first, last, date(2026, 12, 1), paused=False)


@given(st.lists(st.booleans(), max_size=60))
def test_what_is_shown_never_changes_by_fewer_than_five(steps: list[bool]) -> None:
    given_now = shown = 0
    for more in steps:
        given_now += more
        after = surveys.shown_after(given_now, shown)
        assert after == shown or after - shown >= surveys.STEP
        shown = after


def test_bars_and_the_mean() -> None:
    found = surveys.bars([(0, "ja"), (1, "nee")], {0: 6, 1: 2}, 8)
    assert [(bar.label, bar.number, bar.share) for bar in found] == [("ja", 6, 75), ("nee", 2, 25)]
    assert surveys.average({1: 2, 5: 2}) == 3.0
    assert surveys.average({}) is None
