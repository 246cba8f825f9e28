"""What the pages of embeds answer, role by role."""

from __future__ import annotations

from tests.access.table import Row, edition, row
from tests.access.world import World


def no_sheet(world: World) -> list[object]:
    """A theme sheet that is not there: said within the frame."""
    return ["zuid-limburg", "geen-thema"]


def no_figure(world: World) -> list[object]:
    """A figure that was not released: said within the frame."""
    return ["geen-cijfer"]


EMBED_ROWS: list[Row] = [
    row("outreach:embed_make", 200),
    row("outreach:embed_agenda", 200),
    row("outreach:embed_feed", 200),
    row("outreach:embed_finder", 200),
    row("outreach:embed_web", 200),
    row("outreach:embed_colours", 200),
    row("outreach:embed_edition", 200, edition),
    row("outreach:embed_sheet", 404, no_sheet),
    row("outreach:embed_figure", 404, no_figure),
    row("outreach:oembed", 404),
]
