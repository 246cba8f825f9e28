"""What a token may, how long, and when a webhook is tried again. Pure."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum

MARK = "veerkracht_"  # so that a search for leaked secrets can recognise ours
LONGEST_LIFE = timedelta(days=365)
MOST_TOKENS = 20  # that somebody, or an organisation, can have at once
MOST_WEBHOOKS = 10
MOST_NAME = 60


class Scope(StrEnum):
    """What a token opens, as narrow as its use."""

    CATALOGUE_READ = "catalogue:read"
    ENROLMENTS_READ = "enrolments:read"
    ENROLMENTS_WRITE = "enrolments:write"
    BOOKINGS_READ = "bookings:read"
    BOOKINGS_WRITE = "bookings:write"
    SCIM = "scim"


OF_A_PERSON = (Scope.CATALOGUE_READ, Scope.ENROLMENTS_READ, Scope.ENROLMENTS_WRITE)
OF_AN_ORGANISATION = (
    Scope.CATALOGUE_READ,
    Scope.BOOKINGS_READ,
    Scope.BOOKINGS_WRITE,
    Scope.SCIM,
)


def can_be_kept(text: str) -> bool:
    """Whether the database takes this text: no NUL, no half of a pair of signs."""
    return "\x00" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


class Refusal(StrEnum):
    """Why a token or webhook cannot be made; ``words.py`` says it in a sentence."""

    NO_NAME = "no-name"
    NO_SCOPE = "no-scope"
    OTHER_SCOPE = "other-scope"
    IN_THE_PAST = "in-the-past"
    TOO_LONG = "too-long"
    TOO_MANY_TOKENS = "too-many-tokens"
    NO_EVENT = "no-event"
    OTHER_EVENT = "other-event"
    TOO_MANY_WEBHOOKS = "too-many-webhooks"
    NOT_A_PUBLIC_ADDRESS = "not-a-public-address"
    BODY_GONE = "body-gone"
    PAUSED = "paused"


def why_no_token(
    *,
    name: str,
    scopes: Collection[str],
    possible: Collection[str],
    lives: timedelta,
    there: int,
) -> Refusal | None:
    """Why these wishes make no token; None when they do. ``there`` counts tokens that work already."""
    if not name.strip():
        return Refusal.NO_NAME
    if not scopes:
        return Refusal.NO_SCOPE
    if not set(scopes) <= set(possible):
        return Refusal.OTHER_SCOPE
    if lives <= timedelta(0):
        return Refusal.IN_THE_PAST
    if lives > LONGEST_LIFE:
        return Refusal.TOO_LONG
    return Refusal.TOO_MANY_TOKENS if there >= MOST_TOKENS else None


def hash_of(secret: str) -> str:
    """How a token is kept: its secret has 256 random bits, so one round of SHA-256 cannot be undone."""
    return hashlib.sha256(secret.encode()).hexdigest()


def shown_part(secret: str) -> str:
    """The first characters, by which people recognise a token; far too few to use."""
    return secret[: len(MARK) + 6]


# Webhooks

DELAYS = (
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=7),
    timedelta(hours=11, minutes=42, seconds=30),
)  # after each failure; together 24 hours
MOST_TRIES = len(DELAYS) + 1
BODY_KEPT = timedelta(days=14)
OLD_SECRET_SIGNS = timedelta(hours=24)  # so that a receiver can change its secret at leisure
SECRET_MARK = "whsec_"  # noqa: S105 - the mark that the standard puts before a secret


def next_try(tries: int, moment: datetime) -> datetime | None:
    """When to try again after ``tries`` failures; None gives up."""
    return moment + DELAYS[tries - 1] if tries < MOST_TRIES else None


def arrived(status: int | None) -> bool:
    """Whether a receiver's answer says that it has the message."""
    return status is not None and 200 <= status < 300


def signature(secrets: Collection[str], *, message_id: str, timestamp: int, body: str) -> str:
    """The header that proves where a message came from, by the Standard Webhooks specification 1.0.

    HMAC-SHA256 over ``id.timestamp.body``, one ``v1,…`` for each secret that counts at the moment.
    """
    signed = f"{message_id}.{timestamp}.{body}".encode()
    return " ".join(
        "v1," + base64.b64encode(hmac.digest(_key(secret), signed, "sha256")).decode()
        for secret in secrets
    )


def _key(secret: str) -> bytes:
    return base64.b64decode(secret.removeprefix(SECRET_MARK))
