"""Where facts come from: a registry of sources, each of which tells what it counts and what makes it look again.

A source belongs to some indicators. It gives the facts of some records, or of all; a *record* is what changes at once,
such as a person or a meeting. ``listens`` says, for each word in ``Changed.about``, which records of the source are
touched. The nightly recount asks for all facts, so what no event tells of is right by the morning.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from veerkracht.kernel.data_files import read_rows
from veerkracht.kernel.registries import Registry
from veerkracht.monitoring.count_rules import (
    UNKNOWN,
    Fact,
    Group,
    function_group,
    sector_group,
)

DATA = Path(__file__).parent / "data"
Found = Iterable[tuple[int, Fact]]  # the number of the record, and a fact of it
Asked = Collection[int] | None  # these records, or all
Feed = Callable[[Collection[int]], Iterable[int]]  # what changed → records of the source


@dataclass(frozen=True)
class Source:
    """Facts of some indicators: ``facts`` of these records or of all, and what makes it look again."""

    indicators: tuple[str, ...]
    facts: Callable[[Asked], Found]
    listens: Mapping[str, Feed] = field(default_factory=dict)


sources: Registry[Source] = Registry("Where facts for figures come from")


def same(records: Collection[int]) -> Iterable[int]:
    """What changed is the record itself."""
    return records


@cache
def groups(kind: str) -> tuple[Group, ...]:
    """The groups of ``functions`` or ``sectors``, in order."""
    rows = read_rows(DATA / f"{kind}.csv")
    return tuple(
        Group(row["code"], row["name"], row["name_en"], _words(row["words"])) for row in rows
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in text.split("|") if word)


def function_of(typed: str) -> str:
    """The group of a function as somebody typed it."""
    return function_group(typed, groups("functions"))


def sector_of(code: str | None) -> str:
    """The group of a sector."""
    return sector_group(code or "", groups("sectors"))


def somewhere_in(region: str) -> str:
    """The code of an unknown place in a region."""
    return f"{region}{UNKNOWN}"
