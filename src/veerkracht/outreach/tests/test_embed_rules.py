"""What an address may ask of the look: only colours that everybody can read, and nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.outreach import embed_rules as rules
from veerkracht.outreach.embed_rules import Look
from veerkracht.ui.palette import contrast

HOSTILE = [
    "red",
    "#12345",
    "#0f5c4c;}body{display:none}",
    "url(https://elders.example/)",
    "javascript:alert(1)",
    "expression(alert(1))",
    "</style><script>alert(1)</script>",
    "0" * 100_000,
    "\x00",
    "１２３",
]


@pytest.mark.parametrize(
    ("typed", "colour"),
    [("#0F5C4C", "#0f5c4c"), ("0f5c4c", "#0f5c4c"), ("#abc", "#aabbcc"), ("", "")],
)
def test_a_colour_is_six_digits(typed: str, colour: str) -> None:
    assert rules.colour(typed) == colour


@pytest.mark.parametrize("typed", HOSTILE)
def test_anything_else_falls_back(typed: str) -> None:
    names = ("kleur", "tekst", "achtergrond", "letter")
    assert rules.look(dict.fromkeys(names, typed)) == Look()


@given(
    st.dictionaries(
        st.sampled_from(["kleur", "tekst", "achtergrond", "letter"]),
        st.text(st.characters(max_codepoint=0x2FF), max_size=12),
    )
)
def test_every_look_is_a_safe_stylesheet(asked: dict[str, str]) -> None:
    text = rules.stylesheet(rules.look(asked))
    assert re.fullmatch(
        r":root\{--accent:#\w{6};--text:#\w{6};--ground:#\w{6};--font:[^{}<>();]+\}\n", text
    )


@given(*[st.from_regex(r"\A[0-9a-f]{6}\Z")] * 3)
def test_every_look_can_be_read(accent: str, text: str, ground: str) -> None:
    look = rules.look({"kleur": accent, "tekst": text, "achtergrond": ground})
    assert contrast(look.text, look.ground) >= rules.LEGIBLE
    assert contrast(look.accent, look.ground) >= rules.LEGIBLE


def test_a_look_that_can_be_read_stays_and_is_short_in_an_address() -> None:
    look = rules.look({"kleur": "7a0000", "letter": "schreef"})
    assert (look.accent, look.font) == ("#7a0000", "schreef")
    assert look.query == "kleur=7a0000&letter=schreef"
    assert Look().query == ""


@pytest.mark.parametrize(
    ("text", "number"),
    [("7", 7), ("0", 1), ("999", 20), ("-1", 5), ("²", 5), ("9" * 5_000, 5), ("", 5), ("1e3", 5)],
)
def test_a_number_stays_within_bounds(text: str, number: int) -> None:
    assert rules.number(text, rules.USUAL, rules.FEWEST, rules.MOST) == number
