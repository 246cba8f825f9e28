"""What waits for a second reader, for "Mijn plek"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from veerkracht.kernel.waiting import WaitingTask
from veerkracht.people import policies

if TYPE_CHECKING:
    from veerkracht.people.models import Person

MOST = 10


def what_waits(person: Person) -> list[WaitingTask]:
    """Pages that somebody else wrote and asks this person to read; nobody else costs a query."""
    if not policies.edits(person):
        return []
    states = TaskState.objects.reviewable_by(person).select_related("revision", "revision__user")
    return [_task(state) for state in states.order_by("started_at")[:MOST]]


def _task(state: TaskState) -> WaitingTask:
    page = state.revision.object_str
    return WaitingTask(
        title=_("Lees mee: %(page)s") % {"page": page},
        detail=_("Een redacteur wil deze pagina online zetten. Is de tekst goed en klopt alles?"),
        url=reverse("wagtailadmin_pages:edit", args=[state.revision.object_id]),
        action=_("Lees en keur goed"),
    )
