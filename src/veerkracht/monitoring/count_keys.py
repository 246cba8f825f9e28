"""Integer keys for people and things that are counted: the same each time, and telling nothing of who it is.

HMAC-SHA256 (RFC 2104) over what it is and its number, of which the first 64 bits are kept. The secret is made from
``SECRET_KEY``: when that changes, all keys do, and the next recount writes everything anew.
"""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings

PERSON = "person"


def key_of(kind: str, *numbers: object) -> int:
    """The key of a thing of this kind, by what names it: from 0 to 2**64."""
    named = ":".join([kind, *map(str, numbers)])
    return int.from_bytes(hmac.digest(_secret(), named.encode(), "sha256")[:8], "big")


def person_key(number: int) -> int:
    """The key of a person, by number."""
    return key_of(PERSON, number)


def _secret() -> bytes:
    return hashlib.sha256(f"veerkracht counting {settings.SECRET_KEY}".encode()).digest()
