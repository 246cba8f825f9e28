"""What the demo's website tells: news, stories and trainings explained, out of ``data/website.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = Path(__file__).parents[1] / "data/website.toml"
INVENTED = {
    "nl": "Dit verhaal is verzonnen, als voorbeeld. De verteller bestaat niet.",
    "en": "This story is made up, as an example. Its teller does not exist.",
}


@dataclass(frozen=True)
class Words:
    """A page in one language; ``picture`` says what is to be seen in its drawing."""

    title: str
    lead: str
    text: tuple[str, ...]
    picture: str
    what: str = ""


@dataclass(frozen=True)
class PagePlan:
    """A page in both languages. ``key`` is its Dutch slug; ``drawing`` one of ``drawings.DRAWINGS``.

    ``day``: news of so many days from today. ``who``: who tells a story. ``course``: the training explained.
    ``dimension``, ``sector`` and ``area`` say what it is about, by their codes.
    ``waits``: only in Dutch, and not online yet: somebody should read it first.
    """

    key: str
    drawing: str
    words: dict[str, Words]
    day: int = 0
    who: str = ""
    course: str = ""
    dimension: str = ""
    sector: str = ""
    area: str = ""
    waits: bool = False


def plans(kind: str) -> list[PagePlan]:
    """The pages of one kind (``news``, ``stories``, ``portraits`` or ``courses``), the newest first."""
    with FILE.open("rb") as file:
        return [_plan(written) for written in tomllib.load(file)[kind]]


def _plan(written: dict[str, Any]) -> PagePlan:
    words = {language: _words(written.pop(language)) for language in ("nl", "en")}
    return PagePlan(words=words, **written)


def _words(written: dict[str, Any]) -> Words:
    text = tuple(line for line in written.pop("text").splitlines() if line)
    return Words(text=text, **written)
