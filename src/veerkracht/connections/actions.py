"""The verbs of connections: tokens, webhooks and what they are told.

Apps above register in ``webhook_events`` what a webhook can hear, and say it with ``tell``.
"""

from __future__ import annotations

from veerkracht.connections.delivering import deliver_beside, deliver_due
from veerkracht.connections.scim_actions import change_provisioned, provision, withdraw
from veerkracht.connections.token_actions import (
    make_token,
    note_use,
    remind_of_expiry,
    revoke_token,
)
from veerkracht.connections.webhook_actions import (
    WebhookEvent,
    change_webhook,
    is_heard,
    make_webhook,
    pause_webhook,
    remove_webhook,
    renew_secret,
    resume_webhook,
    send_again,
    send_test,
    tell,
    webhook_events,
)

__all__ = [
    "WebhookEvent",
    "change_provisioned",
    "change_webhook",
    "deliver_beside",
    "deliver_due",
    "is_heard",
    "make_token",
    "make_webhook",
    "note_use",
    "pause_webhook",
    "provision",
    "remind_of_expiry",
    "remove_webhook",
    "renew_secret",
    "resume_webhook",
    "revoke_token",
    "send_again",
    "send_test",
    "tell",
    "webhook_events",
    "withdraw",
]
