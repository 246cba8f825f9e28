"""Queueing a message with the news it tells, and sending what is due: each once."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from email.mime.text import MIMEText
from typing import TYPE_CHECKING, Any, Protocol

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from veerkracht.kernel import rows
from veerkracht.kernel.clock import now
from veerkracht.kernel.registries import Registry
from veerkracht.messages import rules
from veerkracht.messages.models import Message, MessageState
from veerkracht.messages.rules import Letter

if TYPE_CHECKING:
    from datetime import datetime

    from django.core.mail.backends.base import BaseEmailBackend

logger = logging.getLogger("veerkracht.messages")
NOWHERE = ".invalid"  # the end of addresses that cannot exist
BATCH = 200  # letters a round, so that a process that is told to stop need not send them all first


class Writer(Protocol):
    """Makes the letter of one kind from its facts, in the language that is active; None: no longer news."""

    def __call__(self, facts: dict[str, Any]) -> Letter | None: ...


writers: Registry[Writer] = Registry("Who writes the letter of a kind")


@dataclass(frozen=True)
class Attachment:
    """A file that goes along with a letter."""

    name: str
    content: bytes
    kind: str


class AttachmentMaker(Protocol):
    """Makes the file that goes with a letter of one kind from its facts; None: none."""

    def __call__(self, facts: dict[str, Any]) -> Attachment | None: ...


attachments: Registry[AttachmentMaker] = Registry("Which file goes with a letter of a kind")


@dataclass(frozen=True)
class News:
    """A message to be queued: kind, whom to, the ids it tells of, and the key that makes it once.

    It goes at once, or not before ``due_at``. ``reply_to`` is the address that an answer reaches.
    """

    kind: str
    address: str
    once: str
    facts: dict[str, Any]
    person_id: int | None = None
    language: str = "nl"
    due_at: datetime | None = None
    reply_to: str = ""


def queue(news: Iterable[News]) -> None:
    """Put news in the queue in this transaction; the same key again is passed over.

    An address that cannot exist (RFC 2606: of an emptied account, or a stand-in) gets none.
    """
    moment = now()
    new = [
        Message(
            kind=item.kind,
            person_id=item.person_id,
            address=item.address,
            reply_to=item.reply_to,
            language=item.language,
            facts=item.facts,
            once=item.once,
            queued_at=moment,
            due_at=item.due_at or moment,
        )
        for item in news
        if not item.address.endswith(NOWHERE)
    ]
    rows.insert(new, unless_there="once")
    counted = _counted.get()
    if counted is not None:
        counted.number += len(new)


@dataclass
class Letters:
    """How many letters were queued."""

    number: int = 0


_counted: ContextVar[Letters | None] = ContextVar("counted", default=None)


@contextmanager
def letters_counted() -> Iterator[Letters]:
    """Count what is queued within the block, also when it is undone: a rehearsal tells how many hear of it."""
    letters = Letters()
    token = _counted.set(letters)
    try:
        yield letters
    finally:
        _counted.reset(token)


def withdraw(*, once_starts_with: str) -> int:
    """Take back what still waits of the news whose key begins so; returns how many.

    What is being sent at this moment goes out; it is not counted.
    """
    waiting = Message.objects.filter(once__startswith=once_starts_with, state=MessageState.QUEUED)
    return waiting.update(state=MessageState.WITHDRAWN, trouble="withdrawn", sent_at=now())


def queue_written(
    *,
    kind: str,
    address: str,
    once: str,
    letter: Letter,
    language: str,
    person_id: int | None,
    reply_to: str = "",
) -> None:
    """Queue a letter whose words exist already, such as a sign-in code."""
    queue_made(
        kind=kind,
        address=address,
        once=once,
        subject=letter.subject,
        bodies=bodies(letter, language),
        language=language,
        person_id=person_id,
        reply_to=reply_to,
    )


def queue_made(
    *,
    kind: str,
    address: str,
    once: str,
    subject: str,
    bodies: tuple[str, str],
    language: str,
    person_id: int | None,
    reply_to: str = "",
) -> None:
    """Queue a mail whose text and HTML (``bodies``) exist already, such as a newsletter that somebody tries out."""
    moment = now()
    text, html = bodies
    Message.objects.create(
        kind=kind,
        person_id=person_id,
        address=address,
        reply_to=reply_to,
        language=language,
        once=once,
        queued_at=moment,
        due_at=moment,
        subject=rules.one_line(subject),
        text=text,
        html=html,
    )


def send_due() -> int:
    """Send every message whose time has come; returns how many went.

    Each is locked, sent and marked in a transaction of its own: a process that dies between the
    server's yes and the mark is the only way to a second copy, and its Message-ID is the same.
    """
    sent = 0
    connection: BaseEmailBackend | None = None
    while sent < BATCH:
        with transaction.atomic():
            message = _next_due()
            if message is None:
                break
            connection = connection or get_connection()
            sent += _send(message, connection)
    if connection:
        connection.close()
    return sent


def _next_due() -> Message | None:
    waiting = Message.objects.filter(state=MessageState.QUEUED, due_at__lte=now())
    return (
        waiting.select_for_update(skip_locked=True, of=("self",)).order_by("due_at", "id").first()
    )


def _send(message: Message, connection: BaseEmailBackend) -> int:
    try:
        if not message.text and not _write(message):
            return _settle(message, MessageState.WITHDRAWN, trouble="no longer news")
        connection.send_messages([_envelope(message)])
    except Exception as error:  # noqa: BLE001 - whatever it is, the mail waits and the next one goes
        logger.warning("Message %s could not be sent: %s", message.pk, type(error).__name__)
        return _postpone(message, error)
    return _settle(message, MessageState.SENT)


def _write(message: Message) -> bool:
    with translation.override(message.language):
        letter = dict(writers.items())[message.kind](message.facts)
        if letter is None:
            return False
        message.subject = rules.one_line(letter.subject)
        message.text, message.html = bodies(letter, message.language)
        message.calendar = letter.calendar
    return True


def bodies(letter: Letter, language: str) -> tuple[str, str]:
    """A letter in its frame, in a language: as plain text and as HTML."""
    with translation.override(language):
        facts = {"letter": letter, "language": language}
        return (
            render_to_string("messages/letter.txt", facts).strip() + "\n",
            render_to_string("messages/letter.html", facts),
        )


def _envelope(message: Message) -> EmailMultiAlternatives:
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text,
        to=[message.address],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers={
            "Message-ID": f"<message-{message.pk}@veerkracht>",
            "Auto-Submitted": "auto-generated",
        },
    )
    mail.attach_alternative(message.html, "text/html")
    if message.calendar:
        method = "CANCEL" if "METHOD:CANCEL" in message.calendar else "REQUEST"
        part = MIMEText(message.calendar, "calendar", "utf-8")
        part.set_param("method", method)
        part.add_header("Content-Disposition", "attachment", filename="afspraak.ics")
        mail.attach(part)
    _attach_file(message, mail)
    return mail


def _attach_file(message: Message, mail: EmailMultiAlternatives) -> None:
    make = dict(attachments.items()).get(message.kind)
    made = make(message.facts) if make else None
    if made is not None:
        mail.attach(made.name, made.content, made.kind)


def _settle(message: Message, state: MessageState, trouble: str = "") -> int:
    message.state, message.trouble, message.sent_at = state, trouble, now()
    message.save()
    return int(state == MessageState.SENT)


def _postpone(message: Message, error: Exception) -> int:
    message.attempts += 1
    message.trouble = f"{type(error).__name__}: {error}"[:200]
    due = rules.next_attempt(message.attempts, now())
    message.state = MessageState.QUEUED if due else MessageState.REFUSED
    message.due_at = due or message.due_at
    # Not its words: the next attempt writes them anew, for the news may have changed meanwhile.
    message.save(update_fields=["attempts", "trouble", "state", "due_at"])
    return 0
