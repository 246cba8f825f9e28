"""Writing areas: our own data file, and boundary files from outside."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from veerkracht.audit.actions import record
from veerkracht.places import queries, reference
from veerkracht.places.models import Area, AreaMembership, BoundaryChange, Population

if TYPE_CHECKING:
    from django.db.models import Model

    from veerkracht.kernel.data_files import Rows

POPULATION_YEAR = 2023
POPULATION_SOURCE = "CBS/Kadaster, wijken en buurten 2023, via PDOK (CC BY 4.0)"
FACTS = ("kind", "name", "valid_until", "latitude", "longitude", "tile_column", "tile_row")


@transaction.atomic
def load_limburg(*, by: Model | None = None) -> int:
    """Bring Limburg's areas, memberships, changes and numbers up to our data file; returns how many are new.

    Loading again changes nothing. Areas that an installation added itself stay.
    """
    before = Area.objects.count() + AreaMembership.objects.count() + Population.objects.count()
    areas = _load_areas(reference.areas())
    _load_memberships(reference.memberships(), areas)
    _load_changes(reference.changes(), areas)
    _load_population(reference.areas(), areas)
    after = Area.objects.count() + AreaMembership.objects.count() + Population.objects.count()
    if after != before:
        record("areas loaded", areas["limburg"], by=by, values={"new rows": after - before})
    queries.forget_centres()
    return after - before


def _load_areas(rows: Rows) -> dict[str, Area]:
    wanted = [_area(row) for row in rows]
    loaded = Area.objects.bulk_create(
        wanted, update_conflicts=True, unique_fields=["code", "valid_from"], update_fields=FACTS
    )
    return {area.code: area for area in loaded}


def _area(row: dict[str, str]) -> Area:
    return Area(
        code=row["code"],
        kind=row["kind"],
        name=row["name"],
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_until=_day(row["valid_until"]),
        latitude=_number(row["latitude"]),
        longitude=_number(row["longitude"]),
        tile_column=_number(row["tile_column"]),
        tile_row=int(row["tile_row"]) if row["tile_row"] else None,
    )


def _load_memberships(rows: Rows, areas: dict[str, Area]) -> None:
    wanted = [
        AreaMembership(
            area=areas[row["area"]],
            parent=areas[row["parent"]],
            since=date.fromisoformat(row["since"]),
            until=_day(row["until"]),
        )
        for row in rows
    ]
    AreaMembership.objects.bulk_create(
        wanted, update_conflicts=True, unique_fields=["area", "parent", "since"], update_fields=["until"]
    )


def _load_changes(rows: Rows, areas: dict[str, Area]) -> None:
    wanted = [
        BoundaryChange(
            old=areas[row["old"]], new=areas[row["new"]], on=date.fromisoformat(row["on"]), share=row["share"]
        )
        for row in rows
    ]
    BoundaryChange.objects.bulk_create(wanted, ignore_conflicts=True)


def _load_population(rows: Rows, areas: dict[str, Area]) -> None:
    wanted = [
        Population(
            area=areas[row["code"]],
            year=POPULATION_YEAR,
            inhabitants=int(row["inhabitants_2023"]),
            households=int(row["households_2023"]),
            source=POPULATION_SOURCE,
        )
        for row in rows
        if row["inhabitants_2023"]
    ]
    Population.objects.bulk_create(wanted, ignore_conflicts=True)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _number(text: str) -> float | None:
    return float(text) if text else None
