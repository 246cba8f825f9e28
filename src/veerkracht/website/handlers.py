"""What the website listens to."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
    workflow_approved,
    workflow_rejected,
)

from veerkracht.kernel import jobs, page_cache
from veerkracht.kernel.events import after_commit, on
from veerkracht.kernel.waiting import tasks
from veerkracht.people.events import PersonErased, RoleEnded, RoleGiven
from veerkracht.website import letters, searching
from veerkracht.website.actions import publish_due, sync_editors
from veerkracht.website.every_page import TOPIC
from veerkracht.website.reviewing import what_waits

if TYPE_CHECKING:
    from wagtail.models import WorkflowState

    from veerkracht.people.models import Person

ROUND = timedelta(days=1)
PLANNED = timedelta(minutes=5)


@on(RoleGiven)
def let_editor_in(event: RoleGiven) -> None:
    """Who becomes editor may open the editor at once."""
    sync_editors(person_id=event.person_id)


@on(RoleEnded)
def let_editor_out(event: RoleEnded) -> None:
    """Who is no longer editor may not, unless another role still allows it."""
    sync_editors(person_id=event.person_id)


@on(PersonErased)
def forget_editor(event: PersonErased) -> None:
    """An emptied account edits nothing."""
    sync_editors(person_id=event.person_id)


def forget_pages(instance: Any, **_named: Any) -> None:
    """What editors publish or take away is seen and found at once."""
    searching.tell(instance)
    after_commit(page_cache.clear, TOPIC)


def page_approved(instance: WorkflowState, user: Person | None = None, **_named: Any) -> None:
    """The writer hears that the page is online."""
    letters.tell(letters.ONLINE, instance, user)


def page_sent_back(instance: WorkflowState, user: Person | None = None, **_named: Any) -> None:
    """The writer hears what the reader asks."""
    letters.tell(letters.SENT_BACK, instance, user)


def register() -> None:
    """Listen to Wagtail, and let time do its work: planned pages, roles that end.

    The house has no model signals; these are Wagtail's own announcements of verbs (published,
    moved), the only way in which it tells of what happens in its editor.
    """
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(forget_pages, dispatch_uid="website.forget_pages")
    workflow_approved.connect(page_approved, dispatch_uid="website.page_approved")
    workflow_rejected.connect(page_sent_back, dispatch_uid="website.page_sent_back")
    letters.register()
    jobs.jobs.add("website planned pages", jobs.Job(publish_due, PLANNED))
    searching.register()
    tasks.add("website", what_waits, order=30)
    jobs.jobs.add("website editors", jobs.Job(sync_editors, ROUND))
