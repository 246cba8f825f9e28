"""Our own lists of sectors and organisations, brought into the database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.text import slugify

from veerkracht.kernel.data_files import read_rows
from veerkracht.people.models import Organisation, Sector
from veerkracht.places import queries as places
from veerkracht.places.models import Area

if TYPE_CHECKING:
    from veerkracht.kernel.data_files import Rows

FOLDER = Path(__file__).parent / "data"


def load_sectors() -> int:
    """Bring sectors up to the list: new ones come, names follow; returns how many are new."""
    before = Sector.objects.count()
    wanted = [
        Sector(code=row["code"], name=row["name"], name_en=row["name_en"], order=int(row["order"]))
        for row in read_rows(FOLDER / "sectors.csv")
    ]
    Sector.objects.bulk_create(
        wanted,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "name_en", "order"],
    )
    return Sector.objects.count() - before


def load_organisations() -> int:
    """Add the organisations that are not there yet, with their sectors and regions; returns how many.

    What an installation changed about an organisation stays as it is.
    """
    known = set(Organisation.objects.values_list("slug", flat=True))
    rows = [*read_rows(FOLDER / "organisations.csv"), *_town_halls()]
    missing = [row for row in rows if row["slug"] not in known]
    areas = {area.code: area for area in Area.objects.filter(valid_until=None)}
    sectors = {sector.code: sector for sector in Sector.objects.all()}
    for row in missing:
        made = Organisation.objects.create(
            slug=row["slug"],
            name=row["name"],
            website=row["website"],
            is_school=row["is_school"] == "yes",
            municipality=areas[row["municipality"]] if row["municipality"] else None,
        )
        made.sectors.set(sectors[code] for code in row["sectors"].split())
        made.regions.set(areas[code] for code in row["regions"].split())
    return len(missing)


def _town_halls() -> Rows:
    """Every municipality is an employer as well."""
    found = (
        (town, region) for region in places.regions() for town in places.municipalities(region)
    )
    return [
        {
            "slug": f"gemeente-{slugify(town.name)}",
            "name": f"Gemeente {town.name}",
            "website": "",
            "is_school": "no",
            "municipality": town.code,
            "sectors": "gemeente",
            "regions": region.code,
        }
        for town, region in found
    ]
