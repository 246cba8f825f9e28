"""Releases for tests, written as monitoring writes them when it publishes: a small region with hidden numbers in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from tests import factories
from veerkracht.coalitions.actions import start_coalition
from veerkracht.coalitions.models import Coalition, CoalitionKind
from veerkracht.disclosure.values import ABSENT, HIDDEN, Figure, rate, shown
from veerkracht.figures.models import Cell, Release, Table
from veerkracht.kernel.clock import now
from veerkracht.places.models import Area
from veerkracht.places.queries import region as region_by_code

HEERLEN, VAALS, BEEK = "GM0917", "GM0981", "GM0888"
AS_OF = date(2026, 11, 1)
Place = tuple[str, str, str, str]  # area, sector, function, period


@dataclass(frozen=True)
class Given:
    """A figure to release."""

    place: Place
    number: Figure
    out_of: Figure = ABSENT


@dataclass(frozen=True)
class GivenTable:
    """A table to release."""

    indicator: str
    name: str
    name_en: str
    unit: str
    unit_en: str
    figures: Sequence[Given]
    has_rates: bool = False
    source: str = ""


def _trained() -> list[Given]:
    """Professionals by area and sector in two years; Vaals is hidden, and Beek so that nobody works it out."""
    found = []
    for year, more in (("2025", 0), ("2026", 20)):
        for area, number, out_of in (
            ("", shown(180 + more), shown(600)),
            (HEERLEN, shown(120 + more), shown(400)),
            (VAALS, HIDDEN, shown(25)),
            (BEEK, HIDDEN, shown(175)),
        ):
            found.append(Given((area, "", "", year), number, out_of))
            found.append(Given((area, "kraamzorg", "", year), HIDDEN, HIDDEN))
            found.append(Given((area, "welzijn", "", year), HIDDEN, shown(100)))
    return found


TRAINED = GivenTable(
    "professionals-trained",
    "Professionals die een training volgden",
    "Professionals who followed a training",
    "professionals",
    "professionals",
    _trained(),
    has_rates=True,
    source="Personeelstelling 2025",
)
GROUPS = GivenTable(
    "groups-alive",
    "Intervisiegroepen die samenkomen",
    "Intervision groups that meet",
    "groepen",
    "groups",
    [Given(("", "", "", "2026-Q2"), shown(12)), Given(("", "", "", "2026-Q3"), shown(0))],
)
TABLES = (TRAINED, GROUPS)


def released(
    *,
    area: str = "zuid-limburg",
    as_of: date = AS_OF,
    tables: Sequence[GivenTable] = TABLES,
    withdrawn: str = "",
) -> Release:
    """A published release of an area, its next one; ``withdrawn`` is the reason for taking it back."""
    place = Area.objects.get(code=area, valid_until=None)
    number = Release.objects.filter(area=place).count() + 1
    content = json.dumps(_content(area, number, as_of, tables), sort_keys=True, ensure_ascii=False)
    release = Release.objects.create(
        area=place,
        number=number,
        as_of=as_of,
        published_at=datetime(2026, 11, 15, 9, tzinfo=UTC),
        content=content,
        digest=hashlib.sha256(content.encode()).hexdigest(),
        signature="",  # attackers look only at what came out by the front door
        key="a2V5",
        withdrawn_at=now() if withdrawn else None,
        withdrawn_because=withdrawn,
    )
    for order, one in enumerate(tables):
        _write(release, one, order)
    return release


def coalition_of(code: str) -> Coalition:
    """A coalition of Zuid-Limburg that works for the area with this code."""
    kind = CoalitionKind.LOCAL if code.startswith("GM") else CoalitionKind.REGIONAL
    by = factories.coordinator()
    area = Area.objects.get(code=code, valid_until=None)
    return start_coalition(
        name=f"Coalitie {area}", kind=kind, area=area, region=region_by_code(factories.ZUID), by=by
    )


def _write(release: Release, given: GivenTable, order: int) -> None:
    table = Table.objects.create(
        release=release,
        indicator=given.indicator,
        order=order,
        name=given.name,
        name_en=given.name_en,
        unit=given.unit,
        unit_en=given.unit_en,
        has_rates=given.has_rates,
        source=given.source,
    )
    Cell.objects.bulk_create(_cell(table, one) for one in given.figures)


def _cell(table: Table, given: Given) -> Cell:
    share = rate(given.number, given.out_of) if table.has_rates else ABSENT
    return Cell(
        table=table,
        **dict(zip(("area", "sector", "function", "period"), given.place, strict=True)),
        status=given.number.status.value,
        number=given.number.number,
        denominator_status=given.out_of.status.value,
        denominator=given.out_of.number,
        percentage_status=share.status.value,
        percentage=share.number,
    )


def _content(area: str, number: int, as_of: date, tables: Sequence[GivenTable]) -> dict[str, Any]:
    return {
        "area": area,
        "number": number,
        "as_of": as_of.isoformat(),
        "tables": [
            {
                "indicator": one.indicator,
                "cells": [
                    [*each.place, each.number.status.value, each.number.number]
                    for each in one.figures
                ],
            }
            for one in tables
        ],
    }
