"""Addresses of evaluation and of commitments. Read by ``table``, whose words it uses."""

from __future__ import annotations

from tests.access.table import (
    COORDINATORS,
    LOGIN,
    STAFF,
    Row,
    edition,
    own,
    posted,
    row,
    unknown,
    work,
)
from tests.access.world import World
from veerkracht.proof.models import Question


def region(world: World) -> list[object]:
    """The region of the full edition."""
    return [world.edition.region_id]


def question(world: World) -> list[object]:
    """A question of that region."""
    return [Question.objects.filter(region=world.edition.region_id)[0].pk]


def invented(world: World) -> list[object]:
    """A token that nobody was given."""
    return ["verzonnen"]


def invented_thing(world: World) -> list[object]:
    """The same, and a number."""
    return ["verzonnen", 1]


EVALUATION_ROWS: list[Row] = [
    row("proof:answer", 404, invented),
    row("proof:answered", 200),
    work("proof:evaluations", *STAFF),
    work("proof:question_bank", *COORDINATORS, arguments=region),
    work("proof:new_question", *COORDINATORS, arguments=region),
    work("proof:change_question", *COORDINATORS, arguments=question),
    posted("proof:retire_question", question, staff=True),
    work("proof:evaluation", *COORDINATORS, "trainer", arguments=edition),
    work("proof:evaluation_file", *COORDINATORS, "trainer", arguments=edition),
    work("proof:arrange_evaluation", *COORDINATORS, arguments=edition),
    own("practice:mine"),
    row("practice:plan", 403, edition, anonymous=LOGIN, professional=200),
    posted("practice:withdraw", unknown),
    posted("practice:set_look_backs", unknown),
    posted("practice:invite_coach", unknown),
    posted("practice:take_back", unknown),
    row("practice:look_back", 404, invented),
    row("practice:stop", 404, invented),
    row("practice:why", 404, invented_thing),
    posted("practice:say_how", invented_thing),
    work("practice:shared", *STAFF),
    work("practice:shared_plan", *STAFF, arguments=unknown, meets=404),
]
