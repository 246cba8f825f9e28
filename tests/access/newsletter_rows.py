"""What the pages of the newsletter answer, role by role."""

from __future__ import annotations

from tests import factories
from tests.access.table import ANY_COORDINATOR, COORDINATORS, Row, posted, row, work
from tests.access.world import World
from veerkracht.outreach.models import Interest, Issue, IssueItem, Subscriber
from veerkracht.outreach.newsletter_issue_actions import (
    Head,
    Told,
    make_issue,
    send_issue,
    write_item,
)
from veerkracht.outreach.newsletter_subscribe_actions import Choices, ask, confirm
from veerkracht.places.queries import region

READER = "lezer@voorbeeld.example"


def _reader() -> Subscriber:
    if not Subscriber.objects.exists():
        ask(address=READER, choices=Choices())
        confirm(subscriber=Subscriber.objects.get())
    return Subscriber.objects.get()


def token(world: World) -> list[object]:
    """What stands in the links of a reader."""
    return [_reader().token]


def _made(world: World, subject: str) -> Issue:
    found = Issue.objects.filter(subject=subject).first()
    if found is None:
        by = world.people["coordinator"]
        found = make_issue(region=region(factories.ZUID), head=Head(subject), by=by)
        write_item(issue=found, told=Told(Interest.NEWS, "Nieuws"), by=by)
    return found


def draft(world: World) -> list[object]:
    """An issue that is being made."""
    return [_made(world, "Concept").pk]


def piece(world: World) -> list[object]:
    """A piece of it."""
    return [IssueItem.objects.get(issue=_made(world, "Concept")).pk]


def sent(world: World) -> list[object]:
    """An issue that goes out."""
    _reader()
    issue = _made(world, "Verstuurd")
    if issue.state == "draft":
        send_issue(issue=issue, by=world.people["coordinator"])
    return [issue.pk]


MAKERS = (*COORDINATORS, "editor")
NEWSLETTER_ROWS: list[Row] = [
    row("outreach:newsletter", 200),
    row("outreach:newsletter_asked", 200),
    row("outreach:newsletter_confirm", 200, token),
    row("outreach:newsletter_choices", 200, token),
    row("outreach:newsletter_leave", 200, token),
    row("outreach:newsletter_archive", 200),
    row("outreach:newsletter_web", 200, sent),
    work("outreach:newsletter_work", *ANY_COORDINATOR, "editor"),
    work("outreach:newsletter_new", *ANY_COORDINATOR, "editor"),
    work("outreach:newsletter_lists", *ANY_COORDINATOR, "editor"),
    work("outreach:newsletter_issue", *MAKERS, arguments=draft),
    work("outreach:newsletter_change", *MAKERS, arguments=draft),
    posted("outreach:newsletter_pick", draft, staff=True),
    work("outreach:newsletter_new_item", *MAKERS, arguments=draft),
    work("outreach:newsletter_item", *MAKERS, arguments=piece),
    posted("outreach:newsletter_drop_item", piece, staff=True),
    posted("outreach:newsletter_move_item", piece, staff=True),
    work("outreach:newsletter_preview", *MAKERS, arguments=draft),
    posted("outreach:newsletter_test", draft, staff=True),
    posted("outreach:newsletter_send", draft, staff=True),
    posted("outreach:newsletter_step", draft, staff=True),
    posted("outreach:newsletter_discard", draft, staff=True),
]
