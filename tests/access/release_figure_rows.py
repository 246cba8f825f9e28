"""What the pages of releases answer, role by role."""

from __future__ import annotations

from tests.access.table import ANY_COORDINATOR, Row, posted, row, work
from tests.access.world import World
from veerkracht.monitoring.models import DraftState, ReleaseDraft
from veerkracht.monitoring.tests import releasing


def _published(world: World) -> ReleaseDraft:
    """A release about the province that the coordinator drafted and the administrator published."""
    found = ReleaseDraft.objects.filter(state=DraftState.PUBLISHED, area__code="limburg")
    if not found.exists():
        releasing.published(world.people["coordinator"], second=world.people["administrator"])
    return found.select_related("release", "area")[0]


def draft(world: World) -> list[object]:
    """That draft."""
    return [_published(world).pk]


def table(world: World) -> list[object]:
    """A table of it."""
    return [_published(world).pk, releasing.CODE]


def step(world: World) -> list[object]:
    """Something to do with it."""
    return [_published(world).pk, "opnieuw"]


def release(world: World) -> list[object]:
    """The release itself."""
    return [_published(world).release_id]


def address(world: World) -> list[object]:
    """The release by area and number."""
    found = _published(world).release
    return [found.area.code, found.number] if found else []


RELEASE_FIGURE_ROWS: list[Row] = [
    row("monitoring:public_releases", 200),
    row("monitoring:release_key", 200),
    row("monitoring:public_release", 200, address),
    row("monitoring:release_content", 200, address),
    row("monitoring:release_signature", 200, address),
    work("monitoring:releases", *ANY_COORDINATOR),
    work("monitoring:new_release", *ANY_COORDINATOR),
    work("monitoring:release_draft", *ANY_COORDINATOR, arguments=draft),
    work("monitoring:attack_report", *ANY_COORDINATOR, arguments=draft),
    work("monitoring:release_preview", *ANY_COORDINATOR, arguments=table),
    posted("monitoring:release_step", step, staff=True),
    posted("monitoring:publish_release", draft, staff=True),
    work("monitoring:withdraw_release", *ANY_COORDINATOR, arguments=release),
]
