"""Writing to participants: send, take back, and reach who comes later. Each person gets each message once."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction

from veerkracht.audit.actions import record
from veerkracht.enrolment import messages_to_participants_queries as queries
from veerkracht.enrolment import messages_to_participants_rules as rules
from veerkracht.enrolment import policies
from veerkracht.enrolment.messages_to_participants_letters import letter_of
from veerkracht.enrolment.messages_to_participants_models import (
    Addressee,
    Audience,
    MessageToParticipants,
)
from veerkracht.enrolment.messages_to_participants_rules import Problem
from veerkracht.enrolment.messages_to_participants_words import refuse
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import NotAllowed
from veerkracht.messages.actions import News, queue, queue_written
from veerkracht.messages.actions import withdraw as withdraw_mail
from veerkracht.messages.rules import after_quiet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from uuid import UUID

    from veerkracht.people.models import Person
    from veerkracht.training.models import Edition


def write_to_participants(
    *,
    by: Person,
    editions: Sequence[Edition],
    audience: str,
    subject: str,
    text: str,
    key: UUID,
    moment: datetime | None = None,
    urgent: bool = False,
    also_late: bool = False,
) -> MessageToParticipants:
    """Queue one mail for each person in the audience of these editions; the same ``key`` again is the same message.

    It goes at once or at ``moment``, after the quiet hours unless ``urgent``. Raises NotAllowed, and
    RuleBroken when something is missing, nobody would get it, or ``urgent`` without a session near.
    """
    _check(by, editions, audience, subject, text)
    refuse(rules.flaw_of_moment(now(), moment), field="moment")
    ids = [edition.pk for edition in editions]
    refuse(
        Problem.NOT_URGENT if urgent and not queries.is_urgent_time(ids) else None, field="urgent"
    )
    with transaction.atomic():
        message, made = MessageToParticipants.objects.get_or_create(
            key=key,
            defaults={
                "by": by,
                "region_id": editions[0].region_id,
                "audience": audience,
                "subject": " ".join(subject.split()),
                "text": text.strip(),
                "also_late": also_late and audience in {Audience.PLACED, Audience.EVERYBODY},
                "made_at": now(),
                "due_at": max(now(), rules.goes_at(now(), moment, urgent=urgent)),
            },
        )
        if made:
            message.editions.set(editions)
            _send_to_all(message, by=by)
    if message.by_id != by.pk:
        raise NotAllowed
    return message


def _check(by: Person, editions: Sequence[Edition], audience: str, subject: str, text: str) -> None:
    for edition in editions:
        policies.check_may_write(by, edition, audience)
    refuse(rules.flaw_of_editions(edition.region_id for edition in editions))
    flaw = rules.flaw_of_words(subject, text)
    if flaw:
        refuse(flaw[0], field=flaw[1])


def _send_to_all(message: MessageToParticipants, *, by: Person) -> None:
    ids = list(message.editions.values_list("pk", flat=True))
    rows = queries.rows_for(ids, message.audience).select_related("person")
    people = {row.person_id: row.person for row in rows}
    refuse(Problem.NOBODY if not people and not message.also_late else None, field="audience")
    _queue(message, people.values(), due_at=message.due_at)
    values = {"editions": ids, "audience": message.audience, "people": len(people)}
    record(
        "enrolment.participants_written_to",
        message,
        by=by,
        region_id=message.region_id,
        values=values | {"due_at": message.due_at.isoformat()},
    )


def _queue(message: MessageToParticipants, people: Iterable[Person], *, due_at: datetime) -> int:
    """Note whom it goes to, and queue a mail for each; ``addressee_once`` is the last guard."""
    addressees = Addressee.objects.bulk_create(
        [Addressee(message=message, person=person) for person in people], batch_size=2_000
    )
    queue(_news(addressee, due_at=due_at) for addressee in addressees)
    return len(addressees)


def _news(addressee: Addressee, *, due_at: datetime) -> News:
    message, person = addressee.message, addressee.person
    return News(
        kind="enrolment.to_participants",
        person_id=person.pk,
        address=person.email,
        language=person.language,
        once=f"{queries.key_of(message)}{person.pk}",
        facts={"addressee": addressee.pk},
        due_at=due_at,
        reply_to=message.by.email,
    )


def send_test_copy(
    *, by: Person, editions: Sequence[Edition], audience: str, subject: str, text: str
) -> None:
    """The mail as it would look, to the writer alone and at once."""
    _check(by, editions, audience, subject, text)
    draft = MessageToParticipants(by=by, subject=" ".join(subject.split()), text=text)
    queue_written(
        kind="enrolment.to_participants_test",
        person_id=by.pk,
        address=by.email,
        language=by.language,
        once=f"enrolment.to_participants_test:{uuid4()}",
        letter=letter_of(draft, by, editions),
        reply_to=by.email,
    )


def withdraw(*, message: MessageToParticipants, by: Person) -> int:
    """Take back what has not gone yet, and stop sending to who comes later; returns how many mails."""
    policies.check_may_withdraw(by, message)
    with transaction.atomic():
        message = MessageToParticipants.objects.select_for_update().get(pk=message.pk)
        taken_back = withdraw_mail(once_starts_with=queries.key_of(message))
        stops = message.also_late and message.withdrawn_at is None
        refuse(None if taken_back or stops else Problem.GONE)
        MessageToParticipants.objects.filter(pk=message.pk).update(withdrawn_at=now())
        record(
            "enrolment.message_withdrawn",
            message,
            by=by,
            region_id=message.region_id,
            values={"people": taken_back},
        )
    return taken_back


def reach_late_comers() -> int:
    """Send messages that are also for late comers to who got a place meanwhile. A recurring job."""
    open_ended = MessageToParticipants.objects.filter(
        also_late=True, withdrawn_at=None, editions__ends_at__gt=now()
    ).distinct()
    return sum(_reach(pk) for pk in open_ended.values_list("pk", flat=True))


def _reach(pk: int) -> int:
    with transaction.atomic():
        locked = MessageToParticipants.objects.select_for_update(of=("self",)).filter(pk=pk)
        message = locked.filter(withdrawn_at=None).select_related("by").first()
        if message is None:
            return 0
        people = {row.person_id: row.person for row in queries.late_comers(message)}
        return _queue(message, people.values(), due_at=max(message.due_at, after_quiet(now())))
