"""What these pages of monitoring answer, role by role."""

from __future__ import annotations

from tests.access.table import LOGIN, Row, nothing, row
from tests.access.world import World
from veerkracht.coalitions.models import Coalition
from veerkracht.coalitions.tests import parenting
from veerkracht.cocreation.models import Pilot
from veerkracht.cocreation.tests import piloting
from veerkracht.figures.queries import published
from veerkracht.monitoring.tests.page_releases import invented_release

SLUG = "coalitie-met-cijfers"


def released() -> None:
    """There is a release, in which nobody is counted."""
    if not published().exists():
        invented_release(years=1)


def _whole(world: World) -> list[object]:
    released()
    return nothing(world)


def indicator(world: World) -> list[object]:
    """An indicator of the release."""
    released()
    return ["professionals-trained"]


def _area(world: World) -> list[object]:
    released()
    return ["zuid-limburg"]


def _coalition(world: World) -> list[object]:
    released()
    found = Coalition.objects.first() or parenting.coalition(world.people["coordinator"])
    Coalition.objects.filter(pk=found.pk).update(name="Coalitie met cijfers", slug=SLUG)
    return [SLUG]


def _pilot(world: World) -> list[object]:
    released()
    by, title = world.people["coordinator"], "Pilot met cijfers"
    found = Pilot.objects.filter(title=title).first() or piloting.running(by, title=title)
    Pilot.objects.filter(pk=found.pk).update(public=True)
    return [found.slug]


def _organisation(world: World) -> list[object]:
    """Of which the employer is the contact."""
    released()
    return [world.booking.organisation.slug]


PAGE_FIGURE_ROWS: list[Row] = [
    row("monitoring:page_figures", 200, _whole),
    row("monitoring:page_method", 200, _whole),
    row("monitoring:page_compare", 200, _whole),
    row("monitoring:page_figure", 200, indicator),
    row("monitoring:page_area", 200, _area),
    row("monitoring:page_factsheet", 200, _area),
    row("monitoring:page_coalition", 200, _coalition),
    row("monitoring:page_pilot", 200, _pilot),
    row("monitoring:page_organisation", 403, _organisation, anonymous=LOGIN, employer=200),
]
