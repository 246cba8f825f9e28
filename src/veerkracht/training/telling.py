"""What webhooks hear of training: that an edition opened, changed or was called off. Numbers only."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from veerkracht.connections.actions import WebhookEvent, tell, webhook_events
from veerkracht.kernel.events import on
from veerkracht.training.events import (
    EditionCalledOff,
    EditionChanged,
    EditionDetailsChanged,
    EditionPublished,
)
from veerkracht.training.models import Edition, EditionState

PUBLISHED, CHANGED, CALLED_OFF = "edition.published", "edition.changed", "edition.called-off"


def register() -> None:
    """Say what can be heard."""
    labels = (
        (PUBLISHED, _("Een training gaat open")),
        (CHANGED, _("Een training verandert")),
        (CALLED_OFF, _("Een training gaat niet door")),
    )
    for order, (name, label) in enumerate(labels, start=10):
        event = WebhookEvent(label, organisations=True, regions=True)
        webhook_events.add(name, event, order=order)


@on(EditionPublished)
def tell_of_opening(event: EditionPublished) -> None:
    """An edition can be booked."""
    _tell(PUBLISHED, event.edition_id)


@on(EditionChanged)
def tell_of_change(event: EditionChanged) -> None:
    """Dates or place are others."""
    _tell(CHANGED, event.edition_id, what=list(event.what))


@on(EditionDetailsChanged)
def tell_of_details(event: EditionDetailsChanged) -> None:
    """Price, window, note or language are others."""
    _tell(CHANGED, event.edition_id, what=list(event.what))


@on(EditionCalledOff)
def tell_of_calling_off(event: EditionCalledOff) -> None:
    """It does not take place."""
    _tell(CALLED_OFF, event.edition_id)


def _tell(name: str, edition_id: int, **more: Any) -> None:
    """Nobody hears of a draft; a cancelled edition was public before."""
    facts = Edition.objects.filter(pk=edition_id).values_list("course_id", "region_id", "state")
    course_id, region_id, state = facts.get()
    if state != EditionState.DRAFT:
        data = {"editionId": edition_id, "courseId": course_id, **more}
        tell(name, data, region_id=region_id)
