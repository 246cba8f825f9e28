"""What the professional's part of the conversation answers, role by role."""

from __future__ import annotations

from tests.access.table import ANY_COORDINATOR, COORDINATORS, Row, posted, row, work
from tests.access.world import World


def offer(world: World) -> list[object]:
    """Something to join in the coordinator's region."""
    return [world.offer.pk]


def heerlen(world: World) -> list[object]:
    """A municipality with an offer."""
    return ["GM0917"]


PREPARE_ROWS: list[Row] = [
    *(
        row(f"conversations:{name}", 200)
        for name in ("landing", "prepare", "paper_web", "practise", "offers")
    ),
    row("conversations:leaflet", 422),
    row("conversations:offers_of", 200, heerlen),
    row("conversations:offers_of", 404, lambda world: ["GM9999"]),
    row("conversations:offers_file", 200, heerlen),
    # kept by the coordinators and editors of the region
    work("conversations:work_offers", *ANY_COORDINATOR, "editor"),
    work("conversations:make_offer", *ANY_COORDINATOR, "editor"),
    work("conversations:change_offer", *COORDINATORS, "editor", arguments=offer),
    posted("conversations:confirm_offer", offer, staff=True),
    posted("conversations:remove_offer", offer, staff=True),
]
