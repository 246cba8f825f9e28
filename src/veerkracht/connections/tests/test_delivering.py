"""Bringing messages to a receiver: signed, tried again, given up; never in the way of others."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
import time
from base64 import b64decode, b64encode
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import connection

from tests import factories
from tests.api.receiver import Receiver, receiver
from veerkracht.connections import actions, delivering, webhook_actions
from veerkracht.connections.models import Attempt, Delivery, DeliveryState, Webhook
from veerkracht.connections.tests.makers import organisation_hook, region_hook
from veerkracht.connections.webhook_actions import secrets_of
from veerkracht.kernel import outgoing
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.personal_data import retention
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def heard_anew() -> None:
    webhook_actions._listened.clear()


@pytest.fixture
def there(tmp_path: Path, settings: Any) -> Iterator[Receiver]:
    """A receiver on this machine."""
    with receiver(tmp_path) as (found, certificate):
        settings.OUTGOING_LOOPBACK = str(certificate)
        yield found


def one_message(url: str) -> Delivery:
    hook = region_hook(address=url)
    return actions.send_test(webhook=hook, by=factories.coordinator())


def as_it_is(delivery: Delivery) -> Delivery:
    return Delivery.objects.select_related("webhook").get(pk=delivery.pk)


def test_a_message_arrives_once_and_proves_where_it_came_from(there: Receiver) -> None:
    delivery = one_message(there.url)
    assert actions.deliver_due() == 1
    assert actions.deliver_due() == 0
    [(method, path, headers, body)] = there.heard
    assert (method, path) == ("POST", "/ontvangst")
    assert headers["content-type"] == "application/json"
    assert headers["webhook-id"] == delivery.message_id
    assert abs(int(headers["webhook-timestamp"]) - now().timestamp()) < 10
    assert json.loads(body)["type"] == "webhook.test"
    [secret] = secrets_of(delivery.webhook)
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    digest = hmac.new(b64decode(secret.removeprefix("whsec_")), signed, hashlib.sha256).digest()
    assert headers["webhook-signature"] == f"v1,{b64encode(digest).decode()}"
    found = as_it_is(delivery)
    assert (found.state, found.tries) == (DeliveryState.ARRIVED, 1)
    assert Attempt.objects.get().status == 200


def test_while_a_secret_is_changed_both_sign(there: Receiver) -> None:
    delivery = one_message(there.url)
    actions.renew_secret(webhook=delivery.webhook, by=factories.coordinator())
    actions.deliver_due()
    assert len(there.heard[0][2]["webhook-signature"].split(" ")) == 2


def test_a_receiver_that_fails_is_tried_eight_times_and_then_paused_with_a_mail(
    there: Receiver, clock: time_machine.Traveller
) -> None:
    there.status = 500
    delivery = one_message(there.url)
    began = now()
    while as_it_is(delivery).state == DeliveryState.WAITING:
        clock.move_to(as_it_is(delivery).due_at)
        assert actions.deliver_due() == 1
    assert now() - began == timedelta(hours=24)
    assert [one.status for one in Attempt.objects.all()] == [500] * 8
    assert len({headers["webhook-id"] for _m, _p, headers, _b in there.heard}) == 1
    hook = Webhook.objects.get()
    assert hook.paused_at is not None
    owners = set(Message.objects.filter(kind="connections.webhook_paused").values_list("person"))
    assert len(owners) == 2  # both coordinators of the region
    send_due()
    mail = Message.objects.filter(kind="connections.webhook_paused").first()
    assert mail is not None
    assert there.url in mail.text


def test_a_receiver_that_is_gone_for_good_is_paused_at_once(there: Receiver) -> None:
    there.status = 410
    delivery = one_message(there.url)
    actions.deliver_due()
    assert as_it_is(delivery).state == DeliveryState.FAILED
    assert Webhook.objects.get().paused_at is not None


def test_the_others_of_a_failing_webhook_wait_along_and_go_when_it_is_mended(
    there: Receiver, clock: time_machine.Traveller
) -> None:
    there.status = 503
    first = one_message(there.url)
    actions.deliver_due()
    others = [
        actions.send_test(webhook=first.webhook, by=factories.coordinator()) for _turn in range(5)
    ]
    assert actions.deliver_due() == 1  # one to see whether it is mended, not all five
    assert actions.deliver_due() == 0
    there.status = 200
    clock.shift(timedelta(minutes=3))
    assert actions.deliver_due() == 1
    assert Webhook.objects.get().failing is False
    clock.shift(timedelta(seconds=1))
    while actions.deliver_due():
        pass
    assert {as_it_is(one).state for one in (first, *others)} == {DeliveryState.ARRIVED}


@pytest.mark.parametrize(
    ("manner", "trouble"),
    [("hangs", "too slow"), ("drips", "too slow"), ("floods", "the answer is larger than 1 MB")],
)
def test_a_bad_receiver_is_a_line_in_the_log(
    there: Receiver, monkeypatch: pytest.MonkeyPatch, manner: str, trouble: str
) -> None:
    monkeypatch.setattr(outgoing, "SECONDS", 1.5)
    there.manner = manner
    delivery = one_message(there.url)
    actions.deliver_due()
    assert Attempt.objects.get().trouble == trouble
    assert as_it_is(delivery).state == DeliveryState.WAITING


def test_a_redirect_inward_is_a_line_in_the_log(there: Receiver) -> None:
    there.status, there.location = 308, "https://169.254.169.254/latest/"
    one_message(there.url)
    actions.deliver_due()
    assert Attempt.objects.get().trouble == "not a public address"
    assert len(there.heard) == 1


def test_a_name_that_comes_to_point_inward_is_not_followed(settings: Any) -> None:
    """It was public when somebody typed it; what counts is where it leads now."""
    delivery = one_message("https://veranderd.voorbeeld.nl/haak")
    Webhook.objects.filter(pk=delivery.webhook_id).update(address="https://127.0.0.1/haak")
    actions.deliver_due()
    assert Attempt.objects.get().trouble == "not a public address"


def test_a_receiver_that_hangs_does_not_keep_others_waiting(
    there: Receiver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outgoing, "SECONDS", 1.5)
    there.manner = "hangs"
    hangs = [one_message(there.url) for _turn in range(6)]
    began = time.monotonic()
    assert actions.deliver_due() == 6
    assert time.monotonic() - began < 4  # beside each other, not one after the other
    assert len(hangs) == 6


def test_the_database_is_not_held_while_the_network_is_asked(
    there: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_message(there.url)
    depths: list[int] = []
    before = len(connection.savepoint_ids)
    real = outgoing.ask

    def ask(*arguments: Any, **named: Any) -> Any:
        depths.append(
            len(connection.savepoint_ids) if threading.current_thread() is main else before
        )
        return real(*arguments, **named)

    main = threading.main_thread()
    monkeypatch.setattr(outgoing, "ask", ask)
    actions.deliver_due()
    assert depths == [before]


def test_a_process_that_dies_lets_go_after_two_minutes(
    there: Receiver, clock: time_machine.Traveller
) -> None:
    delivery = one_message(there.url)
    assert len(delivering._claim()) == 1  # and here it dies
    assert actions.deliver_due() == 0
    clock.shift(timedelta(minutes=2))
    assert actions.deliver_due() == 1
    assert as_it_is(delivery).state == DeliveryState.ARRIVED


def test_a_webhook_that_is_removed_meanwhile_does_no_harm(there: Receiver) -> None:
    delivery = one_message(there.url)
    [letter] = delivering._claim()
    outcome = delivering.send(letter)
    actions.remove_webhook(webhook=delivery.webhook, by=factories.coordinator())
    delivering.settle(delivery_id=letter.delivery_id, outcome=outcome)
    assert not Attempt.objects.exists()


def test_a_message_can_be_sent_again_with_the_same_id(there: Receiver) -> None:
    delivery = one_message(there.url)
    actions.deliver_due()
    actions.send_again(delivery=as_it_is(delivery), by=factories.coordinator())
    actions.deliver_due()
    ids = [headers["webhook-id"] for _m, _p, headers, _b in there.heard]
    assert ids == [delivery.message_id] * 2
    assert Attempt.objects.count() == 2


def test_after_a_pause_what_waited_goes_first(there: Receiver) -> None:
    delivery = one_message(there.url)
    actions.pause_webhook(webhook=delivery.webhook, by=factories.coordinator())
    assert actions.deliver_due() == 0
    actions.resume_webhook(webhook=delivery.webhook, by=factories.coordinator())
    assert actions.deliver_due() == 1


def test_texts_go_after_two_weeks_and_the_log_after_ninety_days(
    there: Receiver, clock: time_machine.Traveller
) -> None:
    delivery = one_message(there.url)
    waiting = actions.send_test(
        webhook=organisation_hook(address=there.url), by=factories.contact()
    )
    actions.pause_webhook(webhook=waiting.webhook, by=factories.contact())
    actions.deliver_due()
    bodies, log = (
        dict(retention.items())[f"connections.{one}"] for one in ("bodies", "deliveries")
    )
    clock.shift(timedelta(days=13))
    assert (bodies.overdue(), log.overdue()) == (0, 0)
    clock.shift(timedelta(days=2))
    assert bodies.overdue() == 2
    bodies.carry_out()
    assert as_it_is(delivery).body == ""
    assert as_it_is(waiting).state == DeliveryState.FAILED
    with pytest.raises(RuleBroken):
        actions.send_again(delivery=as_it_is(delivery), by=factories.coordinator())
    clock.shift(timedelta(days=80))
    assert log.overdue() == 2
    log.carry_out()
    assert not Delivery.objects.exists()
