"""The geometry and the sentence of the web."""

from __future__ import annotations

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.ui import web


@given(st.integers(0, 5), st.floats(0, 10))
def test_every_mark_lies_inside_the_web(index: int, mark: float) -> None:
    point = web.at(index, mark)
    assert point.x**2 + point.y**2 <= (web.RADIUS + 0.2) ** 2


def test_the_first_axis_points_up_and_the_second_lies_to_its_right() -> None:
    assert (web.at(0, 10).x, web.at(0, 10).y) == (0, -web.RADIUS)
    assert web.at(1, 10).x > 0


@pytest.mark.parametrize(
    ("marks", "words"),
    [
        ((None,) * 6, "Er is nog niets ingevuld."),
        ((7, 5, 8, 6, 8, 4), "Zingeving en Meedoen kregen het hoogste cijfer: 8."),
        ((1, None, None, None, 2.5, None), "Meedoen kreeg het hoogste cijfer: 2.5."),
    ],
)
def test_the_sentence_names_what_was_highest(marks: tuple[web.Mark, ...], words: str) -> None:
    with translation.override("nl"):
        assert web.sentence(marks) == words
