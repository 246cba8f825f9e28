"""Giving a mail to a server up to its last dot, so that the dot and a commit can go next to each other.

A server delivers a mail when it reads the dot that ends it, and throws away one whose dot never comes (RFC 5321,
4.1.1.4). So whether a mail goes is decided by a few bytes, which can be sent right when the database is told.
"""

from __future__ import annotations

import re
import smtplib
import socket
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parseaddr
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.core.mail import EmailMessage

OK, GO_ON, HERE_FORWARDED = 250, 354, 251
FINAL = 500  # answers from here on stay the same when one tries again
DOTS = re.compile(rb"(?m)^\.")


@dataclass(frozen=True)
class Started:
    """A mail of which the server has all but the end. ``end`` sends that; ``answer`` waits for what it says.

    ``answer`` raises SMTPResponseException when the server refuses after all.
    """

    end: Callable[[], object]
    answer: Callable[[], None]


def is_final(error: Exception) -> bool:
    """Whether the server said that trying again is of no use."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return any(code >= FINAL for code, _words in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= FINAL


def start(connection: Any, mail: EmailMessage) -> Started:
    """Begin with a mail; whatever goes wrong here, the mail did not go. ``connection`` is Django's.

    A backend that talks to no server (tests, the demo) gets the whole mail at the end.
    """
    connection.open()
    server = getattr(connection, "connection", None)
    if not isinstance(server, smtplib.SMTP):
        return Started(lambda: connection.send_messages([mail]), lambda: None)
    _announce(server, mail)
    whole: Any = mail.message()  # Django's own, which knows how lines must end
    content = DOTS.sub(b"..", whole.as_bytes(linesep="\r\n"))
    line = server.sock
    if line is None:
        raise smtplib.SMTPServerDisconnected("no connection")
    # Else the dot would wait until the server said that it read what came before it.
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    line.sendall(content if content.endswith(b"\r\n") else content + b"\r\n")
    return Started(lambda: line.sendall(b".\r\n"), lambda: _hear(server))


def _announce(server: smtplib.SMTP, mail: EmailMessage) -> None:
    server.ehlo_or_helo_if_needed()
    sender, [address] = parseaddr(mail.from_email)[1], mail.recipients()
    code, words = server.mail(sender)
    if code != OK:
        raise smtplib.SMTPSenderRefused(code, words, sender)
    code, words = server.rcpt(address)
    if code not in {OK, HERE_FORWARDED}:
        raise smtplib.SMTPRecipientsRefused({address: (code, words)})
    code, words = server.docmd("DATA")
    if code != GO_ON:
        raise smtplib.SMTPDataError(code, words)


def _hear(server: smtplib.SMTP) -> None:
    code, words = server.getreply()
    if code != OK:
        raise smtplib.SMTPDataError(code, words)
