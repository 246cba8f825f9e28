"""What the pages of the map of the movement answer, role by role."""

from __future__ import annotations

from tests import factories
from tests.access.table import Row, row
from tests.access.world import World


def _place(world: World) -> list[object]:
    """Heerlen."""
    return ["GM0917"]


def _organisation(world: World) -> list[object]:
    """An organisation that gives a training."""
    organisation = factories.organisation()
    factories.edition(of=factories.course(provider=organisation))
    return [organisation.slug]


MOVEMENT_ROWS: list[Row] = [
    row("outreach:movement", 200),
    row("outreach:movement_place", 200, _place),
    row("outreach:movement_organisation", 200, _organisation),
]
