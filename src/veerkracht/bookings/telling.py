"""What an organisation's webhooks hear of its bookings: that somebody answered. Numbers only, never who."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from veerkracht.bookings.events import BookingAnswered
from veerkracht.bookings.models import BookingLine
from veerkracht.connections.actions import WebhookEvent, is_heard, tell, webhook_events
from veerkracht.kernel.events import on

ANSWERED = "booking.answered"


def register() -> None:
    """Say what can be heard, by the organisation that booked."""
    event = WebhookEvent(
        _("Een collega antwoordt op een boeking"), organisations=True, regions=False
    )
    webhook_events.add(ANSWERED, event, order=30)


@on(BookingAnswered)
def tell_of_answer(event: BookingAnswered) -> None:
    """Somebody said yes or no; which of these, the API tells."""
    if not is_heard(ANSWERED):
        return
    number = BookingLine.objects.values_list("number", flat=True).get(pk=event.line_id)
    data = {"bookingId": event.booking_id, "lineNumber": number}
    tell(ANSWERED, data, organisation_id=event.organisation_id)
