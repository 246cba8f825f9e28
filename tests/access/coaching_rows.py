"""What coaching and team plans answer, role by role.

The professional is coached by the trainer; the employer leads a team that the professional reads along
with and the trainer coaches. No other role opens what is theirs.
"""

from __future__ import annotations

from tests.access.table import ANY_COORDINATOR, COORDINATORS, Meets, Row, own, posted, work
from tests.access.world import World

COACHES = ("trainer", "trainer of another", "coordinator", "coordinator elsewhere")
BOTH: dict[str, Meets] = {"anonymous": "login", "professional": 200, "trainer": 200}
LEAD: dict[str, Meets] = {"anonymous": "login", "employer": 200}
READERS: dict[str, Meets] = {**BOTH, **LEAD}


def coaching(world: World) -> list[object]:
    """The coaching of the professional."""
    return [world.coached.coaching.pk]


def appointment(world: World) -> list[object]:
    """Its first appointment."""
    return [world.coached.appointment.pk]


def waiting(world: World) -> list[object]:
    """The request of somebody else, who has no coach yet."""
    return [world.coached.waiting.pk]


def profile(world: World) -> list[object]:
    """The trainer's profile as a coach."""
    return [world.people["trainer"].coach_profile.pk]


def plan(world: World) -> list[object]:
    """The plan of a team."""
    return [world.coached.plan.pk]


def member(world: World) -> list[object]:
    """Who reads it."""
    return [world.coached.member.pk]


def handover(world: World) -> list[object]:
    """The question to the professional."""
    return [world.coached.handover.pk]


COACHING_ROWS: list[Row] = [
    own("practice:coachings"),
    own("practice:ask_coach"),
    Row("practice:pick_coach", waiting, 404, {"anonymous": "login", "somebody else": 200}),
    posted("practice:withdraw_request", waiting),
    *(Row(f"practice:{name}", coaching, 403, BOTH) for name in ("coaching", "plan_series")),
    *(
        Row(f"practice:{name}", appointment, 403, BOTH)
        for name in ("move_appointment", "cancel_appointment")
    ),
    posted("practice:say_held", appointment),
    posted("practice:end_coaching", coaching),
    *(
        work(f"practice:{name}", *COACHES)
        for name in ("coach_desk", "coach_profile", "coach_calendar", "coach_hours")
    ),
    work("practice:coach_hours_file", *COACHES, arguments=lambda _world: ["2026-4"]),
    work("practice:to_coaching", *COACHES, arguments=coaching, meets="elsewhere"),
    posted("practice:forget_calendar", lambda _world: [], staff=True),
    *(
        work(f"practice:{name}", *ANY_COORDINATOR)
        for name in ("coaching_work", "coaches", "coaching_hours", "coaching_hours_file")
    ),
    work("practice:match_request", *COORDINATORS, arguments=waiting),
    work("practice:coachings_running", *ANY_COORDINATOR),
    work("practice:hand_on", *COORDINATORS, "trainer", arguments=coaching),
    posted("practice:withdraw_handover", handover, staff=True),
    Row("practice:handover", handover, 403, {"anonymous": "login", "professional": 200}),
    posted("practice:propose", lambda _world: [], staff=True),
    posted("practice:end_coach", profile, staff=True),
    # teams
    own("practice:team_plans"),
    own("practice:make_team_plan"),
    *(Row(f"practice:{name}", plan, 403, READERS) for name in ("team_plan", "team_print")),
    Row("practice:change_team_plan", plan, 403, LEAD),
    Row("practice:team_look", lambda world: [*plan(world), 3], 403, LEAD),
    *(
        posted(f"practice:{name}", plan)
        for name in ("add_members", "set_team_coach", "withdraw_team_plan")
    ),
    posted("practice:remove_member", member),
    work("practice:to_team_plan", *COACHES, arguments=plan, meets="elsewhere"),
]
