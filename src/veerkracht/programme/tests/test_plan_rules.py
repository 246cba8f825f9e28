"""Half years, and what differs between two versions."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.programme.plan_rules import (
    CHANGED,
    GONE,
    NEW,
    SAME,
    Half,
    differences,
    half_of,
    half_to_report,
    pieces,
)


@pytest.mark.parametrize(
    ("day", "half"),
    [
        (date(2026, 1, 1), Half(2026, 1)),
        (date(2026, 6, 30), Half(2026, 1)),
        (date(2026, 7, 1), Half(2026, 2)),
        (date(2026, 12, 31), Half(2026, 2)),
    ],
)
def test_a_day_lies_in_a_half_year(day: date, half: Half) -> None:
    assert half_of(day) == half
    assert half.since <= day <= half.until


@pytest.mark.parametrize(
    ("today", "half"),
    [
        (date(2026, 5, 31), None),
        (date(2026, 6, 1), Half(2026, 1)),
        (date(2026, 7, 31), Half(2026, 1)),
        (date(2026, 8, 1), None),
        (date(2026, 12, 1), Half(2026, 2)),
        (date(2027, 1, 31), Half(2026, 2)),
        (date(2027, 2, 1), None),
    ],
)
def test_a_report_is_asked_for_around_the_end_of_a_half_year(
    today: date, half: Half | None
) -> None:
    assert half_to_report(today) == half


def test_what_is_new_changed_the_same_or_gone() -> None:
    found = differences(
        {"Doel": "Iedereen leert mee", "Rol": "Gids", "Oud": "Weg"},
        {"Doel": "Iedereen werkt mee", "Rol": "Gids", "Nieuw": "Erbij"},
    )
    assert [(one.name, one.kind) for one in found] == [
        ("Doel", CHANGED),
        ("Rol", SAME),
        ("Nieuw", NEW),
        ("Oud", GONE),
    ]
    assert [(one.kind, one.text) for one in found[0].pieces] == [
        (SAME, "Iedereen "),
        (GONE, "leert "),
        (NEW, "werkt "),
        (SAME, "mee"),
    ]


@given(st.text("ab \n", max_size=40), st.text("ab \n", max_size=40))
def test_the_pieces_give_both_texts_back(before: str, after: str) -> None:
    found = list(pieces(before, after))
    assert "".join(one.text for one in found if one.kind != NEW) == before
    assert "".join(one.text for one in found if one.kind != GONE) == after
