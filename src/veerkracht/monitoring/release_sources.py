"""What releases give to the registries of the apps below: the job, letters, pages, tasks, own data, retention."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from veerkracht.kernel.jobs import Job, jobs
from veerkracht.kernel.personal_data import own_data, retention
from veerkracht.kernel.together import Asking
from veerkracht.kernel.waiting import OwnPage, WaitingTask, own_pages, tasks
from veerkracht.monitoring import release_letters, release_privacy
from veerkracht.monitoring import release_queries as queries
from veerkracht.monitoring.release_check_actions import check_drafts
from veerkracht.people.policies import is_coordinator

if TYPE_CHECKING:
    from veerkracht.people.models import Person

AT_ONCE = 3


def register() -> None:
    """Put each in its registry."""
    release_letters.register()
    jobs.add("monitoring.releases", Job(run=check_drafts, every=timedelta(seconds=2)))
    own_pages.add("monitoring.releases", my_pages, order=72)
    tasks.add("monitoring.releases", my_tasks, order=46)
    own_data.add("monitoring.releases", release_privacy.OwnReleases())
    retention.add("monitoring.releases", release_privacy.RULE)


def my_pages(person: Person) -> list[OwnPage]:
    """The releases, for who coordinates a region."""
    if not is_coordinator(person):
        return []
    return [OwnPage(_("Vrijgaven van cijfers"), reverse("monitoring:releases"), work=True)]


def my_tasks(person: Person) -> Asking[list[WaitingTask]]:
    """Safe drafts that wait for a second person."""
    if not is_coordinator(person):
        yield from ()
        return []
    (rows,) = yield [queries.to_publish(person)[:AT_ONCE]]
    return [
        WaitingTask(
            title=_("Kijk mee naar nieuwe cijfers"),
            detail=f"{one.area}, {date_format(one.as_of, 'j F Y')}",
            url=reverse("monitoring:release_draft", args=[one.pk]),
            action=_("Kijk en publiceer"),
        )
        for one in rows
    ]
