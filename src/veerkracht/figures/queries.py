"""The door to reading figures: releases that may be shown to anyone, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from veerkracht.figures.models import Cell, Release, Table

if TYPE_CHECKING:
    from django.db.models import QuerySet

__all__ = ["cells", "latest", "published", "tables"]


def published() -> QuerySet[Release]:
    """Every release that was not withdrawn, newest first."""
    return Release.objects.filter(withdrawn_at=None)


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
    """Cells of a table; a code that is given is kept to, "" means the total over it, None means every code; one query."""
    given = {"area": area, "sector": sector, "function": function, "period": period}
    chosen = {name: code for name, code in given.items() if code is not None}
    return list(Cell.objects.filter(table=table, **chosen))
