"""Codes and links of attendance, bound to the secret of this installation."""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import TYPE_CHECKING

from django.conf import settings
from django.core import signing
from django.urls import reverse

from veerkracht.kernel.clock import now
from veerkracht.kernel.numbers import whole
from veerkracht.proof import attendance_rules as rules

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from veerkracht.enrolment.models import Enrolment
    from veerkracht.training.models import Session

CODES, LINKS = "veerkracht attendance codes", "veerkracht attendance links"
COOKIE_SALT, TICKET_SALT = "proof.attendance.phone", "proof.attendance.ticket"
PHONE_KNOWN = 60 * 60 * 24 * 120  # seconds that a phone stays known for an edition
TICKET = 600  # seconds between scanning and saying yes, with bad reception
KEPT = 16  # bytes of a link: 128 bits


def _key(purpose: str) -> bytes:
    """A key for one purpose alone, made from SECRET_KEY."""
    return hmac.digest(str(settings.SECRET_KEY).encode(), purpose.encode(), hashlib.sha256)


def judge(session: Session, shown: str) -> rules.Code:
    """What a code is for this meeting, now."""
    return rules.judge(shown, key=_key(CODES), session_id=session.pk, moment=now())


def screen_code(session: Session) -> bytes:
    """The code that the screen shows now."""
    return rules.code_of(_key(CODES), session.pk, rules.step_of(now()))


def paper_code(session: Session) -> bytes:
    """The code on paper: the same for the whole meeting."""
    return rules.code_of(_key(CODES), session.pk, None)


def address_of(session: Session, code: bytes) -> str:
    """The full address in a QR code."""
    path = reverse("proof:scan", args=[session.pk, rules.in_address(code)])
    return f"{settings.PUBLIC_URL}{path}"


# The personal link: number of the enrolment and 128 bits that only we can make


def token_of(enrolment_id: int) -> str:
    """The secret of one enrolment, fit for an address."""
    seal = hmac.digest(_key(LINKS), str(enrolment_id).encode(), hashlib.sha256)[:KEPT]
    return f"{enrolment_id}-{base64.urlsafe_b64encode(seal).rstrip(b'=').decode()}"


def enrolment_of(token: str) -> int | None:
    """The enrolment whose secret this is; None for anything else."""
    number = whole(token.partition("-")[0])
    if number is None:
        return None
    return number if hmac.compare_digest(token_of(number).encode(), token.encode()) else None


def link_of(enrolment: Enrolment) -> str:
    """The full address of the personal link."""
    return f"{settings.PUBLIC_URL}{reverse('proof:personal_link', args=[token_of(enrolment.pk)])}"


# The phone


def _cookie(edition_id: int) -> str:
    return f"aanwezig-{edition_id}"


def remember_phone(response: HttpResponse, enrolment: Enrolment) -> None:
    """Let this phone be known as this person's, for this edition alone."""
    response.set_signed_cookie(
        _cookie(enrolment.edition_id),
        str(enrolment.pk),
        salt=COOKIE_SALT,
        max_age=PHONE_KNOWN,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def phone_of(request: HttpRequest, edition_id: int) -> int | None:
    """The enrolment that this phone is known by in an edition."""
    said = request.get_signed_cookie(
        _cookie(edition_id), default="", salt=COOKIE_SALT, max_age=PHONE_KNOWN
    )
    return int(said) if said else None


# The ticket: who showed which code at which moment, until that person says yes


def ticket(session: Session, enrolment_id: int, shown: rules.Code) -> str:
    """What the page after a scan carries, so that the moment of scanning counts."""
    facts = [session.pk, enrolment_id, shown.value, now().timestamp()]
    return signing.dumps(facts, salt=TICKET_SALT)


def ticket_facts(text: str, session: Session) -> tuple[int, rules.Code, float] | None:
    """Enrolment, code and moment of a ticket for this meeting; None when it is forged or old."""
    try:
        facts = signing.loads(text, salt=TICKET_SALT)
    except signing.BadSignature:
        return None
    session_id, enrolment_id, shown, moment = facts
    fresh = 0 <= now().timestamp() - moment <= TICKET
    return (enrolment_id, rules.Code(shown), moment) if fresh and session_id == session.pk else None
