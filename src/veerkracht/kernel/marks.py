"""A mark that a page carries where there is no cookie: that the page was ours, for what, and not too long ago.

It is random, so that what is kept of it can tell that a page was sent twice.
"""

from __future__ import annotations

from datetime import timedelta

from django.core import signing
from django.utils.crypto import get_random_string, salted_hmac


def fresh(purpose: str, named: str | int) -> str:
    """A new mark for the page of ``named``; signed, with its time."""
    return signing.dumps([named, get_random_string(16)], salt=purpose)


def holds(purpose: str, named: str | int, mark: str, longest: timedelta) -> bool:
    """Whether a mark is ours, of this page, and younger than ``longest``."""
    try:
        found, _random = signing.loads(mark, salt=purpose, max_age=longest)
    except (signing.BadSignature, ValueError, TypeError):
        return False
    return bool(found == named)


def kept_form(purpose: str, mark: str) -> str:
    """What is kept of a mark: 44 signs that tell nothing of it."""
    return salted_hmac(purpose, mark, algorithm="sha256").hexdigest()[:44]
