"""What coordinators and a trainer of the demo wrote to their groups: one message long read, one that waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from django.db.models import Count, Q

from veerkracht.enrolment.messages_to_participants_actions import write_to_participants
from veerkracht.enrolment.messages_to_participants_models import MessageToParticipants
from veerkracht.enrolment.models import State
from veerkracht.kernel.clock import held_at, now
from veerkracht.messages.actions import send_due
from veerkracht.training.models import Edition, EditionState

if TYPE_CHECKING:
    from veerkracht.config.demo.cast import Cast
    from veerkracht.people.models import Person

DAYS_AGO = 3


@dataclass(frozen=True)
class Told:
    """One message of the demo: who writes to the next group of a region, and when it goes."""

    key: str
    by: str
    region: str
    subject: str
    text: str
    ahead: int = 0  # days from now; 0 went some days ago
    also_late: bool = False


TOLD = (
    Told(
        "laptop",
        "Coby Overzicht",
        "zuid-limburg",
        "Neem iets mee om op te schrijven",
        "We beginnen met een oefening in tweetallen. Neem daarvoor pen en papier mee, of een tablet.\n\n"
        "De zaal gaat een kwartier eerder open. Er is koffie en thee.\n\n"
        "Tot dan!",
        also_late=True,
    ),
    Told(
        "parkeren",
        "Coby Overzicht",
        "zuid-limburg",
        "Zo kom je er",
        "De ingang is aan de achterkant. Parkeren is gratis.\n\n"
        "Kom je met de trein? Het is tien minuten lopen vanaf het station.",
        ahead=2,
    ),
    Told(
        "vooraf",
        "Nico Noorderling",
        "noord-limburg",
        "Lees dit vast vooraf",
        "Vul voor jezelf het spinnenweb een keer in. Je hoeft het niet te laten zien.\n\n"
        "Schrijf op wat je opviel. Daar beginnen we mee.",
    ),
)


def tell_groups(cast: Cast) -> None:
    """Write what is not written yet, each to the next group of the region that has people in it."""
    for told in TOLD:
        key = uuid5(NAMESPACE_URL, f"veerkracht-demo-{told.key}")
        edition = _next_group(told.region)
        if edition and not MessageToParticipants.objects.filter(key=key).exists():
            _tell(told, cast[told.by], edition)


def _next_group(region: str) -> Edition | None:
    placed = Count("enrolments", filter=Q(enrolments__state=State.PLACED))
    coming = Edition.objects.filter(
        region__code=region, state=EditionState.PUBLISHED, starts_at__gt=now() + timedelta(days=3)
    )
    return coming.annotate(placed=placed).filter(placed__gte=3).order_by("starts_at").first()


def _tell(told: Told, by: Person, edition: Edition) -> None:
    moment = now() + timedelta(days=told.ahead) if told.ahead else None
    with held_at(now() - timedelta(days=0 if told.ahead else DAYS_AGO)):
        message = write_to_participants(
            by=by,
            editions=[edition],
            audience="placed",
            subject=told.subject,
            text=told.text,
            key=uuid5(NAMESPACE_URL, f"veerkracht-demo-{told.key}"),
            moment=moment,
            also_late=told.also_late,
        )
    if not told.ahead:
        with held_at(message.due_at):
            send_due()
