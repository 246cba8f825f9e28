"""How a professional comes over to the own origin: a ticket of a minute, once, becomes a cookie of eight hours.

The way begins on the own origin, which leaves a secret in the browser; its hash travels to the main site and comes
back in the ticket. So a ticket opens only the browser that asked for it, and nobody is signed in with another's.
The cookie names the session of the main site: when that ends, this ends.
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from veerkracht.conversations.together_policies import may_be_shared_with
from veerkracht.people.models import Person
from veerkracht.people.queries import session_number, who_is_signed_in

TICKET_LASTS = timedelta(minutes=1)
LASTS = timedelta(hours=8)
COOKIE, PATH = "vak", "/gesprek/vak/"
SECRET, SECRET_LASTS = "vak-komt", timedelta(minutes=10)
COMES_IN = f"{PATH}binnen/"
TICKET, SIGNED = "conversations.ticket", "conversations.professional"
WRITTEN = re.compile(r"[A-Za-z0-9_-]{43}")  # a secret; its hash is written in as many letters


@dataclass(frozen=True)
class Came:
    """Who came over, and the number of the main site's session."""

    person: Person
    session: int


def known_secret(request: HttpRequest) -> str:
    """What this browser keeps since it set out; empty when it did not set out here."""
    secret = request.COOKIES.get(SECRET, "")
    return secret if WRITTEN.fullmatch(secret) else ""


def keep_secret(request: HttpRequest, response: HttpResponse) -> str:
    """Leave a secret in this browser (another tab's stays); what may travel of it."""
    secret = known_secret(request) or secrets.token_urlsafe(32)
    _set(response, SECRET, secret, SECRET_LASTS, COMES_IN)
    return travels(secret)


def travels(secret: str) -> str:
    """The hash of a secret, in letters for an address."""
    digest = hashlib.sha256(f"veerkracht comes over {secret}".encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def make_ticket(person: Person, key: str | None, asked_by: str) -> str:
    """A ticket for this person, in this session, for the browser that keeps the secret behind ``asked_by``."""
    session = session_number(person, key or "")
    return signing.dumps([person.pk, session, asked_by, secrets.token_urlsafe(12)], salt=TICKET)


def take_ticket(ticket: str, secret: str) -> Came | None:
    """Who comes with this ticket; None when it is false, past, used, or was asked for by another browser."""
    try:
        number, session, asked_by, once = signing.loads(ticket, salt=TICKET, max_age=TICKET_LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if not secret or not secrets.compare_digest(travels(secret), str(asked_by)):
        return None
    if not cache.add(f"conversations.ticket.{once}", 1, 2 * TICKET_LASTS.total_seconds()):
        return None
    person = _person(number, session)
    return Came(person, session) if person else None


def give_cookie(response: HttpResponse, came: Came) -> None:
    """Let this browser be this person for the professional's addresses, and for nothing else."""
    _set(response, COOKIE, signing.dumps([came.person.pk, came.session], salt=SIGNED), LASTS, PATH)


def _set(response: HttpResponse, name: str, value: str, lasts: timedelta, path: str) -> None:
    response.set_cookie(
        name,
        value,
        max_age=lasts,
        path=path,
        secure=(settings.CONVERSATIONS_URL or settings.PUBLIC_URL).startswith("https:"),
        httponly=True,
        samesite="Lax",
    )


def professional(request: HttpRequest) -> Person | None:
    """Whose cookie this is, when the person still may read and is still signed in on the main site."""
    try:
        number, session = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SIGNED, max_age=LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return _person(number, session)


def _person(number: int, session: int) -> Person | None:
    """One look for person and session together."""
    person = who_is_signed_in(session).select_related("organisation").filter(pk=number).first()
    return person if person and may_be_shared_with(person) else None
