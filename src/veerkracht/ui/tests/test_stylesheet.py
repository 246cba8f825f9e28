"""One small stylesheet, with enough contrast in both schemes."""

from __future__ import annotations

import gzip
import re

import pytest

from veerkracht.ui import stylesheet
from veerkracht.ui.palette import contrast, schemes

ROOM = 25_000  # bytes, compressed; phones on a bad network matter
SURFACES = ("paper", "surface")
DIMENSIONS = ("body", "feeling", "meaning", "quality", "participation", "daily")


def colours(scheme: str) -> dict[str, str]:
    return {**schemes()["light"], **schemes()[scheme]}


@pytest.fixture(scope="module")
def css() -> str:
    return stylesheet.build()


def test_the_whole_look_fits_in_25_kilobytes(css: str) -> None:
    assert len(gzip.compress(css.encode())) < ROOM


def test_every_token_that_is_used_without_fallback_is_set(css: str) -> None:
    used = set(re.findall(r"var\((--[\w-]+)\)", css))
    known = set(re.findall(r"(--[\w-]+)\s*:", css))
    ours = {name for name in used if not name.startswith(("--utrecht", "--_utrecht"))}
    assert not ours - known


def test_no_rule_reaches_for_another_server(css: str) -> None:
    assert "http" not in css.replace("http://www.w3.org/2000/svg", "").replace('[href^="http"]', "")


def test_rules_of_parts_that_nobody_uses_are_left_out() -> None:
    source = (
        ".utrecht-a{color:red}.utrecht-a,.utrecht-b:focus{top:0}@media print{.utrecht-b{top:1px}}"
    )
    assert stylesheet.kept(source, {"utrecht-a"}) == ".utrecht-a{color:red}.utrecht-a{top:0}"


def test_an_empty_form_is_not_painted_red() -> None:
    assert not stylesheet.kept(".utrecht-a:invalid{color:red}", {"utrecht-a"})


def test_tokens_are_followed_to_their_end() -> None:
    tokens = {"--a": "var(--b)", "--b": "1px", "--c": "2px"}
    assert stylesheet.reached("x{top:var(--a)}", tokens) == {"--a": "var(--b)", "--b": "1px"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("front", "back"),
    [
        *(
            (front, back)
            for front in ("ink", "soft", "pine", "pine-deep", "danger", "info")
            for back in SURFACES
        ),
        *((front, f"{front}-soft") for front in ("pine", "danger", "info")),
        *(("ink", f"{tone}-soft") for tone in ("sun", "pine", "danger", "info")),
        *(("pine", f"{tone}-soft") for tone in ("sun", "info")),
        ("on-pine", "pine"),
        ("on-pine", "pine-deep"),
        ("soft", "sunken"),
        ("ink", "sunken"),
    ],
)
def test_words_have_a_contrast_of_at_least_four_and_a_half(
    scheme: str, front: str, back: str
) -> None:
    found = colours(scheme)
    assert contrast(found[front], found[back]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("shape", ["edge", "pine", *(f"dimension-{name}" for name in DIMENSIONS)])
@pytest.mark.parametrize("back", SURFACES)
def test_shapes_have_a_contrast_of_at_least_three(scheme: str, shape: str, back: str) -> None:
    found = colours(scheme)
    assert contrast(found[shape], found[back]) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_ring_shows_on_every_background(scheme: str) -> None:
    found = colours(scheme)
    for back in ("paper", "surface", "pine", "sun-soft"):
        ring = max(
            contrast(found["focus"], found[back]), contrast(found["focus-offset"], found[back])
        )
        assert ring >= 3
    assert contrast(found["focus"], found["focus-offset"]) >= 3
