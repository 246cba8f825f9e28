"""When answers are seen, and how they add up."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.proof import evaluation_rules as rules
from veerkracht.proof.evaluation_rules import Given


@pytest.mark.parametrize(
    ("kind", "options", "answer", "fits"),
    [
        ("scale", 2, Given((1,)), True),
        ("scale", 0, Given((5,)), True),
        ("scale", 2, Given((0,)), False),
        ("scale", 2, Given((6,)), False),
        ("scale", 2, Given((1, 2)), False),
        ("one", 3, Given((0,)), True),
        ("one", 3, Given((3,)), False),
        ("one", 3, Given((0, 1)), False),
        ("one", 3, Given(text="ja"), False),
        ("several", 3, Given((0, 2)), True),
        ("several", 3, Given((0, 0)), False),
        ("several", 3, Given((0, 3)), False),
        ("several", 3, Given(), False),
        ("text", 0, Given(text="goed"), True),
        ("text", 0, Given((1,), "goed"), False),
        ("text", 0, Given(), False),
    ],
)
def test_an_answer_fits_its_question(kind: str, options: int, answer: Given, fits: bool) -> None:
    assert rules.fits(kind, options, answer) is fits


@given(answered=st.lists(st.booleans(), max_size=40), in_steps=st.booleans())
def test_what_is_shown_grows_by_five_or_not_at_all(answered: list[bool], in_steps: bool) -> None:
    """Whoever looks after each moment sees steps of at least five people, and nothing at the end."""
    used = shown = 0
    seen = [0]
    for answers in answered:
        used += answers
        shown = rules.shown_after(in_steps=in_steps, closing=False, used=used, shown=shown)
        seen.append(shown)
    seen.append(rules.shown_after(in_steps=in_steps, closing=True, used=used, shown=shown))
    steps = [after - before for before, after in pairwise(seen)]
    assert all(step == 0 or step >= rules.STEP for step in steps)
    assert in_steps or not any(seen[:-1])
    assert seen[-1] == (used - used % rules.STEP if in_steps else used if used >= rules.STEP else 0)


def test_questions_wait_for_company() -> None:
    assert rules.enough({1: 4, 2: 5, 3: 12}) == {2, 3}


def test_rows_add_up_and_have_their_share() -> None:
    labels = [(0, "ja"), (1, "nee"), (2, "misschien")]
    found = rules.rows(labels, [(0,), (0, 1), (1,), (0,)])
    assert [(row.label, row.number, row.share) for row in found] == [
        ("ja", 3, 75),
        ("nee", 2, 50),
        ("misschien", 0, 0),
    ]
    assert [row.share for row in rules.rows(labels, [])] == [0, 0, 0]


def test_the_average_of_a_scale() -> None:
    assert rules.average([(1,), (2,), (2,)]) == 1.7
    assert rules.average([]) is None
