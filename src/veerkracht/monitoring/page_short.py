"""One indicator in short: what it is now in the whole and in each region. For frames on other sites."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format

from veerkracht.kernel.bilingual import in_language
from veerkracht.monitoring import page_dashboards as dashboards
from veerkracht.monitoring import page_queries as queries
from veerkracht.monitoring.page_facts import whole_name
from veerkracht.monitoring.page_queries import TOTAL

if TYPE_CHECKING:
    from veerkracht.monitoring.page_words import Reading


@dataclass(frozen=True)
class InShort:
    """An indicator: name and unit, the day of the release, the period, a reading per area, and the whole address."""

    name: str
    unit: str
    day: str
    period: str
    has_rates: bool
    readings: list[Reading]
    url: str

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Each area with all of its reading in words."""
        return [(one.name, one.whole_in(self.unit)) for one in self.readings]


def indicators() -> list[tuple[str, str]]:
    """The indicators of the newest release (code, name), in order; none before the first."""
    board = queries.board()
    return [(one.indicator, str(one)) for one in board.tables] if board else []


def in_short(indicator: str) -> InShort | None:
    """An indicator of the newest release; None when it is not in there."""
    board = queries.board()
    table = board.table(indicator) if board else None
    if board is None or table is None:
        return None
    regions = [(one.code, str(one)) for one in queries.places().regions]
    areas = [(TOTAL, whole_name(board)), *regions]
    (row,) = dashboards.side_by_side(queries.Board(board.release, [table]), areas)
    return InShort(
        name=str(table),
        unit=in_language(table, "unit"),
        day=date_format(board.release.as_of, "j F Y"),
        period=row.period,
        has_rates=table.has_rates,
        readings=row.readings,
        url=settings.PUBLIC_URL + reverse("monitoring:page_figure", args=[indicator]),
    )
