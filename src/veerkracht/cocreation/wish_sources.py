"""What wishes, surveys and what came of them give to the registries of the apps below."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from veerkracht.cocreation import survey_queries, wish_letters, wish_outcomes, wish_queries
from veerkracht.cocreation.survey_actions import close_past, forget_hours
from veerkracht.cocreation.survey_answering import forget_pages
from veerkracht.cocreation.wish_own_data import OwnWishes
from veerkracht.cocreation.wish_retention import RULES
from veerkracht.kernel.jobs import Job, jobs
from veerkracht.kernel.personal_data import own_data, retention
from veerkracht.kernel.together import Asking
from veerkracht.kernel.waiting import OwnPage, WaitingTask, own_pages, tasks
from veerkracht.people.policies import is_coordinator

if TYPE_CHECKING:
    from veerkracht.cocreation.models import Need, Survey
    from veerkracht.people.models import Person

MOST = 3
A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)


def register() -> None:
    """Put every source in its registry."""
    wish_letters.register()
    wish_outcomes.register()
    own_pages.add("cocreation.wishes", my_pages, order=46)
    tasks.add("cocreation.wishes", my_tasks, order=47)
    own_data.add("cocreation.wishes", OwnWishes())
    jobs.add("cocreation.survey_pages", Job(run=forget_pages, every=A_DAY))
    jobs.add("cocreation.survey_hours", Job(run=forget_hours, every=AN_HOUR))
    jobs.add("cocreation.surveys_past", Job(run=close_past, every=A_DAY))
    for name, rule in RULES.items():
        retention.add(f"cocreation.{name}", rule)


def my_pages(person: Person) -> list[OwnPage]:
    """The board and the surveys, for who coordinates; by roles alone, without a query."""
    if not is_coordinator(person):
        return []
    return [
        OwnPage(_("Bord met wensen"), reverse("cocreation:needs"), work=True),
        OwnPage(_("Korte vragenlijsten"), reverse("cocreation:surveys"), work=True),
    ]


def my_tasks(person: Person) -> Asking[list[WaitingTask]]:
    """Wishes that nobody read yet, and surveys that were paused."""
    if not is_coordinator(person):
        return []
    paused, unread = yield [
        survey_queries.paused_for(person)[:MOST],
        wish_queries.unread(person)[:MOST],
    ]
    return [*(_paused(one) for one in paused), *(_unread(one) for one in unread)]


def _paused(one: Survey) -> WaitingTask:
    return WaitingTask(
        title=_("Je vragenlijst staat stil"),
        detail=one.title,
        url=reverse("cocreation:survey", args=[one.pk]),
        action=_("Bekijk"),
    )


def _unread(one: Need) -> WaitingTask:
    return WaitingTask(
        title=_("Er is een wens gehoord"),
        detail=one.words[:140],
        url=reverse("cocreation:need", args=[one.pk]),
        action=_("Bekijk"),
    )
