"""What the pages of pilots answer, role by role."""

from __future__ import annotations

from collections.abc import Callable

from tests.access.table import (
    ANY_COORDINATOR,
    COORDINATORS,
    LOGIN,
    Meets,
    Row,
    nothing,
    own,
    posted,
    row,
    work,
)
from tests.access.world import World
from veerkracht.cocreation import pilot_actions, pilot_spread_actions
from veerkracht.cocreation.models import Pilot, PilotSpread
from veerkracht.cocreation.tests import piloting

TITLE, SPREAD = "Pilot Oefenteam", "Pilot die verder gaat"


def _running(world: World) -> Pilot:
    """A public pilot of the coordinator's, that runs, with the professional in its team."""
    found = Pilot.objects.filter(title=TITLE).first()
    if found is not None:
        return found
    by = world.people["coordinator"]
    pilot = piloting.running(by, title=TITLE)
    pilot_actions.join_pilot(pilot=pilot, person=world.people["professional"], leads=False, by=by)
    pilot_actions.show_pilot(pilot=pilot, public=True, costs=True, by=by)
    piloting.read(pilot, "baseline", by)
    piloting.note(pilot, by)
    return pilot


def _spread(world: World) -> PilotSpread:
    """A draft of the coordinator's, because another pilot is spread."""
    found = PilotSpread.objects.filter(pilot__title=SPREAD).first()
    if found is not None:
        return found
    by = world.people["coordinator"]
    pilot = piloting.decided(by, title=SPREAD)
    made = pilot_spread_actions.spread_pilot(
        pilot=pilot, wish=piloting.wish(title="Kijkrondje"), by=by
    )
    return made[0]


def pilot(world: World) -> list[object]:
    """The pilot that runs."""
    return [_running(world).pk]


def slug(world: World) -> list[object]:
    """The pilot that runs, by its address."""
    return [_running(world).slug]


def begin(world: World) -> list[object]:
    """A step of it."""
    return [_running(world).pk, "begin"]


def member(world: World) -> list[object]:
    """Somebody in its team."""
    found = _running(world)
    return [found.pk, found.members.all()[0].pk]


def measure(world: World) -> list[object]:
    """What it measures."""
    found = _running(world)
    return [found.pk, found.measures.get().pk]


def reading(world: World) -> list[object]:
    """The first reading."""
    return [*measure(world), "baseline"]


def note(world: World) -> list[object]:
    """A page of its log, written by the coordinator."""
    found = _running(world)
    return [found.pk, found.notes.get().pk]


def decided(world: World) -> list[object]:
    """A pilot that is spread."""
    return [_spread(world).pilot_id]


def spread(world: World) -> list[object]:
    """A draft of it."""
    made = _spread(world)
    return [made.pilot_id, made.pk]


def for_team(name: str, arguments: Callable[[World], list[object]], *roles: str) -> Row:
    """A page of who keeps a pilot, and of further roles; 403 for others."""
    allowed: dict[str, Meets] = dict.fromkeys((*COORDINATORS, *roles), 200)
    return Row(name, arguments, 403, {"anonymous": LOGIN, **allowed})


PILOT_ROWS: list[Row] = [
    row("cocreation:pilots", 200),
    row("cocreation:compare_pilots", 200, nothing),
    row("cocreation:compare_pilots_file", 200),
    row("cocreation:pilot", 200, slug),
    own("cocreation:my_pilots"),
    for_team("cocreation:pilot_desk", pilot, "professional"),
    for_team("cocreation:change_pilot", pilot),
    posted("cocreation:pilot_step", begin),
    posted("cocreation:show_pilot", pilot),
    for_team("cocreation:join_pilot", pilot),
    posted("cocreation:leave_pilot", member),
    for_team("cocreation:new_pilot_measure", pilot),
    for_team("cocreation:change_pilot_measure", measure),
    posted("cocreation:drop_pilot_measure", measure),
    for_team("cocreation:pilot_reading", reading, "professional"),
    posted("cocreation:drop_pilot_reading", reading),
    for_team("cocreation:new_pilot_note", pilot, "professional"),
    for_team("cocreation:change_pilot_note", note),
    posted("cocreation:show_pilot_note", note),
    work("cocreation:kept_pilots", *ANY_COORDINATOR),
    work("cocreation:new_pilot", *ANY_COORDINATOR),
    work("cocreation:decide_pilot", *COORDINATORS, arguments=pilot),
    work("cocreation:stop_pilot", *COORDINATORS, arguments=pilot),
    work("cocreation:spread_pilot", *COORDINATORS, arguments=decided),
    posted("cocreation:undo_pilot_spread", spread, staff=True),
]
