"""Our own question sets, for paper. What an organisation loaded itself is not printed here."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from veerkracht.ui.dimensions import KEYS

FOLDER = Path(__file__).parent / "data/sets"


@dataclass(frozen=True)
class PaperDimension:
    """One dimension on paper: its label, its question and its statements."""

    key: str
    label: str
    question: str
    statements: tuple[str, ...]


@dataclass(frozen=True)
class PaperSet:
    """A set in one language, ready to print."""

    code: str
    version: str
    language: str
    direction: str
    title: str
    intro: str
    low: str
    high: str
    dimensions: tuple[PaperDimension, ...]
    languages: tuple[tuple[str, str], ...]


@cache
def _sets() -> dict[str, dict[str, Any]]:
    found = [json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))]
    return {one["code"]: one for one in sorted(found, key=lambda one: str(one["version"]))}


def codes() -> list[str]:
    """The codes of every set that can be printed."""
    return list(_sets())


def paper_set(code: str, language: str) -> PaperSet | None:
    """The newest version of a set in a language, or in Dutch; None when there is no such set."""
    found = _sets().get(code)
    if found is None:
        return None
    texts = found["languages"]
    spoken = language if language in texts else "nl"
    chosen = texts[spoken]
    return PaperSet(
        code=code,
        version=str(found["version"]),
        language=spoken,
        direction=chosen["direction"],
        title=chosen["title"],
        intro=chosen["intro"],
        low=chosen["scale"]["low"],
        high=chosen["scale"]["high"],
        dimensions=tuple(_dimensions(found, chosen)),
        languages=tuple((key, one["name"]) for key, one in texts.items()),
    )


def _dimensions(found: dict[str, Any], texts: dict[str, Any]) -> list[PaperDimension]:
    asked = {one["key"]: one["statements"] for one in found["dimensions"]}
    return [
        PaperDimension(
            key,
            texts["dimensions"][key]["label"],
            texts["dimensions"][key]["question"],
            tuple(texts["statements"][name] for name in asked.get(key, ())),
        )
        for key in KEYS
    ]
