"""Writing areas: our own data file, and boundary files from outside."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from veerkracht.audit.actions import record
from veerkracht.kernel.clock import today
from veerkracht.kernel.errors import RuleBroken
from veerkracht.places import queries, reference
from veerkracht.places.boundary_file import read_shapes
from veerkracht.places.models import Area, AreaMembership, Boundary, BoundaryChange, Population

if TYPE_CHECKING:
    from django.db.models import Model

    from veerkracht.kernel.data_files import Rows

FIRST_YEAR = 2011  # our data file speaks of the time since then
POPULATION_YEAR = 2023
POPULATION_SOURCE = "CBS/Kadaster, wijken en buurten 2023, via PDOK (CC BY 4.0)"
FACTS = ("kind", "name", "valid_until", "latitude", "longitude", "tile_column", "tile_row")


@transaction.atomic
def load_limburg(*, by: Model | None = None) -> int:
    """Bring Limburg's areas, memberships, changes and numbers up to our data file.

    Returns how many rows are new. Loading again changes nothing. Areas that an installation added itself stay.
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
        wanted,
        update_conflicts=True,
        unique_fields=["area", "parent", "since"],
        update_fields=["until"],
    )


def _load_changes(rows: Rows, areas: dict[str, Area]) -> None:
    wanted = [
        BoundaryChange(
            old=areas[row["old"]],
            new=areas[row["new"]],
            on=date.fromisoformat(row["on"]),
            share=row["share"],
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


@transaction.atomic
def load_boundaries(*, content: bytes, year: int, source: str, by: Model | None = None) -> int:
    """Keep the shapes (and numbers) of every municipality in a year, from a GeoJSON file.

    All of them or none: a broken or partial file raises RuleBroken with place and reason, and
    changes nothing. The same year again replaces what was there. Returns how many municipalities.
    """
    if not FIRST_YEAR <= year <= today().year + 1:
        raise RuleBroken(f"year: {year} is not between {FIRST_YEAR} and {today().year + 1}.")
    areas = {area.code: area for area in queries.municipalities(on=date(year, 1, 1))}
    shapes = read_shapes(content, {code: area.name for code, area in areas.items()}, year)
    for shape in shapes:
        facts = {"shape": shape.geometry, "source": source}
        Boundary.objects.update_or_create(area=areas[shape.code], year=year, defaults=facts)
        if shape.numbers:
            inhabitants, households = shape.numbers
            counted = {"inhabitants": inhabitants, "households": households, "source": source}
            Population.objects.update_or_create(area=areas[shape.code], year=year, defaults=counted)
    record(
        "boundaries loaded",
        Area.objects.get(code="limburg"),
        by=by,
        values={"year": year, "count": len(shapes)},
    )
    return len(shapes)


@transaction.atomic
def change_boundary(
    *,
    old: Area,
    new_code: str,
    new_name: str,
    on: date,
    share: Decimal = Decimal(1),
    by: Model | None = None,
) -> Area:
    """On a day an area, or a share of it, goes over into another; returns that other.

    A new area is made where there is none, in the regions and partnerships of the old one. Once the
    shares of the old area add up to one it ends that day. More than the whole raises RuleBroken.
    """
    old = Area.objects.select_for_update().get(pk=old.pk)
    given = sum((change.share for change in BoundaryChange.objects.filter(old=old)), Decimal(0))
    if not 0 < share <= 1 - given:
        raise RuleBroken(
            f"{old.code}: a share of {share} is not possible; {1 - given} of it is left.",
            field="share",
        )
    if on <= old.valid_from or (old.valid_until and on > old.valid_until):
        raise RuleBroken(f"{old.code}: it does not exist on {on}.", field="on")
    new = Area.objects.on(on).filter(code=new_code).first() or _successor(
        old, new_code, new_name, on
    )
    BoundaryChange.objects.create(old=old, new=new, on=on, share=share)
    if given + share == 1:
        _end(old, on)
    record(
        "boundary changed",
        old,
        by=by,
        values={"new": new.code, "on": on.isoformat(), "share": str(share)},
    )
    queries.forget_centres()
    return new


def _successor(old: Area, code: str, name: str, on: date) -> Area:
    if not name:
        raise RuleBroken(f"{code}: a new area needs a name.", field="new_name")
    new = Area.objects.create(
        code=code,
        kind=old.kind,
        name=name,
        valid_from=on,
        latitude=old.latitude,
        longitude=old.longitude,
    )
    links = AreaMembership.objects.on(on - timedelta(days=1)).filter(area=old)
    AreaMembership.objects.bulk_create(
        AreaMembership(area=new, parent_id=link.parent_id, since=on) for link in links
    )
    return new


def _end(old: Area, on: date) -> None:
    Area.objects.filter(pk=old.pk).update(valid_until=on)
    AreaMembership.objects.filter(area=old, until=None).update(until=on)
