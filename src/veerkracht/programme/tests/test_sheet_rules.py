"""How sheets differ, in tables; and which steps an edition can take."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from veerkracht.programme.models import EditionState, MoveKind
from veerkracht.programme.sheet_rules import (
    MOVES,
    Change,
    Line,
    Mark,
    after,
    by_section,
    compare,
    lay_beside,
    moved,
    pieces,
)


def keyed(
    number: int, text: str, *keys: int, section: str = "execution", kind: str = "Tekst"
) -> Line:
    origins = frozenset(UUID(int=key) for key in keys or (number,))
    return Line(number, section, kind, text, origins=origins)


@pytest.mark.parametrize(
    ("before", "now", "marked"),
    [
        ("", "", ""),
        ("een", "een", "een"),
        ("een", "", "-een-"),
        ("", "twee", "+twee+"),
        ("budget tot 2026", "budget tot 2028", "budget tot -2026-+2028+"),
        ("wij trainen", "wij oefenen en trainen", "wij +oefenen en +trainen"),
        ("coördinator van ons", "coördinator bij hen", "coördinator -van ons-+bij hen+"),
    ],
)
def test_words_that_went_and_came(before: str, now: str, marked: str) -> None:
    signs = {Mark.SAME: "", Mark.GONE: "-", Mark.NEW: "+"}
    said = "".join(f"{signs[one.mark]}{one.text}{signs[one.mark]}" for one in pieces(before, now))
    assert said == marked


@settings(max_examples=40, deadline=None)
@given(st.text("ab ë,", max_size=20), st.text("ab ë,", max_size=20))
def test_both_texts_can_be_read_back_whole(before: str, now: str) -> None:
    found = pieces(before, now)
    assert "".join(one.text for one in found if one.mark is not Mark.NEW) == before
    assert "".join(one.text for one in found if one.mark is not Mark.GONE) == now


def test_editions_are_compared_line_by_line() -> None:
    before = [keyed(1, "blijft"), keyed(2, "was zo"), keyed(3, "gaat weg")]
    now = [keyed(11, "is zo", 2), keyed(12, "blijft", 1), keyed(13, "komt", 9, section="money")]
    found = compare(before, now)
    assert [one.change for one in found] == [
        Change.CHANGED,
        Change.SAME,
        Change.ADDED,
        Change.REMOVED,
    ]
    grouped = by_section(found, ["intro", "execution", "money"])
    assert {section: len(rows) for section, rows in grouped.items()} == {"execution": 3, "money": 1}


@pytest.mark.parametrize(
    "now",
    [
        keyed(9, "tekst", 1, kind="Actie"),
        keyed(9, "tekst", 1, section="money"),
        Line(9, "execution", "Tekst", "tekst", "doel: 3 (2027)", frozenset({UUID(int=1)})),
    ],
)
def test_another_kind_place_or_target_is_a_change(now: Line) -> None:
    assert compare([keyed(1, "tekst")], [now])[0].change is Change.CHANGED


def test_regions_are_laid_beside_each_other() -> None:
    ours = [
        keyed(1, "Budget voor trainingen Positieve Gezondheid tot en met 2026"),
        keyed(2, "Wij bellen iedereen", 2, 70),
        keyed(3, "Alleen wij doen dit"),
    ]
    theirs = [
        keyed(70, "Zij bellen niemand ooit"),
        keyed(71, "Budget voor trainingen Positieve Gezondheid tot en met 2028"),
        keyed(72, "Budget voor trainingen Positieve Gezondheid tot en met 2028", section="money"),
    ]
    pairs = [
        (one.before and one.before.number, one.now and one.now.number)
        for one in lay_beside(theirs, ours)
    ]
    assert pairs == [(71, 1), (70, 2), (None, 3), (72, None)]


@pytest.mark.parametrize(
    ("number", "by", "order"),
    [
        (1, -1, [1, 2, 3]),
        (1, 1, [2, 1, 3]),
        (3, -1, [1, 3, 2]),
        (3, 1, [1, 2, 3]),
        (2, 5, [1, 3, 2]),
    ],
)
def test_a_line_moves_a_place(number: int, by: int, order: list[int]) -> None:
    assert moved([1, 2, 3], number, by) == order


def test_every_state_and_move_is_in_the_table() -> None:
    assert set(MOVES) == set(EditionState.values)
    assert {move for moves in MOVES.values() for move in moves} == set(MoveKind.values)
    assert after("draft", "published") is None
    assert after("approved", "published") == "published"
