"""What these pages of monitoring answer, role by role."""

from __future__ import annotations

from tests.access.table import ANY_COORDINATOR, COORDINATORS, Row, own, posted, row, work
from tests.access.world import World
from veerkracht.monitoring import research_actions
from veerkracht.monitoring.models import ResearchExport, ResearchRequest
from veerkracht.monitoring.tests import researching

TITLE = "Wie komt terug?"


def _asked(world: World) -> ResearchRequest:
    """A request of the professional's that was approved by the coordinator, with a file on its way."""
    found = ResearchRequest.objects.filter(title=TITLE).first()
    if found is not None:
        return found
    by = world.people["professional"]
    made = researching.asked(by, title=TITLE)
    researching.decided(made, by=world.people["coordinator"])
    research_actions.ask_for_file(request=made, by=by)
    return made


def request(world: World) -> list[object]:
    """The request."""
    return [_asked(world).pk]


def file(world: World) -> list[object]:
    """Its file."""
    return [ResearchExport.objects.get(request=_asked(world)).pk]


RESEARCH_FIGURE_ROWS: list[Row] = [
    row("monitoring:research", 200),
    own("monitoring:my_research"),
    own("monitoring:ask_research"),
    row(
        "monitoring:research_request",
        403,
        request,
        anonymous="login",
        professional=200,
        coordinator=200,
        administrator=200,
    ),
    posted("monitoring:research_choice", lambda world: []),
    posted("monitoring:withdraw_research", request),
    posted("monitoring:make_research_file", request),
    posted("monitoring:research_destroyed", request),
    posted("monitoring:fetch_research_file", file),
    work("monitoring:research_work", *ANY_COORDINATOR),
    work("monitoring:research_decide", *COORDINATORS, arguments=request),
]
