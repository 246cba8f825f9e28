"""What the pages of decisions answer: of intervision none are kept, so that its members find no such page."""

from __future__ import annotations

from tests.access.group_rows import ours, series, was
from tests.access.table import Row, own
from tests.access.world import World
from veerkracht.kernel.clock import now
from veerkracht.meetings.models import Decision, Meeting


def decision(world: World) -> list[object]:
    """A decision that no action would have kept."""
    (meeting,) = Meeting.objects.filter(pk__in=[str(one) for one in was(world)])
    row, _made = Decision.objects.get_or_create(
        meeting=meeting, what="We bellen eerst", defaults={"made_at": now()}
    )
    return [row.pk]


DECISION_ROWS: list[Row] = [
    ours("meetings:decisions", series, 404),
    ours("meetings:decide", was, 404),
    own("meetings:review_decision", 404, decision),
]
