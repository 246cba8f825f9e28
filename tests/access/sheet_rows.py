"""What theme sheets answer, role by role: everybody what is public, drafts the coordinator and the owner."""

from __future__ import annotations

from collections.abc import Callable

from tests import factories
from tests.access.table import (
    ANY_COORDINATOR,
    COORDINATORS,
    LOGIN,
    Row,
    own,
    posted,
    row,
    work,
)
from tests.access.world import World
from veerkracht.people.models import Organisation
from veerkracht.places.queries import region
from veerkracht.programme import sheet_actions as actions
from veerkracht.programme.models import Sheet, SheetEdition, SheetLine, Theme
from veerkracht.programme.sheet_line_actions import Contents, add_line

SLUG = "thema-van-de-wereld"


def _sheet(world: World, code: str, by: str) -> Sheet:
    """A sheet of the employer's organisation: public, with the next edition in the making."""
    theme, _made = Theme.objects.get_or_create(
        slug=SLUG, defaults={"programme": "Kansrijke start", "title": "Thema"}
    )
    known = Sheet.objects.filter(theme=theme, region__code=code).first()
    if known:
        return known
    coordinator, owner = world.people[by], world.people["employer"]
    organisation = Organisation.objects.all()[0]
    edition = actions.make_sheet(
        theme=theme, region=region(code), owner=organisation, by=coordinator
    )
    contents = Contents("execution", f"Een regel in {code}")
    add_line(edition=edition, contents=contents, by=coordinator)
    actions.ask_review(edition=edition, by=coordinator)
    actions.approve(edition=edition, asked=edition.moves.all()[0].pk, by=owner)
    actions.publish(edition=edition, by=coordinator)
    actions.start_edition(sheet=edition.sheet, by=coordinator)
    return edition.sheet


def sheet(world: World) -> list[object]:
    """The sheet of the coordinator's region."""
    return [_sheet(world, factories.ZUID, "coordinator").pk]


def address(world: World) -> list[object]:
    """Its public address."""
    sheet(world)
    return [factories.ZUID, SLUG]


def first(world: World) -> list[object]:
    """Its first edition."""
    return [*address(world), 1]


def beside(world: World) -> list[object]:
    """Beside the north."""
    _sheet(world, factories.NOORD, "coordinator elsewhere")
    return [*address(world), factories.NOORD]


def made(world: World) -> list[object]:
    """The edition in the making."""
    mine = _sheet(world, factories.ZUID, "coordinator")
    return [SheetEdition.objects.get(sheet=mine, state="draft").pk]


def line(world: World) -> list[object]:
    """A line of that edition."""
    mine = _sheet(world, factories.ZUID, "coordinator")
    return [SheetLine.objects.get(edition__sheet=mine, edition__state="draft").pk]


def other(world: World) -> list[object]:
    """The sheet, and the one of the north."""
    north = _sheet(world, factories.NOORD, "coordinator elsewhere")
    return [*sheet(world), north.pk]


def adopted(world: World) -> list[object]:
    """The sheet, and a public line of the north."""
    north = _sheet(world, factories.NOORD, "coordinator elsewhere")
    return [*sheet(world), SheetLine.objects.get(edition__sheet=north, edition__number=1).pk]


def kept(name: str, arguments: Callable[[World], list[object]]) -> Row:
    """A page of who coordinates the region."""
    return work(name, *COORDINATORS, arguments=arguments)


STEPS = ("ask", "look_in_place", "take_back", "publish", "start", "discard")
SHEET_ROWS: list[Row] = [
    row("programme:sheets", 200),
    row("programme:sheet", 200, address),
    row("programme:sheet_edition", 200, first),
    row("programme:sheet_compare", 200, address),
    row("programme:sheet_beside", 200, beside),
    own("programme:sheets_mine"),
    row(
        "programme:sheet_review",
        403,
        made,
        anonymous=LOGIN,
        employer=200,
        coordinator=200,
        administrator=200,
    ),
    work("programme:sheets_work", *ANY_COORDINATOR),
    work("programme:sheet_make", *ANY_COORDINATOR),
    *(kept(f"programme:sheet_{page}", sheet) for page in ("edit", "change", "history", "line_add")),
    kept("programme:sheet_line", line),
    kept("programme:sheet_line_action", line),
    kept("programme:sheet_adopt_from", other),
    *(posted(f"programme:sheet_{step}", sheet, staff=True) for step in STEPS),
    posted("programme:sheet_adopt", adopted, staff=True),
    posted("programme:sheet_line_put", line, staff=True),
]
