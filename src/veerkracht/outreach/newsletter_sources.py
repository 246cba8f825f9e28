"""What the newsletter gives to the registries of the apps below."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from veerkracht.kernel.clock import now
from veerkracht.kernel.jobs import Job, jobs
from veerkracht.kernel.personal_data import own_data, retention
from veerkracht.kernel.together import Asking
from veerkracht.kernel.waiting import OwnPage, WaitingTask, own_pages, tasks
from veerkracht.outreach import newsletter_letters
from veerkracht.outreach.models import Issue
from veerkracht.outreach.newsletter_items import newsletter_items
from veerkracht.outreach.newsletter_live import Editions, Sheets
from veerkracht.outreach.newsletter_policies import regions_of_maker
from veerkracht.outreach.newsletter_privacy import RULES, OwnNewsletter
from veerkracht.outreach.newsletter_rules import IssueState
from veerkracht.outreach.newsletter_sending import send_some

if TYPE_CHECKING:
    from veerkracht.people.models import Person

A_WHILE = timedelta(days=7)  # after which a draft asks to be finished
MOST = 3


def register() -> None:
    """Put every source in its registry."""
    newsletter_letters.register()
    newsletter_items.add("trainings", Editions(), order=10)
    newsletter_items.add("sheets", Sheets(), order=50)
    jobs.add("outreach.newsletter", Job(run=send_some, every=timedelta(seconds=1)))
    own_pages.add("outreach.newsletter", my_pages, order=60)
    tasks.add("outreach.newsletter", my_tasks, order=60)
    own_data.add("outreach.newsletter", OwnNewsletter())
    for name, rule in RULES.items():
        retention.add(f"outreach.{name}", rule)


def my_pages(person: Person) -> list[OwnPage]:
    """Who edits or coordinates makes the newsletter; by roles alone, without a query."""
    if not regions_of_maker(person):
        return []
    return [OwnPage(_("Nieuwsbrief"), reverse("outreach:newsletter_work"), work=True)]


def my_tasks(person: Person) -> Asking[list[WaitingTask]]:
    """Issues that were paused, and my own drafts that lie for a week."""
    regions = [one.pk for one in regions_of_maker(person)]
    if not regions:
        yield from ()
        return []
    paused = Q(state=IssueState.PAUSED)
    mine = Q(state=IssueState.DRAFT, made_by=person, made_at__lt=now() - A_WHILE)
    (rows,) = yield [Issue.objects.filter(paused | mine, region__in=regions)[:MOST]]
    return [_task(one) for one in rows]


def _task(issue: Issue) -> WaitingTask:
    paused = issue.state == IssueState.PAUSED
    return WaitingTask(
        title=_("De nieuwsbrief staat stil") if paused else _("Maak de nieuwsbrief af"),
        detail=str(issue),
        url=reverse("outreach:newsletter_issue", args=[issue.pk]),
        action=_("Bekijk"),
    )
