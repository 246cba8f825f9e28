"""Monitoring's part of the API: the same frozen figures as in the files, readable by everybody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from ninja import Query
from pydantic import Field, StringConstraints

from veerkracht.connections.rest import (
    Answer,
    Code,
    Filters,
    NumberInPath,
    Page,
    Router,
    Scope,
    page,
    reads,
)
from veerkracht.disclosure.tables import TOTAL
from veerkracht.figures.models import Cell, Release, Table
from veerkracht.kernel.bilingual import in_language
from veerkracht.monitoring import open_queries as queries
from veerkracht.monitoring.open_catalogue import address_of
from veerkracht.monitoring.open_cubes import NAMES, TOTAL_CODE, coded
from veerkracht.monitoring.open_files import KINDS, METADATA

router = Router(tags=["Cijfers"])
CellCode = Annotated[str, StringConstraints(pattern=r"^(_T|[A-Za-z0-9-]{1,40})$")]
LETTERS = "A: een getal. C: afgeschermd. M: er is geen getal."


class TableAnswer(Answer):
    """One indicator in a release, with its files."""

    indicator: str
    name: str
    unit: str
    source: str
    files: dict[str, str]


class ReleaseAnswer(Answer):
    """A frozen set of figures about one area on one day. ``signature`` is Ed25519 over ``digest``, by ``key``."""

    id: int
    area: str
    number: int
    as_of: date
    published_at: datetime
    digest: str = Field(description="SHA-256 van de inhoud, in hexadecimale cijfers.")
    signature: str = Field(description="Ed25519 over digest, in base64.")
    key: str = Field(description="Openbare sleutel bij de handtekening, in base64.")
    licence: str
    tables: list[TableAnswer]
    url: str


class ReleasePage(Page):
    """Releases."""

    items: list[ReleaseAnswer]


class ReleaseFilters(Filters):
    """Which releases."""

    area: Code | None = Field(None, description="Code van een gebied, zoals zuid-limburg.")


class CellAnswer(Answer):
    """One figure. A number that is not shown is null, never 0; its status says why."""

    area: str
    sector: str
    function: str
    period: str
    number: int | None
    number_status: str = Field(description=LETTERS)
    denominator: int | None
    denominator_status: str
    percentage: int | None
    percentage_status: str


class CellPage(Page):
    """Figures."""

    items: list[CellAnswer]


class CellFilters(Filters):
    """Which figures; ``_T`` is the total over all areas, sectors, functions or periods."""

    area: CellCode | None = Field(None, description="CBS-code, eigen code, of _T.")
    sector: CellCode | None = Field(None, description="Code van een sector, of _T.")
    function: CellCode | None = Field(None, description="Code van een functie, of _T.")
    period: CellCode | None = Field(None, description="Zoals 2026, 2026-Q3 of 2026-11, of _T.")


@reads(
    router,
    "/figures/releases",
    ReleasePage,
    scope=Scope.CATALOGUE_READ,
    public=True,
    says=_("Vrijgaven van cijfers"),
)
def list_figure_releases(request: HttpRequest, filters: Query[ReleaseFilters]) -> dict[str, Any]:
    """Releases that were not withdrawn, by number."""
    rows = queries.releases()
    if filters.area:
        rows = rows.filter(area__code=filters.area)
    return page(request, rows, filters, _releases)


@reads(
    router,
    "/figures/releases/{int:release_id}",
    ReleaseAnswer,
    scope=Scope.CATALOGUE_READ,
    public=True,
    says=_("Eén vrijgave van cijfers"),
)
def get_figure_release(request: HttpRequest, release_id: NumberInPath) -> ReleaseAnswer:
    """One release; one that was withdrawn is not there any more."""
    return _releases([_release(release_id)])[0]


@reads(
    router,
    "/figures/releases/{int:release_id}/tables/{indicator}/cells",
    CellPage,
    scope=Scope.CATALOGUE_READ,
    public=True,
    says=_("De cijfers van één meetpunt in een vrijgave"),
)
def list_figure_cells(
    request: HttpRequest, release_id: NumberInPath, indicator: Code, filters: Query[CellFilters]
) -> dict[str, Any]:
    """Cells of a table, chosen by code; in the order in which they were frozen."""
    table = Table.objects.filter(release=_release(release_id), indicator=indicator).first()
    if table is None:
        raise Http404
    return page(request, _chosen(table, filters), filters, _cells)


def _release(number: int) -> Release:
    found = queries.releases().filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _chosen(table: Table, filters: CellFilters) -> QuerySet[Cell]:
    asked = {name: getattr(filters, name) for name in NAMES}
    codes = {
        name: TOTAL if code == TOTAL_CODE else code
        for name, code in asked.items()
        if code is not None
    }
    return Cell.objects.filter(table=table, **codes)


def _releases(found: Sequence[Release]) -> list[ReleaseAnswer]:
    tables = queries.tables_of(*found)
    return [
        _release_answer(one, [each for each in tables if each.release_id == one.pk])
        for one in found
    ]


def _release_answer(release: Release, tables: Sequence[Table]) -> ReleaseAnswer:
    with override("nl"):
        address = reverse("monitoring:open_release", args=[release.area.code, release.number])
    return ReleaseAnswer(
        id=release.pk,
        area=release.area.code,
        number=release.number,
        as_of=release.as_of,
        published_at=release.published_at,
        digest=release.digest,
        signature=release.signature,
        key=release.key,
        licence="CC0-1.0",
        tables=[_table_answer(one) for one in tables],
        url=f"{settings.PUBLIC_URL}{address}",
    )


def _table_answer(table: Table) -> TableAnswer:
    release = table.release
    return TableAnswer(
        indicator=table.indicator,
        name=in_language(table, "name"),
        unit=in_language(table, "unit"),
        source=table.source,
        files={
            kind.key: address_of(release.area.code, release.number, table.indicator, kind)
            for kind in (*KINDS.values(), METADATA)
        },
    )


def _cells(found: Sequence[Cell]) -> list[CellAnswer]:
    return [
        CellAnswer(
            area=coded(one.area),
            sector=coded(one.sector),
            function=coded(one.function),
            period=coded(one.period),
            number=one.number,
            number_status=one.status,
            denominator=one.denominator,
            denominator_status=one.denominator_status,
            percentage=one.percentage,
            percentage_status=one.percentage_status,
        )
        for one in found
    ]
