"""Released figures of a coalition's area, for the standing point about Positive Health."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from veerkracht.coalitions.agenda_standing import StandingLine
from veerkracht.disclosure.values import Figure, Status
from veerkracht.figures.models import Cell
from veerkracht.figures.queries import published

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from veerkracht.coalitions.models import Coalition

MOST = 4  # figures under one point
MOST_READ = 200


def released(coalition: Coalition) -> QuerySet[Cell, Any]:
    """Figures of the coalition's area in the newest release, over all sectors and functions, latest period first."""
    newest = published().order_by("-as_of", "-number").values("pk")[:1]
    found = Cell.objects.filter(
        table__release__in=newest, area=coalition.area.code, sector="", function=""
    )
    return found.select_related("table__release").order_by("table__order", "-period")[:MOST_READ]


def lines(coalition: Coalition, cells: Iterable[Cell]) -> list[StandingLine]:
    """A line for each of the first indicators, of its latest period; what is hidden is said in words."""
    latest: dict[int, Cell] = {}
    for cell in cells:
        latest.setdefault(cell.table_id, cell)
    url = reverse("monitoring:page_coalition", args=[coalition.slug]) if latest else ""
    return [_line(cell, url) for cell in list(latest.values())[:MOST]]


def _line(cell: Cell, url: str) -> StandingLine:
    day = date_format(cell.table.release.as_of, "j F Y")
    return StandingLine(f"{cell.table}: {_words(cell)}", _("stand van %(day)s") % {"day": day}, url)


def _words(cell: Cell) -> str:
    """“120 van 690 (17%)”, or as much of it as may be known."""
    said = _told(cell.figure)
    if cell.figure.is_shown and cell.out_of.is_shown:
        said = _("%(number)s van %(out_of)s") % {"number": said, "out_of": _told(cell.out_of)}
    return f"{said} ({cell.rate.number}%)" if cell.rate.is_shown else said


def _told(figure: Figure) -> str:
    if figure.number is not None:
        return str(number_format(figure.number, force_grouping=True))
    if figure.status is Status.HIDDEN:
        return _("minder dan 10 of afgeschermd")
    return _("geen gegevens")
