"""The mail of the demo: nothing leaves the house. Letters lie in their queue; newsletters are kept beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.mail.backends.base import BaseEmailBackend

from veerkracht.kernel.clock import now
from veerkracht.messages.models import Message, MessageState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.mail import EmailMessage

LIST = "List-Unsubscribe"


class Postbox(BaseEmailBackend):
    """Takes every mail; one that goes to many, which no queue of messages holds, can be read at /demo/postvak/."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep newsletters with their headers; returns how many mails there were."""
        for mail in email_messages:
            if LIST in mail.extra_headers:
                _keep(mail)
        return len(email_messages)


def _keep(mail: EmailMessage) -> None:
    html = [content for content, kind in getattr(mail, "alternatives", ()) if kind == "text/html"]
    moment = now()
    Message.objects.create(
        kind="newsletter",
        address=mail.to[0],
        reply_to=(mail.reply_to or [""])[0],
        facts={"headers": dict(mail.extra_headers)},
        once=mail.extra_headers["Message-ID"][:120],
        state=MessageState.SENT,
        queued_at=moment,
        due_at=moment,
        sent_at=moment,
        subject=str(mail.subject),
        text=str(mail.body),
        html=html[0] if html else "",
    )
