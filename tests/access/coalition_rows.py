"""What coalitions, agendas and minutes answer, role by role: everybody, members, who leads, who looks after."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests import factories
from tests.access.table import (
    ANY_COORDINATOR,
    COORDINATORS,
    LOGIN,
    SECOND,
    Row,
    own,
    posted,
    row,
    work,
)
from tests.access.world import World
from veerkracht.coalitions.actions import Line, give_seat, start_coalition, write_line
from veerkracht.coalitions.models import Agenda, Coalition, MinuteLine, Point, Seat
from veerkracht.kernel.clock import held_at, now
from veerkracht.meetings.actions import When, decide, plan_meeting
from veerkracht.meetings.models import Decision, Meeting
from veerkracht.places.models import Area
from veerkracht.places.queries import region

NAME = "Kansrijke Start Voorbeeldstad"
LEAD = BELONG = ("employer", *COORDINATORS)  # other members are strangers to this table


def _the_coalition(world: World) -> Coalition:
    """Coordinated by the employer; a parent sits in it. One meeting was, one is to come."""
    found = Coalition.objects.filter(name=NAME).select_related("series").first()
    if found is not None:
        return found
    by, employer = world.people["coordinator"], world.people["employer"]
    with held_at(now() - timedelta(days=20)):
        made = start_coalition(
            name=NAME,
            kind="local",
            area=Area.objects.get(code="GM0917"),
            region=region("zuid-limburg"),
            coordinator=employer,
            by=by,
        )
        give_seat(coalition=made, kind="parent", person=factories.person(), by=by)
        give_seat(
            coalition=made,
            kind="organisation",
            organisation=world.booking.organisation,
            person=employer,
            by=by,
        )
        _plan(made, 15)
    _plan(made, 30)
    _write(made)
    return made


def _plan(of: Coalition, days: int) -> None:
    starts = now() + timedelta(days=days)
    when = When(starts, starts + timedelta(hours=2))
    assert of.coordinator is not None
    plan_meeting(series=of.series, when=when, by=of.coordinator)


def _write(of: Coalition) -> None:
    """A remark in the minutes of the meeting that was, and a decision."""
    meeting = Meeting.objects.filter(series=of.series).order_by("starts_at")[0]
    assert of.coordinator is not None
    found = Point.objects.select_related("agenda").filter(agenda__meeting=meeting)[0]
    write_line(point=found, line=Line("note", "Goed plan"), by=of.coordinator)
    decide(meeting=meeting, what="Elke maand", review_on=None, by=of.coordinator)


def slug(world: World) -> list[object]:
    """The coalition."""
    return [_the_coalition(world).slug]


def coming(world: World) -> list[object]:
    """Its meeting that is to come."""
    return [_agendas(world)[1].meeting_id]


def was(world: World) -> list[object]:
    """Its meeting that was."""
    return [_agendas(world)[0].meeting_id]


def _agendas(world: World) -> list[Agenda]:
    mine = Agenda.objects.filter(meeting__series=_the_coalition(world).series)
    return list(mine.order_by("meeting__starts_at"))


def point(world: World) -> list[object]:
    """A point of the meeting that is to come."""
    return [_agendas(world)[1].points.all()[0].pk]


def way(world: World) -> list[object]:
    """The same, and up."""
    return [*point(world), "omhoog"]


def point_was(world: World) -> list[object]:
    """A point of the meeting that was."""
    return [_agendas(world)[0].points.all()[0].pk]


def line(world: World) -> list[object]:
    """The remark in the minutes."""
    mine = MinuteLine.objects.filter(point__agenda__meeting__series=_the_coalition(world).series)
    return [mine[0].pk]


def seat(world: World) -> list[object]:
    """A seat."""
    return [Seat.objects.filter(coalition=_the_coalition(world))[0].pk]


def decision(world: World) -> list[object]:
    """The decision."""
    return [Decision.objects.get(meeting__series=_the_coalition(world).series).pk]


def code(world: World) -> list[object]:
    """The coordinator's region."""
    return ["zuid-limburg"]


def only(name: str, roles: tuple[str, ...], arguments: Any, others: int = 403) -> Row:
    """A page of these roles; sign-in for who is nobody yet."""
    return Row(name, arguments, others, {"anonymous": LOGIN, **dict.fromkeys(roles, 200)})


COALITION_ROWS: list[Row] = [
    row("coalitions:coalitions", 200),
    row("coalitions:coalition", 200, slug),
    row("coalitions:decisions", 200, slug),
    own("coalitions:mine", 200),
    only("coalitions:inside", BELONG, slug, 404),
    only("coalitions:meetings", BELONG, slug, 404),
    only("coalitions:manage", LEAD, slug),
    *(
        posted(f"coalitions:{name}", slug)
        for name in ("change", "add_seat", "set_coordinator", "standing", "end")
    ),
    posted("coalitions:end_seat", seat),
    posted("coalitions:show_decision", decision),
    work("coalitions:work", *ANY_COORDINATOR),
    Row(
        "coalitions:start",
        code,
        403,
        {
            "anonymous": LOGIN,
            "without second factor": SECOND,
            "coordinator elsewhere": 404,
            **dict.fromkeys(COORDINATORS, 200),
        },
    ),
    only("coalitions:agenda", BELONG, coming),
    *(
        posted(f"coalitions:{name}", coming)
        for name in ("make_agenda", "add_point", "close_agenda", "reopen_agenda")
    ),
    only("coalitions:agenda_pdf", BELONG, coming),
    only("coalitions:point", LEAD, point),
    posted("coalitions:remove_point", point),
    posted("coalitions:move_point", way),
    only("coalitions:minutes", BELONG, was),
    posted("coalitions:finish_minutes", was),
    posted("coalitions:approve_minutes", was),
    only("coalitions:minute_point", LEAD, point_was),
    posted("coalitions:settle_point", point_was),
    only("coalitions:change_line", LEAD, line),
    posted("coalitions:remove_line", line),
]
