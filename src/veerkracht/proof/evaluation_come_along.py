"""The questions that come along, as they stand in ``data/questions.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "data" / "questions.toml"


@cache
def come_along() -> list[dict[str, Any]]:
    """The questions of the file, in order."""
    with FILE.open("rb") as file:
        found: list[dict[str, Any]] = tomllib.load(file)["question"]
    return found


def default_keys() -> list[str]:
    """The keys of those on a form that nobody arranged, in order."""
    return [one["key"] for one in come_along() if one.get("default")]
