"""Who asks: the token in the Authorization header, and nowhere else; and how often they may ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from veerkracht.connections import actions, queries
from veerkracht.kernel.limits import address, seconds_to_wait

if TYPE_CHECKING:
    from django.http import HttpRequest

    from veerkracht.connections.queries import Caller

WINDOW = 300  # seconds
MOST_WITH_TOKEN = 1_500  # questions in a window, for one token
MOST_WITHOUT = 300  # for one address without a token
MOST_WRONG = 30  # tokens that do not work, from one address
LONGEST_TOKEN = 200


class Unknown(Exception):
    """The token is missing, odd, revoked or expired. Which of these, nobody is told."""


class TooOften(Exception):
    """Come back after ``seconds``."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def caller_of(request: HttpRequest) -> Caller | None:
    """Who asks; None without an Authorization header. The same for the API and for provisioning.

    Raises Unknown for a token that does not work, TooOften for too many questions in five minutes.
    """
    header = request.headers.get("Authorization")
    if header is None:
        _count("api", address(request), MOST_WITHOUT)
        return None
    caller = queries.caller_with(_secret(header))
    if caller is None:
        _count("api wrong", address(request), MOST_WRONG)
        raise Unknown
    _count("api token", str(caller.token.pk), MOST_WITH_TOKEN)
    actions.note_use(token=caller.token)
    return caller


def _secret(header: str) -> str:
    kind, _space, secret = header.partition(" ")
    fits = kind.lower() == "bearer" and len(secret) <= LONGEST_TOKEN and secret.isascii()
    return secret.strip() if fits else ""


def _count(name: str, whose: str, most: int) -> None:
    seconds = seconds_to_wait(name, whose, most=most, seconds=WINDOW)
    if seconds:
        raise TooOften(seconds)
