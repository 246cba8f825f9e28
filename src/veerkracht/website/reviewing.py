"""What waits for a second reader, for "Mijn plek"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from veerkracht.kernel.together import Asking
from veerkracht.kernel.waiting import WaitingTask
from veerkracht.people import policies
from veerkracht.website import queries

if TYPE_CHECKING:
    from veerkracht.people.models import Person

MOST = 10


def what_waits(person: Person) -> Asking[list[WaitingTask]]:
    """Pages that somebody else wrote and asks this person to read: one query, and none for who does not edit.

    Says the same as ``SecondReader.get_task_states_user_can_moderate``, which costs a query a task.
    """
    if not policies.edits(person):
        return []
    waiting = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, task__active=True)
    if not queries.publishes(person):
        asked_self = Q(workflow_state__requested_by=person)
        waiting = waiting.filter(task__secondreader__groups__user=person).exclude(asked_self)
    asked = waiting.select_related("revision").order_by("started_at")
    (states,) = yield [asked[:MOST]]
    return [_task(state) for state in states]


def _task(state: TaskState) -> WaitingTask:
    page = state.revision.object_str
    return WaitingTask(
        title=_("Lees mee: %(page)s") % {"page": page},
        detail=_("Een redacteur wil deze pagina online zetten. Is de tekst goed en klopt alles?"),
        url=reverse("wagtailadmin_pages:edit", args=[state.revision.object_id]),
        action=_("Lees en keur goed"),
    )
