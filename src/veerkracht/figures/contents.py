"""What a release says, as a value and as canonical text: the same value gives the same bytes. Pure.

The text is JSON (RFC 8259) in UTF-8 with sorted names, without spaces, with whole numbers only; figures carry the
status of SDMX (``A`` shown, ``C`` hidden, ``M`` absent), so that a reader can tell nought from hidden.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from veerkracht.disclosure.tables import Dimension, Key
from veerkracht.disclosure.values import ABSENT, Figure, Status

FORMAT: Final = "veerkracht-figures/1"
BREAKDOWNS: Final = ("area", "sector", "function", "period")
WORDS: Final = (
    "name",
    "name_en",
    "meaning",
    "meaning_en",
    "numerator",
    "denominator",
    "unit",
    "unit_en",
)


@dataclass(frozen=True, slots=True)
class CellContent:
    """One figure; ``key`` has a code for each of ``BREAKDOWNS`` in that order, empty for the total."""

    key: Key
    figure: Figure
    out_of: Figure = ABSENT
    rate: Figure = ABSENT


@dataclass(frozen=True)
class TableContent:
    """One indicator: its words, its breakdowns with their hierarchy, where the denominator comes from, its cells."""

    indicator: str
    name: str
    unit: str
    dimensions: tuple[Dimension, ...]
    cells: tuple[CellContent, ...]
    version: int = 1
    order: int = 0
    base: int = 1  # shown counts are a multiple of it
    threshold: int = 1  # fewer is hidden
    has_rates: bool = False
    source: str = ""
    name_en: str = ""
    unit_en: str = ""
    meaning: str = ""
    meaning_en: str = ""
    numerator: str = ""
    denominator: str = ""


@dataclass(frozen=True)
class Content:
    """All of a release. ``method`` holds the whole numbers by which it was protected."""

    area: str
    area_name: str
    number: int
    as_of: date
    tables: tuple[TableContent, ...]
    method: Mapping[str, int] = field(default_factory=dict)


def text_of(content: Content) -> str:
    """The canonical text; tables by order and code, cells by key, whatever order they came in."""
    tables = sorted(content.tables, key=lambda one: (one.order, one.indicator))
    whole = {
        "format": FORMAT,
        "area": content.area,
        "area_name": content.area_name,
        "number": content.number,
        "as_of": content.as_of.isoformat(),
        "method": dict(content.method),
        "tables": [_plain_table(one) for one in tables],
    }
    return json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def content_of(text: str) -> Content:
    """The value of a canonical text. ValueError for another format, or for text that is not canonical."""
    whole = json.loads(text)
    if whole.get("format") != FORMAT:
        raise ValueError(whole.get("format"))
    content = Content(
        area=whole["area"],
        area_name=whole["area_name"],
        number=whole["number"],
        as_of=date.fromisoformat(whole["as_of"]),
        method=whole["method"],
        tables=tuple(_table(one) for one in whole["tables"]),
    )
    if text_of(content) != text:
        raise ValueError("not canonical")
    return content


def digest_of(text: str) -> str:
    """SHA-256 of the text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def cells_of(content: Content) -> Iterator[tuple[TableContent, CellContent]]:
    """Every cell with its table."""
    return ((table, cell) for table in content.tables for cell in table.cells)


def _plain_table(table: TableContent) -> dict[str, Any]:
    return {
        "indicator": table.indicator,
        "version": table.version,
        "order": table.order,
        "base": table.base,
        "threshold": table.threshold,
        "has_rates": table.has_rates,
        "source": table.source,
        **{name: getattr(table, name) for name in WORDS},
        "breakdowns": [
            {"name": one.name, "parents": [list(pair) for pair in sorted(one.parents.items())]}
            for one in table.dimensions
        ],
        "cells": [_plain_cell(one) for one in sorted(table.cells, key=lambda one: one.key)],
    }


def _plain_cell(cell: CellContent) -> list[Any]:
    figures = (cell.figure, cell.out_of, cell.rate)
    return [
        *cell.key,
        *(part for figure in figures for part in (figure.status.value, figure.number)),
    ]


def _table(plain: dict[str, Any]) -> TableContent:
    return TableContent(
        indicator=plain["indicator"],
        version=plain["version"],
        order=plain["order"],
        base=plain["base"],
        threshold=plain["threshold"],
        has_rates=plain["has_rates"],
        source=plain["source"],
        **{name: plain[name] for name in WORDS},
        dimensions=tuple(
            Dimension(one["name"], dict(one["parents"])) for one in plain["breakdowns"]
        ),
        cells=tuple(_cell(one) for one in plain["cells"]),
    )


def _cell(plain: list[Any]) -> CellContent:
    area, sector, function, period, *rest = plain
    figure, out_of, rate = (
        Figure(Status(rest[place]), rest[place + 1]) for place in range(0, 6, 2)
    )
    return CellContent((area, sector, function, period), figure, out_of, rate)
