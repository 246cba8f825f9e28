"""A token and webhooks in the small world: of a person, of the employer's organisation, of the region."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from tests import factories
from veerkracht.connections import actions
from veerkracht.connections.models import Delivery, Token, Webhook
from veerkracht.kernel.clock import now
from veerkracht.people.models import Organisation, Person
from veerkracht.places.models import Area
from veerkracht.places.queries import region

ADDRESS = "https://systeem.voorbeeld.nl/haak"


@dataclass(frozen=True)
class Connected:
    """What other systems were given."""

    token: Token
    region: Area
    organisation: Organisation
    of_region: Webhook
    of_organisation: Webhook
    delivery: Delivery


def build(people: dict[str, Person], organisation: Organisation) -> Connected:
    """The professional's token; a webhook of the region with a message, one of the organisation."""
    south, events = region(factories.ZUID), ["edition.published"]
    assert south is not None
    token, _secret = actions.make_token(
        by=people["professional"],
        name="Agenda",
        scopes=["catalogue:read"],
        expires_at=now() + timedelta(days=90),
    )
    of_region, _secret = actions.make_webhook(
        by=people["coordinator"], region=south, address=ADDRESS, events=events
    )
    of_organisation, _secret = actions.make_webhook(
        by=people["employer"], organisation=organisation, address=ADDRESS, events=events
    )
    return Connected(
        token=token,
        region=south,
        organisation=organisation,
        of_region=of_region,
        of_organisation=of_organisation,
        delivery=actions.send_test(webhook=of_region, by=people["coordinator"]),
    )
