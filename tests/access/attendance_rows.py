"""What attendance, materials and e-learning answer, role by role.

The edition lies ahead and is the professional's; nobody has attendance yet.
"""

from __future__ import annotations

from tests.access.table import COORDINATORS, Meets, Row, own, posted, row, work
from tests.access.world import World
from veerkracht.proof.attendance_codes import token_of

MAY_MARK = (*COORDINATORS, "trainer")


def edition(world: World) -> list[object]:
    """The full edition."""
    return [world.edition.pk]


def meeting(world: World) -> list[object]:
    """Its first meeting."""
    return [world.edition.sessions.order_by("starts_at")[0].pk]


def code(world: World) -> list[object]:
    """A meeting with a code that is not right."""
    return [*meeting(world), "A" * 22]


def link(world: World) -> list[object]:
    """The personal link of the professional."""
    return [token_of(world.placed.pk)]


def course(world: World) -> list[object]:
    """The course of the edition."""
    return [world.course.pk]


def material(world: World) -> list[object]:
    """A link for participants of the edition."""
    return [world.material.pk]


def step(world: World) -> list[object]:
    """A step of the course's e-learning."""
    return [world.step.pk]


def course_and_step(world: World) -> list[object]:
    """The course, and a step of it."""
    return [world.course.pk, world.step.pk]


PARTICIPANT: dict[str, Meets] = {"anonymous": "login", "professional": 200}
WHO_LEARNS: dict[str, Meets] = {
    **PARTICIPANT,
    **dict.fromkeys((*MAY_MARK, "trainer of another"), 200),
}
FINDS_MATERIAL: dict[str, Meets] = {
    "anonymous": "login",
    **dict.fromkeys(("professional", *MAY_MARK), "elsewhere"),
}

ATTENDANCE_ROWS: list[Row] = [
    row("proof:scan", 422, code),
    row("proof:noted", 403, meeting, professional=200),
    row("proof:personal_link", 200, link),
    *(
        work(f"proof:{name}", *MAY_MARK, arguments=meeting)
        for name in ("session", "walk_in", "screen", "paper", "signatures")
    ),
    work("proof:edition_day", *MAY_MARK, arguments=edition),
    work("proof:materials", *MAY_MARK, arguments=edition),
    posted("proof:take_marks", meeting, staff=True),
    posted("proof:confirm", meeting, staff=True),
    posted("proof:remove_material", material, staff=True),
    Row("proof:material", material, 404, FINDS_MATERIAL),
    own("proof:all_learning"),
    Row("proof:learning", edition, 404, PARTICIPANT),
    Row("proof:elearning", course, 403, WHO_LEARNS),
    Row("proof:elearning_step", course_and_step, 403, WHO_LEARNS),
    work("proof:steps", *COORDINATORS, arguments=course),
    work("proof:bring_steps", *COORDINATORS, arguments=course),
    work("proof:change_step", *COORDINATORS, arguments=step),
    posted("proof:move_step", step, staff=True),
    posted("proof:remove_step", step, staff=True),
]
