"""What the Content-Security-Policy forbids is in no template."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SOURCES = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(file for file in SOURCES.rglob("*.html") if "templates" in file.parts)
STYLE = re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE)
INLINE_SCRIPT = re.compile(
    r"<script(?![^>]*\ssrc=)(?![^>]*type=\"(?:application/(?:ld\+)?json|importmap)\")",
    re.IGNORECASE,
)
TAG = re.compile(r"{%.*?%}")  # its words are no markup: "one =" is no handler
HANDLER = re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE)
ELSEWHERE = re.compile(
    r"<(?:link|script|img|iframe)[^>]*(?:href|src)=[\"'](?:https?:)?//", re.IGNORECASE
)


@pytest.mark.parametrize(
    "forbidden",
    [STYLE, INLINE_SCRIPT, HANDLER, ELSEWHERE],
    ids=["style", "script", "on…", "elsewhere"],
)
def test_no_template_holds_what_the_policy_forbids(forbidden: re.Pattern[str]) -> None:
    guilty = [
        str(file.relative_to(SOURCES))
        for file in TEMPLATES
        if forbidden.search(TAG.sub(" ", file.read_text("utf-8")))
    ]
    assert TEMPLATES
    assert not guilty


def test_no_form_stands_in_a_paragraph() -> None:
    """A browser ends the paragraph there, and its looks with it."""
    paragraph = re.compile(r"<p(?: [^>]*)?>((?:(?!</p>|<p[ >]).)*?)</p>", re.DOTALL)
    guilty = [
        str(file.relative_to(SOURCES))
        for file in TEMPLATES
        for inside in paragraph.findall(file.read_text("utf-8"))
        if "{% post_button" in inside or "<form" in inside
    ]
    assert guilty == []
