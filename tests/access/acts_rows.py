"""What actions, goals and money answer, role by role. The employer owns the action and gives the money."""

from __future__ import annotations

from datetime import date

from tests import factories
from tests.access.table import (
    ANY_COORDINATOR,
    AWAY,
    COORDINATORS,
    LOGIN,
    Meets,
    Row,
    own,
    posted,
    work,
)
from tests.access.world import World
from veerkracht.places.queries import region
from veerkracht.programme import actions
from veerkracht.programme.models import Action, BudgetLine, Framework, Goal

OWNER: dict[str, Meets] = {
    "anonymous": LOGIN,
    "coordinator": 200,
    "administrator": 200,
    "employer": 200,
}
FUNDER: dict[str, Meets] = {"anonymous": LOGIN, "employer": 200}
WHAT = "Ouders uitnodigen"


def action(world: World) -> list[object]:
    """An action of the employer with a partner, in the coordinator's region."""
    found = Action.objects.filter(what=WHAT).first() or actions.make_action(
        region=region(factories.ZUID),
        by=None,
        what=WHAT,
        owner=world.booking.organisation,
        partners=[actions.Part(factories.organisation("pril-begin"))],
    )
    return [found.pk]


def part(world: World) -> list[object]:
    """Its partner."""
    action(world)
    return [Action.objects.get(what=WHAT).partners.get().pk]


def line(world: World) -> list[object]:
    """Money of the employer, in the coordinator's region."""
    found = BudgetLine.objects.filter(what=WHAT).first() or actions.make_budget_line(
        region=region(factories.ZUID),
        theme=actions.make_theme(programme="Kansrijke Start", title="Ouders", by=None),
        funder=world.booking.organisation,
        what=WHAT,
        year=2026,
        by=None,
    )
    return [found.pk]


def funded(world: World) -> list[object]:
    """Nothing, once there is money of the employer."""
    line(world)
    return []


def client(world: World) -> list[object]:
    """A client of the coordinator's region."""
    partner = factories.organisation("pril-begin")
    return [actions.set_client(region=region(factories.ZUID), organisation=partner, by=None).pk]


def framework(world: World) -> list[object]:
    """What holds everywhere."""
    return ["gala"]


def own_framework(world: World) -> list[object]:
    """A framework of the coordinator's region."""
    found = Framework.objects.filter(region__isnull=False).first() or actions.make_framework(
        region=region(factories.ZUID), name="Eigen kader", since=date(2026, 1, 1), by=None
    )
    return [found.code]


def goal(world: World) -> list[object]:
    """A goal of GALA."""
    return [Goal.objects.filter(framework__code="gala")[0].pk]


ACTS_ROWS: list[Row] = [
    own("programme:my_actions"),
    Row("programme:action", action, 403, OWNER),
    posted("programme:update_action", action),
    posted("programme:speak_of_part", part),
    *(
        work(f"programme:{name}", *ANY_COORDINATOR)
        for name in ("actions", "actions_file", "make_action")
    ),
    work("programme:to_action", *COORDINATORS, arguments=action, meets=AWAY),
    work("programme:change_action", *COORDINATORS, arguments=action),
    work("programme:give_action", *COORDINATORS, arguments=action),
    posted("programme:delete_action", action, staff=True),
    *(
        work(f"programme:{name}", *ANY_COORDINATOR)
        for name in ("frameworks", "make_framework", "themes", "money", "money_file", "make_money")
    ),
    work("programme:framework", *ANY_COORDINATOR, arguments=framework),
    work("programme:change_framework", *COORDINATORS, arguments=own_framework),
    posted("programme:make_goal", own_framework, staff=True),
    posted("programme:delete_framework", own_framework, staff=True),
    posted("programme:delete_goal", goal, staff=True),
    Row("programme:my_money", funded, 403, FUNDER | {"employer elsewhere": 200}),
    Row("programme:my_money_file", funded, 403, FUNDER | {"employer elsewhere": 404}),
    work("programme:change_money", *COORDINATORS, arguments=line),
    work("programme:money_history", *COORDINATORS, arguments=line),
    posted("programme:set_client", lambda _world: [], staff=True),
    posted("programme:end_client", client, staff=True),
]
