"""What intervision groups and their meetings answer, role by role: members, who looks after them, nobody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from tests.access.table import (
    ANY_COORDINATOR,
    AWAY,
    COORDINATORS,
    LOGIN,
    SECOND,
    Meets,
    Row,
    own,
    posted,
    row,
    work,
)
from tests.access.world import World
from veerkracht.kernel.clock import today
from veerkracht.meetings.actions import make_method, start_poll
from veerkracht.meetings.models import Meeting, Poll
from veerkracht.practice.group_lesson_actions import propose_lesson
from veerkracht.practice.group_lesson_models import Lesson
from veerkracht.practice.group_models import Group
from veerkracht.practice.tests import grouping

NAME = "Kring 7"
MEMBERS = ("professional", "student", "somebody else")
BELONG = (*MEMBERS, "trainer", *COORDINATORS)


def _the_group(world: World) -> Group:
    """Three members, coached by the trainer: a meeting held, one to come, a poll and a lesson that waits."""
    found = Group.objects.filter(series__name=NAME).first()
    if found is not None:
        return found
    people = [world.people[role] for role in MEMBERS]
    made = grouping.group(*people, name=NAME, coach=world.people["trainer"])
    meeting = grouping.held(made, people[0], 10)
    propose_lesson(meeting=meeting, sentence="Wachten helpt.", by=people[0])
    coming = grouping.ahead(made, people[0])
    Meeting.objects.filter(pk=coming.pk).update(method="incident", facilitator=people[0])
    start_poll(series=made.series, dates=_moments(coming), minutes=120, by=people[0])
    make_method(
        region=made.series.region,
        series=made.series,
        name="Rondje",
        explanation="",
        steps=[("Praten", 20)],
        by=people[0],
    )
    return made


def _moments(coming: Meeting) -> list[datetime]:
    return [coming.starts_at + timedelta(days=day) for day in (7, 8)]


def group(world: World) -> list[object]:
    """The group."""
    return [_the_group(world).pk]


def series(world: World) -> list[object]:
    """Its series."""
    return [_the_group(world).series_id]


def coming(world: World) -> list[object]:
    """The meeting that is to come, led by the professional."""
    return [Meeting.objects.get(series=_the_group(world).series, state="planned").pk]


def was(world: World) -> list[object]:
    """The meeting that was held."""
    return [Meeting.objects.get(series=_the_group(world).series, state="held").pk]


def poll(world: World) -> list[object]:
    """The poll that runs."""
    return [Poll.objects.get(series=_the_group(world).series).pk]


def token(world: World) -> list[object]:
    """The professional's own link in it."""
    running = Poll.objects.get(series=_the_group(world).series)
    return [running.invitations.get(person=world.people["professional"]).token]


def method(world: World) -> list[object]:
    """The group's own way of working."""
    return [_the_group(world).series.own_methods.all()[0].pk]


def lesson(world: World) -> list[object]:
    """The lesson that waits."""
    return [Lesson.objects.get(meeting__series=_the_group(world).series).pk]


def year(world: World) -> list[object]:
    """This year."""
    return [today().year]


def region(world: World) -> list[object]:
    """The coordinator's region."""
    return ["zuid-limburg"]


def ours(
    name: str, arguments: Callable[[World], list[object]], meets: Meets = 200, **others: Meets
) -> Row:
    """A page of who belongs to the group; 403 for others."""
    named = {role.replace("_", " "): answer for role, answer in others.items()}
    return Row(name, arguments, 403, {"anonymous": LOGIN, **dict.fromkeys(BELONG, meets), **named})


GROUP_ROWS: list[Row] = [
    own("practice:groups"),
    ours("practice:group", group),
    own("practice:group_of_series", AWAY, series),
    own("practice:group_hours"),
    own("practice:group_proof", 200, year),
    ours("practice:group_card", coming),
    posted("practice:propose_lesson", was),
    posted("practice:answer_lesson", lesson),
    own("practice:all_group_lessons"),
    own("practice:group_lessons", 200, region),
    work("practice:group_overview", *ANY_COORDINATOR, "trainer"),
    ours("meetings:plan", series),
    ours("meetings:start_poll", series, AWAY),
    ours("meetings:methods", series),
    posted("meetings:drop_method", method),
    ours("meetings:poll", poll),
    posted("meetings:close_poll", poll),
    row("meetings:answer", 200, token),
    ours("meetings:meeting", coming),
    ours("meetings:change", coming),
    ours("meetings:cancel", coming),
    posted("meetings:say_absent", coming),
    posted("meetings:facilitator", coming),
    posted("meetings:set_method", coming),
    ours("meetings:timer", coming),
    ours("meetings:presence", coming, student=403, somebody_else=403),
    ours("meetings:own_presence", was),
    ours("meetings:paper", was),
    Row(
        "meetings:region_methods",
        region,
        403,
        {
            "anonymous": LOGIN,
            "without second factor": SECOND,
            "coordinator elsewhere": 404,
            **dict.fromkeys(COORDINATORS, 200),
        },
    ),
]
