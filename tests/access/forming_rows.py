"""Addresses of joining and forming groups. Read by ``table``, whose words it uses."""

from __future__ import annotations

from tests.access.table import (
    ANY_COORDINATOR,
    COORDINATORS,
    Row,
    edition,
    own,
    posted,
    row,
    unknown,
    work,
)
from tests.access.world import World
from veerkracht.kernel.clock import now
from veerkracht.meetings.models import Series
from veerkracht.practice.models import Group, Round


def region(world: World) -> list[object]:
    """The region of the full edition."""
    return [world.edition.region_id]


def a_round(world: World) -> list[object]:
    """A round of that region, whose proposal waits."""
    made, _new = Round.objects.get_or_create(
        region_id=world.edition.region_id, state="found", defaults={"made_at": now()}
    )
    return [made.pk]


def a_group(world: World) -> list[object]:
    """A group of that region."""
    series, _new = Series.objects.get_or_create(
        region_id=world.edition.region_id, name="Heerlen", defaults={"started_at": now()}
    )
    return [Group.objects.get_or_create(series=series)[0].pk]


FORMING_ROWS: list[Row] = [
    own("practice:join"),
    row("practice:withdraw_wish", 405),
    work("practice:forming", *ANY_COORDINATOR),
    work("practice:new_round", *COORDINATORS, arguments=region),
    work("practice:round", *COORDINATORS, arguments=a_round),
    work("practice:mend", *COORDINATORS, arguments=a_group),
    posted("practice:stop_round", a_round, staff=True),
    posted("practice:search_again", a_round, staff=True),
    posted("practice:discard_round", a_round, staff=True),
    posted("practice:keep_apart", a_round, staff=True),
    posted("practice:start_groups", a_round, staff=True),
    posted("practice:pin", unknown, staff=True),
    posted("practice:invite_to_join", edition, staff=True),
]
