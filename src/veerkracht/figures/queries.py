"""The door to reading figures: releases that may be shown to anyone, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db.models import Case, Value, When

from veerkracht.figures.contents import content_of, digest_of
from veerkracht.figures.models import Cell, Release, Table
from veerkracht.figures.signing import is_signed, public_key
from veerkracht.places.models import AreaKind

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from veerkracht.figures.contents import CellContent

__all__ = [
    "cells",
    "content_of",
    "every",
    "faults",
    "is_genuine",
    "latest",
    "naming_before",
    "public_key",
    "published",
    "tables",
    "widest",
]

WIDTH: Final = (
    AreaKind.COUNTRY,
    AreaKind.PROVINCE,
    AreaKind.REGION,
    AreaKind.PARTNERSHIP,
    AreaKind.MUNICIPALITY,
)


def published() -> QuerySet[Release]:
    """Every release that was not withdrawn, newest first."""
    return Release.objects.filter(withdrawn_at=None)


def widest() -> QuerySet[Release]:
    """The same with the widest areas first, each newest first: the first is what pages of figures show."""
    kinds = [When(area__kind=kind, then=Value(place)) for place, kind in enumerate(WIDTH)]
    width = Case(*kinds, default=Value(len(WIDTH)))
    return published().order_by(width, "-as_of", "-number")


def every() -> QuerySet[Release]:
    """Every release that anybody could ever read, withdrawn ones too, in the order in which they came out.

    What was read once stays known: whoever attacks has these as well.
    """
    return Release.objects.order_by("published_at", "pk")


def latest(area_code: str) -> Release | None:
    """The newest release about this area, without its content; one query."""
    return published().defer("content").filter(area__code=area_code).first()


def tables(release: Release) -> list[Table]:
    """Its tables, in order; one query."""
    return list(release.tables.all())


def cells(
    table: Table,
    *,
    area: str | None = None,
    sector: str | None = None,
    function: str | None = None,
    period: str | None = None,
) -> list[Cell]:
    """Cells of a table: a code that is given is kept to, "" is the total over it, None every code; one query."""
    given = {"area": area, "sector": sector, "function": function, "period": period}
    chosen = {name: code for name, code in given.items() if code is not None}
    return list(Cell.objects.filter(table=table, **chosen))


def is_genuine(release: Release) -> bool:
    """Whether the content is what was signed, and with our own key."""
    same = digest_of(release.content) == release.digest and release.key == public_key()
    return same and is_signed(release.digest, release.signature, release.key)


def faults(release: Release) -> list[str]:
    """What is not as it was published: the signature, the content, or a row made of it. English, for a terminal."""
    if not is_genuine(release):
        return [f"{release}: the content or its signature was changed"]
    return [
        f"{release}: the rows of {table.indicator} are not what was published"
        for table in content_of(release.content).tables
        if sorted(_rows(release, table.indicator)) != sorted(_told(table.cells))
    ]


def _rows(release: Release, indicator: str) -> list[str]:
    found = Cell.objects.filter(table__release=release, table__indicator=indicator)
    return [
        repr(((one.area, one.sector, one.function, one.period), one.figure, one.out_of, one.rate))
        for one in found
    ]


def _told(cells: tuple[CellContent, ...]) -> list[str]:
    return [repr((one.key, one.figure, one.out_of, one.rate)) for one in cells]


def naming_before(moment: datetime) -> int:
    """How many releases older than a moment still name who published them."""
    return Release.objects.filter(published_at__lt=moment, published_by__isnull=False).count()
