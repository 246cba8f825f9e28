"""Sending what waits of an issue at its pace: each mail once, also when processes die while they send.

A mail is locked, told to the server up to its last dot, and marked; then the dot and the commit go out right
behind each other, without waiting in between. A process that dies before that leaves a mail that the
server throws away and a row that still waits; one that dies after it leaves a mail that went and a row that says
so. Only who dies between these two neighbouring calls sends twice, under the same Message-ID.
"""

from __future__ import annotations

import logging
import smtplib
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.mail import get_connection
from django.db import DatabaseError, connection, transaction
from psycopg.pq import ExecStatus

from veerkracht.kernel.clock import now
from veerkracht.messages.rules import after_quiet, next_attempt
from veerkracht.outreach import newsletter_rules as rules
from veerkracht.outreach.models import (
    Delivery,
    DeliveryState,
    Issue,
    Subscriber,
    SubscriberState,
)
from veerkracht.outreach.newsletter_rules import IssueState, Step
from veerkracht.outreach.newsletter_smtp import Started, is_final, start
from veerkracht.outreach.newsletter_writing import Bodies, mail

if TYPE_CHECKING:
    from collections.abc import Callable

logger = logging.getLogger("veerkracht.newsletter")
ROUNDS = 20  # of one issue, before another job has its turn
REST = timedelta(seconds=20)  # for a mail server that is away or overloaded


def send_some() -> int:
    """Send what may go now of every issue that is being sent; returns how many mails went (a job, each second)."""
    due = Issue.objects.filter(state=IssueState.SENDING, goes_on_at__lte=now())
    return sum(_send_of(issue) for issue in due.select_related("region").order_by("goes_on_at"))


def _send_of(issue: Issue) -> int:
    bodies, post, gone = Bodies(issue), get_connection(), 0
    try:
        for _round in range(ROUNDS):
            if not _claim_round(issue):
                break
            more, number = _send_round(issue, bodies, post)
            gone += number
            if not more:
                break
    finally:
        post.close()
    _finish(issue)
    return gone


def _claim_round(issue: Issue) -> bool:
    """Take the next round of this issue for this process; the moment after it is kept for all processes."""
    moment = now()
    goes_on = after_quiet(rules.next_round(moment, issue.pace))
    mine = Issue.objects.filter(pk=issue.pk, state=IssueState.SENDING, goes_on_at__lte=moment)
    return bool(mine.update(goes_on_at=goes_on))


def _send_round(issue: Issue, bodies: Bodies, post: Any) -> tuple[bool, int]:
    """Whether there is more, and how many went."""
    gone = 0
    for _one in range(rules.at_once(issue.pace)):
        found = _send_next(issue, bodies, post)
        if found is None:
            return False, gone
        gone += found
    return True, gone


def _send_next(issue: Issue, bodies: Bodies, post: Any) -> int | None:
    """Send one mail; 1 when it went, 0 when it did not, None when nothing is left or the server must rest."""
    with transaction.atomic():
        row = _next(issue)
        if row is None:
            return None
        if row.subscriber.state != SubscriberState.CONFIRMED:
            return _settle(row, DeliveryState.SKIPPED)
        try:
            started = start(post, mail(row, issue, bodies.of(row.subscriber)))
        except (OSError, ValueError, smtplib.SMTPException) as error:
            post.close()
            return _failed(row, error)
        row.state, row.sent_at = DeliveryState.HANDED, now()
        row.save(update_fields=["state", "sent_at"])
        _end_and_commit(started.end)
    return _hear(row, started, post)


def _next(issue: Issue) -> Delivery | None:
    waiting = Delivery.objects.filter(
        issue=issue, state=DeliveryState.WAITING, due_at__lte=now(), issue__state=IssueState.SENDING
    )
    locked = waiting.select_for_update(skip_locked=True, of=("self",))
    return locked.select_related("subscriber").order_by("due_at", "id").first()


def _end_and_commit(end: Callable[[], object]) -> None:
    """Send the last dot and COMMIT next to each other, then hear what the database says.

    Within another transaction (a test) only the dot. Raises DatabaseError when the commit is refused.
    """
    if len(connection.atomic_blocks) > 1:
        end()
        return
    server = connection.connection.pgconn
    commit = server.send_query
    end()
    commit(b"COMMIT")
    done = server.get_result()
    refused = done is None or done.status != ExecStatus.COMMAND_OK
    while server.get_result() is not None:
        pass
    if refused:
        raise DatabaseError("the mark of a newsletter was not kept")


def _hear(row: Delivery, started: Started, post: Any) -> int | None:
    """What the server says of the mail. Without an answer it counts as gone: it had all of it."""
    try:
        started.answer()
    except smtplib.SMTPDataError as error:
        return _failed(row, error)
    except (OSError, smtplib.SMTPException) as error:
        logger.warning("No answer about newsletter mail %s: %s", row.pk, type(error).__name__)
        post.close()
        return 1
    return _settle(row, DeliveryState.SENT)


def _settle(row: Delivery, state: DeliveryState, trouble: str = "") -> int:
    row.state, row.trouble = state, trouble
    row.sent_at = now() if state == DeliveryState.SENT else None
    row.save(update_fields=["state", "trouble", "sent_at"])
    if state == DeliveryState.SENT and row.subscriber.refused:
        Subscriber.objects.filter(pk=row.subscriber_id).update(refused=0)
    return int(state == DeliveryState.SENT)


def _failed(row: Delivery, error: Exception) -> int | None:
    """Refused for good, or to be tried later: then the server rests a little. 0 or None, as the sender wants."""
    code = _code(error)
    if is_final(error):
        Subscriber.objects.filter(pk=row.subscriber_id).update(refused=row.subscriber.refused + 1)
        return _settle(row, DeliveryState.BOUNCED, code)
    row.attempts += 1
    due = next_attempt(row.attempts, now())
    row.state = DeliveryState.WAITING if due else DeliveryState.BOUNCED
    row.due_at, row.trouble, row.sent_at = due or row.due_at, code, None
    row.save(update_fields=["attempts", "state", "due_at", "trouble", "sent_at"])
    resting = Issue.objects.filter(pk=row.issue_id, state=IssueState.SENDING)
    resting.update(goes_on_at=now() + REST)
    return None


def _code(error: Exception) -> str:
    """The kind of trouble and the server's code; never its words, which may hold an address."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [str(code) for code, _words in error.recipients.values()]
        return f"SMTPRecipientsRefused {' '.join(codes)}"
    code = getattr(error, "smtp_code", "")
    return f"{type(error).__name__} {code}".strip()


def _finish(issue: Issue) -> None:
    """Nothing waits any more: the issue was sent."""
    waiting = Delivery.objects.filter(issue=issue, state=DeliveryState.WAITING)
    if not waiting.exists():
        done = rules.after(IssueState.SENDING, Step.FINISH)
        sending = Issue.objects.filter(pk=issue.pk, state=IssueState.SENDING)
        sending.update(state=done, finished_at=now())
