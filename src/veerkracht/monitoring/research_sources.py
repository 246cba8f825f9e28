"""What research gives to the registries of the apps below: letters, tasks, pages, jobs, own data."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from veerkracht.kernel.clock import AMSTERDAM
from veerkracht.kernel.jobs import Job, jobs
from veerkracht.kernel.personal_data import own_data, retention
from veerkracht.kernel.together import Asking
from veerkracht.kernel.waiting import OwnPage, WaitingTask, own_pages, tasks
from veerkracht.monitoring import research_actions as actions
from veerkracht.monitoring import research_letters, research_privacy
from veerkracht.monitoring import research_queries as queries
from veerkracht.people.actions import mergers
from veerkracht.people.policies import is_coordinator

if TYPE_CHECKING:
    from veerkracht.monitoring.models import ResearchExport, ResearchRequest
    from veerkracht.people.models import Person

MOST = 3


def register() -> None:
    """Put every source in its registry."""
    research_letters.register()
    mergers.add("monitoring.research", research_privacy.before_merging)
    own_pages.add("monitoring.research", my_pages, order=90)
    tasks.add("monitoring.research", my_tasks, order=70)
    own_data.add("monitoring.research", research_privacy.OwnResearch())
    for name, rule in research_privacy.RULES.items():
        retention.add(f"monitoring.research_{name}", rule)
    jobs.add(
        "monitoring.research_files",
        Job(run=actions.make_waiting_files, every=timedelta(seconds=5)),
    )
    jobs.add("monitoring.research_lapse", Job(run=go_round, every=timedelta(hours=1)))


def go_round() -> int:
    """Throw away files past their time, and remind who must destroy one; how many."""
    return actions.lapse_files() + actions.remind_to_destroy()


def my_pages(person: Person) -> list[OwnPage]:
    """The own choice and requests; for who coordinates a region also what waits for a decision."""
    pages = [OwnPage(_("Onderzoek"), reverse("monitoring:my_research"))]
    if is_coordinator(person):
        pages.append(
            OwnPage(_("Gegevens voor onderzoek"), reverse("monitoring:research_work"), work=True)
        )
    return pages


def my_tasks(person: Person) -> Asking[list[WaitingTask]]:
    """Requests that wait for my decision, files that wait to be fetched, and files to destroy."""
    asked = [
        queries.ready_files(person)[:MOST],
        queries.to_destroy().filter(asked_by=person)[:MOST],
    ]
    if is_coordinator(person):
        asked.append(queries.to_decide(person)[:MOST])
    ready, over, *waiting = yield asked
    return [
        *(_fetch(one) for one in ready),
        *(_destroy(one) for one in over),
        *(_decide(one) for rows in waiting for one in rows),
    ]


def _fetch(one: ResearchExport) -> WaitingTask:
    return WaitingTask(
        title=_("Je bestand voor onderzoek staat klaar"),
        detail=str(one.request),
        url=reverse("monitoring:research_request", args=[one.request_id]),
        action=_("Haal het op"),
        due_at=one.expires_at,
    )


def _destroy(one: ResearchRequest) -> WaitingTask:
    return WaitingTask(
        title=_("Vernietig je bestand voor onderzoek"),
        detail=str(one),
        url=reverse("monitoring:research_request", args=[one.pk]),
        action=_("Zeg dat het vernietigd is"),
        due_at=datetime.combine(one.keep_until, datetime.min.time(), AMSTERDAM),
    )


def _decide(one: ResearchRequest) -> WaitingTask:
    return WaitingTask(
        title=_("Iemand vraagt om gegevens voor onderzoek"),
        detail=str(one),
        url=reverse("monitoring:research_decide", args=[one.pk]),
        action=_("Lees het verzoek"),
    )
