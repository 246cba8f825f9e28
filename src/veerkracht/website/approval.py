"""The last step of the workflow. Wagtail imports this while it is loading: nothing of Wagtail here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wagtail.models import WorkflowState

    from veerkracht.people.models import Person


def publish(workflow_state: WorkflowState, user: Person | None = None) -> None:
    """Put online what a second reader approved.

    The reader need not have the right to publish alone: writer and reader are two people.
    """
    latest = workflow_state.content_object.get_latest_revision()
    latest.publish(user=user, skip_permission_checks=True)
