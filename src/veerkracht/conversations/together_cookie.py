"""How a professional comes over to the own origin: a ticket of a minute, once, becomes a cookie of eight hours."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from veerkracht.conversations.together_policies import may_be_shared_with
from veerkracht.people.models import Person

TICKET_LASTS = timedelta(minutes=1)
LASTS = timedelta(hours=8)
COOKIE, PATH = "vak", "/gesprek/vak/"
TICKET, SIGNED = "conversations.ticket", "conversations.professional"


def make_ticket(person: Person) -> str:
    """A ticket for this person."""
    return signing.dumps([person.pk, secrets.token_urlsafe(12)], salt=TICKET)


def take_ticket(ticket: str) -> Person | None:
    """Who comes with this ticket; None when it is false, past, or was used."""
    try:
        number, once = signing.loads(ticket, salt=TICKET, max_age=TICKET_LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if not cache.add(f"conversations.ticket.{once}", 1, 2 * TICKET_LASTS.total_seconds()):
        return None
    return _person(number)


def give_cookie(response: HttpResponse, person: Person) -> None:
    """Let this browser be this person for the professional's addresses, and for nothing else."""
    response.set_cookie(
        COOKIE,
        signing.dumps(person.pk, salt=SIGNED),
        max_age=LASTS,
        path=PATH,
        secure=(settings.CONVERSATIONS_URL or settings.PUBLIC_URL).startswith("https:"),
        httponly=True,
        samesite="Lax",
    )


def professional(request: HttpRequest) -> Person | None:
    """Whose cookie this is, when the person still may read."""
    try:
        number = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SIGNED, max_age=LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return _person(number)


def _person(number: int) -> Person | None:
    person = Person.objects.select_related("organisation").filter(pk=number, is_active=True).first()
    return person if person and may_be_shared_with(person) else None
