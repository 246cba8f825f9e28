"""Webhooks: making and running them, and putting down what they are to be told. Reached through ``actions``."""

from __future__ import annotations

import base64
import json
import secrets
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from django.db import transaction
from django.db.models import Q

from veerkracht.audit.actions import record
from veerkracht.connections import policies, rules
from veerkracht.connections.models import Delivery, DeliveryState, Webhook
from veerkracht.connections.rules import Refusal
from veerkracht.connections.words import refuse
from veerkracht.kernel import outgoing
from veerkracht.kernel.clock import now
from veerkracht.kernel.events import after_commit
from veerkracht.kernel.registries import Registry
from veerkracht.kernel.sealing import seal, unseal
from veerkracht.people.models import Organisation, Person
from veerkracht.places.models import Area

PURPOSE = "webhook"
TEST_EVENT = "webhook.test"
LISTENING_KNOWN = 10.0  # seconds that a process remembers which events somebody wants to hear


@dataclass(frozen=True)
class WebhookEvent:
    """Something that a webhook can hear: its words, and whose webhooks may hear it.

    What is sent holds numbers only, never personal data: who may know more asks the API.
    """

    label: Any
    organisations: bool
    regions: bool


webhook_events: Registry[WebhookEvent] = Registry(
    "What webhooks can hear, filled by the apps above"
)

_listened: dict[str, tuple[float, frozenset[str]]] = {}


def tell(
    name: str,
    data: Mapping[str, Any],
    *,
    region_id: int | None = None,
    organisation_id: int | None = None,
) -> int:
    """Put down, in this transaction, what happened for each webhook that wants it; returns how many.

    A region's webhooks hear of their region; an organisation's of their organisation where one is
    given, else of all. A webhook made elsewhere is heard of within ten seconds.
    """
    if not is_heard(name):
        return 0
    event = dict(webhook_events.items())[name]
    ours = Q(organisation=organisation_id) if organisation_id else Q(organisation__isnull=False)
    mine = Q(region=region_id) if region_id else Q(region__isnull=False)
    wanted = (ours if event.organisations else Q(pk=None)) | (mine if event.regions else Q(pk=None))
    hooks = Webhook.objects.filter(wanted, events__contains=[name], paused_at=None)
    return len(Delivery.objects.bulk_create([_message(hook, name, data) for hook in hooks]))


def is_heard(name: str) -> bool:
    """Whether some webhook wants this event, as known within ten seconds: mostly without a query."""
    return name in _listened_to()


def _listened_to() -> frozenset[str]:
    moment = time.monotonic()
    known = _listened.get("events")
    if known is None or moment - known[0] > LISTENING_KNOWN:
        wanted = Webhook.objects.filter(paused_at=None).values_list("events", flat=True)
        known = (moment, frozenset(name for names in wanted for name in names))
        _listened["events"] = known
    return known[1]


def _message(hook: Webhook, name: str, data: Mapping[str, Any]) -> Delivery:
    moment = now()
    stamp = moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    body = json.dumps({"type": name, "timestamp": stamp, "data": dict(data)})
    return Delivery(webhook=hook, event=name, body=body, made_at=moment, due_at=moment)


# Running a webhook


@transaction.atomic
def make_webhook(
    *,
    by: Person,
    address: str,
    events: Collection[str],
    organisation: Organisation | None = None,
    region: Area | None = None,
) -> tuple[Webhook, str]:
    """A new webhook and the secret that signs its messages, shown now and never again.

    Raises RuleBroken on an address that is not public https, an event that it cannot hear, or when
    there are 10 already; NotAllowed.
    """
    policies.check_may_make_webhook(by, organisation=organisation, region=region)
    Person.objects.select_for_update().get(pk=by.pk)
    there = Webhook.objects.filter(organisation=organisation, region=region).count()
    refuse(Refusal.TOO_MANY_WEBHOOKS if there >= rules.MOST_WEBHOOKS else None)
    _check(address, events, of_organisation=organisation is not None)
    secret = _fresh_secret()
    hook = Webhook.objects.create(
        organisation=organisation,
        region=region,
        address=address.strip(),
        events=sorted(set(events)),
        secret=seal(PURPOSE, secret),
        made_by=by,
        made_at=now(),
    )
    _record("webhook made", hook, by)
    return hook, secret


@transaction.atomic
def change_webhook(
    *, webhook: Webhook, address: str, events: Collection[str], by: Person
) -> Webhook:
    """Another address, or other events. Raises RuleBroken as :func:`make_webhook` does; NotAllowed."""
    policies.check_may_run_webhook(by, webhook)
    _check(address, events, of_organisation=webhook.organisation_id is not None)
    webhook.address, webhook.events = address.strip(), sorted(set(events))
    webhook.save(update_fields=["address", "events"])
    _record("webhook changed", webhook, by)
    return webhook


@transaction.atomic
def remove_webhook(*, webhook: Webhook, by: Person) -> None:
    """Away with it, and with its messages."""
    policies.check_may_run_webhook(by, webhook)
    _record("webhook removed", webhook, by)
    webhook.delete()


@transaction.atomic
def renew_secret(*, webhook: Webhook, by: Person) -> str:
    """A new secret, shown now and never again; the old one signs beside it for 24 hours."""
    policies.check_may_run_webhook(by, webhook)
    secret = _fresh_secret()
    webhook.old_secret, webhook.old_secret_until = webhook.secret, now() + rules.OLD_SECRET_SIGNS
    webhook.secret = seal(PURPOSE, secret)
    webhook.save(update_fields=["secret", "old_secret", "old_secret_until"])
    _record("webhook secret renewed", webhook, by)
    return secret


@transaction.atomic
def pause_webhook(*, webhook: Webhook, by: Person) -> None:
    """Send nothing, and put nothing new down, until it goes on."""
    policies.check_may_run_webhook(by, webhook)
    webhook.paused_at = now()
    webhook.save(update_fields=["paused_at"])
    _record("webhook paused", webhook, by)


@transaction.atomic
def resume_webhook(*, webhook: Webhook, by: Person) -> None:
    """Go on: what still waited goes first. What happened during the pause is not told afterwards."""
    policies.check_may_run_webhook(by, webhook)
    webhook.paused_at, webhook.failing = None, False
    webhook.save(update_fields=["paused_at", "failing"])
    waiting = webhook.deliveries.filter(state=DeliveryState.WAITING)
    waiting.update(due_at=now(), tries=0)
    _record("webhook resumed", webhook, by)


@transaction.atomic
def send_test(*, webhook: Webhook, by: Person) -> Delivery:
    """A message that says nothing, to see whether it arrives. Raises RuleBroken while paused."""
    policies.check_may_run_webhook(by, webhook)
    refuse(Refusal.PAUSED if webhook.paused_at else None)
    message = _message(webhook, TEST_EVENT, {"webhookId": webhook.pk})
    message.save()
    return message


@transaction.atomic
def send_again(*, delivery: Delivery, by: Person) -> None:
    """The same message with the same id once more. Raises RuleBroken without text, or while paused."""
    policies.check_may_run_webhook(by, delivery.webhook)
    refuse(Refusal.PAUSED if delivery.webhook.paused_at else None)
    refuse(Refusal.BODY_GONE if not delivery.body else None)
    delivery.state, delivery.tries, delivery.due_at = DeliveryState.WAITING, 0, now()
    delivery.save(update_fields=["state", "tries", "due_at"])


def secrets_of(webhook: Webhook) -> list[str]:
    """The secrets that sign at this moment: the current one, and for a day the one before."""
    found = [unseal(PURPOSE, webhook.secret)]
    if webhook.old_secret and webhook.old_secret_until and webhook.old_secret_until > now():
        found.append(unseal(PURPOSE, webhook.old_secret))
    return found


def _fresh_secret() -> str:
    return rules.SECRET_MARK + base64.b64encode(secrets.token_bytes(32)).decode()


def _check(address: str, events: Collection[str], *, of_organisation: bool) -> None:
    """What can be known without asking the address itself: the rest shows at the first message."""
    try:
        outgoing.letterbox(address.strip())
    except outgoing.NotReached:
        refuse(Refusal.NOT_A_PUBLIC_ADDRESS, field="address")
    possible = events_for(of_organisation=of_organisation)
    refuse(Refusal.NO_EVENT if not events else None, field="events")
    refuse(Refusal.OTHER_EVENT if not set(events) <= set(possible) else None, field="events")


def events_for(*, of_organisation: bool) -> dict[str, WebhookEvent]:
    """What an organisation's webhook, or a region's, can hear."""
    return {
        name: event
        for name, event in webhook_events.items()
        if (event.organisations if of_organisation else event.regions)
    }


def _record(verb: str, hook: Webhook, by: Person) -> None:
    """Write it down, and let this process hear at once what is wanted now."""
    values = {"address": hook.address, "events": list(hook.events)}
    record(verb, hook, by=by, region_id=hook.region_id, values=values)
    _listened.clear()
    after_commit(
        _listened.clear
    )  # once more: somebody may have looked before this was there to see
