"""Reading messages to participants: whom one would reach, what was sent, and how it fared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q

from veerkracht.enrolment.messages_to_participants_models import (
    Addressee,
    Audience,
    MessageToParticipants,
)
from veerkracht.enrolment.messages_to_participants_rules import NEAR, STATES, is_near_session
from veerkracht.enrolment.models import Enrolment, stood
from veerkracht.kernel.clock import now
from veerkracht.messages.models import MessageState
from veerkracht.messages.queries import outcomes
from veerkracht.people.policies import is_administrator, regions_of_coordinator
from veerkracht.training.models import Session

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

    from veerkracht.people.models import Person
    from veerkracht.training.models import Edition


def rows_for(edition_ids: Iterable[int], audience: str) -> QuerySet[Enrolment]:
    """Enrolments of these editions that belong to an audience, of people who can be written to.

    Who belonged to it when a training was called off, can still be written to.
    """
    rows = Enrolment.objects.filter(edition__in=edition_ids, person__is_active=True)
    return rows.stood_in(STATES[audience])


def sizes(edition_ids: Iterable[int]) -> dict[str, int]:
    """How many people each audience has; somebody in two editions counts once. One query."""
    rows = rows_for(edition_ids, Audience.EVERYBODY).annotate(stood=stood())
    found = list(rows.values_list("person", "stood"))
    return {
        audience: len({person for person, state in found if state in STATES[audience]})
        for audience in Audience.values
    }


def is_urgent_time(edition_ids: Iterable[int]) -> bool:
    """Whether a session of one of these editions goes on, or begins within a day."""
    coming = Session.objects.filter(
        edition__in=edition_ids, starts_at__lte=now() + NEAR, ends_at__gte=now()
    )
    return is_near_session(now(), coming.values_list("starts_at", "ends_at"))


def visible_to(person: Person) -> QuerySet[MessageToParticipants]:
    """Messages of the regions that a person coordinates, and those one wrote, newest first."""
    mine = Q(by=person)
    if not is_administrator(person):
        mine |= Q(region__in=regions_of_coordinator(person))
        found = MessageToParticipants.objects.filter(mine)
    else:
        found = MessageToParticipants.objects.all()
    related = found.select_related("by", "region").prefetch_related("editions__course")
    return related.order_by("-made_at", "-pk")


def of_edition(edition: Edition) -> QuerySet[MessageToParticipants]:
    """Messages to the participants of one edition, newest first."""
    return edition.messages_to_participants.select_related("by").order_by("-made_at", "-pk")


@dataclass(frozen=True)
class Fared:
    """A message and how its mails fared; ``forgotten`` are older than 90 days, how they fared is not kept."""

    message: MessageToParticipants
    people: int
    sent: int
    waiting: int
    failed: int
    withdrawn: int
    forgotten: int

    @property
    def is_held(self) -> bool:
        """Whether there is something left to take back."""
        open_ended = self.message.also_late and self.message.withdrawn_at is None
        return bool(self.waiting) or open_ended


def key_of(message: MessageToParticipants) -> str:
    """How the key ``once`` of every mail of this message begins."""
    return f"enrolment.to_participants:{message.pk}:"


def fared(messages: Sequence[MessageToParticipants]) -> list[Fared]:
    """How each message fared: two queries for any number."""
    counts = dict(
        Addressee.objects.filter(message__in=messages)
        .values_list("message")
        .annotate(n=Count("pk"))
        .order_by()
    )
    mails = outcomes([key_of(message) for message in messages])
    return [_fared(one, counts.get(one.pk, 0), mails[key_of(one)]) for one in messages]


def _fared(message: MessageToParticipants, people: int, mails: Counter[str]) -> Fared:
    return Fared(
        message,
        people,
        sent=mails[MessageState.SENT],
        waiting=mails[MessageState.QUEUED],
        failed=mails[MessageState.REFUSED],
        withdrawn=mails[MessageState.WITHDRAWN],
        forgotten=max(0, people - mails.total()),
    )


def late_comers(message: MessageToParticipants) -> QuerySet[Enrolment]:
    """Who has a place by now and was not sent this message yet; editions that are over do not count."""
    had = Addressee.objects.filter(message=message, person=OuterRef("person"))
    editions = message.editions.filter(ends_at__gt=now()).values("pk")
    rows = Enrolment.objects.filter(
        edition__in=editions, state__in=STATES[Audience.PLACED], person__is_active=True
    )
    return rows.filter(~Exists(had)).select_related("person")
