"""What a region's webhooks hear of enrolment: that somebody has a place. Numbers only, never who."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from veerkracht.connections.actions import WebhookEvent, is_heard, tell, webhook_events
from veerkracht.enrolment.events import PlaceGranted
from veerkracht.kernel.events import on
from veerkracht.training.queries import facts_of

PLACED = "enrolment.placed"


def register() -> None:
    """Say what can be heard: a coordinator's system, not an employer's."""
    event = WebhookEvent(_("Iemand krijgt een plaats"), organisations=False, regions=True)
    webhook_events.add(PLACED, event, order=20)


@on(PlaceGranted)
def tell_of_place(event: PlaceGranted) -> None:
    """Somebody has a place now. Costs nothing on the busy path while nobody listens."""
    if not is_heard(PLACED):
        return
    [edition] = facts_of([event.edition_id])
    data = {"enrolmentId": event.enrolment_id, "editionId": event.edition_id}
    tell(PLACED, data, region_id=edition.region_id)
