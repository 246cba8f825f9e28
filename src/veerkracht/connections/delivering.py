"""Bringing messages to webhooks: a job. The network is asked beside the database, never under its locks."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import QuerySet

from veerkracht.connections import rules
from veerkracht.connections.models import Attempt, Delivery, DeliveryState, Webhook
from veerkracht.connections.webhook_actions import secrets_of
from veerkracht.kernel import outgoing
from veerkracht.kernel.clock import now
from veerkracht.messages.actions import News, queue
from veerkracht.people.queries import contacts_of, coordinators_of

logger = logging.getLogger("veerkracht.webhooks")
TOGETHER = 16  # messages on their way at once
FOR_ONE = 4  # … for one webhook; one when its last message failed
LEASE = timedelta(minutes=2)  # a process that dies lets go of its messages after this
GONE = 410  # the receiver says that it does not want to hear us any more


@dataclass(frozen=True)
class Letter:
    """What goes out, with nothing in it that needs the database."""

    delivery_id: int
    url: str
    body: str
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Outcome:
    """What came of one try."""

    at: datetime
    milliseconds: int
    status: int | None = None
    trouble: str = ""


def deliver_due() -> int:
    """Try every message whose time has come, a round at a time; returns how many were tried."""
    letters = _claim()
    if not letters:
        return 0
    with ThreadPoolExecutor(max_workers=len(letters)) as people:
        outcomes = list(people.map(send, letters))
    for letter, outcome in zip(letters, outcomes, strict=True):
        settle(delivery_id=letter.delivery_id, outcome=outcome)
    return len(letters)


_round = threading.Lock()


def deliver_beside() -> int:
    """Begin a round in a thread of its own, unless one is going on; a recurring job.

    A receiver that hangs holds a round up for ten seconds, and mail goes in the same process. A
    process that stops in the middle lets go of its messages after two minutes.
    """
    if not _due().exists() or not _round.acquire(blocking=False):
        return 0
    threading.Thread(target=_one_round, name="webhooks", daemon=True).start()
    return 1


def _one_round() -> None:
    try:
        deliver_due()
    except Exception:
        logger.exception("A round of webhooks failed")
    finally:
        connection.close()
        _round.release()


def _due() -> QuerySet[Delivery]:
    """Messages whose time has come, of webhooks that are not paused."""
    return Delivery.objects.filter(
        state=DeliveryState.WAITING, due_at__lte=now(), webhook__paused_at=None
    )


@transaction.atomic
def _claim() -> list[Letter]:
    """Take the next messages, so that another process passes them over; a few of each webhook."""
    hooks = Webhook.objects.filter(pk__in=_due().values("webhook")).order_by("pk")
    taken: list[Delivery] = []
    for hook in hooks:
        rows = _due().filter(webhook=hook).select_for_update(skip_locked=True, of=("self",))
        most = min(1 if hook.failing else FOR_ONE, TOGETHER - len(taken))
        for row in rows.order_by("due_at", "id")[:most]:
            row.webhook = hook
            taken.append(row)
    for row in taken:
        row.tries, row.due_at = row.tries + 1, now() + LEASE
    Delivery.objects.bulk_update(taken, ["tries", "due_at"])
    return [_letter(row) for row in taken]


def _letter(delivery: Delivery) -> Letter:
    stamp = int(now().timestamp())
    signed = rules.signature(
        secrets_of(delivery.webhook),
        message_id=delivery.message_id,
        timestamp=stamp,
        body=delivery.body,
    )
    headers = {
        "Content-Type": "application/json",
        "webhook-id": delivery.message_id,
        "webhook-timestamp": str(stamp),
        "webhook-signature": signed,
    }
    return Letter(delivery.pk, delivery.webhook.address, delivery.body, headers)


def send(letter: Letter) -> Outcome:
    """One try, over the network and nothing else; never raises what the other side can cause."""
    moment, began = now(), time.monotonic()
    status, trouble = None, ""
    try:
        status = outgoing.ask(
            letter.url, method="POST", body=letter.body.encode(), headers=letter.headers
        ).status
    except outgoing.NotReached as error:
        trouble = str(error)
    return Outcome(moment, int((time.monotonic() - began) * 1000), status, trouble[:100])


@transaction.atomic
def settle(*, delivery_id: int, outcome: Outcome) -> None:
    """Write a try down, and decide what is next: done, later, or never."""
    found = Delivery.objects.select_for_update(of=("self",)).select_related("webhook")
    delivery = found.filter(pk=delivery_id).first()
    if delivery is None:  # its webhook was removed meanwhile
        return
    Attempt.objects.create(
        delivery=delivery,
        at=outcome.at,
        status=outcome.status,
        milliseconds=outcome.milliseconds,
        trouble=outcome.trouble,
    )
    if rules.arrived(outcome.status):
        _arrived(delivery)
    else:
        _failed(delivery, gone=outcome.status == GONE)


def _arrived(delivery: Delivery) -> None:
    delivery.state = DeliveryState.ARRIVED
    delivery.save(update_fields=["state"])
    if Webhook.objects.filter(pk=delivery.webhook_id, failing=True).update(failing=False):
        _waiting(delivery.webhook).update(due_at=now())


def _failed(delivery: Delivery, *, gone: bool) -> None:
    """Later; the webhook's other messages wait along, so that a dead receiver costs one try at a time."""
    later = None if gone else rules.next_try(delivery.tries, now())
    if later is None:
        delivery.state = DeliveryState.FAILED
        delivery.save(update_fields=["state"])
        return _give_up(delivery.webhook)
    delivery.due_at = later
    delivery.save(update_fields=["due_at"])
    Webhook.objects.filter(pk=delivery.webhook_id).update(failing=True)
    _waiting(delivery.webhook).filter(due_at__lt=later).update(due_at=later)
    return None


def _waiting(webhook: Webhook) -> QuerySet[Delivery]:
    return webhook.deliveries.filter(state=DeliveryState.WAITING)


def _give_up(webhook: Webhook) -> None:
    """Stop sending, and tell those who can mend it, once for this pause."""
    moment = now()
    if not Webhook.objects.filter(pk=webhook.pk, paused_at=None).update(paused_at=moment):
        return
    owners = (
        contacts_of(webhook.organisation_id)
        if webhook.organisation_id
        else coordinators_of(webhook.region_id or 0)
    )
    queue(
        News(
            kind="connections.webhook_paused",
            address=owner.email,
            person_id=owner.pk,
            language=owner.language,
            once=f"connections.webhook_paused:{webhook.pk}:{moment:%Y%m%d%H%M%S}:{owner.pk}",
            facts={"webhook": webhook.pk},
        )
        for owner in owners
    )
