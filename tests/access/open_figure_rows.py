"""What the pages and files of open data answer, role by role: the same to everybody."""

from __future__ import annotations

from tests.access.table import Row, row
from tests.access.world import World
from veerkracht.coalitions.models import Coalition
from veerkracht.figures.models import Release
from veerkracht.monitoring.tests.open_releases import coalition_of, released


def _released(world: World) -> Release:
    """The newest release, about Zuid-Limburg."""
    found = Release.objects.filter(area__code="zuid-limburg", withdrawn_at=None).first()
    return found or released()


def release(world: World) -> list[object]:
    """A release by its area and number."""
    found = _released(world)
    return [found.area.code, found.number]


def table(world: World) -> list[object]:
    """A table in it."""
    return [*release(world), _indicator(world)]


def by_key(world: World) -> list[object]:
    """A release by its number in the API."""
    return [_released(world).pk]


def cells(world: World) -> list[object]:
    """A table of it in the API."""
    return [_released(world).pk, _indicator(world)]


def newest(world: World) -> list[object]:
    """The address of an indicator that stays."""
    return [_released(world).area.code, _indicator(world)]


def coalition(world: World) -> list[object]:
    """A coalition about whose area there are figures."""
    _released(world)
    found = Coalition.objects.filter(name="Coalitie Heerlen").first()
    return [(found or coalition_of("GM0917")).slug]


def _indicator(world: World) -> str:
    return _released(world).tables.all()[0].indicator


OPEN_FIGURE_ROWS: list[Row] = [
    row("monitoring:open_data", 200),
    row("monitoring:open_catalogue", 200),
    row("monitoring:open_feed", 200),
    row("monitoring:open_coalition", 200, coalition),
    row("monitoring:open_release", 200, release),
    row("monitoring:open_workbook", 200, release),
    row("monitoring:open_csv", 200, table),
    row("monitoring:open_csvw", 200, table),
    row("monitoring:open_json_stat", 200, table),
    row("monitoring:open_parquet", 200, table),
    row("api:list_figure_releases", 200),
    row("api:get_figure_release", 200, by_key),
    row("api:list_figure_cells", 200, cells),
    row("monitoring:open_latest", "elsewhere", newest),
]
