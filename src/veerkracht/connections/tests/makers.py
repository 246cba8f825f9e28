"""Webhooks for tests, made as people make them."""

from __future__ import annotations

from typing import Any

from tests import factories
from veerkracht.connections import actions
from veerkracht.connections.models import Webhook
from veerkracht.places.queries import region

EVERYTHING_OF_A_REGION = (
    "edition.published",
    "edition.changed",
    "edition.called-off",
    "enrolment.placed",
)
ADDRESS = "https://systeem.voorbeeld.nl/haak"


def region_hook(code: str = factories.ZUID, **how: Any) -> Webhook:
    """A webhook of a region's coordinator, which wants everything."""
    given: dict[str, Any] = {"address": ADDRESS, "events": EVERYTHING_OF_A_REGION, **how}
    by = given.pop("by", None) or factories.coordinator(code)
    return actions.make_webhook(by=by, region=region(code), **given)[0]


def organisation_hook(**how: Any) -> Webhook:
    """A webhook of an organisation, which wants everything that it can hear."""
    organisation = how.pop("organisation", None) or factories.organisation()
    events = ("edition.published", "edition.changed", "edition.called-off", "booking.answered")
    given: dict[str, Any] = {"address": ADDRESS, "events": events, **how}
    by = given.pop("by", None) or factories.contact(organisation)
    return actions.make_webhook(by=by, organisation=organisation, **given)[0]
